"""Whose turn it is: other threads work while the window has nothing to do.

All threads of the program take turns in one interpreter. Each time the window's thread waits for Qt or for the disk,
even for a moment, a busy thread beside it takes the interpreter and keeps it for several milliseconds, so that what
takes the window a tenth of a second takes it half a second. Work that asks before every few milliseconds of its own
costs the window no more than these.
"""

from __future__ import annotations

import threading
import time
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

from annotator.core.progress import Progress

_LONGEST_TURN_S: Final = 0.3
_RESTLESS_AFTER_S: Final = 0.5
_BESIDE_THE_RESTLESS_S: Final = 0.005
"""How long one step of other work waits beside a window that is never at rest, so that it goes on all the same."""


class Turns(QObject):
    """Knows whether the window's thread is at rest. To be made on that thread and asked from others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_rest = threading.Event()
        self._rested = 0.0
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._on_rest)
        dispatcher.awake.connect(self._on_awake)

    def wait(self) -> None:
        """Return when the window is at rest, or has been busy for a while."""
        is_restless = time.monotonic() - self._rested > _RESTLESS_AFTER_S
        self._at_rest.wait(_BESIDE_THE_RESTLESS_S if is_restless else _LONGEST_TURN_S)

    @Slot()
    def _on_awake(self) -> None:
        self._at_rest.clear()

    @Slot()
    def _on_rest(self) -> None:
        self._rested = time.monotonic()
        self._at_rest.set()


class InTurn:
    """A progress whose work waits for its turn before every step.

    Args:
        turns: Knows whose turn it is.
        told: Is told how far the work is, and may stop it.
    """

    def __init__(self, turns: Turns, told: Progress) -> None:
        self._turns = turns
        self._told = told

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Wait, and pass it on."""
        self._told.report(done, total, note)
        self._turns.wait()
        self._told.report(done, total, note)
