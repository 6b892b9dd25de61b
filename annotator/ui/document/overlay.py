"""What is painted over the page: the caret with its flag, and the handles of the selected mark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.ui import theme
from annotator.ui.document.handles import Handle
from annotator.ui.document.shapes import PixelGrid

CARET_WIDTH: Final = 2
FLAG: Final = 5
"""How far the flag of a caret between two directions reaches, in pixels."""

_FOCUS_RING: Final = 2
_KNOB_WIDTH: Final = 6
_KNOB_HEIGHT: Final = 14


def draw_caret(painter: QPainter, rect: QRectF, colours: theme.Theme, *, flag_left: bool | None) -> None:
    """Draw the caret.

    Args:
        painter: Its origin is the page's.
        rect: Where the caret is.
        colours: The theme.
        flag_left: Whether the text it leans on runs to the left, where that needs saying; None for no flag.
    """
    grid = PixelGrid(painter)
    colour = theme.colour(colours.accent)
    x, top = grid.x(rect.left()), grid.y(rect.top())
    painter.fillRect(QRectF(x, top, CARET_WIDTH, rect.height()), colour)
    if flag_left is None:
        return
    tip = -FLAG if flag_left else FLAG
    foot = x if flag_left else x + CARET_WIDTH
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(foot, top), QPointF(foot + tip, top + FLAG / 2), QPointF(foot, top + FLAG)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_handle(painter: QPainter, handle: Handle, colours: theme.Theme) -> None:
    """Draw a handle: a knob on the ring of the selected mark."""
    middle = (handle.top + handle.bottom) / 2
    knob = QRectF(handle.x - _KNOB_WIDTH / 2, middle - _KNOB_HEIGHT / 2, _KNOB_WIDTH, _KNOB_HEIGHT)
    painter.setPen(QPen(theme.colour(colours.accent), 1.5))
    painter.setBrush(theme.colour(colours.raised))
    painter.drawRoundedRect(knob, _KNOB_WIDTH / 2, _KNOB_WIDTH / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_focus_ring(painter: QPainter, sight: QRect, colours: theme.Theme) -> None:
    """Draw the ring that says the keyboard is in the article; the painter's origin is the viewport's."""
    painter.setPen(QPen(theme.colour(colours.accent), _FOCUS_RING))
    painter.drawRect(QRectF(sight).adjusted(1, 1, -1, -1))
