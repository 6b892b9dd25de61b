"""A thin strip that shows how many went which way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.app.import_report import Outcome
from annotator.ui import theme
from annotator.ui.widgets.painting import draw_rounded, mirrored

_HEIGHT: Final = 6
_GAP: Final = 2
_LEAST: Final = 4
_SHARES: Final = {Outcome.ACCEPTED: 0.55, Outcome.WARNED: 0.85, Outcome.REJECTED: 0.85}


class OutcomeStrip(QWidget):
    """Accepted, with warnings, rejected, from the interface's start side; each at least visible when it occurs."""

    def __init__(self, counts: Mapping[Outcome, int]) -> None:
        super().__init__()
        self._counts = [(outcome, counts.get(outcome, 0)) for outcome in Outcome]
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts."""
        painter = QPainter(self)
        parts = [(outcome, count) for outcome, count in self._counts if count]
        total = sum(count for _, count in parts)
        room = self.width() - _GAP * (len(parts) - 1)
        start = 0.0
        for outcome, count in parts:
            width = max(float(_LEAST), room * count / total)
            box = mirrored(QRectF(start, 0, width, _HEIGHT), self.width(), self.layoutDirection())
            colour = theme.mix(theme.current().paper, tone_of(outcome), _SHARES[outcome])
            draw_rounded(painter, box, 3, colour)
            start += width + _GAP


def tone_of(outcome: Outcome) -> str:
    """Return the colour of an outcome in the theme in force."""
    tokens = theme.current()
    return {Outcome.ACCEPTED: tokens.ok, Outcome.WARNED: tokens.warn, Outcome.REJECTED: tokens.error}[outcome]
