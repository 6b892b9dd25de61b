"""A month to pick a day from, each day in three calendars."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.datevalue import Calendar
from annotator.core.edtf import Granularity
from annotator.lang.dates.bounds import Bounds, day_number, year_month_day
from annotator.lang.dates.calendars import days_of_month
from annotator.lang.dates.writing import calendar_day, day_text
from annotator.ui import theme
from annotator.ui.dates.wording import gregorian_text, in_calendar
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.painting import RTL, Align, draw_focus_ring, draw_rounded, draw_text, mirrored
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine

_WEEK: Final = 7
_ROWS: Final = 6
_CELL: Final = 19
_HEAD: Final = 16
_MONTHS: Final = 12


class Cell(NamedTuple):
    """A day of the grid.

    Attributes:
        day: Its number.
        is_inside: Whether it belongs to the month.
    """

    day: int
    is_inside: bool


def month_cells(year: int, month: int, first_weekday: int) -> list[Cell]:
    """Return the six weeks around a month.

    Args:
        year: Of the Gregorian calendar; 0 is 1 BC.
        month: Likewise.
        first_weekday: With which day weeks begin (ISO: Monday 1).
    """
    first = day_number(year, month, 1)
    weekday = (first - 1) % _WEEK + 1  # day 1 was a Monday
    begins = first - (weekday - first_weekday) % _WEEK
    inside = range(first, first + days_of_month(year, month))
    return [Cell(day, day in inside) for day in range(begins, begins + _WEEK * _ROWS)]


class MonthPicker(QWidget):
    """The grid with its month's names, and ways to the months beside it.

    Signals:
        day_picked: The number of a day.
        left: The keyboard wants to go back.
    """

    day_picked = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid = MonthGrid()
        self._title = TextLine(font=interface_font(9.5, QFont.Weight.DemiBold), height=22, stretches=True)
        before = IconButton("caret-left", self.tr("Month before"), size=12, side=22)
        after = IconButton("caret-right", self.tr("Next month"), size=12, side=22)
        self.setLayout(column(row(self._title, before, after), self.grid))
        before.clicked.connect(self.grid.go_back)
        after.clicked.connect(self.grid.go_on)
        self.grid.day_picked.connect(self.day_picked)
        self.grid.left.connect(self.left)
        self.grid.month_shown.connect(self._show_title)

    @property
    def title(self) -> str:
        """The month in three calendars."""
        return self._title.text

    def open_at(self, day: int) -> None:
        """Show the month of a day, with that day chosen and the keyboard in it."""
        self.grid.choose(day)
        self._show_title()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_title(self) -> None:
        first, last = self.grid.bounds
        names = [in_calendar(each, Bounds(first, last), Granularity.MONTH).title for each in Calendar]
        self._title.set_text("   ·   ".join(f"\u2068{name}\u2069" for name in names if name))


class MonthGrid(QWidget):
    """The days. Arrows go from day to day and week to week, Page Up and Page Down from month to month.

    Signals:
        day_picked: The number of the day that was clicked, or chosen with Enter.
        left: Escape was pressed.
        month_shown: Another month is shown.
    """

    day_picked = Signal(int)
    left = Signal()
    month_shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = day_number(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEAD + _CELL * _ROWS)
        self.setAccessibleName(self.tr("Days of the month"))

    @property
    def chosen(self) -> int:
        """The number of the day that is chosen."""
        return self._chosen

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last day of the month that is shown."""
        year, month, _ = year_month_day(self._chosen)
        return day_number(year, month, 1), day_number(year, month, days_of_month(year, month))

    @property
    def cells(self) -> list[Cell]:
        """The days that are shown."""
        year, month, _ = year_month_day(self._chosen)
        return month_cells(year, month, QLocale().firstDayOfWeek().value)

    def choose(self, day: int) -> None:
        """Choose a day and show its month."""
        before = self.bounds
        self._chosen = day
        self.update()
        if self.bounds != before:
            self.month_shown.emit()
        if QAccessible.isActive():
            spoken = gregorian_text(day, Granularity.DAY)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def go_back(self) -> None:
        """Show the month before."""
        self._turn(-1)

    def go_on(self) -> None:
        """Show the next month."""
        self._turn(1)

    def cell_rect(self, place: int) -> QRectF:
        """Return where a cell is, counted from the first."""
        width = self.width() / _WEEK
        box = QRectF(place % _WEEK * width, _HEAD + place // _WEEK * _CELL, width, _CELL)
        return mirrored(box, self.width(), self.layoutDirection())

    def sizeHint(self) -> QSize:
        """Return room for six weeks."""
        return QSize(_WEEK * 64, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, pick one, or leave."""
        onward = -1 if self.layoutDirection() is RTL else 1
        steps = {
            Qt.Key.Key_Right: onward, Qt.Key.Key_Left: -onward, Qt.Key.Key_Down: _WEEK, Qt.Key.Key_Up: -_WEEK,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self.choose(self._chosen + steps[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_picked.emit(self._chosen)
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the day under the pointer."""
        for place, cell in enumerate(self.cells):
            if self.cell_rect(place).contains(event.position()):
                self.choose(cell.day)
                self.day_picked.emit(cell.day)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the weekdays and the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        locale = QLocale()
        for place, cell in enumerate(self.cells):
            box = self.cell_rect(place)
            if place < _WEEK:
                name = locale.standaloneDayName((cell.day - 1) % _WEEK + 1, QLocale.FormatType.ShortFormat)
                head = QRectF(box.left(), 0, box.width(), _HEAD)
                draw_text(painter, head, name, interface_font(8), tokens.muted, Align.CENTRE)
            self._paint_day(painter, box, cell)

    def _paint_day(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        """Paint a day: Gregorian in the middle, Hebrew before it and Hijri after it, smaller."""
        tokens = theme.current()
        is_chosen = cell.day == self._chosen
        if is_chosen:
            draw_rounded(painter, box.adjusted(1, 0, -1, 0), 5, tokens.row)
        ink = tokens.accent if is_chosen else tokens.ink if cell.is_inside else tokens.faint
        small = tokens.muted_on_row if is_chosen else tokens.muted if cell.is_inside else tokens.faint
        third = box.width() / 3
        texts = (_hebrew(cell.day), str(year_month_day(cell.day)[2]), _hijri(cell.day))
        for number, text in enumerate(texts):
            part = QRectF(box.left() + third * number, box.top(), third, box.height())
            font = interface_font(9.5, tabular=True) if number == 1 else interface_font(7.5)
            draw_text(painter, part, text, font, ink if number == 1 else small, Align.CENTRE)
        if is_chosen and self.hasFocus():
            draw_focus_ring(painter, box.adjusted(1, 0, -1, 0), 5)

    def _turn(self, by: int) -> None:
        year, month, day = year_month_day(self._chosen)
        on, month = divmod(month - 1 + by, _MONTHS)
        year, month = year + on, month + 1
        self.choose(day_number(year, month, min(day, days_of_month(year, month))))


def _hebrew(day: int) -> str:
    found = calendar_day(Calendar.HEBREW, day)
    return day_text(Calendar.HEBREW, found).split(" ", 1)[0] if found is not None else ""


def _hijri(day: int) -> str:
    found = calendar_day(Calendar.HIJRI, day)
    return str(found.day) if found is not None else ""
