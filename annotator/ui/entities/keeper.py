"""Has the entity base in memory for its page, and keeps it up with the work, on other threads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.duplicates import Double, Memory, find_doubles
from annotator.core.history import Changes
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.ui.bridge import Bridge
from annotator.ui.entities.base import EntityBase
from annotator.ui.jobs import Job

_REREAD_AFTER_MS: Final = 60
_COMPARE_AFTER_MS: Final = 1_500


class BaseKeeper(QObject):
    """Reads the base when the page is first shown and after each act; compares all names when these have changed.

    Signals:
        changed: There is another :class:`~annotator.ui.entities.base.EntityBase`.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._base: EntityBase | None = None
        self._doubles: Sequence[Double] = ()
        self._memory = Memory()
        self._reading: Job | None = None
        self._is_stale = False
        self._comparing: Job | None = None
        self._reread = QTimer(self, singleShot=True, interval=_REREAD_AFTER_MS)
        self._reread.timeout.connect(self._read)
        self._compare_due = QTimer(self, singleShot=True, interval=_COMPARE_AFTER_MS)
        self._compare_due.timeout.connect(self._compare)
        bridge.committed.connect(self._on_committed)
        self._read()
        self._compare()

    @property
    def base(self) -> EntityBase:
        """What was read last; empty while nothing is."""
        return self._base or EntityBase()

    @property
    def is_ready(self) -> bool:
        """Whether the base has been read."""
        return self._base is not None

    def _on_committed(self, changes: Changes) -> None:
        if changes.entities or changes.mentioned or changes.documents:
            self._reread.start()
        if changes.entities:
            self._compare_due.start()

    def _read(self) -> None:
        """Read everything anew; when that is being done already, once more after it."""
        if self._reading is not None:
            self._is_stale = True
            return
        self._is_stale = False
        self._reading = Job(partial(_read_base, self._bridge.reader, tuple(self._doubles)))
        self._reading.finished.connect(self._on_read)
        self._reading.ended.connect(self._on_read_ended)
        self._bridge.run(self._reading)

    def _on_read(self, base: EntityBase) -> None:
        self._base = base
        self.changed.emit()

    def _on_read_ended(self) -> None:
        self._reading = None
        if self._is_stale:
            self._read()

    def _compare(self) -> None:
        """Look for entities that may be one; a comparison that is under way with old names is given up first."""
        if self._comparing is not None:
            self._comparing.cancel()
            self._compare_due.start()
            return
        self._comparing = Job(partial(_compare_names, self._bridge.reader, self._memory))
        self._comparing.finished.connect(self._on_compared)
        self._comparing.ended.connect(self._on_compare_ended)
        self._bridge.run(self._comparing)

    def _on_compared(self, doubles: Sequence[Double]) -> None:
        self._doubles = doubles
        if self._base is not None:
            self._base.set_doubles(doubles)
            self.changed.emit()

    def _on_compare_ended(self, job: Job) -> None:
        if job is self._comparing:
            self._comparing = None


def _read_base(reader: Reader, doubles: Sequence[Double], _progress: Progress) -> EntityBase:
    return EntityBase.read(reader, doubles)


def _compare_names(reader: Reader, memory: Memory, progress: Progress) -> list[Double]:
    return find_doubles(reader, progress, memory)
