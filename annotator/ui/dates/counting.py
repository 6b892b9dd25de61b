"""The question what a relative date counts from: for this mention, or for the whole article."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.edtf import Granularity
from annotator.lang.dates.stepping import unit_of
from annotator.lang.dates.typed import read_typed
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import row
from annotator.ui.widgets.text_line import TextLine

_UNITS: Final = frozenset({Granularity.DAY, Granularity.MONTH, Granularity.YEAR})


class CountingRow(QWidget):
    """A field for a date and whom it is for.

    Signals:
        chosen: The date in ISO 8601, and whether it is for the whole article.
    """

    chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._language = "en"
        self._date = ""
        self.field = Field(height=28, point_size=9.5, on_card=True)
        self.field.setFixedWidth(118)
        self.field.setAccessibleName(self.tr("Counts from"))
        self.scope = Segmented((self.tr("This mention"), self.tr("The article")), height=28, point_size=9)
        self.button = PushButton(self.tr("Count"), height=28)
        name = TextLine(self.tr("Counts from"), font=interface_font(9), tone="muted")
        self.setLayout(row(name, self.field, self.scope, None, self.button, gap=8))
        self.field.textEdited.connect(self._on_typed)
        self.button.clicked.connect(self.accept)

    def ask(self, date: str | None, language: str) -> None:
        """Ask, with the date that is in force."""
        self._language = language
        self.field.setText(date or "")
        self.field.selectAll()
        self._on_typed(self.field.text())

    def accept(self) -> None:
        """Take what is written, if it is a day, a month or a year."""
        if self._date:
            self.chosen.emit(self._date, self.scope.current == 1)

    def _on_typed(self, text: str) -> None:
        self._date = document_date_typed(text, self._language)
        self.field.set_wrong(is_wrong=bool(text.strip()) and not self._date)
        self.button.setEnabled(bool(self._date))


def document_date_typed(text: str, language: str) -> str:
    """Return the day, month or year that somebody typed as the date of an article, in ISO 8601; "" if it is none."""
    for reading in read_typed(text, language, None).readings:
        if unit_of(reading.value, reading.calendar) in _UNITS and "/" not in reading.value and "X" not in reading.value:
            bare = reading.value.rstrip("?~%")
            return bare if bare[:1].isdigit() and "W" not in bare else ""
    return ""
