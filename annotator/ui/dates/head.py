"""The reading of a date in words, and the sentence under it."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.core.datevalue import DateValue
from annotator.core.errors import UserError
from annotator.ui.dates.wording import value_text
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.surface import column
from annotator.ui.widgets.text_line import Prose, TextLine
from annotator.ui.wording import error_sentence


class ReadingHead(QWidget):
    """Says what a date means; of what cannot be read, the last good reading paler and what is missing."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = TextLine(font=interface_font(13, QFont.Weight.DemiBold), height=26, stretches=True)
        self.note = Prose(font=interface_font(9), lines=2)
        self.problem = Prose(font=interface_font(9), tone="error", lines=2)
        self._says = QStackedWidget()
        self._says.addWidget(self.note)
        self._says.addWidget(self.problem)
        self._says.setFixedHeight(34)
        self.setLayout(column(self.headline, self._says))

    def show_reading(self, shown: DateValue | None, note: str, problem: UserError | None) -> None:
        """Show a value with a note, or why what is typed cannot be read."""
        words = value_text(shown) if shown is not None else self.tr("No value")
        self.headline.set_text(words, tone="ink" if problem is None else "faint")
        self.note.set_text(note)
        self.problem.set_text(error_sentence(problem) if problem is not None else "")
        self._says.setCurrentWidget(self.note if problem is None else self.problem)
