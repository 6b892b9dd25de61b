"""Whose turn it is: other threads work while the window has nothing to do.

All threads of the program take turns in one interpreter. Each time the window's thread waits for Qt or for the disk,
even for a moment, a busy thread beside it takes the interpreter and keeps it for several milliseconds, so that what
takes the window a tenth of a second takes it half a second. Work that asks before every few milliseconds of its own
costs the window no more than these.
"""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject

from annotator.core.progress import Progress

LONGEST_WAIT_S: Final = 0.05
"""How long one step of other work waits at most, so that it goes on even beside a window that is never at rest."""


class Turns(QObject):
    """Knows whether the window's thread is at rest. To be made on that thread and asked from others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_rest = threading.Event()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._at_rest.set)
        dispatcher.awake.connect(self._at_rest.clear)

    def wait(self) -> None:
        """Return when the window is at rest, or has been busy for a while."""
        self._at_rest.wait(LONGEST_WAIT_S)


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
