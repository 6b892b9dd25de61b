"""Finding beside the window: in the order that was asked for, and never with what is old already."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.history import Act, Changes
from annotator.core.ids import ActId, AnnotatorId, DocumentId, EntityId
from annotator.core.offsets import Span
from annotator.core.ports import Workspace
from annotator.core.suggestion import Suggestion
from annotator.ui.review.following import MOST_WAITING, waiting_after
from annotator.ui.review.source import Found, SuggestionsSource
from tests.ui.small_workspace import ARABIC, ENGLISH, HEBREW

_BROKEN = DocumentId("broken")


class _Finder:
    """Finds one suggestion in each document, when it is let."""

    def __init__(self) -> None:
        self.followed: list[set[EntityId]] = []
        self.decided: list[set[DocumentId]] = []
        self.looked: list[DocumentId] = []
        self.thread = ""
        self.is_broken = False
        self.gate = threading.Event()
        self.gate.set()

    def follow(self, entities: Iterable[EntityId]) -> None:
        self.followed.append(set(entities))

    def follow_decisions(self, documents: Iterable[DocumentId]) -> None:
        self.decided.append(set(documents))

    def find(self, document: DocumentId) -> Sequence[Suggestion]:
        self.thread = threading.current_thread().name
        self.looked.append(document)
        self.gate.wait(5)
        if self.is_broken:
            raise RuntimeError("a fault")
        if document == _BROKEN:
            raise UserError("it cannot be read")
        return [Suggestion(document, Span(0, 1), "PLACE", "x", 0.5)]


@pytest.fixture
def finder() -> _Finder:
    return _Finder()


@pytest.fixture
def source(qtbot: QtBot, workspace: Workspace, finder: _Finder) -> Iterator[SuggestionsSource]:
    made = SuggestionsSource(workspace.reader, lambda _reader: finder)
    yield made
    finder.gate.set()
    made.close()


def _heard(source: SuggestionsSource) -> list[DocumentId]:
    heard: list[DocumentId] = []

    def note(found: Found) -> None:
        heard.append(found.document)

    source.found.connect(note)
    return heard


def test_documents_are_looked_at_in_their_order_on_another_thread(
    source: SuggestionsSource, finder: _Finder, qtbot: QtBot
) -> None:
    heard = _heard(source)
    source.want([HEBREW, _BROKEN, ENGLISH])
    qtbot.waitUntil(lambda: heard == [HEBREW, ENGLISH])
    assert finder.looked == [HEBREW, _BROKEN, ENGLISH]
    assert finder.thread == "suggestions"


def test_what_an_act_has_made_old_is_never_heard_of(source: SuggestionsSource, finder: _Finder, qtbot: QtBot) -> None:
    heard = _heard(source)
    finder.gate.clear()
    source.want([HEBREW, ENGLISH, ARABIC])
    qtbot.waitUntil(lambda: finder.looked == [HEBREW])
    changes = Changes(
        Act(ActId("1"), "link.set", {}, AnnotatorId("a"), "2024-01-01T00:00:00.000+00:00"),
        mentioned=frozenset({HEBREW}),
        entities=frozenset({EntityId("place/rabat")}),
    )
    source.follow(changes)
    source.want([ENGLISH])
    finder.gate.set()
    qtbot.waitUntil(lambda: source.is_idle)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [ENGLISH]
    assert finder.looked == [HEBREW, ENGLISH]
    assert finder.followed == [set(), {EntityId("place/rabat")}]
    assert finder.decided == [set(), {HEBREW}]


def test_a_fault_in_finding_ends_neither_the_thread_nor_the_program(
    source: SuggestionsSource, finder: _Finder, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard = _heard(source)

    finder.is_broken = True
    source.want([HEBREW])
    qtbot.waitUntil(lambda: source.is_idle)
    assert "fault of the program's own" in caplog.text
    finder.is_broken = False
    source.want([HEBREW])
    qtbot.waitUntil(lambda: heard == [HEBREW])


def test_waiting_articles_are_the_unfinished_ones_after_the_open_one(workspace: Workspace) -> None:
    row = workspace.reader.documents()[0]
    rows = [replace(row, id=DocumentId(str(number)), state=DocumentState.NEW) for number in range(6)]
    rows[3] = replace(rows[3], state=DocumentState.FINISHED)
    assert waiting_after(rows, DocumentId("1")) == ["2", "4", "5", "0"]
    assert waiting_after(rows, None) == ["0", "1", "2", "4", "5"]
    many = [replace(row, id=DocumentId(str(number)), state=DocumentState.NEW) for number in range(100)]
    assert len(waiting_after(many, DocumentId("0"))) == MOST_WAITING
