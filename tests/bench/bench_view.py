"""The document view with 1 MB and 10,000 marks: opening, repainting, scrolling, jumping, changing marks."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.document import Document
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.document.view import DocumentView
from tests.bench.clock import resident_mb, spread
from tests.bench.figures import Figure, at_most

WIDTH, HEIGHT = 816, 808
OPENINGS = 10
ROUNDS = 300
VIEWS_SHARE_MS: Final = 60
FRAME_MS: Final = 16


def run(folder: Path) -> Iterator[Figure]:
    """Work on one view, each act with the frame that shows it; times are of the processor."""
    application = QApplication.instance() or QApplication([])
    document, marks = read_big(folder / "big.jsonl")
    view = DocumentView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    application.processEvents()
    before = resident_mb()
    bench = _Bench(view, document, marks)
    opening = spread([_cpu_ms(bench.open) for _ in range(OPENINGS)])
    yield at_most(
        "open 1 MB with 10,000 marks in the view, to its first frame", opening.worst, "CPU ms", VIEWS_SHARE_MS
    )
    for name, act in bench.acts().items():
        times = spread([bench.timed(act) for _ in range(ROUNDS)])
        yield Figure(f"{name}, median", times.median, "CPU ms")
        yield at_most(f"{name}, p99", times.p99, "CPU ms", FRAME_MS)
    yield at_most("memory added by the view's document", resident_mb() - before, "MB", 60)


def read_big(path: Path) -> tuple[Document, list[Mark]]:
    """Read the big document with its marks."""
    row: dict[str, Any] = json.loads(path.read_text("utf-8"))
    document = Document(DocumentId(row["id"]), row["name"], row["title"], row["text"], row["language"])
    return document, [_mark(number, mention) for number, mention in enumerate(row["mentions"])]


def _mark(number: int, mention: dict[str, Any]) -> Mark:
    span = Span(mention["start"], mention["end"])
    entity = mention.get("entity")
    state = MarkState.LINKED if entity else MarkState.DATED
    caption = str(entity).partition("/")[2].replace("-", " ").title() if entity else str(mention.get("value"))
    return Mark(MentionId(str(number)), span, mention["label"], state, caption, EntityId(entity) if entity else None)


def _cpu_ms(act: Callable[[], None]) -> float:
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


class _Bench:
    """The acts that are timed."""

    def __init__(self, view: DocumentView, document: Document, marks: list[Mark]) -> None:
        self._view = view
        self._document = document
        self._marks = marks
        self._rng = random.Random(4)
        self._number = 0

    def open(self) -> None:
        """Show the document after none was shown."""
        self._view.clear()
        self._view.show_document(self._document, self._marks, DEFAULT_LABELS)
        self._show()

    def timed(self, act: Callable[[], None]) -> float:
        """Do an act with its frame and return what it took; marks are added at a new place each time."""
        if act == self._add:
            self._jump()
        return _cpu_ms(act)

    def acts(self) -> dict[str, Callable[[], None]]:
        """Return the acts by name."""
        return {
            "repaint": self._repaint,
            "scroll by the wheel": self._scroll,
            "scroll by a page": self._page_down,
            "jump anywhere": self._jump,
            "add a mark": self._add,
            "change a mark, all marks handed over": self._change,
            "select a mark": self._select,
            "move the mouse": self._hover,
            "move the caret": self._move_caret,
            "positions of marks for the ruler": self._ticks,
        }

    def _show(self) -> None:
        QApplication.processEvents()

    def _repaint(self) -> None:
        self._view.viewport().update()
        self._show()

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + 72)
        self._show()

    def _page_down(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())
        self._show()

    def _jump(self) -> None:
        self._view.scroll_to(self._rng.randrange(len(self._document.text)))
        self._show()

    def _add(self) -> None:
        letter = self._view.grapheme_at(self._view.viewport().rect().center())
        if letter is not None:
            self._number += 1
            mark = Mark(MentionId(f"new {self._number}"), letter, "ORG", MarkState.UNLINKED)
            self._view.update_marks([mark])
        self._show()

    def _change(self) -> None:
        index = self._rng.randrange(len(self._marks))
        mark = self._marks[index]
        self._marks[index] = mark._replace(label="ORG" if mark.label != "ORG" else "PLACE")
        self._view.set_marks(list(self._marks))
        self._show()

    def _select(self) -> None:
        self._view.select_next_mark()
        self._show()

    def _hover(self) -> None:
        x, y = self._rng.randrange(60, WIDTH - 60), self._rng.randrange(HEIGHT)
        QTest.mouseMove(self._view.viewport(), QPoint(x, y))
        self._show()

    def _move_caret(self) -> None:
        QTest.keyClick(self._view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        self._show()

    def _ticks(self) -> None:
        self._view.ticks(850)
