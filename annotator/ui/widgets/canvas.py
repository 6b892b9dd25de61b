"""Painting in start and end instead of left and right, so that one drawing serves windows of both directions."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.core.labels import Label, LinePattern
from annotator.ui import icons, theme
from annotator.ui.fonts import interface_font

_STRONG: Final = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}
_DASHES: Final = {LinePattern.DASHED: (4.0, 1.8), LinePattern.DOTTED: (1.2, 1.4)}


class Edge(Enum):
    """Where a line of text stands in its rectangle."""

    START = "start"
    CENTRE = "centre"
    END = "end"


def direction_of(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction of a text's first strong character (UAX #9 P2, P3), or another when it has none."""
    for character in text:
        if found := _STRONG.get(unicodedata.bidirectional(character)):
            return found
    return otherwise


def text_width(text: str, font: QFont) -> float:
    """Return how wide a line of text is, in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


class Canvas:
    """A painter over a rectangle whose x coordinates run from the interface's start side.

    Args:
        painter: Where to paint.
        rect: What coordinates are relative to, in the painter's own.
        direction: The interface's direction.
    """

    def __init__(self, painter: QPainter, rect: QRectF, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self.direction = direction
        self._frame = rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    @classmethod
    def of(cls, widget: QWidget, painter: QPainter) -> Canvas:
        """Return the canvas that covers a widget."""
        return cls(painter, QRectF(widget.rect()), widget.layoutDirection())

    @property
    def is_rtl(self) -> bool:
        """Whether the start side is the right one."""
        return self.direction is Qt.LayoutDirection.RightToLeft

    @property
    def width(self) -> float:
        """The width of the whole."""
        return self._frame.width()

    @property
    def height(self) -> float:
        """The height of the whole."""
        return self._frame.height()

    def rect(self, start: float, top: float, width: float, height: float) -> QRectF:
        """Return a rectangle in the painter's coordinates, given from the start side."""
        left = self._frame.width() - start - width if self.is_rtl else start
        return QRectF(self._frame.left() + left, self._frame.top() + top, width, height)

    def fill(self, rect: QRectF, colour: str | QColor) -> None:
        """Fill a rectangle."""
        self.painter.fillRect(rect, QColor(colour))

    def rounded(
        self,
        rect: QRectF,
        radius: float,
        fill: str | QColor | None = None,
        line: str | QColor | None = None,
        line_width: float = 1,
    ) -> None:
        """Draw a rounded rectangle; a line stays inside it."""
        self.painter.setPen(QPen(QColor(line), line_width) if line is not None else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(fill) if fill is not None else Qt.BrushStyle.NoBrush)
        inset = line_width / 2 if line is not None else 0
        self.painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def text(
        self,
        rect: QRectF,
        text: str,
        font: QFont,
        colour: str | QColor,
        edge: Edge = Edge.START,
        *,
        is_sentence: bool = False,
    ) -> float:
        """Draw one line, shortened at its end where it does not fit, and return its width.

        Args:
            rect: Where.
            text: What; never interpreted as markup.
            font: In which font.
            colour: In which colour.
            edge: On which side of the rectangle, in the interface's direction.
            is_sentence: Whether it is wording of the interface, which runs in the interface's direction; everything
                else runs in its own.
        """
        own = self.direction if is_sentence else direction_of(text, self.direction)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.9)
        self.painter.save()
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.setLayoutDirection(own)
        self.painter.drawText(rect, self._alignment(edge) | Qt.TextFlag.TextSingleLine.value, shown)
        self.painter.restore()
        return text_width(shown, font)

    def icon(self, rect: QRectF, name: str, colour: str | QColor) -> None:
        """Draw an icon; icons of motion turn round in a right-to-left window."""
        icons.paint_icon(self.painter, rect, name, QColor(colour), self.direction)

    def pattern_line(
        self, start: QPointF, end: QPointF, label: Label, width: float = 1.8, opacity: float = 1.0
    ) -> None:
        """Draw a label's line pattern between two points of the painter's coordinates."""
        colour = QColor(theme.current().label_colour(label))
        colour.setAlphaF(opacity)
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes := _DASHES.get(label.pattern):
            pen.setDashPattern(list(dashes))
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)
        if label.pattern is LinePattern.DOUBLE:
            self.painter.setPen(QPen(colour, 1))
            self.painter.drawLine(start + QPointF(0, 2.4), end + QPointF(0, 2.4))

    def label_sample(self, rect: QRectF, label: Label, ground: str) -> None:
        """Draw a small mark of a label: its tint on ``ground`` with its line pattern below."""
        self.rounded(rect, 2, theme.mix(ground, theme.current().label_colour(label), 0.2))
        y = rect.bottom() + 1.2
        self.pattern_line(QPointF(rect.left(), y), QPointF(rect.right(), y), label, 1.5)

    def _alignment(self, edge: Edge) -> int:
        if edge is Edge.CENTRE:
            side = Qt.AlignmentFlag.AlignHCenter
        elif (edge is Edge.START) != self.is_rtl:
            side = Qt.AlignmentFlag.AlignLeft
        else:
            side = Qt.AlignmentFlag.AlignRight
        return (side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value
