"""Where things of the article are on screen: what tests, floating cards, the ruler and assistive technology ask."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtWidgets import QWidget

from annotator.core.document import Direction
from annotator.core.ids import EntityId, MentionId
from annotator.core.offsets import Span
from annotator.ui.document import ruler
from annotator.ui.document.decorations import Decorations
from annotator.ui.document.marks import Mark
from annotator.ui.document.sheet import ArticleSheet


class DocumentCanvas(ArticleSheet):
    """An article that can be asked where its characters, marks and lines are.

    Offsets are code points of the document. Points and rectangles are those of the viewport unless said otherwise.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks, self._lit_ticks = ruler.Ticks(), ruler.Ticks()

    def on_page(self, point: QPointF | QPoint) -> QPointF:
        """Return a viewport point in the coordinates of the page's text column."""
        return QPointF(point) - QPointF(self.origin)

    def in_viewport(self, rect: QRectF) -> QRectF:
        """Return a rectangle of the page in the viewport's coordinates."""
        return rect.translated(QPointF(self.origin))

    def rects_for_range(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles around a range of text."""
        rects = self.hits.rects(start, end)
        return [self.in_viewport(rect) for rect in rects]

    def glyph_center(self, offset: int) -> QPoint | None:
        """Return the middle of the grapheme that holds a character; None for one that has no place."""
        centre = self.hits.glyph_centre(offset)
        return None if centre is None else (centre + QPointF(self.origin)).toPoint()

    def grapheme_at(self, point: QPointF | QPoint) -> Span | None:
        """Return the grapheme nearest to a point on its line; None on an empty line."""
        return self.hits.grapheme_at(self.on_page(point))

    def mark_at(self, point: QPointF | QPoint) -> MentionId | None:
        """Return the mark at a point, or None."""
        mark = self.hits.mark_at(self.on_page(point))
        return mark.id if mark else None

    def span_at(self, point: QPointF | QPoint) -> Span | None:
        """Return the span of the mark at a point, or None."""
        mark = self.hits.mark_at(self.on_page(point))
        return mark.span if mark else None

    def mark_rect(self, mention: MentionId) -> QRect | None:
        """Return the rectangle around a mark and its words; None for one that is not shown."""
        rect = self.hits.mark_rect(mention)
        return None if rect is None else self.in_viewport(rect).toAlignedRect()

    def decorations(self, paragraph: int) -> list[Decorations]:
        """Return what is drawn for the marks of a paragraph, for each of its blocks in the block's coordinates."""
        return [self.page.decorations(block) for block in self.page.blocks.of_paragraph(paragraph)]

    def visual_order(self, paragraph: int, line: int) -> list[Span]:
        """Return the graphemes of a paragraph's line from left to right, without those that take no room."""
        for block in self.page.blocks.of_paragraph(paragraph):
            lines = len(self.page.placed(block).lines)
            if line < lines:
                return self.hits.visual_order(block, line)
            line -= lines
        raise IndexError(line)

    def line_count(self, paragraph: int) -> int:
        """Return how many lines a paragraph has."""
        return sum(len(self.page.placed(block).lines) for block in self.page.blocks.of_paragraph(paragraph))

    def paragraph_of(self, offset: int) -> int:
        """Return the 0-based number of the paragraph that an offset belongs to."""
        return self.page.blocks.paragraph(self.page.blocks.at(offset))

    def paragraph_direction(self, paragraph: int) -> Direction:
        """Return the base direction of a paragraph, LTR or RTL."""
        return self.page.directions.of_paragraph(paragraph)

    def ticks(self, rows: int) -> list[tuple[Mark, float]]:
        """Return shown marks with where they begin as a fraction of the page's height; one for each of so many rows."""
        return self._ticks.of(self.page, self.page.marks.shown, rows)

    def ticks_of(self, rows: int, entity: EntityId | None, mention: MentionId | None) -> list[tuple[Mark, float]]:
        """Return the same for the marks of one entity and for one mark besides."""
        return self._lit_ticks.of(self.page, self.page.marks.shown_of(entity, mention), rows)

    def viewport_fraction(self) -> tuple[float, float]:
        """Return where the sight begins and ends, as fractions of the page's height."""
        return ruler.sight(self.page, self.scroller)
