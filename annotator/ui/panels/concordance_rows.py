"""How a concordance looks: the mention in the middle, its context to both sides in the article's direction.

Each line is laid out once, as one text, so that letters join across the mention's ends and every run keeps its place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.document import Direction
from annotator.core.labels import LabelSet
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui import theme
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.fonts import interface_font
from annotator.ui.models.concordance import LINE_ROLE, Heading
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.painting import (
    Align,
    advance,
    draw_pattern,
    draw_rounded,
    draw_tag,
    draw_text,
    mirrored,
    one_line,
    tag_width,
    text_direction,
)

LINE_HEIGHT: Final = 28
HEADING_HEIGHT: Final = 30

_INSET: Final = 16
_FADE: Final = 34
_LAYOUT_WIDTH: Final = 8_000
_KEPT_LINES: Final = 512
_TINT: Final = 0.17


class _Shaped(NamedTuple):
    """A line laid out: the block, and the left and right edges of the mention's pieces."""

    block: ShapedBlock
    edges: tuple[tuple[float, float], ...]


class ConcordanceDelegate(QStyledItemDelegate):
    """Paints headings of 30 pixels and lines of 28."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: LabelSet | None = None

    def set_labels(self, labels: LabelSet) -> None:
        """Paint mentions in the colours of these labels."""
        self._labels = labels

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a heading or a line."""
        return QSize(100, HEADING_HEIGHT if isinstance(index.data(LINE_ROLE), Heading) else LINE_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a heading or a line."""
        line = index.data(LINE_ROLE)
        painter.save()
        painter.translate(option.rect.topLeft())
        if isinstance(line, Heading):
            paint_heading(painter, option, line)
        elif isinstance(line, Occurrence):
            self._paint_line(painter, option, line)
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Occurrence) -> None:
        ground = self._paint_ground(painter, option)
        shaped = shape(line.before, line.mention.surface, line.after)
        window = QRectF(_INSET, 0, option.rect.width() - 2 * _INSET, LINE_HEIGHT)
        painter.setClipRect(window)
        height = shaped.block.lines[0].height()
        middle = (shaped.edges[0][0] + shaped.edges[-1][1]) / 2
        corner = QPointF(window.center().x() - middle, (LINE_HEIGHT - height) / 2)
        label = self._labels.get(line.mention.label) if self._labels else None
        boxes = [QRectF(left + corner.x(), 0, right - left, LINE_HEIGHT) for left, right in shaped.edges]
        for box in boxes:
            tint = box.adjusted(-1.5, corner.y() + 1, 1.5, corner.y() + height - 1 - LINE_HEIGHT)
            if label is not None:
                draw_rounded(painter, tint, 4, theme.mix(ground, theme.current().label_colour(label), _TINT))
                draw_pattern(painter, label, tint.left() + 1, tint.right() - 1, tint.bottom())
        self._draw_words(painter, shaped, corner, boxes)
        _paint_fades(painter, window, ground)

    def _draw_words(self, painter: QPainter, shaped: _Shaped, corner: QPointF, boxes: list[QRectF]) -> None:
        """Draw the context muted, then the same text once more in ink where the mention is."""
        tokens = theme.current()
        painter.setPen(QColor(tokens.muted))
        shaped.block.lines[0].draw(painter, corner)
        path = QPainterPath()
        for box in boxes:
            path.addRect(box.adjusted(-1, 0, 1, 0))
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QColor(tokens.ink))
        shaped.block.lines[0].draw(painter, corner)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> str:
        tokens = theme.current()
        box = QRectF(8, 0, option.rect.width() - 16, LINE_HEIGHT)
        if is_selected(option):
            draw_rounded(painter, box, 5, tokens.row)
            return tokens.row
        if is_hovered(option):
            draw_rounded(painter, box, 5, tokens.hover)
            return tokens.hover
        return tokens.panel


def paint_heading(painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
    """Paint an article's language, title and count."""
    tokens = theme.current()
    document: DocumentRow = heading.document
    width, direction = option.rect.width(), option.direction
    tag = mirrored(QRectF(_INSET, 8, tag_width(document.language), 16), width, direction)
    draw_tag(painter, tag.left(), tag.top(), document.language, tokens.panel)
    font = interface_font(9)
    count = str(heading.count)
    count_width = advance(count, font) + 4
    box = mirrored(QRectF(width - _INSET - count_width, 7, count_width, 18), width, direction)
    draw_text(painter, box, count, interface_font(9, tabular=True), tokens.muted, Align.END, direction)
    start = _INSET + tag.width() + 8
    box = mirrored(QRectF(start, 7, width - _INSET - count_width - 10 - start, 18), width, direction)
    draw_text(painter, box, document.title, font, tokens.muted, Align.START, direction)


@lru_cache(maxsize=_KEPT_LINES)
def shape(before: str, surface: str, after: str) -> _Shaped:
    """Lay out a line and find where its mention stands. Lines are kept for when they are painted again."""
    text = one_line(before + surface + after)
    rightward = text_direction(text) is Qt.LayoutDirection.RightToLeft
    direction = Direction.RTL if rightward else Direction.LTR
    block = ShapedBlock(text, interface_font(10), direction, _LAYOUT_WIDTH)
    start = len(before)
    pieces = BlockGeometry(block).pieces(start, start + len(surface))
    edges = tuple((piece.x0, piece.x1) for piece in pieces) or ((0.0, 0.0),)
    return _Shaped(block, edges)


def _paint_fades(painter: QPainter, window: QRectF, ground: str) -> None:
    """Let the context fade into the ground at both edges."""
    solid, clear = QColor(ground), QColor(ground)
    clear.setAlpha(0)
    for edge, inner in ((window.left(), window.left() + _FADE), (window.right(), window.right() - _FADE)):
        gradient = QLinearGradient(edge, 0, inner, 0)
        gradient.setColorAt(0, solid)
        gradient.setColorAt(1, clear)
        painter.fillRect(QRectF(min(edge, inner), 0, _FADE, window.height()), gradient)
