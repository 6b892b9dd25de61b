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
    _arrived = Signal(object, object)

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
        """Do it, on the thread this is called on; return what it changed."""
        result: object = None
        error: BaseException | None = None
        try:
            result = self._task(self)
        except (UserError, Cancelled) as caught:
            error = caught
        except Exception as caught:
            _log.exception("a job failed by a fault of the program's own")
            error = caught
        self._arrived.emit(result, error)
        return self._changes_of(result) if self._changes_of and error is None else None

    @Slot(object, object)
    def _on_arrived(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self.failed.emit(UserError("Something went wrong inside the program: {error}", error=repr(error)))
        self.ended.emit(self)
