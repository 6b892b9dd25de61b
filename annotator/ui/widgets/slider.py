"""A thin slider; what lies beyond the handle is in the accent's colour."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider

from annotator.ui import theme
from annotator.ui.widgets.painting import draw_focus_ring, draw_rounded, mirrored

_RADIUS: Final = 5
_GROOVE: Final = 2


class ThinSlider(QSlider):
    """A horizontal slider of 16 pixels.

    Args:
        name: What it sets, for screen readers.
        width: In px.
    """

    def __init__(self, name: str, width: int = 96) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setFixedSize(width, 16)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove, the part beyond the handle, and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        middle = self.height() / 2
        reach = self.width() - 2 * _RADIUS
        place = _RADIUS + reach * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        groove = QRectF(_RADIUS, middle - _GROOVE / 2, reach, _GROOVE)
        draw_rounded(painter, groove, 1, theme.mix(tokens.panel, tokens.ink, 0.2))
        beyond = QRectF(place, groove.top(), _RADIUS + reach - place, _GROOVE)
        draw_rounded(painter, mirrored(beyond, self.width(), self.layoutDirection()), 1, tokens.accent)
        handle = QRectF(place - _RADIUS, middle - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(mirrored(handle, self.width(), self.layoutDirection()))
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the handle follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position())

    def _follow(self, point: QPointF) -> None:
        reach = self.width() - 2 * _RADIUS
        share = (point.x() - _RADIUS) / reach
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))
