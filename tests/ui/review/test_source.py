"""Finding beside the window: in the order that was asked for, and never with what is old already."""

from __future__ import annotations

import threading
import time
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
from annotator.core.progress import Progress
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
        self.views: list[Span | None] = []
        self.steps = 1
        self.taken = 0
        self.learnt = 0
        self.has_news = False
        self.is_broken = False
        self.gate = threading.Event()
        self.gate.set()

    def follow(self, entities: Iterable[EntityId]) -> None:
        self.followed.append(set(entities))

    def follow_decisions(self, documents: Iterable[DocumentId]) -> None:
        self.decided.append(set(documents))

    def look(
        self, document: DocumentId, view: Span | None, progress: Progress
    ) -> Iterator[tuple[Span | None, Sequence[Suggestion]]]:
        self.thread = threading.current_thread().name
        self.looked.append(document)
        self.views.append(view)
        self.gate.wait(5)
        if self.is_broken:
            raise RuntimeError("a fault")
        if document == _BROKEN:
            raise UserError("it cannot be read")
        for step in range(self.steps):
            self.taken = step
            progress.report(step, self.steps)
        yield None, [Suggestion(document, Span(0, 1), "PLACE", "x", 0.5)]

    def learn(self, progress: Progress) -> bool:
        self.learnt += 1
        return self.has_news


@pytest.fixture
def finder() -> _Finder:
    return _Finder()


@pytest.fixture
def source(qtbot: QtBot, workspace: Workspace, finder: _Finder) -> Iterator[SuggestionsSource]:
    made = SuggestionsSource(workspace.reader, lambda _reader, _progress: finder)
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
    assert finder.followed == [{EntityId("place/rabat")}]
    assert finder.decided == [{HEBREW}]


def test_nothing_is_begun_or_heard_of_while_it_is_put_off(
    source: SuggestionsSource, finder: _Finder, qtbot: QtBot
) -> None:
    heard = _heard(source)
    finder.gate.clear()
    source.want([HEBREW, ENGLISH])
    qtbot.waitUntil(lambda: finder.looked == [HEBREW])
    source.put_off()
    finder.gate.set()
    qtbot.wait(50)
    assert not source.is_idle
    assert finder.looked == [HEBREW]
    assert not heard
    source.want([ENGLISH])
    qtbot.waitUntil(lambda: heard == [ENGLISH])


def test_what_is_overtaken_stops_at_once(source: SuggestionsSource, finder: _Finder, qtbot: QtBot) -> None:
    heard = _heard(source)
    finder.steps = 1_000_000
    source.want([HEBREW, ENGLISH])
    qtbot.waitUntil(lambda: finder.taken > 0)
    finder.steps = 1
    source.want([ARABIC])
    qtbot.waitUntil(lambda: heard == [ARABIC], timeout=1000)
    assert finder.looked == [HEBREW, ARABIC]


def test_closing_waits_for_one_step_alone(source: SuggestionsSource, finder: _Finder, qtbot: QtBot) -> None:
    finder.steps = 1_000_000
    source.want([HEBREW])
    qtbot.waitUntil(lambda: finder.taken > 0)
    began = time.monotonic()
    source.close()
    assert time.monotonic() - began < 1


def test_what_is_in_view_is_said_of_the_first_document_alone(
    source: SuggestionsSource, finder: _Finder, qtbot: QtBot
) -> None:
    source.want([HEBREW, ENGLISH], Span(5, 9))
    qtbot.waitUntil(lambda: source.is_idle)
    assert finder.views == [Span(5, 9), None]


def test_other_documents_are_learnt_from_once_and_news_has_everything_found_again(
    source: SuggestionsSource, finder: _Finder, qtbot: QtBot
) -> None:
    finder.has_news = True
    source.want([HEBREW])
    qtbot.waitUntil(lambda: source.is_idle)
    source.want([HEBREW])
    qtbot.waitUntil(lambda: source.is_idle)
    assert finder.looked == [HEBREW] * 3
    assert finder.learnt == 1


def test_other_names_have_what_is_wanted_found_by_a_new_finder(
    workspace: Workspace, finder: _Finder, qtbot: QtBot
) -> None:
    made: list[_Finder] = []

    def make(_reader: object, _progress: object) -> _Finder:
        made.append(finder)
        return finder

    source = SuggestionsSource(workspace.reader, make)
    heard = _heard(source)
    source.want([HEBREW])
    qtbot.waitUntil(lambda: heard == [HEBREW])
    source.renew()
    qtbot.waitUntil(lambda: heard == [HEBREW, HEBREW])
    act = Act(ActId("1"), "entity.import", {}, AnnotatorId("a"), "2024-01-01T00:00:00.000+00:00")
    source.follow(Changes(act, entities=frozenset(EntityId(f"place/{number}") for number in range(1_000))))
    source.want([HEBREW])
    qtbot.waitUntil(lambda: len(heard) == 3)
    source.close()
    assert len(made) == 3
    assert finder.followed == []


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
