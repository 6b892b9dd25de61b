"""Between the workbench and the entity's card: who is shown, and every mention of it, read beside the window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import Mention
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.core.rows import Occurrence
from annotator.ui.jobs import Job
from annotator.ui.workbench import Workbench, interface_language
from annotator.ui.workspace_page import WorkspacePage

_PATIENCE_MS: Final = 80
"""How long a card waits for its concordance: the two are shown together unless that takes longer."""

_PAUSE_MS: Final = 30
"""How long an entity has to be the shown one before its mentions are read: who holds Tab passes many."""

_CALM_MS: Final = 150
"""How long nothing has to change before the concordance of the entity that is shown already is read again."""


class ConcordanceController(QObject):
    """Shows the workbench's entity in the context panel, and goes to the mentions that are chosen there.

    Mentions are read on a thread of their own, one reading at a time. What has been overtaken is dropped.
    """

    def __init__(self, page: WorkspacePage, workbench: Workbench) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._first: DocumentId | None = None
        self._is_walking = False
        self._reading: Job | None = None
        self._read: EntityId | None = None
        self._is_outdated = False
        self._shown: EntityId | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_ended)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_again)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._read_again)
        workbench.entity_shown.connect(self._on_entity_shown)
        workbench.document_changed.connect(self._on_document_changed)
        workbench.mention_selected.connect(self._on_mention_selected)
        page.context.occurrence_chosen.connect(self._on_occurrence_chosen)
        page.context.occurrence_opened.connect(self._on_occurrence_opened)

    def _on_document_changed(self) -> None:
        if self._workbench.entity is not None:
            self._on_entity_shown()

    def _on_mention_selected(self) -> None:
        if self._workbench.entity is None:
            self._page.context.show_mention(self._workbench.selected, self._workbench.labels)

    def _on_entity_shown(self) -> None:
        """Turn to another entity as soon as its mentions are read, or have those of the same one read in a while."""
        workbench = self._workbench
        entity = workbench.entity
        self._page.context.show_preview(workbench.preview_number)
        if entity is None:
            self._forget()
            self._page.context.show_mention(workbench.selected, workbench.labels)
            return
        if not self._is_walking:
            self._first = workbench.document.id if workbench.document else None
        if entity.id == self._shown:
            self._page.context.show_entity(entity, self._languages())
            self._calm.start()
        else:
            self._patience.start()
            self._pause.start()

    def _forget(self) -> None:
        """Show no entity any more, whatever is being read."""
        self._patience.stop()
        self._pause.stop()
        self._calm.stop()
        self._shown = None

    def _read_again(self) -> None:
        """Read the mentions of the workbench's entity, after what is being read now."""
        if self._reading is not None:
            self._is_outdated = True
            return
        entity = self._workbench.entity
        if entity is None:
            return
        self._is_outdated = False
        self._read = entity.id
        self._reading = job = Job(_Reading(self._workbench.reader, entity.id))
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._workbench.bridge.run(job)

    def _on_read(self, found: Iterable[Occurrence]) -> None:
        entity = self._workbench.entity
        if entity is None or entity.id != self._read:
            return
        if self._shown != entity.id:
            self._show_card()
        self._page.context.show_occurrences(found, self._workbench.rows_by_id, self._first)

    def _on_failed(self, error: UserError) -> None:
        self._workbench.failed.emit(error)

    def _on_ended(self) -> None:
        self._reading = None
        if self._is_outdated:
            self._read_again()

    def _on_patience_ended(self) -> None:
        """Show who it is, without mentions so far."""
        if self._workbench.entity is not None and self._shown != self._workbench.entity.id:
            self._show_card()
            self._page.context.show_occurrences((), {}, None)

    def _show_card(self) -> None:
        entity = self._workbench.entity
        if entity is not None:
            self._patience.stop()
            self._shown = entity.id
            self._page.context.show_entity(entity, self._languages())

    def _languages(self) -> list[str]:
        document = self._workbench.document
        return [interface_language(), *([document.language] if document else [])]

    def _on_occurrence_chosen(self, mention: Mention) -> None:
        """Go to a mention of the open article at a click; other articles open at a double click."""
        document = self._workbench.document
        if document is not None and mention.document == document.id:
            self._workbench.select_mention(mention.id)

    def _on_occurrence_opened(self, mention: Mention) -> None:
        """Open an article at a mention. The concordance keeps its order, so that one can walk through all of it."""
        self._is_walking = True
        self._workbench.open_document(mention.document, mention.id)
        self._is_walking = False


class _Reading:
    """The work of reading an entity's mentions in context, off the window's thread."""

    def __init__(self, reader: Reader, entity: EntityId) -> None:
        self._reader = reader
        self._entity = entity

    def __call__(self, _progress: Progress) -> list[Occurrence]:
        return self._reader.occurrences(self._entity)
