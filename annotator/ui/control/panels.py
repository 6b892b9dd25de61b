"""Between the workbench and the panels: documents, labels, entity, mentions, suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt

from annotator.core.ids import EntityId, MentionId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Selection
from annotator.core.rows import DocumentRow
from annotator.lang.scripts import guess_language
from annotator.ui.action_set import ActionSet
from annotator.ui.models.concordance import direction_of
from annotator.ui.models.entity_names import names_in
from annotator.ui.models.mention_list import Entry
from annotator.ui.models.suggestion_groups import NO_ARTICLE, Article
from annotator.ui.panels.context_panel import ContextTab
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

_REJECTED: Final = Selection(statuses=(MentionStatus.REJECTED,))


class PanelsController(QObject):
    """Fills the panels, and passes on what the user chooses in them."""

    def __init__(self, page: WorkspacePage, workbench: Workbench, actions: ActionSet) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._actions = actions
        self._connect_workbench()
        self._connect_panels()
        self._on_labels_changed()
        self._on_documents_changed()
        self._on_document_changed()

    def _connect_workbench(self) -> None:
        workbench = self._workbench
        workbench.labels_changed.connect(self._on_labels_changed)
        workbench.documents_changed.connect(self._on_documents_changed)
        workbench.document_changed.connect(self._on_document_changed)
        workbench.mentions_changed.connect(self._on_mentions_changed)
        workbench.mention_selected.connect(self._on_mention_selected)

    def _connect_panels(self) -> None:
        page, context, workbench = self._page, self._page.context, self._workbench
        page.documents.document_chosen.connect(workbench.open_document)
        page.documents.list.activated.connect(page.view.setFocus)
        page.documents.search_left.connect(page.view.setFocus)
        page.documents.list.clicked.connect(self._on_document_clicked)
        page.rail.list.clicked.connect(self._on_document_clicked)
        page.rail.document_chosen.connect(workbench.open_document)
        page.rail.search_requested.connect(self._on_search_requested)
        context.list_turned_to.connect(self._fill_list)
        context.name_added.connect(self._on_name_added)
        context.mention_chosen.connect(workbench.select_mention)
        context.mention_opened.connect(self._on_mention_opened)
        self._actions.connect_all(
            {
                "panel.documents": page.toggle_documents,
                "panel.context": page.toggle_context,
                "documents.search": self._on_search_requested,
            }
        )

    def _on_labels_changed(self) -> None:
        labels = self._workbench.labels
        self._page.documents.set_labels(labels)
        self._page.rail.set_labels(labels)
        self._page.context.set_labels(labels)
        self._count_labels()

    def _on_documents_changed(self, changed: Sequence[DocumentRow] | None = None) -> None:
        if changed is not None:
            self._page.documents.update_rows(changed)
            return
        document = self._workbench.document
        self._page.documents.set_rows(self._workbench.rows, document.id if document else None)
        self._page.rail.set_current(document.id if document else None)

    def _on_document_changed(self) -> None:
        document = self._workbench.document
        current = document.id if document else None
        self._page.documents.set_current(current)
        self._page.rail.set_current(current)
        self._on_mentions_changed()

    def _on_document_clicked(self) -> None:
        """Go on by keys in the article that was opened by the mouse; arrow keys stay in the list."""
        self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_mentions_changed(self, changed: frozenset[MentionId] | None = None) -> None:
        suggested = sum(number for (_, _, is_suggested), number in self._workbench.kinds.items() if is_suggested)
        self._page.context.set_counts(sum(self._workbench.kinds.values()) - suggested, suggested)
        if changed is None:
            self._fill_list()
        else:
            present = [entry for entry in map(self._entry, changed) if entry is not None]
            gone = changed - {entry.mention.id for entry in present}
            selected = self._workbench.selected
            self._page.context.update_entries(present, gone, selected.id if selected else None)
            self._count_decided()
        self._count_labels()

    def _fill_list(self) -> None:
        """Fill the list that can be seen; the other waits until it is turned to."""
        context, workbench = self._page.context, self._workbench
        if context.shows_list:
            context.set_article(self._article())
            entries = [Entry(mention, mark) for mention in workbench.mentions if (mark := workbench.mark(mention.id))]
            selected = workbench.selected
            context.set_entries(entries, selected.id if selected else None)
            self._count_decided()

    def _count_decided(self) -> None:
        """Count what is decided, while the panel that tells it is in view."""
        workbench = self._workbench
        if self._page.context.tabs.current == ContextTab.SUGGESTIONS and workbench.document is not None:
            if workbench.proposals.rejected is None:
                rejected = workbench.reader.mentions(workbench.document.id, _REJECTED)
                workbench.proposals.rejected = {mention.id for mention in rejected}
            number = len(workbench.proposals.rejected)
            accepted = sum(count for (_, _, is_suggested), count in workbench.kinds.items() if not is_suggested)
            self._page.context.set_decided(accepted, number)

    def _article(self) -> Article:
        """Return what the panel of suggestions has to know of the open article."""
        row, document = self._workbench.row, self._workbench.document
        if row is None or document is None:
            return NO_ARTICLE
        return Article(document.text, direction_of(row), self._names)

    def _names(self, entity: EntityId) -> Sequence[str]:
        found = self._workbench.names.get(entity)
        return names_in(found, self._workbench.names.languages) if found is not None else ()

    def _entry(self, identifier: MentionId) -> Entry | None:
        mention, mark = self._workbench.mention(identifier), self._workbench.mark(identifier)
        return Entry(mention, mark) if mention and mark else None

    def _count_labels(self) -> None:
        counts: Counter[str] = Counter()
        for (label, _, is_suggested), number in self._workbench.kinds.items():
            if not is_suggested:
                counts[label] += number
        self._page.documents.set_label_counts(counts)

    def _on_mention_selected(self) -> None:
        selected = self._workbench.selected
        self._page.context.set_current(selected.id if selected else None)

    def _on_mention_opened(self, mention: MentionId) -> None:
        self._workbench.select_mention(mention)
        self._page.view.setFocus()

    def _on_name_added(self, name: str) -> None:
        from annotator.app.commands.entities import AddAlias  # not needed for the first frame

        entity = self._workbench.entity
        if entity is None:
            return
        guessed = guess_language(name)
        document = self._workbench.document
        language = document.language if guessed == "und" and document else guessed
        self._workbench.bridge.submit(AddAlias(entity.id, name, language))

    def _on_search_requested(self) -> None:
        self._page.show_documents()
        self._page.documents.search.setFocus()
        self._page.documents.search.selectAll()
