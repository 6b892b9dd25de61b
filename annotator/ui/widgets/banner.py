"""A quiet line over the article that says what could not be done."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.painting import placed
from annotator.ui.widgets.surface import Surface, row
from annotator.ui.widgets.text_line import Prose

_LEAST_HEIGHT: Final = 36


class Banner(Surface):
    """An icon, a sentence of up to three lines, and a way to put it away. Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._sentence = Prose(font=interface_font(9.5), tone="ink", lines=3)
        close = IconButton("x", self.tr("Close"), size=12, side=24)
        close.clicked.connect(self.hide)
        self.setLayout(row(self._sentence, close, start=44, top=9, end=12, bottom=9, gap=8))
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text

    def show_sentence(self, sentence: str) -> None:
        """Say something."""
        self._sentence.set_text(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the icon, and a hairline below."""
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = theme.current()
        paint_icon(painter, placed(self, 20, 10, 16, 16), "warning-circle", QColor(tokens.warn))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(tokens.hairline))
