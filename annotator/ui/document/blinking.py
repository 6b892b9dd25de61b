"""The blinking of the caret, in the time the system asks for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication


class Blinker(QObject):
    """Says when the caret is lit.

    Attributes:
        lit: Whether the caret is to be drawn.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lit = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._flip)

    def start(self) -> None:
        """Light the caret now, and blink from here on if the system wants carets to blink."""
        self.lit = True
        flash_time = QGuiApplication.styleHints().cursorFlashTime()
        if flash_time > 0:
            self._timer.start(flash_time // 2)
        self.changed.emit()

    def stop(self) -> None:
        """Put the caret out."""
        self._timer.stop()
        self.lit = False
        self.changed.emit()

    def _flip(self) -> None:
        self.lit = not self.lit
        self.changed.emit()
