"""The whole window on a document of 1 MB with 10,000 mentions: from the workspace to the screen and back again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from annotator.app.commands.mentions import CreateMention
from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.core.ids import DocumentId
from annotator.core.offsets import Span
from annotator.ui.application import build_window, create_application
from annotator.ui.desk import Desk
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces
from tests.bench import corpus
from tests.bench.clock import spread
from tests.bench.figures import Figure, at_most

OPENINGS: Final = 10
ACTS: Final = 200
BIG: Final = DocumentId("bench/big")


def run(folder: Path) -> Iterator[Figure]:
    """Open the document again and again, then mark words in it; times are of the processor, all threads."""
    location = _workspace(folder)
    application = create_application()
    settings = SettingsStore(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    window, opening = build_window(application, SqliteWorkspaces(), settings)
    opening.open_first(location)
    window.show()
    _rest(0.5)
    assert window.desk is not None
    bench = _Bench(window.desk)
    small = next(row.id for row in window.desk.workbench.rows if row.id != BIG)
    openings = []
    for _ in range(OPENINGS):
        bench.open(small)
        openings.append(bench.open(BIG))
    _rest(0.5)
    acts = spread([bench.mark(span) for span in islice(bench.free_words(), ACTS)])
    window.close()
    yield at_most("open 1 MB with 10,000 mentions from the workspace, to its first frame", max(openings), "CPU ms", 100)
    yield Figure("mark a word there, through disk and window, median", acts.median, "CPU ms")
    yield at_most("mark a word there, through disk and window, p99", acts.p99, "CPU ms", 16)


def _workspace(folder: Path) -> str:
    location = str(folder / "window.annotator")
    store = SqliteWorkspaces().create(location)
    sources = [corpus.SEEDS / "entities.jsonl", corpus.SEEDS / "sample.jsonl", folder / "big.jsonl"]
    report = import_paths(Session.open(store, "Bench"), sources)
    store.close()
    if report.changes is None:
        raise RuntimeError(report.items[-1].message)
    return location


class _Bench(QObject):
    """Does things in the window and waits for the frame that shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._painted = False
        desk.page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the article was painted."""
        if event.type() is QEvent.Type.Paint:
            self._painted = True
        return False

    def open(self, document: DocumentId) -> float:
        """Open a document and return the processor milliseconds until it is on the screen."""
        return self._cpu_ms(lambda: self._desk.workbench.open_document(document), self._is_painted)

    def mark(self, span: Span) -> float:
        """Mark a word in sight; return the processor milliseconds until it is on disk and on the screen."""
        command = CreateMention(BIG, span, "PERSON")

        def is_shown() -> bool:
            return self._painted and self._desk.workbench.mention(command.id) is not None

        return self._cpu_ms(lambda: self._desk.bridge.submit(command), is_shown)

    def free_words(self) -> Iterator[Span]:
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

    def _cpu_ms(self, act: Callable[[], object], is_shown: Callable[[], bool]) -> float:
        self._painted = False
        deadline = time.monotonic() + 30
        began = time.process_time()
        act()
        QApplication.processEvents()
        while not is_shown():
            if time.monotonic() > deadline:
                raise RuntimeError("it was never shown")
            time.sleep(0.0005)
            QApplication.processEvents()
        return (time.process_time() - began) * 1000


def _rest(seconds: float) -> None:
    """Let the window do what it has put off."""
    until = time.monotonic() + seconds
    QApplication.processEvents()
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
