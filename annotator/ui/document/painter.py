"""Paints blocks: paper, fills, selection, text, pattern lines, words, paragraph numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui import theme
from annotator.ui.document.decorations import MarkPiece, MarkWords
from annotator.ui.document.invisibles import draw_invisibles
from annotator.ui.document.page import Page
from annotator.ui.document.placed import PlacedBlock
from annotator.ui.document.shapes import PixelGrid, box_path, draw_arrowhead, draw_pattern_line
from annotator.ui.document.styles import Focus, MarkStyle, MarkStyles
from annotator.ui.document.wording import NameKind
from annotator.ui.wording import isolated

_FILL_REACH: Final = 1.5
_FILL_RADIUS: Final = 5
_RING_REACH: Final = 3
_RING_RADIUS: Final = 6
_RING_FOOT: Final = 6
_RING_WIDTH: Final = 2
_CHIP_RADIUS: Final = 3
_DOT_RADIUS: Final = 2.4
_NUMBER_GAP: Final = 14
_NUMBER_WIDTH: Final = 26
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignAbsolute.value
_AT_LEFT: Final = Qt.AlignmentFlag.AlignLeft.value | _MIDDLE
_AT_RIGHT: Final = Qt.AlignmentFlag.AlignRight.value | _MIDDLE
_UNCLIPPED: Final = Qt.TextFlag.TextDontClip.value
_REACH: Final = 12
"""How far anything reaches out of the rectangle or the block that it belongs to, at most."""


class Look(NamedTuple):
    """What the painter needs to know beside the page.

    Attributes:
        theme: The colours.
        styles: The looks of the labels.
        focus: Which marks stand out.
        selection: The selected text.
        shows_invisibles: Whether hidden characters are given signs.
    """

    theme: theme.Theme
    styles: MarkStyles
    focus: Focus
    selection: Span | None = None
    shows_invisibles: bool = False


class PagePainter:
    """Paints the blocks of a page. The painter's origin is the page's upper left corner of the text column."""

    def __init__(self, painter: QPainter, page: Page, look: Look) -> None:
        self._painter = painter
        self._page = page
        self._look = look
        self._style_cache: dict[MentionId, MarkStyle] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, blocks: Iterable[int], regions: Sequence[QRectF]) -> None:
        """Paint what of some blocks touches regions of the page; lines are painted whole."""
        for block in blocks:
            top = self._page.top(block)
            placed = self._page.placed(block)
            inside = [region.translated(0, -top) for region in regions]
            lines = _lines_in(placed, inside)
            if lines:
                self._painter.translate(0, top)
                self._paint_lines(block, placed, lines, _Touch(inside))
                self._painter.translate(0, -top)

    def _paint_lines(self, block: int, placed: PlacedBlock, lines: Sequence[int], touch: _Touch) -> None:
        decorations = self._page.decorations(block)
        pieces = [piece for piece in decorations.pieces if piece.line in lines and touch.piece(piece)]
        for piece in pieces:
            self._fill(piece)
        self._selection(block, placed, lines)
        self._painter.setPen(theme.colour(self._look.theme.ink))
        for line in lines:
            placed.shaped.lines[line].draw(self._painter, QPointF(0, placed.lines[line].top))
        for piece in pieces:
            self._line(piece)
        for words in decorations.words:
            if words.line in lines and touch.words(words):
                self._words(words)
        if self._look.shows_invisibles:
            draw_invisibles(self._painter, placed, lines, self._look.theme)
        if 0 in lines:
            self._paragraph_number(block, placed)

    def _style(self, piece: MarkPiece | MarkWords) -> MarkStyle:
        style = self._style_cache.get(piece.mark.id)
        if style is None:
            style = self._style_cache[piece.mark.id] = self._look.styles.style(piece.mark, self._look.focus)
        return style

    def _fill(self, piece: MarkPiece) -> None:
        style = self._style(piece)
        left, right = piece.left_closed, piece.right_closed
        if piece.mark.id == self._look.focus.selected:
            self._ring(piece, style)
            return
        if style.fill is None and style.outline is None:
            return
        rect = piece.rect.adjusted(-_FILL_REACH, 1, _FILL_REACH, 0)
        path = box_path(rect, _FILL_RADIUS, round_left=left, round_right=right)
        if style.fill is not None:
            self._painter.fillPath(path, style.fill)
        if style.outline is not None:
            self._painter.setPen(QPen(style.outline, 1))
            self._painter.drawPath(path)

    def _ring(self, piece: MarkPiece, style: MarkStyle) -> None:
        """Draw the ring of the selected mark; it encloses the text and the pattern line."""
        grid = PixelGrid(self._painter)
        around = piece.rect.adjusted(-_RING_REACH, -1, _RING_REACH, _RING_FOOT)
        sharp = QRectF(
            QPointF(grid.x(around.left()), grid.y(around.top())),
            QPointF(grid.x(around.right()), grid.y(around.bottom())),
        )
        path = box_path(sharp, _RING_RADIUS, round_left=piece.left_closed, round_right=piece.right_closed)
        if style.fill is not None:
            self._painter.fillPath(path, style.fill)
        self._painter.setPen(QPen(theme.colour(self._look.theme.accent), _RING_WIDTH))
        self._painter.drawPath(path)

    def _selection(self, block: int, placed: PlacedBlock, lines: Sequence[int]) -> None:
        selection = self._look.selection
        if selection is None:
            return
        start, end = self._page.blocks.start(block), self._page.blocks.end(block)
        if selection.start > end or selection.end <= start:
            return
        colour = theme.colour(self._look.theme.selection)
        if start == end:
            self._painter.fillRect(_blank_line_sign(placed), colour)
            return
        first, last = max(selection.start, start) - start, min(selection.end, end) - start
        for piece in placed.geometry.pieces(first, last) if first < last else ():
            if piece.line in lines:
                place = placed.lines[piece.line]
                self._painter.fillRect(QRectF(piece.x0, place.top - 1, piece.x1 - piece.x0, place.height + 2), colour)

    def _line(self, piece: MarkPiece) -> None:
        style = self._style(piece)
        left, right = piece.rect.left() - 0.5, piece.rect.right() + 0.5
        draw_pattern_line(self._painter, style.pattern, (left, right), piece.line_y, style.line)
        if not piece.left_closed:
            draw_arrowhead(self._painter, left, piece.line_y, style.line, to_left=True)
        if not piece.right_closed:
            draw_arrowhead(self._painter, right, piece.line_y, style.line, to_left=False)

    def _words(self, words: MarkWords) -> None:
        if words.label_rect is not None:
            self._label(words, words.label_rect)
        if words.name_rect is not None:
            self._name(words, words.name_rect)

    def _label(self, words: MarkWords, rect: QRectF) -> None:
        painter, strong = self._painter, self._style(words).strong
        typography = self._page.typography
        if not words.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strong)
            painter.drawEllipse(QPointF(rect.center().x(), rect.top() + 5), _DOT_RADIUS, _DOT_RADIUS)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif words.is_chip:
            chip = box_path(rect.adjusted(0, 0.5, 0, -0.5), _CHIP_RADIUS, round_left=True, round_right=True)
            painter.fillPath(chip, strong)
            painter.setFont(typography.label_font)
            painter.setPen(theme.colour(self._look.theme.on_accent))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, isolated(words.label))
        else:
            painter.setFont(typography.doubtful_label_font if words.mark.suggested else typography.label_font)
            painter.setPen(strong)
            painter.drawText(rect, _AT_RIGHT if words.rtl else _AT_LEFT, isolated(words.label))

    def _name(self, words: MarkWords, rect: QRectF) -> None:
        typography = self._page.typography
        self._painter.setFont(typography.nil_font if words.name_kind is NameKind.NIL else typography.name_font)
        self._painter.setPen(self._name_colour(words))
        side = _AT_RIGHT if words.rtl else _AT_LEFT
        self._painter.drawText(rect, side | _UNCLIPPED, isolated(words.name))

    def _name_colour(self, words: MarkWords) -> QColor:
        if words.name_kind is NameKind.OPEN:
            return theme.colour(self._look.theme.warn)
        if words.is_chip and words.name_kind is NameKind.NAME:
            return self._style(words).strong
        return theme.colour(self._look.theme.muted)

    def _paragraph_number(self, block: int, placed: PlacedBlock) -> None:
        """Write a paragraph's number into the margin on the side where it begins."""
        page = self._page
        if not placed.shaped.text or not page.blocks.opens_paragraph(block):
            return
        rtl, place = placed.shaped.rtl, placed.lines[0]
        x = page.column + _NUMBER_GAP if rtl else -_NUMBER_GAP - _NUMBER_WIDTH
        self._painter.setFont(page.typography.number_font)
        self._painter.setPen(theme.colour(self._look.theme.faint))
        self._painter.drawText(
            QRectF(x, place.top, _NUMBER_WIDTH, place.height),
            _AT_LEFT if rtl else _AT_RIGHT,
            str(page.blocks.paragraph(block) + 1),
        )


