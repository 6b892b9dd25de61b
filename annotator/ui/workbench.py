"""What the window is looking at: read from the workspace once, and told to whoever shows it.

Panels hold no truth and read nothing themselves. They are given what the workbench has whenever it says that this
changed; what the user does in them goes out as a command, and comes back through ``Bridge.committed``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QLocale, QObject, Signal

from annotator.core.document import Document
from annotator.core.entity import Entity
from annotator.core.errors import NotFoundError, UserError
from annotator.core.history import Changes
from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.labels import LabelSet
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import Reader, Selection
from annotator.core.rows import DocumentRow
from annotator.ui.bridge import Bridge
from annotator.ui.document.marks import Mark
from annotator.ui.models.document_rows import DocumentRows
from annotator.ui.models.entity_names import EntityNames
from annotator.ui.models.marks import marks_of
from annotator.ui.proposals import Proposals
from annotator.ui.shown_mentions import Kind, ShownMentions

_REREAD_FROM: Final = 64
"""From how many changed rows on the whole list is read again rather than row by row."""

_SHOWN: Final = (MentionStatus.ACCEPTED, MentionStatus.SUGGESTED)


class Workbench(QObject):
    """The open workspace as one window sees it.

    Signals:
        documents_changed: The rows of documents: a list of those that are otherwise now, or None when there may be
            others than before.
        document_changed: Another document is open, or what is known about it changed.
        mentions_changed: The mentions of the open document, or the names under them: a set of the ids that changed
            or went away, or None when any may have.
        mention_selected: Another mention of it is selected, or none.
        entity_shown: Another entity is shown in full, or it changed.
        labels_changed: The labels of the workspace.
        annotators_changed: Who works here, or whose marks are shown.
        failed: A ``UserError`` met while reading.
    """

    documents_changed = Signal(object)
    document_changed = Signal()
    mentions_changed = Signal(object)
    mention_selected = Signal()
    entity_shown = Signal()
    labels_changed = Signal()
    annotators_changed = Signal()
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._labels = self.reader.labels()
        self._rows = DocumentRows(self.reader)
        self._document: Document | None = None
        self._shown = ShownMentions()
        self._proposals = Proposals(self)
        self._selected: MentionId | None = None
        self._entity: EntityId | None = None
        self._preview_number: int | None = None
        self._shown_annotators: tuple[AnnotatorId, ...] = ()
        self._names = EntityNames(self.reader, (interface_language(),))
        self._proposals.changed.connect(self._show_proposals)
        bridge.committed.connect(self._on_committed)

    @property
    def bridge(self) -> Bridge:
        """Where commands go."""
        return self._bridge

    @property
    def reader(self) -> Reader:
        """Answers questions about what is committed."""
        return self._bridge.reader

    @property
    def labels(self) -> LabelSet:
        """The labels of the workspace."""
        return self._labels

    @property
    def rows(self) -> list[DocumentRow]:
        """Every document, in the order they came in."""
        return list(self._rows.values())

    @property
    def rows_by_id(self) -> Mapping[DocumentId, DocumentRow]:
        """The same, to be looked up."""
        return self._rows

    @property
    def row(self) -> DocumentRow | None:
        """The open document's row."""
        return self._rows.get(self._document.id) if self._document else None

    @property
    def document(self) -> Document | None:
        """The open document."""
        return self._document

    @property
    def mentions(self) -> list[Mention]:
        """The shown mentions of the open document, in text order."""
        return self._shown.mentions

    @property
    def suggested(self) -> Mapping[MentionId, Mention]:
        """Those of them that are only suggested, by id."""
        return self._shown.suggested

    @property
    def marks(self) -> list[Mark]:
        """The same, as the article draws them; those whose label the workspace does not have are left out."""
        return self._shown.marks

    @property
    def kinds(self) -> Mapping[Kind, int]:
        """How many of these marks there are of each kind."""
        return self._shown.kinds

    @property
    def has_mentions(self) -> bool:
        """Whether the open document has any."""
        return bool(self._shown)

    @property
    def selected(self) -> Mention | None:
        """The selected mention."""
        return self._shown.mention(self._selected) if self._selected else None

    @property
    def entity(self) -> Entity | None:
        """The entity that is shown in full."""
        return self._names.get(self._entity) if self._entity else None

    @property
    def preview_number(self) -> int | None:
        """Which candidate (1, 2, …) the shown entity is, while the linker offers it."""
        return self._preview_number

    @property
    def names(self) -> EntityNames:
        """Names of entities in the window's language."""
        return self._names

    @property
    def proposals(self) -> Proposals:
        """What is suggested in the open document."""
        return self._proposals

    @property
    def shown_annotators(self) -> Sequence[AnnotatorId]:
        """Whose marks are shown; everybody's when empty."""
        return self._shown_annotators

    def mention(self, mention: MentionId) -> Mention | None:
        """Return a shown mention of the open document."""
        return self._shown.mention(mention)

    def mark(self, mention: MentionId) -> Mark | None:
        """Return how the article draws a shown mention."""
        return self._shown.mark(mention)

    def open_document(self, document: DocumentId, mention: MentionId | None = None) -> None:
        """Open a document, and select one of its mentions when asked to."""
        if self._document is None or self._document.id != document:
            try:
                self._document = self.reader.document(document)
            except UserError as error:
                self.failed.emit(error)
                return
            self._selected = None
            self._names.prefer((interface_language(), self._document.language))
            self._read_mentions()
            self.document_changed.emit()
            self.mention_selected.emit()
        if mention is not None:
            self.select_mention(mention)

    def open_first(self) -> None:
        """Open the first document that there is, if none is open."""
        if self._document is None and self._rows:
            self.open_document(next(iter(self._rows)))

    def open_neighbour(self, step: int) -> None:
        """Open the document so many places further on in the order they came in."""
        if self._document is None or self._document.id not in self._rows:
            self.open_first()
        elif (other := self._rows.neighbour(self._document.id, step)) is not None:
            self.open_document(other)

    def select_mention(self, mention: MentionId | None) -> None:
        """Select a mention of the open document, and show the entity it is linked to."""
        wanted = mention if mention in self._shown else None
        if wanted != self._selected:
            self._selected = wanted
            self.mention_selected.emit()
        if (chosen := self.selected) is not None:
            self.show_entity(chosen.link.entity if chosen.link else None)

    def show_entity(self, entity: EntityId | None, preview_number: int | None = None) -> None:
        """Show an entity in full; as a candidate of the linker when it has a number there."""
        if (entity, preview_number) != (self._entity, self._preview_number):
            self._entity, self._preview_number = entity, preview_number
            self.entity_shown.emit()

    def end_preview(self) -> None:
        """Go back from the linker's candidate to the selected mention's entity."""
        if self._preview_number is not None:
            chosen = self.selected
            self.show_entity(chosen.link.entity if chosen and chosen.link else None)

    def show_annotators(self, annotators: Sequence[AnnotatorId]) -> None:
        """Show the marks of these only, or everybody's when empty."""
        self._shown_annotators = tuple(annotators)
        self._read_mentions()
        self.mentions_changed.emit(None)
        self.annotators_changed.emit()

    def _on_committed(self, changes: Changes) -> None:
        if changes.labels:
            self._labels = self.reader.labels()
            self.labels_changed.emit()
        if changes.annotators:
            self.annotators_changed.emit()
        if touched := changes.documents | changes.mentioned:
            self.documents_changed.emit(self._rows.refresh(self.reader, touched))
        renamed = self._names.refresh(changes.entities)
        if self._document is not None:
            self._refresh_document(self._document.id, changes, renamed)
        self._refresh_entity(changes)

    def _refresh_entity(self, changes: Changes) -> None:
        """Follow the selected mention's link, and show again what changed in the shown entity."""
        chosen = self.selected
        linked = chosen.link.entity if chosen and chosen.link else None
        if chosen and chosen.id in changes.mentions and linked != self._entity and self._preview_number is None:
            self.show_entity(linked)
        elif changes.mentioned or self._entity in changes.entities:
            self.entity_shown.emit()

    def _refresh_document(self, document: DocumentId, changes: Changes, renamed: Collection[EntityId]) -> None:
        """Read again what an act changed in the open document."""
        if document not in self._rows:
            self._close_document()
            return
        if document in changes.documents:
            self._document = self.reader.document(document)
            self.document_changed.emit()
        self._refresh_mentions(changes.mentions if document in changes.mentioned else frozenset(), changes, renamed)
        self._forget_lost_selection()

    def _refresh_mentions(self, touched: frozenset[MentionId], changes: Changes, renamed: Collection[EntityId]) -> None:
        """Read the touched mentions again and draw those with other names anew, one by one while they are few."""
        if len(touched) >= _REREAD_FROM or changes.labels:
            self._read_mentions()
            self.mentions_changed.emit(None)
            return
        for identifier in touched:
            self._refresh_mention(identifier)
        touched = touched.union(self._settle_proposals())
        again = [mention for mention in self._shown.linked_to(renamed) if mention.id not in touched]
        for mention in again:
            self._put(mention)
        if touched or again:
            self.mentions_changed.emit(touched.union(mention.id for mention in again))

    def _close_document(self) -> None:
        """Show nothing, then whatever is there still: the open document was removed."""
        self._document = None
        self._shown, self._selected = ShownMentions(), None
        self.document_changed.emit()
        self.mention_selected.emit()
        self.open_first()

    def _read_mentions(self) -> None:
        if self._document is not None:
            selection = Selection(annotators=self._shown_annotators, statuses=_SHOWN)
            stored = self.reader.mentions(self._document.id, selection)
            mentions = self._proposals.begin(self._document.id, stored)
            self._names.fetch({m.link.entity for m in mentions if m.link and m.link.entity})
            self._shown.fill(mentions, marks_of(mentions, self._labels, self._names.name))
            self._settle_proposals()

    def _refresh_mention(self, identifier: MentionId) -> None:
        """Read a mention again, which may be gone."""
        self._shown.drop(identifier)
        try:
            mention = self.reader.mention(identifier)
        except NotFoundError:
            self._proposals.drop(identifier)
            return
        is_here = self._document is not None and mention.document == self._document.id
        is_shown = not self._shown_annotators or mention.annotator in self._shown_annotators
        if is_here and (is_shown or mention.status is not MentionStatus.SUGGESTED):
            self._proposals.note(mention)
        if is_here and is_shown and mention.status in _SHOWN and self._proposals.lets_through(mention):
            self._put(mention)

    def _put(self, mention: Mention) -> None:
        """Show a mention, drawn as it is."""
        marks = marks_of((mention,), self._labels, self._names.name)
        self._shown.put(mention, marks[0] if marks else None)

    def _show_proposals(self) -> None:
        """Show the suggestions that are to be shown now, and say which of them came, changed or went."""
        if changed := self._settle_proposals():
            self.mentions_changed.emit(changed if len(changed) < _REREAD_FROM else None)
            self._forget_lost_selection()

    def _settle_proposals(self) -> set[MentionId]:
        """Take over the suggestions that are to be shown now; return which of them came, changed or went."""
        come, gone = self._proposals.difference(self._shown)
        self._names.fetch({m.link.entity for m in come if m.link and m.link.entity})
        for identifier in gone:
            self._shown.drop(identifier)
        for mention in come:
            self._put(mention)
        return {*gone, *(mention.id for mention in come)}

    def _forget_lost_selection(self) -> None:
        if self._selected is not None and self._selected not in self._shown:
            self._selected = None
            self.mention_selected.emit()


def interface_language() -> str:
    """Return the code of the language the window speaks."""
    return QLocale().name().split("_")[0]
