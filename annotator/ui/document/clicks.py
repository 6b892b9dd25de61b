"""Counts clicks in quick succession at one place; Qt itself stops at two."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF
from PySide6.QtGui import QGuiApplication, QMouseEvent


class ClickCounter:
    """Tells single from double and triple clicks, by the times the system holds for double clicks."""

    def __init__(self) -> None:
        self._count = 0
        self._place = QPointF()
        self._since = QElapsedTimer()

    def count(self, event: QMouseEvent) -> int:
        """Take a press or a double click, and return the how manyeth click it is."""
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self._count = 2
        elif self._count >= 2 and self._is_close(event):
            self._count += 1
        else:
            self._count = 1
        self._place = event.globalPosition()
        self._since.start()
        return self._count

    def _is_close(self, event: QMouseEvent) -> bool:
        hints = QGuiApplication.styleHints()
        distance = (event.globalPosition() - self._place).manhattanLength()
        is_soon = self._since.elapsed() <= hints.mouseDoubleClickInterval()
        return is_soon and distance <= hints.mouseDoubleClickDistance()
