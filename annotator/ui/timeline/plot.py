"""The plot of the timeline: marks in lanes over three rulers, and the line through all that is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.datevalue import Calendar
from annotator.core.edtf import Granularity
from annotator.core.labels import Label
from annotator.lang.dates.bounds import Bounds
from annotator.ui import theme
from annotator.ui.dates.wording import calendar_name, in_calendar, month_alone, value_text
from annotator.ui.fonts import interface_font
from annotator.ui.timeline.layout import Group, Placed, Shape, Tick
from annotator.ui.timeline.picture import RULER, Picture, Zoom, draw_up, zoomed
from annotator.ui.timeline.together import TogetherCard
from annotator.ui.widgets.painting import LTR, RTL, Align, advance, draw_focus_ring, draw_rounded, draw_text, mirrored
from annotator.ui.wording import isolated

_NAMES: Final = 104
"""How much room the names of the rulers take at the start of the line, in px."""

_DISC: Final = 8.0
_SMALL_DISC: Final = 5.0
_BAR: Final = 6.0
_WORDS: Final = 20.0
_FADED: Final = 0.08
_WHEEL: Final = 0.6
_TICK_TOP: Final = 12
_TICK_WORDS: Final = 84
_CARD_GAP: Final = 14
_CONNECTOR: Final = 136
"""How long the line from a date to the card of those who share it is, in px."""


class TimelinePlot(QWidget):
    """Shows dates and lets one of them be chosen.

    Signals:
        group_chosen: The :class:`~annotator.ui.timeline.layout.Group` that is chosen now, or None.
        open_requested: The :class:`~annotator.app.timeline.DatedMention` to open.
        edit_requested: The one whose date is to be edited.
    """

    group_chosen = Signal(object)
    open_requested = Signal(object)
    edit_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[Group] = []
        self._label: Label | None = None
        self._chosen: Group | None = None
        self._per_day: float | None = None
        self._offset = 0.0
        self._picture: Picture | None = None
        self._empty = ""
        self.together = TogetherCard(self)
        self.together.open_requested.connect(self.open_requested)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))

    @property
    def groups(self) -> list[Group]:
        """What is shown, in the order of time."""
        return self._groups

    @property
    def chosen(self) -> Group | None:
        """What is chosen."""
        return self._chosen

    @property
    def picture(self) -> Picture:
        """Where everything is."""
        if self._picture is None:
            width = max(200.0, float(self.width() - _NAMES))
            self._picture = draw_up(
                self._groups, width, self.height(), _measure, per_day=self._per_day, offset=self._offset
            )
            self._offset = self._picture.axis.offset
        return self._picture

    def show_groups(self, groups: Sequence[Group], label: Label | None, empty: str) -> None:
        """Show other dates; of what is chosen as much stays chosen as is still there.

        Args:
            groups: The dates, in the order of time.
            label: The label of dates, for its colours.
            empty: What to say when there are none.
        """
        self._groups = list(groups)
        self._label = label
        self._empty = empty
        if self._chosen is not None:
            key = self._chosen.first, self._chosen.last, self._chosen.shape
            self._chosen = next((each for each in groups if (each.first, each.last, each.shape) == key), None)
        self._refresh()

    def set_zoom(self, zoom: Zoom) -> None:
        """Draw the dense range so wide; what is chosen, or else its end, is in sight."""
        self._per_day = zoom.per_day
        self._offset = 0.0
        self._refresh()
        if self._per_day is not None:
            self._bring(self._chosen or (self._groups[-1] if self._groups else None))
            self._refresh()

    def choose(self, group: Group | None) -> None:
        """Choose a date and bring it into sight."""
        self._chosen = group
        self._bring(group)
        self._refresh()
        self.group_chosen.emit(group)
        if group is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._spoken(group)))

    def step(self, by: int) -> None:
        """Choose the next or previous date."""
        if not self._groups:
            return
        if self._chosen is None:
            self.choose(self._groups[0 if by > 0 else -1])
            return
        place = self._groups.index(self._chosen) + by
        if 0 <= place < len(self._groups):
            self.choose(self._groups[place])

    def rect_of(self, group: Group) -> QRectF | None:
        """Return where a date's mark and words are on the widget."""
        placed = self.picture.of(group)
        if placed is None or placed.lane is None:
            return None
        top = self.picture.lane_top(placed.lane)
        left = min(placed.left, placed.text_left)
        right = max(placed.right, placed.text_left + placed.text_width)
        return self._place(left, top, max(8.0, right - left), 34)

    def sizeHint(self) -> QSize:
        """Return the height under the bar."""
        return QSize(900, 364)

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from date to date as it looks; open or edit the chosen one."""
        forward = Qt.Key.Key_Left if self.layoutDirection() is RTL else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self.layoutDirection() is RTL else Qt.Key.Key_Left
        if event.key() == forward:
            self.step(1)
        elif event.key() == back:
            self.step(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.open_requested.emit(self._chosen.mentions[0])
        elif event.key() == Qt.Key.Key_D and self._chosen is not None:
            self.edit_requested.emit(self._chosen.mentions[0])
        elif event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        found = self._under(event.position())
        self.choose(found.group if found else None)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        found = self._under(event.position())
        if found is not None:
            self.open_requested.emit(found.group.mentions[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that something can be pressed."""
        found = self._under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._spoken(found.group) if found else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom where the pointer is."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = self._from_start(event.position().x()) - _NAMES
            self._per_day, self._offset = zoomed(self.picture.axis, x, 1.0015**delta)
        else:
            self._offset = max(0.0, self._offset - delta * _WHEEL)
        self._refresh()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another direction or type."""
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._refresh()
        super().changeEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint plot, rulers and what is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        painter.fillRect(event.rect(), QColor(tokens.paper))
        if not self._groups:
            rect = QRectF(self.rect())
            draw_text(
                painter, rect, self._empty, interface_font(10), tokens.muted, Align.CENTRE, self.layoutDirection()
            )
            return
        picture = self.picture
        chosen = picture.of(self._chosen)
        days = self._days(chosen) if chosen is not None else {}
        self._paint_rulers(painter, picture, days)
        if chosen is not None:
            self._paint_line(painter, chosen)
        for placed in picture.placed:
            self._paint_mark(painter, placed, is_chosen=placed is chosen)
        for text, box in days.values():
            draw_rounded(painter, box, 6, tokens.row)
            draw_text(painter, box, text, _bold_font(), tokens.accent, Align.CENTRE)
        if self.hasFocus() and chosen is None:
            draw_focus_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def _paint_rulers(self, painter: QPainter, picture: Picture, days: Mapping[Calendar, tuple[str, QRectF]]) -> None:
        tokens = theme.current()
        line = theme.colour(tokens.hairline)
        direction = self.layoutDirection()
        for number, (calendar, ticks) in enumerate(picture.rulers.items()):
            top = picture.floor + RULER * number
            painter.fillRect(QRectF(0, top, self.width(), 1), line)
            name = mirrored(QRectF(24, top, _NAMES - 24, RULER), self.width(), direction)
            font = interface_font(8, QFont.Weight.DemiBold)
            draw_text(painter, name, calendar_name(calendar), font, tokens.muted, Align.START, direction)
            for tick in ticks:
                self._paint_tick(painter, calendar, tick, top, days.get(calendar))
        if picture.axis.slots:
            painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
            x = self._place(picture.axis.start - 10, 0, 0, 0).left()
            painter.drawLine(QPointF(x, 12), QPointF(x, self.height()))

    def _paint_tick(
        self, painter: QPainter, calendar: Calendar, tick: Tick, top: float, day: tuple[str, QRectF] | None
    ) -> None:
        """Paint the beginning of a year or month, and its name where the chosen day leaves room for it."""
        tokens = theme.current()
        if not tick.is_early:
            begins = _TICK_TOP if calendar is Calendar.GREGORIAN and tick.month is None else top
            painter.fillRect(self._place(tick.x, begins, 1, top + RULER - begins), theme.colour(tokens.hairline))
        box = self._place(tick.x + (0 if tick.is_early else 8), top, _TICK_WORDS, RULER)
        colour = tokens.muted if tick.is_early or tick.month else tokens.ink
        text = month_alone(calendar, *tick.month) if tick.month else tick.text
        font = interface_font(9, tabular=True)
        name = self._place(tick.x + (0 if tick.is_early else 8), top, advance(text, font) + 4, RULER)
        if day is None or not day[1].intersects(name):
            draw_text(painter, box, text, font, colour, Align.START, self.layoutDirection())

    def _paint_mark(self, painter: QPainter, placed: Placed, *, is_chosen: bool) -> None:
        tokens = theme.current()
        strong = QColor(tokens.accent if is_chosen else self._colour())
        soft = theme.mix(tokens.paper, strong.name(), 0.34 if tokens.name is not theme.ThemeName.CONTRAST else 0.6)
        top = self.picture.lane_top(placed.lane)
        middle = top + _WORDS + 7
        if placed.lane is None:
            middle = self.picture.floor - 6
        self._paint_shape(painter, placed, middle, strong, soft)
        if placed.lane is not None:
            self._paint_words(painter, placed, top, is_chosen=is_chosen)

    def _paint_shape(self, painter: QPainter, placed: Placed, middle: float, strong: QColor, soft: QColor) -> None:
        shape = placed.group.shape
        if shape is Shape.DAY:
            self._disc(painter, placed.left, middle, _DISC, strong)
            return
        box = self._place(placed.left, middle - _BAR / 2, placed.right - placed.left, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        if shape is Shape.BAR:
            draw_rounded(painter, box, _BAR / 2, soft)
        else:
            clear = QColor(soft)
            clear.setAlphaF(_FADED)
            fades_out = (shape is Shape.FADING_OUT) is (self.layoutDirection() is LTR)
            gradient = QLinearGradient(box.topLeft(), box.topRight())
            gradient.setColorAt(0 if fades_out else 1, soft)
            gradient.setColorAt(1 if fades_out else 0, clear)
            painter.setBrush(gradient)
            painter.drawRoundedRect(box, _BAR / 2, _BAR / 2)
        at = placed.right - 1 if shape is Shape.FADING_IN else placed.left + 1
        self._disc(painter, at, middle, _SMALL_DISC, strong)

    def _paint_words(self, painter: QPainter, placed: Placed, top: float, *, is_chosen: bool) -> None:
        tokens = theme.current()
        direction = self.layoutDirection()
        colour = tokens.accent if is_chosen else tokens.ink
        count = f" ×{len(placed.group.mentions)}" if len(placed.group.mentions) > 1 else ""
        words = advance(placed.group.text, _font())
        box = self._place(placed.text_left, top, words + 2, _WORDS)
        painter.fillRect(box.adjusted(-2, 0, 2, 0), QColor(tokens.paper))
        draw_text(painter, box, placed.group.text, _font(), colour, Align.START, direction)
        if count:
            rest = self._place(placed.text_left + words + 4, top, advance(count, _font()) + 8, _WORDS)
            draw_text(painter, rest, count.strip(), interface_font(8), tokens.muted, Align.START, direction)

    def _paint_line(self, painter: QPainter, chosen: Placed) -> None:
        """Paint the line through the day and, where there is a card, the connector to it."""
        painter.setPen(QPen(QColor(theme.current().accent), 1))
        x = self._place(chosen.left, 0, 0, 0).left()
        top = 24.0 if self.together.isVisible() else 12.0
        painter.drawLine(QPointF(x, top), QPointF(x, self.height()))
        if self.together.isVisible():
            card = self.together.geometry()
            end = card.left() if card.left() > x else card.right()
            painter.drawLine(QPointF(x, top), QPointF(end, top))

    def _days(self, chosen: Placed) -> dict[Calendar, tuple[str, QRectF]]:
        """Return the chosen day in each calendar, and where it is painted on its ruler."""
        days = {}
        for number, calendar in enumerate(Calendar):
            text = self._day_text(calendar, chosen.group)
            if text:
                width = advance(text, _bold_font()) + 20
                left = max(-_NAMES + 4.0, min(chosen.left - width / 2, self.picture.width - width - 4))
                top = self.picture.floor + RULER * number + 4
                days[calendar] = (text, self._place(left, top, width, RULER - 8))
        return days

    def _disc(self, painter: QPainter, x: float, y: float, size: float, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(self._place(x - size / 2, y - size / 2, size, size))

    # Where things are

    def _place(self, start: float, top: float, width: float, height: float) -> QRectF:
        """Return a box of the plot, whose start is where the names of the rulers end, as it stands on the widget."""
        return mirrored(QRectF(start + _NAMES, top, width, height), self.width(), self.layoutDirection())

    def _from_start(self, x: float) -> float:
        return self.width() - x if self.layoutDirection() is RTL else x

    def _under(self, point: QPointF) -> Placed | None:
        return self.picture.at(self._from_start(point.x()) - _NAMES, point.y())

    def _bring(self, group: Group | None) -> None:
        """Scroll so that a date is in sight."""
        if group is None:
            return
        axis = self.picture.axis
        if axis.is_early(group.first):
            return
        x = axis.x(group.first)
        if not axis.start <= x <= self.picture.width - 120:
            self._offset = max(0.0, x + axis.offset - axis.start - (self.picture.width - axis.start) / 2)
            self._picture = None

    def _refresh(self) -> None:
        self._picture = None
        self._show_card()
        self.update()

    def _show_card(self) -> None:
        """Show who shares the chosen date, well away from its mark."""
        chosen = self.picture.of(self._chosen) if self._groups else None
        if chosen is None or len(chosen.group.mentions) < 2 or self._label is None:
            self.together.hide()
            return
        self.together.show_group(chosen.group, self._label)
        size = self.together.sizeHint()
        start = chosen.left + _CONNECTOR
        if start + size.width() + _CARD_GAP > self.picture.width:
            start = max(_CARD_GAP - _NAMES, chosen.left - _CONNECTOR - size.width())
        self.together.setGeometry(self._place(start, 12, size.width(), size.height()).toAlignedRect())
        self.together.show()

    def _day_text(self, calendar: Calendar, group: Group) -> str:
        is_day = group.first == group.last
        unit = Granularity.DAY if is_day else Granularity.INTERVAL
        return in_calendar(calendar, Bounds(group.first, group.last), unit).title

    def _spoken(self, group: Group) -> str:
        first = group.mentions[0]
        value = value_text(first.date) if first.date else ""
        return f"{isolated(group.text)}, {value}, {isolated(first.title)}"

    def _colour(self) -> str:
        return theme.current().label_colour(self._label) if self._label else theme.current().warn


def _font() -> QFont:
    return interface_font(9.5)


def _bold_font() -> QFont:
    return interface_font(9, QFont.Weight.DemiBold)


def _measure(text: str) -> float:
    return advance(text, _font())
