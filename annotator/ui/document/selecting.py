"""The article with a caret in it and with text selected from an anchor to the caret."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.core.offsets import Span
from annotator.ui.document.canvas import DocumentCanvas
from annotator.ui.document.caret import Caret
from annotator.ui.document.selection import Selection


class SelectableCanvas(DocumentCanvas):
    """An article in which text can be selected."""

    selection_changed = Signal(object)
    """Span, or None when nothing is selected any more. While the mouse drags, it waits for the end of that."""

    caret_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._selection = Selection()
        self._announced: Span | None = None
        super().__init__(parent)

    @property
    def selection(self) -> Span | None:
        """What is selected, or None."""
        return self._selection.span

    @property
    def caret(self) -> int:
        """Where the caret is."""
        return self._selection.caret.offset

    @property
    def caret_place(self) -> Caret:
        """Where the caret is, and on which of its neighbours it leans."""
        return self._selection.caret

    @property
    def current_paragraph(self) -> int:
        """The 0-based number of the paragraph the caret is in."""
        return self.paragraph_of(self.caret)

    def select(self, span: Span | None) -> None:
        """Select a range and bring it into sight, or select nothing."""
        if span is None:
            self._selection.clear()
            self._caret_changed()
        else:
            self._selection.take(span)
            self._text_taken()
            self._caret_changed()
            self.scroll_to(span.start)
        self._announce()

    def place_caret(self, caret: Caret, *, extends: bool = False, scrolls: bool = True) -> None:
        """Move the caret.

        Args:
            caret: Where to.
            extends: Whether to select what lies between it and the anchor.
            scrolls: Whether to bring it into sight.
        """
        if extends:
            self._selection.extend(caret)
        else:
            self._selection.place(caret)
        self._text_taken()
        self._caret_changed()
        if scrolls:
            self.scroll_to(caret.offset)
        self._announce()

    def select_all(self) -> None:
        """Select the caret's paragraph; when that is selected already, the whole text."""
        blocks = self.page.blocks.of_paragraph(self.current_paragraph)
        start, end = self.page.blocks.start(blocks[0]), self.page.blocks.end(blocks[-1])
        selected = self.selection
        if start == end or (selected is not None and selected.start <= start and end <= selected.end):
            start, end = 0, len(self.document.text)
        if start < end:
            self._selection.take(Span(start, end))
            self._text_taken()
            self._caret_changed()
            self._announce()

    def drag_from(self, start: int, end: int) -> None:
        """Select a unit and keep it selected wherever the mouse goes."""
        self._selection.keep(start, end)
        self._text_taken()
        self._caret_changed()

    def drag_from_anchor(self) -> None:
        """Let the mouse go on with what is selected."""
        self._selection.keep_anchor()

    def drag_to(self, start: int, end: int) -> None:
        """Select as far as another unit, it included."""
        self._selection.drag_to(start, end)
        self._text_taken()
        self._caret_changed()

    def finish_drag(self) -> None:
        """Tell what the mouse has selected."""
        self._announce()

    def copy(self) -> None:
        """Put the selected text on the clipboard: exactly these characters."""
        span = self._text_to_copy()
        if span is not None:
            QGuiApplication.clipboard().setText(self.document.text[span.start : span.end])

    def _forget_selection(self) -> None:
        """Put the caret at the top of a new document."""
        self._selection = Selection()
        self._announce()

    def _text_to_copy(self) -> Span | None:
        return self.selection

    def _selected_text(self) -> Span | None:
        return self.selection

    def _text_taken(self) -> None:
        """Take note that the user turned to the text."""

    def _caret_changed(self) -> None:
        self._refresh()
        self.caret_moved.emit(self.caret)

    def _announce(self) -> None:
        """Tell about the selection if it is another than was told last."""
        if self.selection != self._announced:
            self._announced = self.selection
            self.selection_changed.emit(self._announced)
