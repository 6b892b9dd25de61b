"""Between the window and the session: one worker does all the writing, and the window hears of it once it is on disk.

Every signal arrives on the window's own thread. Long work that only reads runs beside the worker; long work that writes
(an import) takes its turn on it.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from annotator.app.commands.base import Command
from annotator.app.session import Session
from annotator.core.errors import NotSavedError, UserError
from annotator.core.history import Changes
from annotator.core.ports import Reader
from annotator.ui.jobs import Job

SAVING_SHOWN_AFTER_MS: Final = 300
"""How long an act may take to reach the disk before the window says that it is being saved."""

_log = logging.getLogger(__name__)


class SaveState(StrEnum):
    """Where what the user did is now."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


class _Writing(NamedTuple):
    """One piece of writing that waits for its turn, and the job or the command it does, if any."""

    work: Callable[[], Changes | None]
    job: Job | None = None
    command: Command | None = None


class _Outcome:
    """What became of one piece of writing, on its way to the window's thread."""

    __slots__ = ("changes", "error", "is_held")

    def __init__(self, changes: Changes | None, error: UserError | None = None, *, is_held: bool = False) -> None:
        self.changes = changes
        self.error = error
        self.is_held = is_held


class Bridge(QObject):
    """Sends acts to a session on its writing thread and tells what they changed.

    Signals:
        committed: A ``Changes``, once the act is on disk.
        failed: A ``UserError``: the act was refused and changed nothing.
        save_state_changed: A :class:`SaveState`.
    """

    committed = Signal(object)
    failed = Signal(object)
    save_state_changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._queue: deque[_Writing] = deque()
        self._ready = threading.Condition()
        self._is_held = False
        self._is_closing = False
        self._pending = 0
        self._state = SaveState.SAVED
        self._problem: UserError | None = None
        self._jobs: set[Job] = set()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self, singleShot=True, interval=SAVING_SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._on_patience_ended)
        self._worker = threading.Thread(target=self._work, name="writer", daemon=True)
        self._worker.start()

    @property
    def session(self) -> Session:
        """Who is at work where."""
        return self._session

    @property
    def reader(self) -> Reader:
        """Answers questions about what is committed; for small reads on the window's thread."""
        return self._session.reader

    @property
    def save_state(self) -> SaveState:
        """Whether everything done so far is on disk."""
        return self._state

    @property
    def problem(self) -> UserError | None:
        """Why saving has failed, while it has."""
        return self._problem

    @property
    def unsaved(self) -> int:
        """How many acts are not on disk yet."""
        return self._pending

    @property
    def waiting(self) -> list[Command]:
        """The commands that are not on disk yet, in their order."""
        with self._ready:
            return [writing.command for writing in self._queue if writing.command is not None]

    def use(self, session: Session) -> None:
        """Let somebody else go on in the same workspace; acts already sent keep their author."""
        self._session = session

    def submit(self, command: Command) -> None:
        """Have a command done; ``committed`` or ``failed`` follows."""
        session = self._session
        self._enqueue(lambda: session.execute(command), command=command)

    def undo(self) -> None:
        """Take back the latest act; ``committed`` follows when there was one."""
        self._enqueue(self._session.undo)

    def redo(self) -> None:
        """Do again what was taken back last; ``committed`` follows when there was something."""
        self._enqueue(self._session.redo)

    def retry(self) -> None:
        """Try again to save what could not be saved, then everything that came after it."""
        with self._ready:
            self._is_held = False
            self._ready.notify()
        self._problem = None
        self._patience.start()
        self._show(SaveState.SAVING)

    def run(self, job: Job, *, writes: bool = False) -> Job:
        """Start long work: beside the worker, or, when it writes, in its turn on the worker.

        A job that writes hands the changes it made to ``committed`` before its own ``finished``. From now on it lives
        until its work has ended, even when what it was made for is gone before, such as a dialog.
        """
        job.setParent(None)
        self._jobs.add(job)
        job.ended.connect(self._on_job_ended)
        if writes:
            self._enqueue(job.work, job)
        else:
            threading.Thread(target=_do_beside, args=(job,), name="job", daemon=True).start()
        return job

    def close(self, timeout: float = 10.0) -> bool:
        """Finish what is being written, stop long work, and end the worker.

        Args:
            timeout: How many seconds to wait for it.

        Returns:
            Whether everything that was sent is on disk.
        """
        for job in self._jobs:
            job.cancel()
        with self._ready:
            self._is_closing = True
            self._ready.notify()
        self._worker.join(timeout)
        return not self._queue

    def _enqueue(
        self, work: Callable[[], Changes | None], job: Job | None = None, command: Command | None = None
    ) -> None:
        self._pending += 1
        if not self._patience.isActive() and self._state is SaveState.SAVED:
            self._patience.start()
        with self._ready:
            self._queue.append(_Writing(work, job, command))
            self._ready.notify()

    def _work(self) -> None:
        """Do one piece of writing after the other, until closed. Runs on the worker."""
        while True:
            with self._ready:
                while not self._is_closing and (self._is_held or not self._queue):
                    self._ready.wait()
                if not self._queue or (self._is_closing and self._is_held):
                    return
                writing = self._queue[0]
            outcome = _attempt(writing.work)
            with self._ready:
                self._is_held = outcome.is_held
                if not outcome.is_held:
                    self._queue.popleft()
            self._arrived.emit(outcome)
            if writing.job is not None:
                writing.job.deliver()

    @Slot(object)
    def _on_arrived(self, outcome: _Outcome) -> None:
        if outcome.is_held:
            self._patience.stop()
            self._problem = outcome.error
            self._show(SaveState.FAILED)
            return
        self._pending -= 1
        if not self._pending:
            self._patience.stop()
            self._show(SaveState.SAVED)
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        elif outcome.changes is not None:
            self.committed.emit(outcome.changes)

    def _on_patience_ended(self) -> None:
        if self._pending and self._state is SaveState.SAVED:
            self._show(SaveState.SAVING)

    def _on_job_ended(self, job: Job) -> None:
        self._jobs.discard(job)

    def _show(self, state: SaveState) -> None:
        if state is not self._state:
            self._state = state
            self.save_state_changed.emit(state)


def _do_beside(job: Job) -> None:
    """Do a job that only reads, on a thread of its own."""
    job.work()
    job.deliver()


def _attempt(work: Callable[[], Changes | None]) -> _Outcome:
    """Do a piece of writing and say what became of it."""
    try:
        return _Outcome(work())
    except NotSavedError as error:
        return _Outcome(None, error, is_held=True)
    except UserError as error:
        return _Outcome(None, error)
    except Exception:
        _log.exception("an act failed by a fault of the program's own")
        return _Outcome(
            None,
            UserError(
                "Something went wrong inside the program, and this was not done. Everything saved before it is safe. "
                "What happened is written in the program's log."
            ),
        )
