"""How the small things are painted: one line of text, label samples, tags, dots, rounded grounds.

Everything is placed in terms of start and end, and mirrored for right-to-left windows. Text keeps its own direction.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QWidget

from annotator.core.document import Direction, DocumentState
from annotator.core.labels import Label, LinePattern
from annotator.core.offsets import Utf16Map
from annotator.lang.scripts import strong_direction
from annotator.ui import theme
from annotator.ui.fonts import interface_font

LTR: Final = Qt.LayoutDirection.LeftToRight
RTL: Final = Qt.LayoutDirection.RightToLeft

TAG_HEIGHT: Final = 16

_DASH, _DASH_GAP, _DOT = 5, 2, 2
_STATE_RADIUS: Final = 4.5
_CHECK: Final = (QPointF(-2.2, 0.2), QPointF(-0.5, 1.9), QPointF(2.4, -1.6))
_ONE_LINE: Final = Qt.TextFlag.TextSingleLine.value | Qt.AlignmentFlag.AlignVCenter.value
_ABSOLUTE: Final = Qt.AlignmentFlag.AlignAbsolute.value
_ISOLATES: Final = frozenset({"FSI", "LRI", "RLI"})
_STRONG: Final = frozenset({"L", "R", "AL"})


class Align(Enum):
    """Where a line stands in its box: at the start or end of the interface's direction, or in the middle."""

    START = "start"
    END = "end"
    CENTRE = "centre"


