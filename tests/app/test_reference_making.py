"""The reference base is made beside the program, tells how far it is, stops when told, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app import reference_making
from annotator.app.reference import Reference
from annotator.app.reference_base import ReferenceBase, ReferenceShelf
from annotator.core.errors import Cancelled
from annotator.core.progress import Progress
from annotator.core.records import EntityRecord
from db.workspace import SqliteWorkspaces
from tests.app.test_reference import ISRAEL, PLACES, shelf_in

_LONG_AGO = 3600

_TALKS_UNTIL_STOPPED = """
import sys, threading, time
from pathlib import Path
stopped = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
done = 0
while not stopped.wait(0.01):
    print(done, 1000, flush=True)
    done += 1
Path(sys.argv[1]).write_text("stopped")
"""


class _Heard:
    """Notes what it is told, and has the work stopped after a while."""

    def __init__(self, patience: int = 1_000_000) -> None:
        self._patience = patience
        self.done: list[int] = []

    def report(self, done: int, total: int | None, note: str = "") -> None:
        self.done.append(done)
        if len(self.done) >= self._patience:
            raise Cancelled


def _records(count: int) -> Iterator[EntityRecord]:
    for number in range(count):
        yield EntityRecord(
            f"place/geonames-{number}", "PLACE", {"en": [f"Town {number}"]}, {}, {"geonames": str(number)}
        )


def _left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_process_tells_how_far_it_is_and_stops_when_it_is_not_wanted(tmp_path: Path) -> None:
    heard = _Heard(patience=3)
    with pytest.raises(Cancelled):
        reference_making.make_apart([sys.executable, "-c", _TALKS_UNTIL_STOPPED, str(tmp_path / "end")], heard)
    assert heard.done == [0, 1, 2]
    assert (tmp_path / "end").read_text() == "stopped"


def test_a_process_that_cannot_be_started_makes_no_base_and_no_fuss(tmp_path: Path) -> None:
    reference_making.make_apart([str(tmp_path / "nothing")], _Heard())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_args, **_options: tmp_path)
    monkeypatch.setattr("os.nice", lambda _: 0, raising=False)
    return tmp_path / "reference"


def test_what_another_process_makes_is_there_for_this_one(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.reference_places.places", lambda: PLACES)
    reading, writing = os.pipe()
    told = io.StringIO()
    with os.fdopen(reading) as wanted:
        reference_making.make_for_another(SqliteWorkspaces(), wanted, told)
        os.close(writing)
    assert told.getvalue().splitlines()[0].split()[0] == "0"
    base = ReferenceShelf(SqliteWorkspaces(), lambda: PLACES).open()
    assert base is not None
    assert ISRAEL in base.entities([ISRAEL])
    base.close()


def test_the_making_stops_when_its_input_ends_and_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.reference_places.places", lambda: _slowly(_records(100_000)))
    reading, writing = os.pipe()
    with os.fdopen(reading) as wanted:
        threading.Timer(0.2, os.close, (writing,)).start()
        reference_making.make_for_another(SqliteWorkspaces(), wanted, io.StringIO())
    assert _left_in(cache) == []


def _slowly(records: Iterator[EntityRecord]) -> Iterator[EntityRecord]:
    for record in records:
        time.sleep(0.001)
        yield record


def test_a_making_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    shelf = ReferenceShelf(SqliteWorkspaces(), lambda: _records(1_000), "1", tmp_path)
    for patience in (1, 10, 25):
        with pytest.raises(Cancelled):
            shelf.make(_Heard(patience))
        assert _left_in(tmp_path) == []
    assert shelf.open() is None
    heard = _Heard()
    made = shelf.make(heard)
    assert made is not None
    made.close()
    assert heard.done == sorted(heard.done)


def test_what_a_killed_making_left_is_removed_but_not_what_somebody_is_making(tmp_path: Path) -> None:
    workspaces = SqliteWorkspaces()
    names = ["killed.annotator", "killed.annotator-wal", "killed.annotator-shm", ".killed.annotator.lock"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / "fresh.annotator").write_bytes(b"about to be named")
    running = workspaces.create(str(tmp_path / "running.annotator"))
    for path in (tmp_path / "killed.annotator", tmp_path / "running.annotator"):
        os.utime(path, (time.time() - _LONG_AGO,) * 2)
    made = shelf_in(tmp_path).make()
    assert made is not None
    made.close()
    left = _left_in(tmp_path)
    assert not set(names) & set(left)
    assert {"fresh.annotator", "running.annotator", ".running.annotator.lock"} <= set(left)
    running.close()


def test_looking_for_the_base_makes_none_and_it_is_made_once(tmp_path: Path) -> None:
    tries: list[bool] = []

    def make(_progress: Progress) -> None:
        tries.append(True)

    def nothing() -> ReferenceBase | None:
        return None

    reference = Reference(nothing, make)
    before = reference.may_be_made
    assert reference.there() is None
    assert not tries
    assert reference.opened() is None
    assert reference.opened() is None
    assert len(tries) == 1
    assert (before, reference.may_be_made) == (True, False)


def test_a_making_that_was_stopped_may_be_tried_again(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)

    def make(progress: Progress) -> None:
        progress.report(0, None)
        made = shelf.make(progress)
        assert made is not None
        made.close()

    reference = Reference(shelf.open, make)
    with pytest.raises(Cancelled):
        reference.make(_Heard(patience=1))
    before = reference.may_be_made
    assert reference.make(_Heard()) is not None
    assert (before, reference.may_be_made) == (True, False)
    reference.close()
