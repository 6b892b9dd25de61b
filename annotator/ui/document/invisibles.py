"""Signs for characters that cannot be seen: drawn over the text, so that neither it nor its layout changes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.ui import fonts, theme
from annotator.ui.document.geometry import Box
from annotator.ui.document.placed import PlacedBlock

DIRECTION_CONTROLS: Final = {
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""Characters that turn the order of others, with their names in UAX #9."""

_OTHERS: Final = {
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u2060": "WJ",
    "\ufeff": "BOM",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u2028": "LS",
    "\ufffc": "OBJ",
}
_BLANKS: Final = {" ": "·", "\u00a0": "°", "\u202f": "°", "\u2007": "°", "\t": "→", "\u3000": "□"}
_TATWEEL: Final = "\u0640"
_NAMED: Final = DIRECTION_CONTROLS | _OTHERS
_NAME_SIZE: Final = 6.5
_NAME_STEP: Final = 9


def sign_of(character: str) -> str:
    """Return the sign that stands for a character in the view, or "" for one that can be seen."""
    return _NAMED.get(character) or _BLANKS.get(character, "")


def draw_invisibles(painter: QPainter, placed: PlacedBlock, lines: range, colours: theme.Theme) -> None:
    """Draw the signs on some lines of a block; the painter's origin is the block's."""
    overlay = _Overlay(painter, placed, colours)
    for line in lines:
        overlay.draw_line(line)


class _Overlay:
    """Draws the signs of one block, names that would meet one above the other."""

    def __init__(self, painter: QPainter, placed: PlacedBlock, colours: theme.Theme) -> None:
        self._painter = painter
        self._placed = placed
        self._warning = theme.colour(colours.error)
        self._quiet = theme.colour(colours.accent)
        self._blank = theme.colour(colours.muted)
        self._name_font = fonts.interface_font(_NAME_SIZE)
        self._name_metrics = QFontMetricsF(self._name_font)
        self._blank_font = fonts.interface_font(placed.typography.text_size * 0.8)

    def draw_line(self, line: int) -> None:
        """Draw the signs of a line."""
        text = self._placed.shaped.text
        taken: list[QRectF] = []
        for box in self._placed.geometry.boxes(line):
            for offset in range(box.start, box.end):
                character = text[offset]
                if character in _NAMED:
                    self._name(line, box, character, taken)
                elif character in _BLANKS:
                    self._blank_sign(line, box, _BLANKS[character])
                elif character == _TATWEEL:
                    self._tatweel(line, box)

    def _name(self, line: int, box: Box, character: str, taken: list[QRectF]) -> None:
        """Write a character's name above a tick at its place."""
        place = self._placed.lines[line]
        x = (box.x0 + box.x1) / 2
        name = _NAMED[character]
        width = self._name_metrics.horizontalAdvance(name)
        rect = QRectF(x - width / 2, place.top - 5, width, _NAME_STEP)
        while any(rect.intersects(other) for other in taken):
            rect.translate(0, _NAME_STEP)
        taken.append(rect)
        colour = self._warning if character in DIRECTION_CONTROLS else self._quiet
        self._painter.setPen(QPen(colour, 1))
        self._painter.drawLine(QPointF(x, rect.bottom()), QPointF(x, place.foot - 2))
        self._painter.setFont(self._name_font)
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)

    def _blank_sign(self, line: int, box: Box, sign: str) -> None:
        if not box.width:
            return
        place = self._placed.lines[line]
        if sign == "→" and box.rtl:
            sign = "←"
        self._painter.setPen(self._blank)
        self._painter.setFont(self._blank_font)
        rect = QRectF(box.x0, place.top, box.width, place.height)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        self._painter.drawText(rect, flags, sign)

    def _tatweel(self, line: int, box: Box) -> None:
        y = self._placed.lines[line].foot - 2
        self._painter.setPen(QPen(self._quiet, 1))
        self._painter.drawLine(QPointF(box.x0, y), QPointF(box.x1, y))