def mirrored(rect: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Return a box designed from left to right as it stands in an area of this width and direction."""
    if direction is not RTL:
        return QRectF(rect)
    return QRectF(width - rect.right(), rect.top(), rect.width(), rect.height())


def placed(widget: QWidget, start: float, top: float, width: float, height: float) -> QRectF:
    """Return a box of a widget, ``start`` pixels from the side where its lines begin."""
    return mirrored(QRectF(start, top, width, height), widget.width(), widget.layoutDirection())


def text_direction(text: str, otherwise: Qt.LayoutDirection = LTR) -> Qt.LayoutDirection:
    """Return the direction in which a text of its own is laid out: that of most of its strong characters."""
    found = strong_direction(text)
    if found is None:
        return otherwise
    return RTL if found is Direction.RTL else LTR


@lru_cache(maxsize=1024)
def wording_direction(text: str, otherwise: Qt.LayoutDirection = LTR) -> Qt.LayoutDirection:
    """Return the direction in which words of the interface are laid out: that of the language they are in.

    The first strong character tells it (UAX #9 P2). What stands in isolates, such as a name, does not; without any
    other strong character it is ``otherwise``, the window's own.
    """
    depth = 0
    for character in text:
        kind = bidirectional(character)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in _STRONG:
            return LTR if kind == "L" else RTL
    return otherwise


def advance(text: str, font: QFont) -> float:
    """Return how wide a line of text is."""
    return QFontMetricsF(font).horizontalAdvance(text)


def one_line(text: str) -> str:
    """Return a text without line breaks, for a place that has one line."""
    return text.replace("\n", " ")


def draw_text(  # noqa: PLR0917 - read like QPainter.drawText, whose order it keeps
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor | str,
    align: Align = Align.START,
    direction: Qt.LayoutDirection = LTR,
    *,
    own_direction: bool = True,
) -> float:
    """Draw one line, shortened where it does not fit.

    Args:
        painter: Draws.
        rect: The box, as it stands on the widget.
        text: The line.
        font: The font.
        colour: The colour.
        align: Where it stands in the box.
        direction: The interface's direction, which decides where start and end are.
        own_direction: Whether the text comes from data and is laid out in its own direction, rather than in that of
            the interface's language.

    Returns:
        How wide the line is.
    """
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, rect.width() + 0.9)
    if align is Align.CENTRE:
        side = Qt.AlignmentFlag.AlignHCenter
    elif (align is Align.START) is (direction is LTR):
        side = Qt.AlignmentFlag.AlignLeft
    else:
        side = Qt.AlignmentFlag.AlignRight
    before = painter.layoutDirection()
    painter.setLayoutDirection((text_direction if own_direction else wording_direction)(text, direction))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, side.value | _ONE_LINE | _ABSOLUTE, shown)
    painter.setLayoutDirection(before)
    return metrics.horizontalAdvance(shown)


def draw_paragraph(painter: QPainter, rect: QRectF, text: str, *, font: QFont, colour: str, lines: int) -> None:
    """Draw a text on up to so many lines, in its own direction and flush on its own side, the last one shortened."""
    whole = one_line(text)
    direction = text_direction(whole)
    layout, made = _broken_lines(whole, rect.width(), font, lines + 1)
    painter.setPen(QColor(colour))
    top = rect.top()
    for number, line in enumerate(made[:lines]):
        if number == lines - 1 and len(made) > lines:
            rest = whole[Utf16Map(whole).to_cp(line.textStart()) :]
            box = QRectF(rect.left(), top, rect.width(), line.height())
            draw_text(painter, box, rest, font, colour, Align.START, direction, own_direction=False)
        else:
            line.draw(painter, QPointF(rect.left(), top))
        top += line.height()
    del layout


def paragraph_height(text: str, width: float, *, font: QFont, lines: int) -> float:
    """Return how high a text is on up to so many lines of a width."""
    _, made = _broken_lines(one_line(text), width, font, lines)
    return sum(line.height() for line in made)


def _broken_lines(text: str, width: float, font: QFont, most: int) -> tuple[QTextLayout, list[QTextLine]]:
    """Lay a text out in its own direction; the lines live as long as the layout that is returned with them."""
    layout = QTextLayout(text, font)
    direction = text_direction(text)
    side = Qt.AlignmentFlag.AlignRight if direction is RTL else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(direction)
    layout.setTextOption(option)
    layout.beginLayout()
    made: list[QTextLine] = []
    while len(made) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        made.append(line)
    layout.endLayout()
    return layout, made


def draw_rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | str | None = None,
    line: QColor | str | None = None,
) -> None:
    """Draw a box with round corners, filled, or with a line of one pixel, or both."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(QPen(QColor(line), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def pattern_boxes(pattern: LinePattern, left: float, right: float, top: float) -> list[QRectF]:
    """Return the pieces of a label's line between two ends; dashes are fitted so that it ends on one."""
    if pattern is LinePattern.SOLID:
        return [QRectF(left, top, right - left, 2)]
    if pattern is LinePattern.DOUBLE:
        return [QRectF(left, top, right - left, 2), QRectF(left, top + 3, right - left, 1)]
    mark, gap = (_DASH, _DASH_GAP) if pattern is LinePattern.DASHED else (_DOT, _DOT)
    count = max(1, round((right - left + gap) / (mark + gap)))
    step = (right - left + gap) / count
    starts = [round(left + n * step) for n in range(count)]
    return [QRectF(start, top, min(mark, right - start), 2) for start in starts]


def draw_pattern(painter: QPainter, label: Label, left: float, right: float, top: float) -> None:
    """Draw a label's line on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    colour = QColor(theme.current().label_colour(label))
    for box in pattern_boxes(label.pattern, round(left), round(right), round(top)):
        painter.fillRect(box, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_sample(painter: QPainter, rect: QRectF, label: Label, ground: str) -> None:
    """Draw a label's sample: its tint on ``ground``, and its line, which takes up to 3 pixels more, under it."""
    tokens = theme.current()
    share = 0.0 if tokens.name is theme.ThemeName.CONTRAST else 0.2
    draw_rounded(painter, rect, 3, theme.mix(ground, tokens.label_colour(label), share))
    draw_pattern(painter, label, rect.left(), rect.right(), rect.bottom())


def tag_font() -> QFont:
    """Return the font of language tags."""
    return interface_font(7.5, QFont.Weight.DemiBold, letter_spacing=104)


def tag_width(code: str) -> float:
    """Return how wide a language's tag is."""
    return float(round(advance(code.upper(), tag_font()) + 10))


def draw_tag(painter: QPainter, left: float, top: float, code: str, ground: str) -> None:
    """Draw a language's tag (EN, HE, AR), outlined on ``ground``."""
    tokens = theme.current()
    rect = QRectF(left, top, tag_width(code), TAG_HEIGHT)
    draw_rounded(painter, rect, 4, None, theme.mix(ground, tokens.ink, 0.2))
    draw_text(painter, rect, code.upper(), tag_font(), tokens.muted, Align.CENTRE)


def draw_state(painter: QPainter, centre: QPointF, state: DocumentState) -> None:
    """Draw how far a document is, told by shape as well as colour: a ring, a half-filled ring, a disc with a check."""
    tokens = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state is DocumentState.FINISHED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ok))
        painter.drawEllipse(centre, _STATE_RADIUS + 0.5, _STATE_RADIUS + 0.5)
        painter.setPen(QPen(QColor(tokens.paper), 1.3))
        painter.drawPolyline([centre + corner for corner in _CHECK])
    else:
        colour = QColor(tokens.muted if state is DocumentState.NEW else tokens.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.4))
        painter.drawEllipse(centre, _STATE_RADIUS - 0.6, _STATE_RADIUS - 0.6)
        if state is DocumentState.IN_PROGRESS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            side = 2 * _STATE_RADIUS
            box = QRectF(centre.x() - _STATE_RADIUS, centre.y() - _STATE_RADIUS, side, side)
            painter.drawPie(box, 90 * 16, -180 * 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_focus_ring(painter: QPainter, rect: QRectF, radius: float = 6) -> None:
    """Draw the ring of two pixels that shows where the keyboard is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.current().accent), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
