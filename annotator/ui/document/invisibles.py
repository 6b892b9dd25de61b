"""Signs for characters that cannot be seen: drawn over the text, so that neither it nor its layout changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from annotator.lang.invisibles import INVISIBLES, InvisibleKind
from annotator.ui import fonts, theme
from annotator.ui.document.geometry import Box
from annotator.ui.document.placed import PlacedBlock

_NAME_SIZE: Final = 6.5
_ROW: Final = 8
_ROWS: Final = 3
_NAME_GAP: Final = 3
_DOT: Final = 1.1
_RING: Final = 1.8
_ARROW: Final = 4


class Sign(NamedTuple):
    """One sign on a line: for a character, or for several like it at one place.

    Attributes:
        character: What it stands for.
        repeats: How many of them follow one another there.
        x0: The left edge of their room, which may be none.
        x1: Its right edge.
        rtl: Whether the text there runs to the left.
    """

    character: str
    repeats: int
    x0: float
    x1: float
    rtl: bool

    @property
    def text(self) -> str:
        """The name to write, "" for characters that are drawn as a dot, a ring, an arrow or a line."""
        invisible = INVISIBLES.get(self.character)
        if invisible is None or (invisible.kind in _DRAWN and self.x1 > self.x0):
            return ""
        return f"{invisible.abbreviation}×{self.repeats}" if self.repeats > 1 else invisible.abbreviation


_DRAWN: Final = frozenset({InvisibleKind.SPACE, InvisibleKind.ELONGATION})


def signs(placed: PlacedBlock, line: int) -> list[Sign]:
    """Return the signs of a line from left to right."""
    return [
        Sign(character, len(list(alike)), x0, x1, rtl)
        for (character, x0, x1, rtl), alike in groupby(_hidden(placed, line))
    ]


def _hidden(placed: PlacedBlock, line: int) -> Iterator[tuple[str, float, float, bool]]:
    text = placed.shaped.text
    for box in placed.geometry.boxes(line):
        for character in text[box.start : box.end]:
            if character == " " or character in INVISIBLES:
                yield character, *_extent(box), box.rtl


def _extent(box: Box) -> tuple[float, float]:
    return round(box.x0, 1), round(box.x1, 1)


def draw_invisibles(painter: QPainter, placed: PlacedBlock, lines: Iterable[int], colours: theme.Theme) -> None:
    """Draw the signs on some lines of a block; the painter's origin is the block's."""
    overlay = _Overlay(painter, placed, colours)
    for line in lines:
        overlay.draw_line(line)


class _Overlay:
    """Draws the signs of one block; names that would meet stand one below the other while there is room."""

    def __init__(self, painter: QPainter, placed: PlacedBlock, colours: theme.Theme) -> None:
        self._painter = painter
        self._placed = placed
        self._warning = theme.colour(colours.error)
        self._quiet = theme.colour(colours.accent)
        self._blank = theme.colour(colours.muted)
        self._font = fonts.interface_font(_NAME_SIZE)
        self._metrics = QFontMetricsF(self._font)

    def draw_line(self, line: int) -> None:
        """Draw the signs of a line."""
        taken = [float("-inf")] * _ROWS
        for sign in signs(self._placed, line):
            if sign.text:
                self._name(line, sign, taken)
            elif sign.x1 > sign.x0:
                self._mark(line, sign)

    def _name(self, line: int, sign: Sign, taken: list[float]) -> None:
        """Write a name above a tick at its place; the tick alone where names would cover one another."""
        place = self._placed.lines[line]
        x = (sign.x0 + sign.x1) / 2
        width = self._metrics.horizontalAdvance(sign.text)
        row = next((row for row, right in enumerate(taken) if right + _NAME_GAP < x - width / 2), None)
        turns = INVISIBLES[sign.character].kind is InvisibleKind.DIRECTION
        self._painter.setPen(QPen(self._warning if turns else self._quiet, 1))
        top = place.top + _ROW * ((row or 0) + 0.5)
        self._painter.drawLine(QLineF(x, top, x, place.foot - 2))
        if row is not None:
            taken[row] = x + width / 2
            self._painter.setFont(self._font)
            name_rect = QRectF(x - width / 2, top - _ROW, width, _ROW)
            self._painter.drawText(name_rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, sign.text)

    def _mark(self, line: int, sign: Sign) -> None:
        """Draw what stands for a blank: a dot for a space, a ring for a hard one, an arrow for a tab, a line."""
        place = self._placed.lines[line]
        middle = QPointF((sign.x0 + sign.x1) / 2, place.top + place.height * 0.58)
        self._painter.setPen(QPen(self._blank, 1))
        if sign.character == " ":
            self._painter.setBrush(self._blank)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.drawEllipse(middle, _DOT, _DOT)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
        elif sign.character == "\t":
            self._arrow(sign, middle.y())
        elif INVISIBLES[sign.character].kind is InvisibleKind.ELONGATION:
            self._painter.setPen(QPen(self._quiet, 1))
            self._painter.drawLine(QLineF(sign.x0, place.foot - 2, sign.x1, place.foot - 2))
        else:
            self._painter.drawEllipse(middle, _RING, _RING)

    def _arrow(self, sign: Sign, y: float) -> None:
        """Draw an arrow through a tab, the way the text runs."""
        tail, tip = (sign.x1 - 2, sign.x0 + 2) if sign.rtl else (sign.x0 + 2, sign.x1 - 2)
        back = _ARROW if sign.rtl else -_ARROW
        self._painter.drawLine(QLineF(tail, y, tip, y))
        self._painter.drawPolyline(
            QPolygonF([QPointF(tip + back, y - _ARROW), QPointF(tip, y), QPointF(tip + back, y + _ARROW)])
        )
