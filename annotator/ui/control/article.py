"""Between the workbench and the article: what is open is shown, what is selected there is passed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.core.document import Document
from annotator.core.ids import MentionId
from annotator.ui import theme
from annotator.ui.action_set import ActionSet
from annotator.ui.document.marks import Mark
from annotator.ui.document.resizing import Unit
from annotator.ui.document.view import DocumentView
from annotator.ui.panels.ruler import Ruler, Tick
from annotator.ui.workbench import Workbench

_AFTER_FRAME_MS: Final = 20
"""How long the ruler waits with its lights for the article, which comes first."""

_MOVES: Final = ("mention.next", "mention.previous", "mention.next_unlinked", "mention.previous_unlinked")


class ArticleController(QObject):
    """Shows the open document with its marks in the view, and where they are in the ruler."""

    def __init__(self, view: DocumentView, ruler: Ruler, workbench: Workbench, actions: ActionSet) -> None:
        super().__init__(view)
        self._view = view
        self._ruler = ruler
        self._workbench = workbench
        self._actions = actions
        self._shown: Document | None = None
        self._ticks_due = QTimer(self, singleShot=True, interval=0)
        self._ticks_due.timeout.connect(self._show_ticks)
        self._lit_due = QTimer(self, singleShot=True, interval=_AFTER_FRAME_MS)
        self._lit_due.timeout.connect(self._show_lit)
        self._connect()
        self._on_document_changed()

    def refresh_theme(self) -> None:
        """Paint the ruler in the colours that are in force now."""
        self._show_ticks()

    def _connect(self) -> None:
        workbench, view = self._workbench, self._view
        workbench.document_changed.connect(self._on_document_changed)
        workbench.labels_changed.connect(self._on_labels_changed)
        workbench.mentions_changed.connect(self._on_mentions_changed)
        workbench.mention_selected.connect(self._on_mention_selected)
        workbench.entity_shown.connect(self._lit_due.start)
        view.mark_selected.connect(self._on_mark_selected)
        view.layout_changed.connect(self._ticks_due.start)
        view.scrolled.connect(self._show_viewport)
        self._ruler.jump_requested.connect(view.scroll_to_fraction)
        self._actions.connect_all(_resizing_slots(view))
        self._actions.connect_all(
            {
                "mention.next": view.select_next_mark,
                "mention.previous": view.select_previous_mark,
                "mention.next_unlinked": view.select_next_unlinked,
                "mention.previous_unlinked": view.select_previous_unlinked,
            }
        )

    def _on_document_changed(self) -> None:
        document = self._workbench.document
        if document is None:
            self._view.clear()
        elif self._shown is None or self._shown.id != document.id:
            self._view.show_document(document, self._workbench.marks, self._workbench.labels)
        else:
            self._view.turn(document)
        self._shown = document
        self._actions.enable(_MOVES, when=self._workbench.has_mentions)
        self._ticks_due.start()

    def _on_labels_changed(self) -> None:
        self._shown = None
        self._on_document_changed()

    def _on_mentions_changed(self, changed: frozenset[MentionId] | None) -> None:
        if changed is None:
            self._view.set_marks(self._workbench.marks)
        else:
            present = [mark for mark in map(self._workbench.mark, changed) if mark]
            gone = changed - {mark.id for mark in present}
            self._view.update_marks(present, gone)
        self._actions.enable(_MOVES, when=self._workbench.has_mentions)

    def _on_mention_selected(self) -> None:
        selected = self._workbench.selected
        self._view.select_mark(selected.id if selected else None)
        self._lit_due.start()

    def _on_mark_selected(self, mention: MentionId | None) -> None:
        self._workbench.select_mention(mention)

    def _show_ticks(self) -> None:
        self._ruler.set_ticks(self._coloured(self._view.ticks(self._ruler.rows)))
        self._show_lit()
        self._show_viewport()

    def _show_lit(self) -> None:
        """Light the selected mark and those of the entity that is shown."""
        entity, selected = self._workbench.entity, self._workbench.selected
        lit: list[tuple[Mark, float]] = []
        if entity is not None or selected is not None:
            identifier = selected.id if selected else None
            lit = self._view.ticks_of(self._ruler.rows, entity.id if entity else None, identifier)
        self._ruler.set_lit(self._coloured(lit))

    def _coloured(self, ticks: Iterable[tuple[Mark, float]]) -> list[Tick]:
        colours = {label.name: theme.current().label_colour(label) for label in self._workbench.labels}
        return [Tick(fraction, colours[mark.label]) for mark, fraction in ticks if mark.label in colours]

    def _show_viewport(self) -> None:
        top, bottom = self._view.viewport_fraction()
        self._ruler.set_viewport(top, bottom - top)


def _resizing_slots(view: DocumentView) -> dict[str, Callable[[], None]]:
    """Return what moves the ends of the selected mark: by letters as it looks, by words as it reads."""
    slots: dict[str, Callable[[], None]] = {}
    for end, sideways, onward in (
        ("end", view.move_mark_end_sideways, view.move_mark_end),
        ("start", view.move_mark_start_sideways, view.move_mark_start),
    ):
        slots[f"mention.{end}_left"] = partial(sideways, Unit.GRAPHEME, rightwards=False)
        slots[f"mention.{end}_right"] = partial(sideways, Unit.GRAPHEME, rightwards=True)
        slots[f"mention.{end}_word_on"] = partial(onward, Unit.TOKEN, forward=True)
        slots[f"mention.{end}_word_back"] = partial(onward, Unit.TOKEN, forward=False)
    return slots
