"""Counts clicks in quick succession at one place; Qt itself stops at two."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QGuiApplication, QMouseEvent


class ClickCounter:
    """Tells single from double and triple clicks."""

    def __init__(self) -> None:
        self._count = 0
        self._place = QPointF()
        self._time = 0

    def count(self, event: QMouseEvent) -> int:
        """Take a press or a double click, and return the how manyeth click it is."""
        hints = QGuiApplication.styleHints()
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self._count = 2
        elif self._count >= 2 and self._is_close(event, hints.mouseDoubleClickInterval()):
            self._count += 1
        else:
            self._count = 1
        self._place, self._time = event.globalPosition(), event.timestamp()
        return self._count

    def _is_close(self, event: QMouseEvent, interval: int) -> bool:
        distance = (event.globalPosition() - self._place).manhattanLength()
        near = distance <= QGuiApplication.styleHints().mouseDoubleClickDistance()
        return near and event.timestamp() - self._time <= interval
