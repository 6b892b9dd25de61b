"""What the mouse takes hold of in the document view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from annotator.core.offsets import Span
from annotator.ui.document.handles import handle_at
from annotator.ui.document.marking import MarkCanvas
from annotator.ui.document.resizing import End, with_end_at
from annotator.ui.document.units import Grain, name_at, sentence_at


class ArticleSurface:
    """Carries out on a view what the mouse means."""

    def __init__(self, view: MarkCanvas) -> None:
        self._view = view

    def handle_at(self, point: QPointF) -> End | None:
        """Return the end of the selected mark that can be taken hold of at a point."""
        return handle_at(self._view.page, self._view.selected_mark, self._view.on_page(point))

    def click(self, point: QPointF) -> None:
        """Select the mark at a point, or put the caret there."""
        view = self._view
        place = view.on_page(point)
        caret = view.hits.caret_at(place, view.mover)
        mark = view.hits.mark_at(place)
        if mark is not None:
            view.take_mark(mark, caret)
        else:
            view.place_caret(caret, scrolls=False)

    def begin_selection(self, point: QPointF, grain: Grain) -> None:
        """Select the unit at a point and keep it."""
        self._view.drag_from(*self._unit(point, grain))

    def resume_selection(self, point: QPointF) -> None:
        """Go on with what is selected, as far as a point."""
        self._view.drag_from_anchor()
        self._view.drag_to(*self._unit(point, Grain.GRAPHEME))

    def drag_selection(self, point: QPointF, grain: Grain) -> None:
        """Select from the kept unit to the one at a point."""
        self._view.drag_to(*self._unit(point, grain))

    def finish_selection(self) -> None:
        """Tell the world what is selected."""
        self._view.finish_drag()

    def drag_handle(self, end: End, point: QPointF) -> None:
        """Show the selected mark with an end moved to a point."""
        view = self._view
        mark = view.page.marks.get(view.selected_mark)
        if mark is not None:
            caret = view.hits.caret_at(view.on_page(point), view.mover)
            view.preview_resize(with_end_at(mark.span, end, caret.offset))

    def drop_handle(self) -> None:
        """Ask for the mark to become as it is shown."""
        self._view.finish_resize()

    def abandon_handle(self) -> None:
        """Show the mark as it is."""
        self._view.abandon_resize()

    def hover(self, point: QPointF | None) -> None:
        """Show what is under the mouse; None when it has left."""
        view = self._view
        view.hover_mark(view.mark_at(point) if point is not None else None)
        if point is not None:
            view.viewport().setCursor(self._cursor(point))

    def _cursor(self, point: QPointF) -> Qt.CursorShape:
        if self.handle_at(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        if self._view.hits.words_at(self._view.on_page(point)) is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor

    def _unit(self, point: QPointF, grain: Grain) -> tuple[int, int]:
        """Return the unit at a point; an empty one on an empty line."""
        view = self._view
        grapheme = view.grapheme_at(point)
        if grapheme is None:
            offset = view.hits.caret_at(view.on_page(point), view.mover).offset
            return offset, offset
        unit: Span | None = grapheme
        if grain is Grain.TOKEN:
            unit = name_at(view.page, grapheme.start, view.document.language, view.name_test)
        elif grain is Grain.SENTENCE:
            unit = sentence_at(view.page, grapheme.start)
        unit = unit or grapheme
        return unit.start, unit.end
