"""Suggestions beside the window: what finding takes, how soon it comes and stops, and what it costs whoever works.

The window runs its own event loop here, as in the program: finding takes its turns while that is at rest.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer

from annotator.app.commands.mentions import CreateMention
from annotator.app.importing import import_paths
from annotator.app.reference import Reference, use_reference, use_reference_of
from annotator.app.session import Session
from annotator.app.suggesting import Suggesting
from annotator.core.errors import Cancelled
from annotator.core.ids import DocumentId
from annotator.core.offsets import Span
from annotator.environment import ROOT
from annotator.ui.application import build_window, create_application, leave_garbage_until_away
from annotator.ui.desk import Desk
from annotator.ui.review.source import Found
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces
from tests.bench import corpus
from tests.bench.bench_window_thread import BEAT_MS
from tests.bench.clock import spread
from tests.bench.figures import Figure, at_most

BIG: Final = DocumentId("bench/big")
MIDDLE: Final = "middle"
MIDDLE_LENGTH: Final = 50_000
ROUNDS: Final = 8
STOPS: Final = (50, 200, 400, 600)
LONGEST: Final = 120.0


def run(folder: Path) -> Iterator[Figure]:
    """Find by itself, then in a window; then open a window whose user has never opened one."""
    location = _workspace(folder)
    yield from _by_itself(location)
    yield from _beside_the_window(folder, location)
    yield from _first_start(folder, location)


def _workspace(folder: Path) -> str:
    location = str(folder / "finding.annotator")
    store = SqliteWorkspaces().create(location)
    text = str(corpus.big_article()["text"])
    (folder / f"{MIDDLE}.txt").write_text(text[:MIDDLE_LENGTH], "utf-8")
    sources = [corpus.SEEDS / "entities.jsonl", corpus.SEEDS / "sample.jsonl", folder / f"{MIDDLE}.txt"]
    report = import_paths(Session.open(store, "Bench"), [*sources, folder / "big.jsonl"])
    store.close()
    if report.changes is None:
        raise RuntimeError(report.items[-1].message)
    return location


class _Steps:
    """Notes how long each step takes on the processor; stops the work after some of them."""

    def __init__(self, stop_after: int = 1_000_000) -> None:
        self._left = stop_after
        self._last = time.thread_time()
        self.stopped = 0.0
        self.times: list[float] = []

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Note a step."""
        now = time.thread_time()
        self.times.append(now - self._last)
        self._last = now
        self._left -= 1
        if self._left < 0:
            raise Cancelled


def _by_itself(location: str) -> Iterator[Figure]:
    store = SqliteWorkspaces().open(location)
    suggesting = Suggesting(store.reader)
    began = time.process_time()
    for _ in suggesting.look(BIG, None, _Steps()):
        pass
    yield Figure("find in 1 MB with 10,000 mentions", time.process_time() - began, "CPU s")
    steps = _Steps()
    for _ in suggesting.look(BIG, None, steps):
        pass
    figures = spread(steps.times)
    yield Figure("find in 1 MB, a step of it, median", figures.median * 1000, "CPU ms")
    yield at_most("find in 1 MB, a step of it, p99", figures.p99 * 1000, "CPU ms", 20)
    yield Figure("find in 1 MB, the longest step", figures.worst * 1000, "CPU ms")
    store.close()


class _Turns(QObject):
    """Beats every few milliseconds, and notes how much of the processor the window's thread takes between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def _on_beat(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class _Watch(QObject):
    """Works the window by its own event loop, and sees the article painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.source = desk.on_demand.reviewing.source
        self._loop = QEventLoop()
        self._painted = False
        self._is_committed = False
        self._document: DocumentId | None = None
        self._heard = 0.0
        self.source.found.connect(self._on_found)
        desk.page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the article was painted."""
        if event.type() is QEvent.Type.Paint:
            self._painted = True
            self._loop.quit()
        return False

    def rest(self, seconds: float) -> None:
        """Let time pass."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], bool]) -> float:
        """Let time pass until something is so, and return how many milliseconds that took."""
        began = time.perf_counter()
        while not condition():
            if time.perf_counter() - began > LONGEST:
                raise RuntimeError("it never came")
            self.rest(0.002)
        return (time.perf_counter() - began) * 1000

    def open(self, document: DocumentId) -> float:
        """Open a document, and return how many processor milliseconds all threads took until its first frame."""
        took = 0.0

        def act() -> None:
            nonlocal took
            took = time.process_time()
            self.desk.workbench.open_document(document)

        self._painted = False
        QTimer.singleShot(0, self, act)
        while not self._painted:
            self._loop.exec()
        return (time.process_time() - took) * 1000

    def decide(self, document: DocumentId, start: int) -> float:
        """Mark two letters, and return after how many milliseconds the first suggestions of the document follow."""
        began = time.perf_counter()
        self._is_committed = False
        self.desk.bridge.committed.connect(self._on_committed, Qt.ConnectionType.SingleShotConnection)
        self.desk.bridge.submit(CreateMention(document, Span(start, start + 2), "ORG"))
        self.until(lambda: self._is_committed)
        return self.first_heard_of(document, began)

    def first_heard_of(self, document: DocumentId, began: float) -> float:
        """Wait for suggestions of a document, and return how many milliseconds after something they came."""
        self._document, self._heard = document, 0.0
        self.until(lambda: bool(self._heard))
        return (self._heard - began) * 1000

    def until_idle(self) -> float:
        """Wait until all has been looked at, and return how many seconds that took."""
        return self.until(lambda: self.source.is_idle) / 1000

    def _on_committed(self, _changes: object) -> None:
        self._is_committed = True

    def _on_found(self, found: Found) -> None:
        if found.document == self._document and not self._heard:
            self._heard = time.perf_counter()


