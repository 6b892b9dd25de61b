"""The article with one of its marks selected: going from mark to mark, and moving a mark's ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui.document.caret import Caret
from annotator.ui.document.mark_index import is_open, reading_order
from annotator.ui.document.marks import Mark
from annotator.ui.document.resizer import Resizer
from annotator.ui.document.resizing import End, Unit, leads_forward, moved
from annotator.ui.document.selecting import SelectableCanvas
from annotator.ui.document.styles import Focus
from annotator.ui.document.units import next_form, token_near


class MarkCanvas(SelectableCanvas):
    """An article in which a mark can be selected instead of text; never both at once."""

    mark_selected = Signal(object)
    """MentionId, or None when no mark is selected any more."""

    mark_activated = Signal(object)
    """MentionId: its link or value is to be edited."""

    mark_hovered = Signal(object)
    """MentionId, or None when the mouse is over none any more."""

    resize_requested = Signal(object, object)
    """MentionId and the Span it is to have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resizer = Resizer(self._show_resized, self)
        self.name_test: Callable[[str], bool] = _knows_no_name
        """Tells whether a name is known, so that double clicks find stems."""

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks; only what differs is worked out anew, and nothing jumps."""
        self._resizer.forget()
        super().set_marks(marks)

    def update_marks(self, changed: Iterable[Mark], removed: Iterable[MentionId] = ()) -> None:
        """Add or replace some marks and take others away."""
        changed, removed = list(changed), list(removed)
        self._resizer.settle({*(mark.id for mark in changed), *removed})
        super().update_marks(changed, removed)

    # Which mark

    @property
    def selected_mark(self) -> MentionId | None:
        """The selected mark, or None."""
        return self.focus.selected

    def select_mark(self, mention: MentionId | None) -> None:
        """Select a mark, with the caret at its beginning, and bring it into sight; or select none."""
        mark = self.page.marks.get(mention)
        if mark is None or self.page.marks.is_hidden(mark):
            self._drop_mark()
        elif mention == self.selected_mark:
            self.scroll_to(mark.span.start, margin=0)
        else:
            self.scroll_to(mark.span.start)
            self.take_mark(mark, Caret(mark.span.start))

    def take_mark(self, mark: Mark, caret: Caret) -> None:
        """Select a mark in sight, with the caret where the mouse put it."""
        self._selection.place(caret)
        self._announce()
        self._focus_on(mark)
        self._caret_changed()

    def hover_mark(self, mention: MentionId | None) -> None:
        """Outline the mark under the mouse."""
        if mention != self.focus.hovered:
            self.focus = Focus(self.focus.selected, mention, self.focus.peers)
            self._refresh()
            self.mark_hovered.emit(mention)

    def select_next_mark(self) -> None:
        """Select the next mark in reading order; after the last, the first."""
        self._select_after(_is_any)

    def select_previous_mark(self) -> None:
        """Select the mark before; before the first, the last."""
        self._select_before(_is_any)

    def select_next_unlinked(self) -> None:
        """Select the next mark that waits for its link."""
        self._select_after(is_open)

    def select_previous_unlinked(self) -> None:
        """Select the mark before that waits for its link."""
        self._select_before(is_open)

    def activate_mark(self) -> None:
        """Ask for the selected mark to be edited."""
        if self.selected_mark is not None:
            self.mark_activated.emit(self.selected_mark)

    @property
    def has_something_selected(self) -> bool:
        """Whether text or a mark is selected."""
        return self.selection is not None or self.selected_mark is not None

    def clear_selection(self) -> None:
        """Select no text; when none is selected, no mark."""
        if self.selection is not None:
            self.select(None)
        else:
            self.select_mark(None)

    # Its ends

    def move_mark_end(self, unit: Unit, *, forward: bool) -> None:
        """Ask for the selected mark to end a step further on or back."""
        self._move(End.END, unit, forward=forward)

    def move_mark_start(self, unit: Unit, *, forward: bool) -> None:
        """Ask for the selected mark to begin a step further on or back."""
        self._move(End.START, unit, forward=forward)

    def move_mark_end_sideways(self, unit: Unit, *, rightwards: bool) -> None:
        """Ask for the selected mark's end to move to the right or left, whichever way the text runs there."""
        self._move_sideways(End.END, unit, rightwards=rightwards)

    def move_mark_start_sideways(self, unit: Unit, *, rightwards: bool) -> None:
        """Ask for the selected mark's beginning to move to the right or left."""
        self._move_sideways(End.START, unit, rightwards=rightwards)

    def cycle_stem(self) -> None:
        """Go from the whole token to its stem and back: in the selection, the selected mark, or at the caret."""
        mark = self._marked()
        span = self.selection or (mark.span if mark else token_near(self.page, self.caret))
        if span is None:
            return
        form = next_form(self.page, span, self.document.language)
        if self.selection is None and mark is not None:
            self._ask_for(mark, form)
        else:
            self.select(form)

    def preview_resize(self, span: Span) -> None:
        """Show the selected mark with another span while the mouse drags one of its handles."""
        mark = self._marked()
        if mark is not None and mark.span != span:
            self._resizer.preview(mark, span)

    def finish_resize(self) -> None:
        """Ask for the selected mark to become as it is shown."""
        shown = self._resizer.await_change()
        if shown is not None:
            self.resize_requested.emit(shown.id, shown.span)

    def abandon_resize(self) -> None:
        """Show the selected mark as it is."""
        self._resizer.take_back()

    # Inside

    def _forget_marks(self) -> None:
        """Take note that other marks are shown than those that were selected."""
        self._resizer.forget()
        self._drop_mark()
        self.hover_mark(None)

    def _text_to_copy(self) -> Span | None:
        mark = self._marked()
        return self.selection or (mark.span if mark else None)

    def _text_taken(self) -> None:
        self._drop_mark()

    def _marked(self) -> Mark | None:
        return self.page.marks.get(self.selected_mark)

    def _focus_on(self, mark: Mark) -> None:
        """Make a mark the selected one and lift the others of its entity."""
        changed = mark.id != self.selected_mark
        self.focus = Focus(mark.id, self.focus.hovered, self.page.marks.of_entity(mark.entity))
        self.page.select(mark.id)
        self._refresh()
        if changed:
            self.mark_selected.emit(mark.id)

    def _drop_mark(self) -> None:
        if self.selected_mark is None:
            return
        self.focus = Focus(hovered=self.focus.hovered)
        self.page.select(None)
        self._refresh()
        self.mark_selected.emit(None)

    def _refocus(self) -> None:
        if self.selected_mark is None:
            return
        mark = self._marked()
        if mark is None or self.page.marks.is_hidden(mark):
            self._drop_mark()
        else:
            self._focus_on(mark)

    def _select_after(self, wanted: Callable[[Mark], bool]) -> None:
        found = self.page.marks.after(self._place_in_order(), wanted)
        if found is not None:
            self.select_mark(found.id)

    def _select_before(self, wanted: Callable[[Mark], bool]) -> None:
        found = self.page.marks.before(self._place_in_order(), wanted)
        if found is not None:
            self.select_mark(found.id)

    def _place_in_order(self) -> tuple[int, int, str]:
        mark = self._marked()
        return reading_order(mark) if mark else (self.caret, -len(self.document.text) - 1, "")

    def _move(self, end: End, unit: Unit, *, forward: bool) -> None:
        mark = self._marked()
        if mark is not None:
            self._ask_for(mark, moved(self.page, mark.span, end, unit, forward=forward))

    def _move_sideways(self, end: End, unit: Unit, *, rightwards: bool) -> None:
        mark = self._marked()
        if mark is not None:
            self._move(end, unit, forward=leads_forward(self.page, mark.span, end, rightwards=rightwards))

    def _ask_for(self, mark: Mark, span: Span) -> None:
        """Show a mark with another span, and ask for it to be made so."""
        if span != mark.span:
            self._resizer.preview(mark, span)
            self.finish_resize()

    def _show_resized(self, mark: Mark) -> None:
        if mark.id in self.page.marks:
            super().update_marks([mark])


def _knows_no_name(_name: str) -> bool:
    return False


def _is_any(_mark: Mark) -> bool:
    return True
