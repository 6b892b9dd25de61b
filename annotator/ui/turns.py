"""Whose turn it is: other threads work while the window has nothing to do.

All threads of the program take turns in one interpreter. Each time the window's thread waits for Qt or for the disk,
even for a moment, a busy thread beside it takes the interpreter and keeps it for several milliseconds, so that what
takes the window a tenth of a second takes it half a second. Work that asks before every few milliseconds of its own
costs the window no more than these.
"""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.core.progress import Progress

_LONGEST_S: Final = 0.3
"""How long one step of other work waits at most, so that it goes on even beside a window that does not answer."""


class Turns(QObject):
    """Asks the window's thread, which answers between two things it does. To be made on that thread.

    It has no parent: whoever waits on another thread keeps it.
    """

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_over = threading.Event()
        self._answered = threading.Event()
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def wait(self) -> None:
        """Return when the window has done what it was doing, or has been at it for long."""
        if not self._is_over.is_set():
            self._answered = answered = threading.Event()
            self._asked.emit(answered)
            answered.wait(_LONGEST_S)

    def end(self) -> None:
        """Let nobody wait any more: the window waits for them now."""
        self._is_over.set()
        self._answered.set()

    @Slot(object)
    def _on_asked(self, answered: threading.Event) -> None:
        answered.set()


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
