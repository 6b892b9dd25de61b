"""How documents are parted: three pieces of a bar with their names and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed

_WIDTH: Final = 228
_HEIGHT: Final = 30
_BAR_HEIGHT: Final = 8
_GAP: Final = 2
_STRENGTHS: Final = (0.9, 0.55, 0.3)
_LEAST: Final = 26


class SplitBar(QWidget):
    """The bar."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[tuple[str, int]] = ()
        self.setFixedSize(_WIDTH, _HEIGHT)

    def set_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Show parts: name and number of documents."""
        self._parts = parts
        self.setAccessibleName(", ".join(f"{name} {count}" for name, count in parts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces with what stands under them."""
        painter = QPainter(self)
        tokens = theme.current()
        total = sum(count for _, count in self._parts)
        room = self.width() - _GAP * max(0, len(self._parts) - 1)
        widths = [room * count / total if total else room / max(1, len(self._parts)) for _, count in self._parts]
        widths = _at_least(widths, _LEAST, room)
        start = 0.0
        font = interface_font(8.5, tabular=True)
        for (name, count), width, strength in zip(self._parts, widths, _STRENGTHS, strict=False):
            box = placed(self, start, 2, width, _BAR_HEIGHT)
            draw_rounded(painter, box, 3, theme.mix(tokens.paper, tokens.accent, strength if total else 0.12))
            words = f"{name} {count:,}"
            shown = words if advance(words, font) <= width else f"{count:,}"
            text = placed(self, start, 12, max(width, _LEAST), 18)
            draw_text(painter, text, shown, font, tokens.muted, Align.START, self.layoutDirection())
            start += width + _GAP


def _at_least(widths: Sequence[float], least: float, room: float) -> list[float]:
    """Return the widths, none under the least, the largest giving what the others lack."""
    grown = [max(least, width) for width in widths]
    if grown:
        largest = grown.index(max(grown))
        grown[largest] -= sum(grown) - room
    return grown
