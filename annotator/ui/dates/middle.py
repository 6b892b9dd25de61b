"""The middle of the date editor: the value in three calendars with its readings, or one of two questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.core.datevalue import DateValue
from annotator.ui.dates.columns import CalendarColumns
from annotator.ui.dates.counting import CountingRow
from annotator.ui.dates.month_grid import MonthPicker
from annotator.ui.dates.readings_row import ReadingsRow
from annotator.ui.widgets.surface import column, row

INSET: Final = 24
"""How far the editor's contents keep from its sides, in px."""


class CardMiddle(QStackedWidget):
    """Shows the calendars, and in their place or below them what is asked: a day to pick, a date to count from.

    Signals:
        left: A question was left; the keyboard is free.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.columns = CalendarColumns()
        self.readings = ReadingsRow()
        self.counting = CountingRow()
        self.picker = MonthPicker()
        self._below = QStackedWidget()
        self._below.addWidget(self.readings)
        self._below.addWidget(self.counting)
        self._below.setFixedHeight(32)
        calendars, picker = QWidget(), QWidget()
        calendars.setLayout(
            column(row(self.columns, start=INSET - 16, end=INSET - 16), row(self._below, start=INSET, end=INSET), None)
        )
        picker.setLayout(column(row(self.picker, start=INSET, end=INSET), None))
        self.addWidget(calendars)
        self.addWidget(picker)
        self.picker.left.connect(self.leave_question)

    @property
    def is_counting(self) -> bool:
        """Whether it asks what the date counts from."""
        return self._below.currentWidget() is self.counting

    @property
    def is_picking(self) -> bool:
        """Whether it shows a month to pick from."""
        return self.currentIndex() == 1

    def show_value(self, shown: DateValue | None, readings: Sequence[DateValue], hint: str, *, is_old: bool) -> None:
        """Show a value, and what it may mean otherwise."""
        self.columns.show_value(shown, is_old=is_old)
        self.readings.show_readings(() if is_old else readings, hint)

    def ask_counting(self, date: str | None, language: str) -> None:
        """Ask what the date counts from."""
        self.setCurrentIndex(0)
        self.counting.ask(date, language)
        self._below.setCurrentWidget(self.counting)
        self.counting.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_from(self, day: int) -> None:
        """Show the month of a day to pick from."""
        self.setCurrentIndex(1)
        self.picker.open_at(day)

    def show_calendars(self) -> None:
        """Show the calendars with the readings below them."""
        self.setCurrentIndex(0)
        self._below.setCurrentWidget(self.readings)

    def leave_question(self) -> bool:
        """Leave what is asked; tell whether anything was."""
        was_asking = self.is_counting or self.is_picking
        self.show_calendars()
        if was_asking:
            self.left.emit()
        return was_asking
