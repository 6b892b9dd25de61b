"""The linker's other face, for dates: a value to type, and which part of it is meant."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.edtf import Granularity, granularity_of
from annotator.core.errors import UserError
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import QT_TRANSLATE_NOOP, error_sentence

_PARTS: Final[tuple[tuple[DateModifier | None, str], ...]] = (
    (None, QT_TRANSLATE_NOOP("DatePane", "Whole")),
    (DateModifier.START, QT_TRANSLATE_NOOP("DatePane", "Start")),
    (DateModifier.MID, QT_TRANSLATE_NOOP("DatePane", "Middle")),
    (DateModifier.END, QT_TRANSLATE_NOOP("DatePane", "End")),
    (DateModifier.APPROX, QT_TRANSLATE_NOOP("DatePane", "About")),
    (DateModifier.BEFORE, QT_TRANSLATE_NOOP("DatePane", "Before")),
    (DateModifier.AFTER, QT_TRANSLATE_NOOP("DatePane", "After")),
)
_UNITS: Final = {
    Granularity.CENTURY: QT_TRANSLATE_NOOP("DatePane", "A century"),
    Granularity.DECADE: QT_TRANSLATE_NOOP("DatePane", "A decade"),
    Granularity.YEAR: QT_TRANSLATE_NOOP("DatePane", "A year"),
    Granularity.HALF: QT_TRANSLATE_NOOP("DatePane", "Half a year"),
    Granularity.SEASON: QT_TRANSLATE_NOOP("DatePane", "A season"),
    Granularity.QUARTER: QT_TRANSLATE_NOOP("DatePane", "A quarter"),
    Granularity.MONTH: QT_TRANSLATE_NOOP("DatePane", "A month"),
    Granularity.WEEK: QT_TRANSLATE_NOOP("DatePane", "A week"),
    Granularity.DAY: QT_TRANSLATE_NOOP("DatePane", "A day"),
    Granularity.TIME: QT_TRANSLATE_NOOP("DatePane", "A time of day"),
    Granularity.INTERVAL: QT_TRANSLATE_NOOP("DatePane", "A range"),
}
_EXAMPLES: Final = "2021-11-24   2021-11   2021   2021-W48   2021-Q3   202X"


class DatePane(QWidget):
    """A field for the value, the parts it may have, and what the value is.

    Signals:
        edited: What is written has changed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(icon="calendar-blank", height=36, point_size=11.5, on_card=True)
        self.field.setAccessibleName(self.tr("Date value"))
        self.field.setPlaceholderText(_EXAMPLES)
        self.parts = Segmented([QCoreApplication.translate("DatePane", text) for _, text in _PARTS], point_size=9)
        self.parts.setAccessibleName(self.tr("Part of the date"))
        self._reading = TextLine(font=interface_font(9), tone="muted", height=20, stretches=True)
        self._calendar = Calendar.GREGORIAN
        self.setLayout(column(self.field, 8, row(self.parts, None), 6, self._reading))
        self.field.textChanged.connect(self._on_changed)

    def show_date(self, date: DateValue | None) -> None:
        """Show the value a mention has, ready to be typed over."""
        self._calendar = date.calendar if date else Calendar.GREGORIAN
        self.field.setText(date.value if date else "")
        self.parts.set_current([part for part, _ in _PARTS].index(date.modifier if date else None))
        self.field.selectAll()
        self._on_changed()

    @property
    def is_valid(self) -> bool:
        """Whether what is written can be set; nothing at all can be, and means that the value is not known."""
        return self._error() is None

    @property
    def value(self) -> DateValue | None:
        """What is written, None when nothing is.

        Raises:
            UserError: It is not a date value.
        """
        text = self.field.text().strip()
        if not text:
            return None
        granularity_of(text)
        return DateValue(text, self._calendar, _PARTS[self.parts.current][0])

    def _error(self) -> UserError | None:
        try:
            _ = self.value
        except UserError as error:
            return error
        return None

    def _on_changed(self) -> None:
        text = self.field.text().strip()
        error = self._error()
        self.field.set_wrong(is_wrong=error is not None)
        if error is not None:
            self._reading.set_text(error_sentence(error), tone="error")
        elif text:
            unit = QCoreApplication.translate("DatePane", _UNITS[granularity_of(text)])
            self._reading.set_text(unit, tone="muted")
        else:
            self._reading.set_text(self.tr("No value: the date is not known"), tone="muted")
        self.edited.emit()
