"""What is known of the open document as a whole: its head, its place in the status line, its state and direction.

The commands are imported where they are made: the first frame needs none of them, nor what they stand on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject

from annotator.core.document import Direction, Document, DocumentState
from annotator.lang.scripts import strong_direction
from annotator.ui.action_set import ActionSet
from annotator.ui.document.marks import MarkState
from annotator.ui.panels.status_line import Tally
from annotator.ui.shown_mentions import Kind
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

_SAMPLE: Final = 20_000
"""How many characters are looked at to find the direction of a whole document."""

_NEEDS_DOCUMENT: Final = (
    "document.finish",
    "document.reset",
    "document.describe",
    "document.direction",
    "document.auto_direction",
    "paragraph.direction",
    "document.remove",
    "document.next",
    "document.previous",
)


class FactsController(QObject):
    """Shows the facts of the open document in header and status line, and sends the commands that change them."""

    def __init__(self, page: WorkspacePage, workbench: Workbench, actions: ActionSet) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._actions = actions
        self._automatic: tuple[str, Direction] = ("", Direction.LTR)
        self._connect()
        self._on_document_changed()

    def _connect(self) -> None:
        page, workbench = self._page, self._workbench
        workbench.document_changed.connect(self._on_document_changed)
        workbench.mentions_changed.connect(self._show_tally)
        page.view.caret_moved.connect(self._show_position)
        page.view.selection_changed.connect(self._show_position)
        page.view.mark_selected.connect(self._show_position)
        page.header.direction_chosen.connect(self._set_direction)
        page.header.state_chosen.connect(self._set_state)
        page.status.direction_pressed.connect(self._on_direction_triggered)
        self._actions.connect_all(
            {
                "document.finish": self._on_finish_triggered,
                "document.reset": self._on_reset_triggered,
                "document.direction": self._on_direction_triggered,
                "document.auto_direction": self._on_auto_direction_triggered,
                "paragraph.direction": self._on_paragraph_direction_triggered,
                "document.remove": self._on_remove_triggered,
                "document.next": self._on_next_triggered,
                "document.previous": self._on_previous_triggered,
            }
        )

    def _on_document_changed(self) -> None:
        document = self._workbench.document
        self._actions.enable(_NEEDS_DOCUMENT, when=document is not None)
        if document is None:
            self._page.header.show_nothing()
            self._page.status.show_nothing()
            return
        direction = self._direction(document)
        self._page.header.show_document(document, direction)
        self._page.status.show_direction(direction, is_forced=document.direction is not Direction.AUTO)
        self._actions["document.finish"].setChecked(document.state is DocumentState.FINISHED)
        self._actions["document.reset"].setEnabled(document.state is not DocumentState.NEW)
        self._show_tally()
        self._show_position()

    def _show_tally(self) -> None:
        if self._workbench.document is not None:
            self._page.status.show_tally(tally_of(self._workbench.kinds))

    def _show_position(self) -> None:
        view = self._page.view
        if self._workbench.document is None:
            return
        selected = self._workbench.mention(view.selected_mark) if view.selected_mark else None
        span = selected.span if selected and view.selection is None else view.selection
        offset = span.start if span else view.caret
        self._page.status.show_position(view.paragraph_of(offset) + 1, offset, span)

    def _direction(self, document: Document) -> Direction:
        """Return the direction a document runs in."""
        return document.direction if document.direction is not Direction.AUTO else self._found_direction(document)

    def _found_direction(self, document: Document) -> Direction:
        if self._automatic[0] != document.id:
            self._automatic = (document.id, strong_direction(document.text[:_SAMPLE]) or Direction.LTR)
        return self._automatic[1]

    def _set_direction(self, wanted: Direction) -> None:
        from annotator.app.commands.documents import SetDirection

        document = self._workbench.document
        if document is None or wanted is self._direction(document):
            return
        is_natural = wanted is self._found_direction(document)
        self._workbench.bridge.submit(SetDirection(document.id, Direction.AUTO if is_natural else wanted))

    def _on_direction_triggered(self) -> None:
        if document := self._workbench.document:
            self._set_direction(_opposite(self._direction(document)))

    def _on_auto_direction_triggered(self) -> None:
        from annotator.app.commands.documents import SetDirection

        document = self._workbench.document
        if document is not None and document.direction is not Direction.AUTO:
            self._workbench.bridge.submit(SetDirection(document.id, Direction.AUTO))

    def _on_paragraph_direction_triggered(self) -> None:
        """Force the other direction on the caret's paragraph, or take away what was forced."""
        from annotator.app.commands.documents import SetParagraphDirection

        document = self._workbench.document
        if document is None:
            return
        paragraph = self._page.view.current_paragraph
        is_forced = paragraph in document.paragraph_directions
        other = _opposite(self._page.view.paragraph_direction(paragraph))
        wanted = Direction.AUTO if is_forced else other
        self._workbench.bridge.submit(SetParagraphDirection(document.id, paragraph, wanted))

    def _on_finish_triggered(self) -> None:
        document = self._workbench.document
        if document is not None:
            is_finished = document.state is DocumentState.FINISHED
            self._set_state(DocumentState.IN_PROGRESS if is_finished else DocumentState.FINISHED)

    def _on_reset_triggered(self) -> None:
        self._set_state(DocumentState.NEW)

    def _set_state(self, state: DocumentState) -> None:
        from annotator.app.commands.documents import SetDocumentState

        document = self._workbench.document
        if document is not None and document.state is not state:
            self._workbench.bridge.submit(SetDocumentState(document.id, state))

    def _on_remove_triggered(self) -> None:
        from annotator.app.commands.documents import RemoveDocument

        if document := self._workbench.document:
            self._workbench.bridge.submit(RemoveDocument(document.id))

    def _on_next_triggered(self) -> None:
        self._workbench.open_neighbour(1)

    def _on_previous_triggered(self) -> None:
        self._workbench.open_neighbour(-1)


def tally_of(kinds: Mapping[Kind, int]) -> Tally:
    """Add up marks by how far they are."""
    counts: Counter[str] = Counter()
    for (_, state, is_suggested), number in kinds.items():
        counts["suggested" if is_suggested else state] += number
    return Tally(
        mentions=counts.total() - counts["suggested"],
        linked=counts[MarkState.LINKED] + counts[MarkState.NIL],
        dates=counts[MarkState.DATED] + counts[MarkState.UNDATED],
        open=counts[MarkState.UNLINKED],
        suggestions=counts["suggested"],
    )


def _opposite(direction: Direction) -> Direction:
    return Direction.LTR if direction is Direction.RTL else Direction.RTL
