"""The whole window on a document of 1 MB with 10,000 mentions: from the workspace to the screen and back again."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication

from annotator.app.commands.base import Command
from annotator.app.commands.mentions import CreateMention, RelabelMention, RemoveMentions
from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.core.ids import DocumentId
from annotator.core.offsets import Span
from annotator.ui.application import build_window, create_application, leave_garbage_until_away
from annotator.ui.desk import Desk
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces
from tests.bench import corpus
from tests.bench.bench_window_thread import Heart
from tests.bench.clock import spread
from tests.bench.figures import Figure, at_most

OPENINGS: Final = 10
ACTS: Final = 120
FRAME_MS: Final = 16
QUIET: Final = 0.1
BIG: Final = DocumentId("bench/big")


def run(folder: Path) -> Iterator[Figure]:
    """Open the document again and again, then work in it.

    Times are of the processor: of all threads for opening and marking, else of the window's own thread.
    """
    location = _workspace(folder)
    application = create_application()
    settings = SettingsStore(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    window, opener = build_window(application, SqliteWorkspaces(), settings)
    opener.open_first(location)
    window.show()
    leave_garbage_until_away(application)
    _wait_for_quiet()
    assert window.desk is not None
    bench = _Bench(window.desk)
    small = next(row.id for row in window.desk.workbench.rows if row.id != BIG)
    openings = []
    for _ in range(OPENINGS):
        bench.open(small)
        openings.append(bench.open(BIG).all_threads)
    _wait_for_quiet()
    opening = spread(openings)
    yield at_most(
        "open 1 MB with 10,000 mentions from the workspace, to its first frame, median", opening.median, "CPU ms", 100
    )
    yield Figure("the same, worst", opening.worst, "CPU ms")
    heart = Heart()
    heart.start()
    acts = bench.work()
    window.close()
    marking = spread([took.all_threads for took in acts["mark a word"]])
    yield Figure("mark a word there, through disk and window, median", marking.median, "CPU ms")
    yield Figure("mark a word there, through disk and window, p99", marking.p99, "CPU ms")
    for name, times in acts.items():
        yield at_most(
            f"{name} there, the window's share, p99", spread([t.window for t in times]).p99, "CPU ms", FRAME_MS
        )
    yield at_most("longest stand-still of the window meanwhile", spread(heart.gaps).worst * 1000, "ms", 100)


def _workspace(folder: Path) -> str:
    location = str(folder / "window.annotator")
    store = SqliteWorkspaces().create(location)
    sources = [corpus.SEEDS / "entities.jsonl", corpus.SEEDS / "sample.jsonl", folder / "big.jsonl"]
    report = import_paths(Session.open(store, "Bench"), sources)
    store.close()
    if report.changes is None:
        raise RuntimeError(report.items[-1].message)
    return location


class Took(NamedTuple):
    """Processor milliseconds that an act took until its frame: of all threads, and of the window's own."""

    all_threads: float
    window: float


class _Bench(QObject):
    """Does things in the window and waits for the frame that shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._painted = self._heard = False
        desk.page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the article was painted."""
        if event.type() is QEvent.Type.Paint:
            self._painted = True
        return False

    def open(self, document: DocumentId) -> Took:
        """Open a document and return what it took until it is on the screen."""
        return self._timed(partial(self._desk.workbench.open_document, document), self._is_painted)

    def work(self) -> dict[str, list[Took]]:
        """Mark words in sight, change their labels, take them away and back, select others, jump; a rest between."""
        took: defaultdict[str, list[Took]] = defaultdict(list)
        view, workbench = self._desk.page.view, self._desk.workbench
        for place, word in enumerate(islice(self._free_words(), ACTS)):
            marking = CreateMention(BIG, word, "PERSON")
            took["mark a word"].append(self._commit(marking))
            took["change its label"].append(self._commit(RelabelMention(marking.id, "ORG")))
            took["take a mention away"].append(self._commit(RemoveMentions((marking.id,))))
            took["undo that"].append(self._undo())
            _rest(0.0)
            took["select another mention"].append(self._timed(view.select_previous_mark, self._is_painted))
            _rest(0.02)
            far = workbench.mentions[place * 9_973 % len(workbench.mentions)]
            took["jump to a mention"].append(self._timed(partial(workbench.select_mention, far.id), self._is_painted))
            _rest(0.02)
        return took

    def _commit(self, command: Command) -> Took:
        """Do an act; what it took goes until it is on disk and on the screen."""
        self._heard = False
        self._desk.bridge.committed.connect(self._on_committed, Qt.ConnectionType.SingleShotConnection)
        return self._timed(partial(self._desk.bridge.submit, command), self._is_done)

    def _undo(self) -> Took:
        self._heard = False
        self._desk.bridge.committed.connect(self._on_committed, Qt.ConnectionType.SingleShotConnection)
        return self._timed(self._desk.bridge.undo, self._is_done)

    def _on_committed(self, _changes: object) -> None:
        self._heard = True

    def _free_words(self) -> Iterator[Span]:
        """Yield words of the document that are not marked, each scrolled into sight."""
        marked = [mention.span for mention in self._desk.workbench.mentions]
        text = self._desk.page.view.document.text
        middle = len(text) // 2
        near = [span for span in marked if abs(span.start - middle) < 40_000]
        for found in re.finditer(r"\S+", text[middle : middle + 30_000]):
            word = Span(middle + found.start(), middle + found.end())
            if not any(word.overlaps(span) for span in near):
                self._desk.page.view.scroll_to(word.start)
                _rest(0.0)
                yield word

    def _is_painted(self) -> bool:
        return self._painted

    def _is_done(self) -> bool:
        return self._heard and self._painted

    def _timed(self, act: Callable[[], object], is_shown: Callable[[], bool]) -> Took:
        self._painted = False
        deadline = time.monotonic() + 30
        began, began_here = time.process_time(), time.thread_time()
        act()
        QApplication.processEvents()
        while not is_shown():
            if time.monotonic() > deadline:
                raise RuntimeError("it was never shown")
            time.sleep(0.0005)
            QApplication.processEvents()
        return Took((time.process_time() - began) * 1000, (time.thread_time() - began_here) * 1000)


def _wait_for_quiet() -> None:
    """Wait until nothing works beside the window any more, such as what makes the index of names at the start."""
    spent = QUIET
    while spent >= QUIET:
        began = time.process_time()
        _rest(0.5)
        spent = time.process_time() - began


def _rest(seconds: float) -> None:
    """Let the window do what it has put off."""
    until = time.monotonic() + seconds
    QApplication.processEvents()
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
