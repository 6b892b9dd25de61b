"""The shapes marks are drawn with: boxes round only at their ends, pattern lines on whole pixels, arrowheads."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from annotator.core.labels import LinePattern

THICKNESS: Final = 2
"""Of a pattern line, in pixels."""

_SECOND_LINE: Final = 3
_ARROW: Final = 4.0
_ARROW_HALF: Final = 3.5
_DASHES: Final = {LinePattern.DASHED: (7, 3), LinePattern.DOTTED: (2, 2)}


def box_path(rect: QRectF, radius: float, *, round_left: bool, round_right: bool) -> QPainterPath:
    """Return a rectangle whose corners are round on the sides that are asked for."""
    path = QPainterPath()
    if round_left == round_right:
        path.addRoundedRect(rect, radius if round_left else 0, radius if round_left else 0)
        return path
    x_square, x_round = (rect.right(), rect.left()) if round_left else (rect.left(), rect.right())
    turn = radius if round_left else -radius
    path.moveTo(x_square, rect.top())
    path.lineTo(x_round + turn, rect.top())
    path.quadTo(x_round, rect.top(), x_round, rect.top() + radius)
    path.lineTo(x_round, rect.bottom() - radius)
    path.quadTo(x_round, rect.bottom(), x_round + turn, rect.bottom())
    path.lineTo(x_square, rect.bottom())
    path.closeSubpath()
    return path


class PixelGrid:
    """Rounds positions to whole device pixels under a painter's present transform."""

    def __init__(self, painter: QPainter) -> None:
        transform = painter.deviceTransform()
        self._scale_x, self._scale_y = transform.m11() or 1.0, transform.m22() or 1.0
        self._dx, self._dy = transform.dx(), transform.dy()

    def x(self, position: float) -> float:
        """Return the nearest x on the grid."""
        return (round(position * self._scale_x + self._dx) - self._dx) / self._scale_x

    def y(self, position: float) -> float:
        """Return the nearest y on the grid."""
        return (round(position * self._scale_y + self._dy) - self._dy) / self._scale_y


def draw_pattern_line(
    painter: QPainter, pattern: LinePattern, extent: tuple[float, float], y: float, colour: QColor
) -> None:
    """Draw the line under a mark, sharp: on whole device pixels and without smoothing.

    A dashed line is fitted so that it ends on a dash.
    """
    grid = PixelGrid(painter)
    left, right, y = grid.x(extent[0]), grid.x(extent[1]), grid.y(y)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if pattern in _DASHES:
        placed = [(grid.x(left + start), length) for start, length in dashes(pattern, right - left)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([QRectF(x, y, min(length, right - x), THICKNESS) for x, length in placed])
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.fillRect(QRectF(left, y, right - left, THICKNESS), colour)
        if pattern is LinePattern.DOUBLE:
            painter.fillRect(QRectF(left, y + _SECOND_LINE, right - left, 1), colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)


def dashes(pattern: LinePattern, length: float) -> list[tuple[float, float]]:
    """Return where each dash of a line begins and how long it is; the last ends with the line."""
    on, off = _DASHES[pattern]
    count = max(1, round((length + off) / (on + off)))
    step = (length + off) / count
    dash = on if pattern is LinePattern.DOTTED else step - off
    return [(index * step, dash) for index in range(count)]


def draw_arrowhead(painter: QPainter, x: float, line_y: float, colour: QColor, *, to_left: bool) -> None:
    """Draw the sign that a mark goes on elsewhere, at an end of its pattern line."""
    away = -1 if to_left else 1
    y = line_y + THICKNESS / 2
    head = QPolygonF(
        [
            QPointF(x + away * _ARROW, y),
            QPointF(x - away, y - _ARROW_HALF),
            QPointF(x - away, y + _ARROW_HALF),
        ]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(head)
    painter.setBrush(Qt.BrushStyle.NoBrush)
