"""Has the reference base made beside the window the first time there is none, and says so without a fuss."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.reference import reference
from annotator.app.reference_base import ReferenceBase
from annotator.ui.bridge import Bridge
from annotator.ui.jobs import Job

_SAID_EVERY_MS: Final = 5_000
_SAID_EVERY_PERCENT: Final = 25
"""Seldom, because a sentence takes the place of whatever else was said."""


class ReferenceMaking(QObject):
    """Makes the base at most once; the work itself is done by a process of its own.

    Signals:
        made: The base is there.
        noted: A sentence for the user to know: that it is being made, how far that is, and that it is there.
    """

    made = Signal()
    noted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._job: Job | None = None
        self._percent = self._next_said = 0
        self._saying = QTimer(self, interval=_SAID_EVERY_MS)
        self._saying.timeout.connect(self._say)

    def begin(self) -> None:
        """Have it made, if there is none and nobody has tried."""
        if self._job is not None or not reference().may_be_made:
            return
        self._percent = self._next_said = 0
        self._job = job = Job(reference().make)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.ended.connect(self._on_ended)
        self._saying.start()
        self._bridge.run(job)

    def _on_progressed(self, done: int, total: int | None) -> None:
        self._percent = 100 * done // total if total else 0

    def _say(self) -> None:
        if self._percent < self._next_said:
            return
        self._next_said = self._percent + _SAID_EVERY_PERCENT
        self.noted.emit(
            self.tr("The names of countries and cities are being prepared: {percent} %.").format(percent=self._percent)
        )

    def _on_finished(self, base: ReferenceBase | None) -> None:
        if base is not None:
            self.noted.emit(self.tr("The names of countries and cities are known from now on."))
            self.made.emit()

    def _on_ended(self) -> None:
        self._job = None
        self._saying.stop()
