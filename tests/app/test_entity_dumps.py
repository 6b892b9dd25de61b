from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from annotator.app.entity_dumps import import_dump
from annotator.app.session import Session
from annotator.core.errors import Cancelled
from annotator.core.ids import EntityId
from annotator.formats.wikidata import Wanted


def line(number: int, name: str = "") -> str:
    labels = {"en": {"language": "en", "value": name or f"Name {number}"}}
    return json.dumps({"id": f"Q{number}", "labels": labels, "claims": {"P31": ["Q5"]}}) + "\n"


class StopsAt:
    def __init__(self, entities: int) -> None:
        self.entities = entities

    def report(self, done: int, total: int | None, note: str = "") -> None:
        if done >= self.entities:
            raise Cancelled


def test_an_import_that_was_stopped_goes_on_without_doubles(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("".join(map(line, range(25))))
    with pytest.raises(Cancelled):
        import_dump(session, path, Wanted(), StopsAt(10), batch=5)
    assert len(session.reader.entities()) == 10
    report = import_dump(session, path, Wanted(), batch=5)
    assert (report.began_after, report.entities) == (10, 15)
    assert len(session.reader.entities()) == 25
    assert import_dump(session, path, Wanted(), batch=5).entities == 0


def test_undo_takes_back_a_batch_which_is_then_read_again(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("".join(map(line, range(10))))
    import_dump(session, path, Wanted(), batch=5)
    session.undo()
    assert len(session.reader.entities()) == 5
    assert import_dump(session, path, Wanted(), batch=5).began_after == 5
    assert len(session.reader.entities()) == 10


def test_a_file_that_was_loaded_in_part_goes_on_when_it_is_whole(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json.gz"
    whole = gzip.compress("".join(map(line, range(12_000))).encode())
    path.write_bytes(whole[: len(whole) * 3 // 4])
    first = import_dump(session, path, Wanted(), batch=1_000)
    assert "ends too soon" in str(first.faults[0])
    assert first.faults[0].line is not None
    assert 0 < first.entities < 12_000
    path.write_bytes(whole)
    second = import_dump(session, path, Wanted(), batch=1_000)
    assert not second.faults
    assert first.entities + second.entities == 12_000
    assert sum(1 for _ in session.reader.entity_stamps()) == 12_000


def test_bad_lines_and_repeated_ids_stop_nothing(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(line(1) + "{\n" + line(1, "Other name") + line(2))
    report = import_dump(session, path, Wanted())
    assert [fault.line for fault in report.faults] == [2]
    assert session.reader.entity(EntityId("wikidata/Q1")).names("en") == ["Name 1", "Other name"]
    assert EntityId("wikidata/Q2") in session.reader.entities()
