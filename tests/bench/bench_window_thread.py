"""Acts sent from the window: how long until it hears that they are on disk, and whether it ever stands still."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.app.commands.mentions import CreateMention
from annotator.app.session import Session
from annotator.core.offsets import Span
from annotator.ui.bridge import Bridge
from db.workspace import SqliteWorkspaces
from tests.bench.bench_import import WORKSPACE
from tests.bench.clock import spread
from tests.bench.figures import Figure, at_most

ACTS = 400
BEAT_MS = 5


def run(folder: Path) -> Iterator[Figure]:
    """Mark words one after the other while a timer beats on the window's thread."""
    application = QApplication.instance() or QApplication([])
    workspace = SqliteWorkspaces().open(str(folder / WORKSPACE))
    session = Session.open(workspace, "Somebody else")
    bridge = Bridge(session)
    loop = QEventLoop()
    acts = _Acts(bridge, _commands(session), loop.quit)
    heart = Heart()
    heart.start()
    acts.send_next()
    loop.exec()
    bridge.close()
    workspace.close()
    del application
    times = spread(acts.times)
    yield Figure("act sent from the window until it hears of it, median", times.median * 1000, "ms")
    yield at_most("act sent from the window until it hears of it, p99", times.p99 * 1000, "ms", 50)
    yield at_most("longest stand-still of the window meanwhile", spread(heart.gaps).worst * 1000, "ms", 100)


def _commands(session: Session) -> list[CreateMention]:
    commands: list[CreateMention] = []
    for row in session.reader.documents():
        text = session.reader.document(row.id).text
        commands += [CreateMention(row.id, Span(*word.span()), "ORG") for word in re.finditer(r"\S+", text)]
        if len(commands) >= ACTS:
            break
    return commands[:ACTS]


class _Acts(QObject):
    """Sends each act when the one before has come back."""

    def __init__(self, bridge: Bridge, commands: list[CreateMention], finished: Callable[[], object]) -> None:
        super().__init__()
        self._finished = finished
        self._bridge = bridge
        self._waiting = iter(commands)
        self._sent = 0.0
        self.times: list[float] = []
        bridge.committed.connect(self._on_committed)
        bridge.failed.connect(self._on_failed)

    def send_next(self) -> None:
        command = next(self._waiting, None)
        if command is None:
            self._finished()
            return
        self._sent = time.perf_counter()
        self._bridge.submit(command)

    def _on_committed(self, _changes: object) -> None:
        self.times.append(time.perf_counter() - self._sent)
        self.send_next()

    def _on_failed(self, error: object) -> None:
        raise RuntimeError(str(error))


class Heart(QObject):
    """Beats every few milliseconds, and notes how far apart its beats came."""

    def __init__(self) -> None:
        super().__init__()
        self._last = 0.0
        self.gaps: list[float] = []
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now
