"""From points of the page to characters, carets and marks, and back. Points are pixels of the page's text column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui.document.caret import Caret, CaretMover, LineRef
from annotator.ui.document.decorations import MarkPiece, MarkWords
from annotator.ui.document.geometry import Box
from annotator.ui.document.marks import Mark
from annotator.ui.document.page import Page

_NEAR: Final = 1.0
_CARET_HALF: Final = 1.0


class Hits:
    """Answers where things are on a page. Offsets are code points of the document."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def line_at(self, y: float) -> LineRef:
        """Return the line at a height; the nearest outside the page."""
        block = self._page.block_at(y)
        placed = self._page.placed(block)
        return LineRef(block, placed.line_at(y - self._page.top(block)))

    def grapheme_at(self, point: QPointF) -> Span | None:
        """Return the grapheme nearest to a point on its line; None on an empty line."""
        ref = self.line_at(point.y())
        box = self._page.geometry(ref.block).box_at(ref.line, point.x())
        return self._span(ref.block, box) if box else None

    def caret_at(self, point: QPointF, mover: CaretMover) -> Caret:
        """Return the caret nearest to a point."""
        return mover.on_line(self.line_at(point.y()), point.x())

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the mark at a point: by its words, else the shortest whose text is there."""
        words = self.words_at(point)
        if words is not None:
            return words.mark
        block, local = self._in_block(point)
        over = [piece.mark for piece in self._page.decorations(block).pieces if _around(piece).contains(local)]
        return over[-1] if over else None  # the shortest is drawn last

    def words_at(self, point: QPointF) -> MarkWords | None:
        """Return the words of a mark at a point, or None."""
        block, local = self._in_block(point)
        for words in self._page.decorations(block).words:
            if any(rect.contains(local) for rect in words_rects(words)):
                return words
        return None

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles around the text of a range, from top to bottom."""
        rects = []
        for block in self._blocks(start, end):
            placed, top = self._page.placed(block), self._page.top(block)
            origin = self._page.blocks.start(block)
            first, last = max(0, start - origin), min(len(placed.shaped.text), end - origin)
            for piece in placed.geometry.pieces(first, last) if first < last else ():
                place = placed.lines[piece.line]
                rects.append(QRectF(piece.x0, top + place.top, piece.x1 - piece.x0, place.height))
        return rects

    def glyph_centre(self, offset: int) -> QPointF | None:
        """Return the middle of the grapheme that holds a character, or None for a character without place."""
        page = self._page
        block = page.blocks.at(offset)
        placed = page.placed(block)
        local = offset - page.blocks.start(block)
        box = placed.geometry.box_of(local)
        if box is None:
            return None
        place = placed.lines[placed.shaped.line_of(local)]
        return QPointF((box.x0 + box.x1) / 2, page.top(block) + place.top + place.height / 2)

    def mark_rect(self, mention: MentionId) -> QRectF | None:
        """Return the rectangle around a mark with its words, or None when it is not shown."""
        around = QRectF()
        for block in self._page.marks.blocks_of(mention):
            top = self._page.top(block)
            decorations = self._page.decorations(block)
            for piece in decorations.pieces:
                if piece.mark.id == mention:
                    around = around.united(piece.rect.translated(0, top))
            for words in decorations.words:
                if words.mark.id == mention:
                    for rect in words_rects(words):
                        around = around.united(rect.translated(0, top))
        return None if around.isNull() else around

    def caret_rect(self, caret: Caret, mover: CaretMover) -> QRectF:
        """Return where a caret is drawn."""
        ref = mover.line_of(caret)
        place = self._page.placed(ref.block).lines[ref.line]
        x = mover.x_of(caret)
        return QRectF(x - _CARET_HALF, self._page.top(ref.block) + place.top, 2 * _CARET_HALF, place.height)

    def visual_order(self, block: int, line: int) -> list[Span]:
        """Return the graphemes of a line from left to right."""
        return [self._span(block, box) for box in self._page.geometry(block).visible_boxes(line)]

    def _in_block(self, point: QPointF) -> tuple[int, QPointF]:
        block = self._page.block_at(point.y())
        return block, QPointF(point.x(), point.y() - self._page.top(block))

    def _span(self, block: int, box: Box) -> Span:
        origin = self._page.blocks.start(block)
        return Span(origin + box.start, origin + box.end)

    def _blocks(self, start: int, end: int) -> Iterator[int]:
        block = self._page.blocks.at(start)
        while block < len(self._page.blocks) and self._page.blocks.start(block) < end:
            yield block
            block += 1


def words_rects(words: MarkWords) -> list[QRectF]:
    """Return where the words under a mark stand."""
    return [rect for rect in (words.label_rect, words.name_rect) if rect is not None]


def _around(piece: MarkPiece) -> QRectF:
    return piece.rect.adjusted(-_NEAR, -_NEAR, _NEAR, 2 * _NEAR)
