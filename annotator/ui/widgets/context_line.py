"""A mention in its context on one line: the mention in the middle, the words around it fading out at the edges.

Each line is laid out once, as one text, so that letters join across the mention's ends and every run keeps its place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath

from annotator.core.document import Direction
from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import draw_pattern, draw_rounded, one_line, text_direction

_FADE: Final = 34
_LAYOUT_WIDTH: Final = 8_000
_KEPT_LINES: Final = 512
_TINT: Final = 0.17


class Shaped(NamedTuple):
    """A line laid out: the block, and the left and right edges of the mention's pieces."""

    block: ShapedBlock
    edges: tuple[tuple[float, float], ...]


@lru_cache(maxsize=_KEPT_LINES)
def shape(before: str, surface: str, after: str, direction: Direction = Direction.AUTO) -> Shaped:
    """Lay out a line and find where its mention stands. Lines are kept for when they are painted again.

    Args:
        before: The words before the mention.
        surface: The mention.
        after: The words after it.
        direction: The article's direction; AUTO finds it from the line itself.
    """
    text = one_line(before + surface + after)
    if direction is Direction.AUTO:
        rightward = text_direction(text) is Qt.LayoutDirection.RightToLeft
        direction = Direction.RTL if rightward else Direction.LTR
    block = ShapedBlock(text, interface_font(10), direction, _LAYOUT_WIDTH)
    start = len(before)
    pieces = BlockGeometry(block).pieces(start, start + len(surface))
    edges = tuple((piece.x0, piece.x1) for piece in pieces) or ((0.0, 0.0),)
    return Shaped(block, edges)


def draw_in_context(painter: QPainter, window: QRectF, shaped: Shaped, label: Label | None, ground: str) -> None:
    """Draw a line with its mention in the middle of a window.

    Args:
        painter: Draws.
        window: Where; what reaches beyond it is not seen.
        shaped: The line.
        label: The mention's label, whose colour and line it takes.
        ground: The colour the line stands on.
    """
    painter.save()
    painter.setClipRect(window)
    height = shaped.block.lines[0].height()
    middle = (shaped.edges[0][0] + shaped.edges[-1][1]) / 2
    corner = QPointF(window.center().x() - middle, window.center().y() - height / 2)
    boxes = [QRectF(left + corner.x(), corner.y(), right - left, height) for left, right in shaped.edges]
    if label is not None:
        for box in boxes:
            tint = box.adjusted(-1.5, 1, 1.5, -1)
            draw_rounded(painter, tint, 4, theme.mix(ground, theme.current().label_colour(label), _TINT))
            draw_pattern(painter, label, tint.left() + 1, tint.right() - 1, tint.bottom())
    _draw_words(painter, shaped, corner, boxes)
    _draw_fades(painter, window, ground)
    painter.restore()


def _draw_words(painter: QPainter, shaped: Shaped, corner: QPointF, boxes: list[QRectF]) -> None:
    """Draw the context muted, then the same text once more in ink where the mention is."""
    tokens = theme.current()
    painter.setPen(QColor(tokens.muted))
    shaped.block.lines[0].draw(painter, corner)
    path = QPainterPath()
    for box in boxes:
        path.addRect(box.adjusted(-1, -4, 1, 4))
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QColor(tokens.ink))
    shaped.block.lines[0].draw(painter, corner)
    painter.restore()


def _draw_fades(painter: QPainter, window: QRectF, ground: str) -> None:
    """Let the context fade into the ground at both edges."""
    solid, clear = QColor(ground), QColor(ground)
    clear.setAlpha(0)
    for edge, inner in ((window.left(), window.left() + _FADE), (window.right(), window.right() - _FADE)):
        gradient = QLinearGradient(edge, 0, inner, 0)
        gradient.setColorAt(0, solid)
        gradient.setColorAt(1, clear)
        painter.fillRect(QRectF(min(edge, inner), window.top(), _FADE, window.height()), gradient)
