"""The field in which an entity's type is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.painting import Align, advance, draw_focus_ring, draw_rounded, draw_text, placed

_WIDTH: Final = 116
_HEIGHT: Final = 28
_PADDING: Final = 10
_CARET: Final = 12
_BEFORE_CARET: Final = 4
_RADIUS: Final = 6


class TypeBox(QComboBox):
    """A list that drops down, with the look of the other fields."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(interface_font(9.5))
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Type"))

    def sizeHint(self) -> QSize:
        """Return room for the longest of the types' names."""
        longest = max((advance(self.itemText(place), self.font()) for place in range(self.count())), default=0.0)
        return QSize(max(_WIDTH, round(longest + 2 * _PADDING + _CARET + _BEFORE_CARET + 1)), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a name is never shortened."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the chosen type, and the caret that says there are others."""
        tokens = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground = tokens.hover if self.underMouse() else tokens.raised
        draw_rounded(painter, box, _RADIUS, ground, theme.mix(tokens.hairline, tokens.ink, 0.06))
        caret_start = self.width() - _PADDING - _CARET
        direction = self.layoutDirection()
        words = placed(self, _PADDING, 0, caret_start - _PADDING - _BEFORE_CARET, self.height())
        draw_text(
            painter, words, self.currentText(), self.font(), tokens.ink, Align.START, direction, own_direction=False
        )
        caret = placed(self, caret_start, (self.height() - _CARET) / 2, _CARET, _CARET)
        paint_icon(painter, caret, "caret-down", QColor(tokens.muted))
        if self.hasFocus():
            draw_focus_ring(painter, box)
