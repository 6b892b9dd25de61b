"""Long pieces of work that tell how far they are and can be stopped."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.core.errors import Cancelled, UserError
from annotator.core.history import Changes
from annotator.core.progress import Progress

_REPORT_EVERY_S: Final = 0.05

_log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of long work. Its signals arrive on the thread it was made on.

    Args:
        task: The work; it reports to the progress it is given, and whatever it returns goes into ``finished``.
        changes_of: Takes the changes out of a result, for work that writes.

    Signals:
        progressed: How many are done, of how many (None: not known), and a note.
        finished: What the work returned.
        failed: A ``UserError``.
        cancelled: It was stopped and has taken back what it had begun.
        ended: The job itself, after any of the other three.
    """

    progressed = Signal(int, object, str)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)
    _arrived = Signal()

    def __init__(
        self,
        task: Callable[[Progress], object],
        changes_of: Callable[[object], Changes | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._task = task
        self._changes_of = changes_of
        self._is_stopped = False
        self._result: object = None
        self._error: Exception | None = None
        self._next_report = 0.0
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop; ``cancelled`` follows, unless it ends first."""
        self._is_stopped = True

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Tell the window how far the work is. Called by the work, on its thread.

        Raises:
            Cancelled: Somebody has asked it to stop.
        """
        if self._is_stopped:
            raise Cancelled
        now = time.monotonic()
        if now >= self._next_report:
            self._next_report = now + _REPORT_EVERY_S
            self.progressed.emit(done, total, note)

    def work(self) -> Changes | None:
        """Do it, on the thread this is called on, and return what it changed; :meth:`deliver` tells of it."""
        try:
            self._result = self._task(self)
        except (UserError, Cancelled) as caught:
            self._error = caught
        except Exception as caught:
            _log.exception("a job failed by a fault of the program's own")
            self._error = caught
        return self._changes_of(self._result) if self._changes_of and self._error is None else None

    def deliver(self) -> None:
        """Have the signals sent that say how it ended. Called after :meth:`work`, on the same thread."""
        self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        error = self._error
        if error is None:
            self.finished.emit(self._result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self.failed.emit(UserError("Something went wrong inside the program: {error}", error=repr(error)))
        self.ended.emit(self)
