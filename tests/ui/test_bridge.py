from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from annotator.app.commands.documents import SetDocumentState
from annotator.app.session import Session
from annotator.core.document import DocumentState
from annotator.core.errors import NotSavedError, UserError
from annotator.core.history import Act, Changes
from annotator.core.ids import ActId, AnnotatorId, DocumentId
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.progress import Progress
from annotator.ui.bridge import Bridge, SaveState
from annotator.ui.jobs import Job
from tests.ui.small_workspace import ENGLISH

_FINISH = SetDocumentState(ENGLISH, DocumentState.FINISHED)


class _Act:
    """An act that does what a test wants."""

    name: ClassVar[str] = "test.act"

    def __init__(self, does: Callable[[], None]) -> None:
        self._does = does

    def describe(self, reader: Reader) -> dict[str, str | int]:
        return {}

    def apply(self, work: UnitOfWork) -> None:
        self._does()


@pytest.fixture
def bridge(session: Session) -> Iterator[Bridge]:
    made = Bridge(session)
    yield made
    made.close()


def _state(bridge: Bridge, document: DocumentId = ENGLISH) -> DocumentState:
    return bridge.reader.document(document).state


def _problem(bridge: Bridge) -> str:
    return bridge.problem.sentence if bridge.problem else ""


def test_an_act_is_on_disk_when_the_window_hears_of_it(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.committed) as heard:
        bridge.submit(_FINISH)
    assert ENGLISH in heard.args[0].documents
    assert _state(bridge) is DocumentState.FINISHED


def test_signals_arrive_on_the_windows_thread(bridge: Bridge, qtbot: QtBot) -> None:
    heard: list[bool] = []
    bridge.committed.connect(lambda _: heard.append(QThread.currentThread() is bridge.thread()))
    bridge.submit(_FINISH)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [True]


def test_writing_happens_on_one_other_thread(bridge: Bridge, qtbot: QtBot) -> None:
    threads: list[int] = []
    for _ in range(3):
        bridge.submit(_Act(lambda: threads.append(threading.get_ident())))
    qtbot.waitUntil(lambda: not bridge.unsaved)
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


