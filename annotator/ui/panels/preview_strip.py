"""A strip that says that the card below shows a candidate of the linker."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.painting import Align, draw_text, placed
from annotator.ui.widgets.surface import Surface

_HEIGHT: Final = 34


class PreviewStrip(Surface):
    """34 pixels in the row colour with an eye."""

    def __init__(self) -> None:
        super().__init__("row")
        self._number = 1
        self.setFixedHeight(_HEIGHT)

    def show_number(self, number: int) -> None:
        """Say which candidate it is."""
        self._number = number
        self.setAccessibleName(self._text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint eye and words."""
        super().paintEvent(event)
        painter = QPainter(self)
        accent = theme.current().accent
        paint_icon(painter, placed(self, 16, (_HEIGHT - 16) / 2, 16, 16), "eye", QColor(accent))
        box = placed(self, 40, 0, self.width() - 56, _HEIGHT)
        direction = self.layoutDirection()
        draw_text(painter, box, self._text(), interface_font(9.5), accent, Align.START, direction, own_direction=False)

    def _text(self) -> str:
        return self.tr("Preview of candidate {number}").format(number=self._number)
