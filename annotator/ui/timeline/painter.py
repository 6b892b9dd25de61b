"""How the timeline is painted: from a picture that is worked out before, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.core.datevalue import Calendar
from annotator.core.edtf import Granularity
from annotator.core.labels import Label
from annotator.lang.dates.bounds import Bounds
from annotator.ui import theme
from annotator.ui.dates.wording import calendar_name, in_calendar, month_alone
from annotator.ui.fonts import interface_font
from annotator.ui.timeline.layout import Group, Placed, Shape, Tick
from annotator.ui.timeline.picture import RULER, STACK_HEIGHT, Picture
from annotator.ui.widgets.painting import LTR, Align, advance, draw_rounded, draw_text, mirrored

NAMES: Final = 104
"""How much room the names of the rulers take at the start of the line, in px."""

_DISC: Final = 8.0
_SMALL_DISC: Final = 5.0
_BAR: Final = 6.0
_WORDS: Final = 20.0
_FADED: Final = 0.08
_TICK_TOP: Final = 12
_TICK_WORDS: Final = 84


def box_of(widget: QWidget, start: float, top: float, width: float, height: float) -> QRectF:
    """Return a box of the plot, which begins where the names of the rulers end, as it stands on the widget."""
    return mirrored(QRectF(start + NAMES, top, width, height), widget.width(), widget.layoutDirection())


def words_width(text: str) -> float:
    """Return how wide the words over a mark are."""
    return advance(text, _font())


class TimelinePainter:
    """Paints one picture.

    Args:
        painter: Draws.
        picture: What is drawn.
        width: Of the widget, in px.
        direction: The interface's, in which time runs too.
        label: The label of dates, for its colours.
    """

    def __init__(
        self, painter: QPainter, picture: Picture, width: int, direction: Qt.LayoutDirection, label: Label | None
    ) -> None:
        self._painter = painter
        self._picture = picture
        self._width = width
        self._direction = direction
        self._label = label

    def paint(self, group: Group | None, card: QRect | None) -> None:
        """Paint rulers and marks, and the line through what is chosen.

        Args:
            group: What is chosen.
            card: Where the card of those who share it stands on the widget, if there is one.
        """
        chosen = self._picture.of(group)
        x = 0.0
        if chosen is not None and group is not None:
            x = self._picture.axis.x(group.first) if chosen.stacked else chosen.left
        days = self._days(group, x) if chosen is not None and group is not None else {}
        self._paint_rulers(days)
        if chosen is not None:
            self._paint_line(x, card)
        for placed in self._picture.placed:
            self._paint_mark(placed, is_chosen=placed is chosen)
        tokens = theme.current()
        for text, box in days.values():
            draw_rounded(self._painter, box, 6, tokens.row)
            draw_text(self._painter, box, text, _bold_font(), tokens.accent, Align.CENTRE)

    def _paint_rulers(self, days: Mapping[Calendar, tuple[str, QRectF]]) -> None:
        tokens = theme.current()
        line = theme.colour(tokens.hairline)
        direction = self._direction
        for number, (calendar, ticks) in enumerate(self._picture.rulers.items()):
            top = self._picture.floor + RULER * number
            self._painter.fillRect(QRectF(0, top, self._width, 1), line)
            name = mirrored(QRectF(24, top, NAMES - 24, RULER), self._width, direction)
            font = interface_font(8, QFont.Weight.DemiBold)
            draw_text(self._painter, name, calendar_name(calendar), font, tokens.muted, Align.START, direction)
            for tick in ticks:
                self._paint_tick(calendar, tick, top, days.get(calendar))
        if self._picture.axis.slots:
            self._painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
            x = self._place(self._picture.axis.start - 10, 0, 0, 0).left()
            self._painter.drawLine(QPointF(x, 12), QPointF(x, self._picture.height))

    def _paint_tick(self, calendar: Calendar, tick: Tick, top: float, day: tuple[str, QRectF] | None) -> None:
        """Paint the beginning of a year or month, and its name where the chosen day leaves room for it."""
        tokens = theme.current()
        if not tick.is_early:
            begins = _TICK_TOP if calendar is Calendar.GREGORIAN and tick.month is None else top
            self._painter.fillRect(self._place(tick.x, begins, 1, top + RULER - begins), theme.colour(tokens.hairline))
        box = self._place(tick.x + (0 if tick.is_early else 8), top, _TICK_WORDS, RULER)
        colour = tokens.muted if tick.is_early or tick.month else tokens.ink
        text = month_alone(calendar, *tick.month) if tick.month else tick.text
        font = interface_font(9, tabular=True)
        name = self._place(tick.x + (0 if tick.is_early else 8), top, advance(text, font) + 4, RULER)
        fits = tick.x + name.width() <= self._picture.width
        if fits and (day is None or not day[1].intersects(name)):
            draw_text(self._painter, box, text, font, colour, Align.START, self._direction)

    def _paint_mark(self, placed: Placed, *, is_chosen: bool) -> None:
        tokens = theme.current()
        strong = QColor(tokens.accent if is_chosen else self._colour())
        soft = theme.mix(tokens.paper, strong.name(), 0.34 if tokens.name is not theme.ThemeName.CONTRAST else 0.6)
        top = self._picture.lane_top(placed.lane)
        if placed.lane is None:
            self._paint_stack(placed, top, strong, is_chosen=is_chosen)
            return
        self._paint_shape(placed, top + _WORDS + 7, strong, soft)
        self._paint_words(placed, top, is_chosen=is_chosen)

    def _paint_stack(self, placed: Placed, top: float, strong: QColor, *, is_chosen: bool) -> None:
        """Paint how many dates stand here for which no lane is free."""
        tokens = theme.current()
        box = self._place(placed.text_left, top, placed.text_width, STACK_HEIGHT)
        outline = tokens.hairline if tokens.name is theme.ThemeName.CONTRAST else None
        draw_rounded(self._painter, box, STACK_HEIGHT / 2, tokens.row if is_chosen else tokens.panel, outline)
        self._disc(placed.text_left + 8, box.center().y(), _SMALL_DISC, strong)
        rest = self._place(placed.text_left + 13, top, placed.text_width - 17, STACK_HEIGHT)
        colour = tokens.accent if is_chosen else tokens.ink
        draw_text(
            self._painter, rest, f"+{len(placed.mentions)}", interface_font(8, tabular=True), colour, Align.CENTRE
        )

    def _paint_shape(self, placed: Placed, middle: float, strong: QColor, soft: QColor) -> None:
        shape = placed.group.shape
        if shape is Shape.DAY:
            self._disc(placed.left, middle, _DISC, strong)
            return
        box = self._place(placed.left, middle - _BAR / 2, placed.right - placed.left, _BAR)
        self._painter.setPen(Qt.PenStyle.NoPen)
        if shape is Shape.BAR:
            draw_rounded(self._painter, box, _BAR / 2, soft)
        else:
            clear = QColor(soft)
            clear.setAlphaF(_FADED)
            fades_out = (shape is Shape.FADING_OUT) is (self._direction is LTR)
            gradient = QLinearGradient(box.topLeft(), box.topRight())
            gradient.setColorAt(0 if fades_out else 1, soft)
            gradient.setColorAt(1 if fades_out else 0, clear)
            self._painter.setBrush(gradient)
            self._painter.drawRoundedRect(box, _BAR / 2, _BAR / 2)
        at = placed.right - 1 if shape is Shape.FADING_IN else placed.left + 1
        self._disc(at, middle, _SMALL_DISC, strong)

    def _paint_words(self, placed: Placed, top: float, *, is_chosen: bool) -> None:
        tokens = theme.current()
        direction = self._direction
        colour = tokens.accent if is_chosen else tokens.ink
        count = f" ×{len(placed.group.mentions)}" if len(placed.group.mentions) > 1 else ""
        words = advance(placed.group.text, _font())
        box = self._place(placed.text_left, top, words + 2, _WORDS)
        self._painter.fillRect(box.adjusted(-2, 0, 2, 0), QColor(tokens.paper))
        draw_text(self._painter, box, placed.group.text, _font(), colour, Align.START, direction)
        if count:
            rest = self._place(placed.text_left + words + 4, top, advance(count, _font()) + 8, _WORDS)
            draw_text(self._painter, rest, count.strip(), interface_font(8), tokens.muted, Align.START, direction)

    def _paint_line(self, place: float, card: QRect | None) -> None:
        """Paint the line through the day and, where there is a card, the connector to it."""
        self._painter.setPen(QPen(QColor(theme.current().accent), 1))
        x = self._place(place, 0, 0, 0).left()
        top = 24.0 if card is not None else 12.0
        self._painter.drawLine(QPointF(x, top), QPointF(x, self._picture.height))
        if card is not None:
            end = card.left() if card.left() > x else card.right()
            self._painter.drawLine(QPointF(x, top), QPointF(end, top))

    def _days(self, group: Group, x: float) -> dict[Calendar, tuple[str, QRectF]]:
        """Return the chosen day in each calendar, and where it is painted on its ruler."""
        days = {}
        for number, calendar in enumerate(Calendar):
            text = self._day_text(calendar, group)
            if text:
                width = advance(text, _bold_font()) + 20
                left = max(-NAMES + 4.0, min(x - width / 2, self._picture.width - width - 4))
                top = self._picture.floor + RULER * number + 4
                days[calendar] = (text, self._place(left, top, width, RULER - 8))
        return days

    def _disc(self, x: float, y: float, size: float, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawEllipse(self._place(x - size / 2, y - size / 2, size, size))

    def _place(self, start: float, top: float, width: float, height: float) -> QRectF:
        return mirrored(QRectF(start + NAMES, top, width, height), self._width, self._direction)

    def _day_text(self, calendar: Calendar, group: Group) -> str:
        is_day = group.first == group.last
        unit = Granularity.DAY if is_day else Granularity.INTERVAL
        return in_calendar(calendar, Bounds(group.first, group.last), unit).title

    def _colour(self) -> str:
        return theme.current().label_colour(self._label) if self._label else theme.current().warn


def _font() -> QFont:
    return interface_font(9.5)


def _bold_font() -> QFont:
    return interface_font(9, QFont.Weight.DemiBold)