class _Touch:
    """Tells what touches some regions of a block.

    Args:
        regions: In pixels of the block.
    """

    def __init__(self, regions: Sequence[QRectF]) -> None:
        self._extents = [(region.left() - _REACH, region.right() + _REACH) for region in regions]

    def piece(self, piece: MarkPiece) -> bool:
        """Tell whether a piece of a mark may touch one of them; its line does."""
        return self._any(piece.rect.left(), piece.rect.right())

    def words(self, words: MarkWords) -> bool:
        """Tell whether words under a mark may touch one of them; their line does."""
        rects = [rect for rect in (words.label_rect, words.name_rect) if rect is not None]
        return any(self._any(rect.left(), rect.right()) for rect in rects)

    def _any(self, left: float, right: float) -> bool:
        return any(left <= last and first <= right for first, last in self._extents)


def _lines_in(placed: PlacedBlock, regions: Sequence[QRectF]) -> Sequence[int]:
    """Return the lines of a block that touch some regions, from top to bottom, with one more for what reaches over."""
    found: set[int] = set()
    for region in regions:
        if region.bottom() >= -_REACH and region.top() <= placed.height + _REACH:
            first, last = placed.line_at(region.top()) - 1, placed.line_at(region.bottom()) + 1
            found.update(range(max(0, first), min(len(placed.lines), last + 1)))
    return sorted(found)


def _blank_line_sign(placed: PlacedBlock) -> QRectF:
    """Return what stands for a selected empty line."""
    place = placed.lines[0]
    width = placed.typography.text_size * 0.5
    x = placed.shaped.width - width if placed.shaped.rtl else 0
    return QRectF(x, place.top, width, place.height)