def test_acts_are_done_in_their_order(bridge: Bridge, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        bridge.submit(_Act(lambda number=number: done.append(number)))  # type: ignore[misc] # bound now
    qtbot.waitUntil(lambda: not bridge.unsaved)
    assert done == list(range(20))


def test_undo_and_redo_go_through_the_same_door(bridge: Bridge, qtbot: QtBot) -> None:
    before = _state(bridge)
    bridge.submit(_FINISH)
    bridge.undo()
    qtbot.waitUntil(lambda: not bridge.unsaved)
    assert _state(bridge) is before
    bridge.redo()
    qtbot.waitUntil(lambda: not bridge.unsaved)
    assert _state(bridge) is DocumentState.FINISHED


def test_a_refused_act_is_reported_and_the_next_is_done(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.failed) as heard:
        bridge.submit(SetDocumentState(DocumentId("nowhere"), DocumentState.NEW))
    assert isinstance(heard.args[0], UserError)
    assert bridge.save_state is SaveState.SAVED
    with qtbot.waitSignal(bridge.committed):
        bridge.submit(_FINISH)


def test_a_fault_of_our_own_is_reported_and_the_next_is_done(
    bridge: Bridge, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(bridge.failed) as heard:
        bridge.submit(_Act(break_down))
    assert "inside the program" in heard.args[0].sentence
    assert "ZeroDivisionError" in caplog.text
    with qtbot.waitSignal(bridge.committed):
        bridge.submit(_FINISH)


def test_saving_is_shown_only_when_it_takes_long(bridge: Bridge, qtbot: QtBot) -> None:
    states: list[SaveState] = []
    bridge.save_state_changed.connect(states.append)
    bridge.submit(_FINISH)
    qtbot.waitUntil(lambda: not bridge.unsaved)
    assert states == []
    gate = threading.Event()
    bridge.submit(_Act(lambda: (gate.wait(5), None)[1]))
    qtbot.waitUntil(lambda: states == [SaveState.SAVING])
    gate.set()
    qtbot.waitUntil(lambda: states == [SaveState.SAVING, SaveState.SAVED])


class _Disk:
    """Full until somebody makes room."""

    def __init__(self) -> None:
        self.is_full = True
        self.tries = 0

    def write(self) -> None:
        self.tries += 1
        if self.is_full:
            raise NotSavedError("The disk is full. Make room, then try again.")


def test_what_cannot_be_saved_waits_until_it_can(bridge: Bridge, qtbot: QtBot) -> None:
    disk = _Disk()
    bridge.submit(_Act(disk.write))
    bridge.submit(_FINISH)
    qtbot.waitUntil(lambda: bridge.save_state is SaveState.FAILED)
    assert "full" in _problem(bridge)
    assert bridge.unsaved == 2
    assert _state(bridge) is not DocumentState.FINISHED
    bridge.retry()
    qtbot.waitUntil(lambda: disk.tries == 2)
    qtbot.waitUntil(lambda: bridge.save_state is SaveState.FAILED)
    disk.is_full = False
    bridge.retry()
    qtbot.waitUntil(lambda: bridge.save_state is SaveState.SAVED)
    assert _state(bridge) is DocumentState.FINISHED
    assert _problem(bridge) == ""
    assert bridge.unsaved == 0


def test_closing_finishes_what_was_sent(session: Session) -> None:
    bridge = Bridge(session)
    bridge.submit(_FINISH)
    assert bridge.close()
    assert session.reader.document(ENGLISH).state is DocumentState.FINISHED


def test_closing_tells_when_something_is_not_saved(session: Session, qtbot: QtBot) -> None:
    bridge = Bridge(session)
    bridge.submit(_Act(_Disk().write))
    qtbot.waitUntil(lambda: bridge.save_state is SaveState.FAILED)
    assert not bridge.close()


def test_somebody_else_goes_on(bridge: Bridge, session: Session, qtbot: QtBot) -> None:
    bridge.use(Session.open(session.workspace, "Noa Barak"))
    with qtbot.waitSignal(bridge.committed) as heard:
        bridge.submit(_FINISH)
    names = {annotator.id: annotator.name for annotator in bridge.reader.annotators()}
    assert names[heard.args[0].act.author] == "Noa Barak"


def test_long_work_reports_and_finishes(bridge: Bridge, qtbot: QtBot) -> None:
    def count(progress: Progress) -> int:
        progress.report(1, 2, "halfway")
        return 42

    job = Job(count)
    told: list[object] = []
    job.progressed.connect(lambda *report: told.append(report))
    job.finished.connect(told.append)
    with qtbot.waitSignal(job.ended):
        bridge.run(job)
    assert told == [(1, 2, "halfway"), 42]


def test_long_work_can_be_stopped(bridge: Bridge, qtbot: QtBot) -> None:
    started = threading.Event()

    def go_on(progress: Progress) -> None:
        while True:
            started.set()
            progress.report(0, None)

    job = Job(go_on)
    bridge.run(job)
    assert started.wait(5)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_long_work_may_fail(bridge: Bridge, qtbot: QtBot) -> None:
    def fail(_progress: Progress) -> None:
        raise UserError("It is not there.")

    job = Job(fail)
    with qtbot.waitSignal(job.failed) as heard:
        bridge.run(job)
    assert heard.args[0].sentence == "It is not there."


def test_work_that_writes_takes_its_turn_and_hands_over_its_changes(bridge: Bridge, qtbot: QtBot) -> None:
    order: list[str] = []
    changes = Changes(Act(ActId("a"), "document.import", {}, AnnotatorId("x"), "2024-01-01T00:00:00.000+00:00"))
    job = Job(lambda _progress: changes, changes_of=_same)
    bridge.committed.connect(lambda heard: order.append(heard.act.name))
    job.finished.connect(lambda _: order.append("finished"))
    bridge.submit(_FINISH)
    bridge.run(job, writes=True)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["document.state", "document.import", "finished"]


def _same(result: object) -> Changes | None:
    return result if isinstance(result, Changes) else None
