"""Other threads wait while the window is busy, and go on once it rests, or if it never does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from annotator.core.errors import Cancelled
from annotator.core.progress import Stoppable
from annotator.ui.turns import InTurn, Turns


class _Beside:
    """Waits for its turn on another thread, again and again, and counts."""

    def __init__(self, wait: Callable[[], None]) -> None:
        self._wait = wait
        self.turns = 0
        self._is_over = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._is_over = True
        self._thread.join(5)

    def _work(self) -> None:
        while not self._is_over:
            self._wait()
            self.turns += 1
            time.sleep(0.001)


def _keep_busy(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.001)


def test_next_to_nothing_is_done_beside_a_busy_window_and_much_while_it_rests(qtbot: QtBot) -> None:
    turns = Turns()
    beside = _Beside(turns.wait)
    qtbot.waitUntil(lambda: beside.turns > 10)
    counts: list[int] = []

    def be_busy() -> None:
        counts.append(beside.turns)
        _keep_busy(0.15)
        counts.append(beside.turns)

    QTimer.singleShot(0, be_busy)
    qtbot.waitUntil(lambda: len(counts) == 2)
    assert counts[1] - counts[0] <= 2
    qtbot.waitUntil(lambda: beside.turns > counts[1] + 10)
    beside.end()


def test_beside_a_window_that_does_not_answer_work_goes_on_all_the_same(qtbot: QtBot) -> None:
    turns = Turns()
    beside = _Beside(turns.wait)
    _keep_busy(1.2)
    assert beside.turns >= 2
    turns.end()
    qtbot.waitUntil(lambda: beside.turns > 20)
    beside.end()


def test_work_that_is_stopped_while_it_waits_does_not_go_on(qtbot: QtBot) -> None:
    told = Stoppable()
    turns = Turns()
    progress = InTurn(turns, told)
    turns.end()
    progress.report(0, 1)
    told.cancel()
    with pytest.raises(Cancelled):
        progress.report(1, 1)
