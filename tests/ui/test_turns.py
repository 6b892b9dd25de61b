"""Other threads wait while the window is busy, and go on once it rests, or if it never does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
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


def test_nothing_is_done_beside_a_busy_window_and_much_while_it_rests(qtbot: QtBot) -> None:
    turns = Turns()
    beside = _Beside(turns.wait)
    qtbot.wait(100)
    rested = beside.turns
    assert rested > 10
    _keep_busy(0.1)  # still in the turn that the end of the wait began
    assert beside.turns - rested <= 2
    qtbot.wait(100)
    assert beside.turns > rested + 10
    beside.end()


def test_beside_a_window_that_never_rests_work_goes_on_all_the_same(qtbot: QtBot) -> None:
    turns = Turns()
    beside = _Beside(turns.wait)
    _keep_busy(1.2)
    assert beside.turns > 10
    beside.end()


def test_work_that_is_stopped_while_it_waits_does_not_go_on(qtbot: QtBot) -> None:
    told = Stoppable()
    progress = InTurn(Turns(), told)
    progress.report(0, 1)
    told.cancel()
    with pytest.raises(Cancelled):
        progress.report(1, 1)
