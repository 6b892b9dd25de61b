"""The readings that a date may have, numbered, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.datevalue import DateValue
from annotator.ui.dates.wording import value_text
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.keycaps import KeyHint
from annotator.ui.widgets.surface import row
from annotator.ui.widgets.text_line import TextLine

MOST: Final = 4
"""How many readings there is room for."""


class ReadingsRow(QWidget):
    """Each reading with the digit that chooses it; a hint when there is only one.

    Signals:
        chosen: The rank of the reading that was clicked, counted from 0.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._hint = TextLine(font=interface_font(9), tone="faint", stretches=True)
        self._offers: list[KeyHint] = []
        self._layout = row(self._hint)
        self._layout.setSpacing(12)
        self.setLayout(self._layout)
        self.setFixedHeight(24)

    @property
    def offers(self) -> list[str]:
        """What the readings on offer say."""
        return [offer.text() for offer in self._offers]

    def show_readings(self, readings: Sequence[DateValue], hint: str) -> None:
        """Offer these readings, or show the hint when there is nothing to choose."""
        for offer in self._offers:
            self._layout.removeWidget(offer)
            offer.deleteLater()
        self._offers = []
        self._hint.set_text(hint if len(readings) < 2 else "")
        if len(readings) < 2:
            return
        for rank, reading in enumerate(readings[:MOST]):
            offer = KeyHint((str(rank + 1),), value_text(reading))
            offer.clicked.connect(partial(self.chosen.emit, rank))
            self._layout.insertWidget(rank, offer)
            self._offers.append(offer)
