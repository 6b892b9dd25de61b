"""A value in three calendars side by side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.datevalue import Calendar, DateValue
from annotator.lang.dates.bounds import bounds_of
from annotator.lang.dates.stepping import unit_of
from annotator.ui import theme
from annotator.ui.dates.wording import InCalendar, calendar_name, in_calendar
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import Align, advance, draw_text, placed
from annotator.ui.widgets.surface import Hairline, row

_VERTICAL: Final = Qt.Orientation.Vertical
_HEIGHT: Final = 94
_TITLE_SIZES: Final = (14.0, 12.0, 10.5, 9.5)
_LABEL_WIDTH: Final = 32
_FADED: Final = 0.45


class CalendarColumns(QWidget):
    """The three columns. A click on one says that the date is written in that calendar.

    Signals:
        calendar_chosen: The :class:`~annotator.core.datevalue.Calendar`.
    """

    calendar_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._columns = {calendar: CalendarColumn(calendar) for calendar in Calendar}
        first, second, third = self._columns.values()
        self.setLayout(row(first, Hairline(_VERTICAL), second, Hairline(_VERTICAL), third))
        self.setFixedHeight(_HEIGHT)
        for column in self._columns.values():
            column.clicked.connect(self._on_clicked)

    def column(self, calendar: Calendar) -> CalendarColumn:
        """Return the column of a calendar."""
        return self._columns[calendar]

    def show_value(self, date: DateValue | None, *, is_old: bool = False) -> None:
        """Show a value; a value that what is typed no longer says is shown paler."""
        for calendar, column in self._columns.items():
            if date is None:
                column.show_nothing()
                continue
            shown = in_calendar(calendar, bounds_of(date.value), unit_of(date.value, date.calendar))
            column.show_value(shown, is_written=calendar is date.calendar, is_old=is_old)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, CalendarColumn):
            self.calendar_chosen.emit(sender.calendar)


class CalendarColumn(FlatButton):
    """One calendar: its name, the value in it, and the first and last day."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.calendar = calendar
        self._shown = InCalendar("", "", "")
        self._is_written = False
        self._is_old = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    @property
    def shown(self) -> InCalendar:
        """What it shows."""
        return self._shown

    @property
    def is_written(self) -> bool:
        """Whether it is the calendar that the date is written in."""
        return self._is_written

    def show_value(self, shown: InCalendar, *, is_written: bool, is_old: bool) -> None:
        """Show a value."""
        self._shown, self._is_written, self._is_old = shown, is_written, is_old
        self.setAccessibleName(f"{calendar_name(self.calendar)}: {shown.title or self.tr('not reckoned')}")
        self.setAccessibleDescription(self.tr("as written") if is_written else "")
        self.update()

    def show_nothing(self) -> None:
        """Show that there is no value."""
        self.show_value(InCalendar("–", "", ""), is_written=False, is_old=True)

    def sizeHint(self) -> QSize:
        """Return the width of a third of the editor."""
        return QSize(156, _HEIGHT)

    def paint_content(self, painter: QPainter) -> None:
        """Paint name, title and days."""
        tokens = theme.current()
        self._line(painter, 0, calendar_name(self.calendar), interface_font(9, QFont.Weight.DemiBold), tokens.muted)
        if self._is_written:
            box = placed(self, 16, 0, self.width() - 32, 20)
            draw_text(
                painter, box, self.tr("as written"), interface_font(9), tokens.accent, Align.END,
                self.layoutDirection(), own_direction=False,
            )  # fmt: skip
        if self._is_old:
            painter.setOpacity(_FADED)
        self._line(painter, 24, self._shown.title, self._title_font(), tokens.ink, 28)
        days = ((58, self.tr("from"), self._shown.first), (76, self.tr("to"), self._shown.last))
        for top, name, day in days if self._shown.first != self._shown.last else ():
            self._line(painter, top, name, interface_font(9), tokens.faint)
            box = placed(self, 16 + _LABEL_WIDTH, top, self.width() - 24 - _LABEL_WIDTH, 18)
            draw_text(painter, box, day or "…", interface_font(9), tokens.muted, Align.START, self.layoutDirection())
        painter.setOpacity(1)

    def _line(  # noqa: PLR0917 - a line has so many sides
        self, painter: QPainter, top: float, text: str, font: QFont, colour: str, height: float = 20
    ) -> None:
        box = placed(self, 16, top, self.width() - 24, height)
        draw_text(painter, QRectF(box), text, font, colour, Align.START, self.layoutDirection())

    def _title_font(self) -> QFont:
        """Return the largest font in which the title has room."""
        room = self.width() - 26
        fonts = [interface_font(size) for size in _TITLE_SIZES]
        return next((font for font in fonts if advance(self._shown.title, font) <= room), fonts[-1])
