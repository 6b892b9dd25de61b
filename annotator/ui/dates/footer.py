"""The foot of a floating card: in the panel's colour, with a hairline above, and the card's own corners."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui import theme

_HEIGHT: Final = 56
_RADIUS: Final = 9


class CardFooter(QWidget):
    """Holds the way out of a card."""

    def __init__(self, contents: QHBoxLayout) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.setLayout(contents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -1)
        path.addRoundedRect(rect, _RADIUS, _RADIUS)
        path.addRect(QRectF(rect.left(), rect.top(), rect.width(), rect.height() / 2))
        painter.fillPath(path, QColor(tokens.panel))
        painter.fillRect(0, 0, self.width(), 1, theme.colour(tokens.hairline))
