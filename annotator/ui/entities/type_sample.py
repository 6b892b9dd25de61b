"""The line of an entity's type, as marks of it have it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.core.labels import LabelSet
from annotator.ui.widgets.painting import draw_pattern

_WIDTH: Final = 22


class TypeSample(QWidget):
    """A short piece of the line.

    Attributes:
        labels: The labels there are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.labels: LabelSet | None = None
        self._type = ""
        self.setFixedSize(_WIDTH, 12)

    def show_type(self, name: str) -> None:
        """Show the line of a type; nothing for one without a label."""
        self._type = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        label = self.labels.get(self._type) if self.labels is not None else None
        if label is not None:
            draw_pattern(QPainter(self), label, 0, _WIDTH, self.height() / 2 - 1)