def _beside_the_window(folder: Path, location: str) -> Iterator[Figure]:
    before = use_reference(Reference())
    application = create_application()
    settings = SettingsStore(QSettings(str(folder / "finding.ini"), QSettings.Format.IniFormat))
    window, opening = build_window(application, SqliteWorkspaces(), settings)
    opening.open_first(location)
    window.show()
    leave_garbage_until_away(application)  # as in the program
    assert window.desk is not None
    watch = _Watch(window.desk)
    small = window.desk.workbench.rows[0].id
    watch.rest(1.0)
    yield from _opening(watch, small)
    yield from _following(watch)
    for _ in range(2):
        watch.open(small)
        watch.rest(0.1)
        watch.open(BIG)
        watch.rest(1.5)
    began = time.perf_counter()
    watch.source.close()
    yield at_most("stop looking in 1 MB", (time.perf_counter() - began) * 1000, "ms", 100)
    window.close()
    application.processEvents()
    window, opening = build_window(application, SqliteWorkspaces(), settings)
    opening.open_first(location)
    window.show()
    assert window.desk is not None
    watch = _Watch(window.desk)
    watch.open(BIG)
    watch.rest(1.5)
    began = time.perf_counter()
    window.close()
    yield at_most("close the window on 1 MB soon after opening it", (time.perf_counter() - began) * 1000, "ms", 500)
    use_reference(before)


def _opening(watch: _Watch, small: DocumentId) -> Iterator[Figure]:
    proposals = watch.desk.workbench.proposals
    alone: list[float] = []
    beside: list[float] = []
    for _ in range(ROUNDS):
        for are_wanted, times in ((False, alone), (True, beside)):
            proposals.want(are_wanted=are_wanted)
            watch.open(small)
            watch.rest(1.0)
            if are_wanted is watch.source.is_idle:
                raise RuntimeError("it is not looked for when it should be")
            times.append(watch.open(BIG))
    floor, found = spread(alone), spread(beside)
    work = "open 1 MB while suggestions are looked for, all threads"
    yield at_most(f"{work}, median", found.median, "CPU ms", 100, floor.median)
    yield Figure(f"{work}, the longest", found.worst, "CPU ms", floor=floor.worst, ratio=found.worst / floor.worst)


def _following(watch: _Watch) -> Iterator[Figure]:
    """Wait for suggestions, decide, and wait for those that follow."""
    middle = next(row.id for row in watch.desk.workbench.rows if row.name.startswith(MIDDLE))
    turns = _Turns()
    for document, name in ((BIG, "1 MB"), (middle, "50 KB")):
        began = time.perf_counter()
        watch.open(document)
        yield at_most(f"suggestions in view after opening {name}", watch.first_heard_of(document, began), "ms", 1000)
        turns.longest = 0.0
        yield Figure(f"all suggestions of {name} and of the articles that wait", watch.until_idle(), "s")
        times = [watch.decide(document, start) for start in _free_places(watch.desk, ROUNDS)]
        yield at_most(f"suggestions in view after a decision in {name}, the longest", max(times), "ms", 1000)
        watch.until_idle()
        yield at_most(f"the window's longest turn while suggestions of {name} come", turns.longest, "CPU ms", 100)


def _free_places(desk: Desk, number: int) -> list[int]:
    spans = (mention.span for mention in islice(desk.workbench.mentions, 50 * number))
    taken = {at for span in spans for at in range(span.start - 2, span.end)}
    free = (at for at in range(100, 30_000, 10) if at not in taken)
    return [next(free) for _ in range(number)]


def _first_start(folder: Path, location: str) -> Iterator[Figure]:
    """Open a window when there is no reference base yet."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "empty-cache")
    workspaces = SqliteWorkspaces()
    use_reference_of(workspaces, [sys.executable, str(ROOT / "main.py"), "--make-reference"])
    settings = SettingsStore(QSettings(str(folder / "finding.ini"), QSettings.Format.IniFormat))
    window, opening = build_window(create_application(), workspaces, settings)
    began = time.perf_counter()
    opening.open_first(location)
    window.show()
    assert window.desk is not None
    watch = _Watch(window.desk)
    candidates = window.desk.on_demand.candidates
    came: list[float] = []
    candidates.base_came.connect(lambda: came.append(time.perf_counter()))
    watch.until(lambda: candidates.index is not None)
    yield at_most("candidates are offered after a first start", time.perf_counter() - began, "s", 2)
    turns = _Turns()
    watch.until(lambda: bool(came))
    yield Figure("names of countries and cities are there after a first start", came[0] - began, "s")
    yield at_most("the window's longest turn meanwhile", turns.longest, "CPU ms", 100)
    window.close()
