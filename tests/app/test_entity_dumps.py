from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from annotator.app.commands.entities import AddAlias
from annotator.app.entity_dumps import import_dump, import_files
from annotator.app.import_report import Outcome
from annotator.app.importing import ImportOptions, OnError
from annotator.app.session import Session
from annotator.core.errors import Cancelled, ConflictError
from annotator.core.ids import EntityId
from annotator.formats.base import Wanted
from tests.app.making import add_entity


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


def test_one_undo_takes_back_all_batches_and_one_redo_brings_them_again(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("".join(map(line, range(12))))
    add_entity(session, "person/gantz", "PERSON", en=["Gantz"])
    import_dump(session, path, Wanted(), batch=5)
    changes = session.undo()
    assert changes is not None
    assert len(changes.entities) == 12
    assert set(session.reader.entities()) == {"person/gantz"}
    changes = session.redo()
    assert changes is not None
    assert len(changes.entities) == 12
    assert len(session.reader.entities()) == 13
    session.undo()
    assert import_dump(session, path, Wanted(), batch=5).began_after == 0
    assert len(session.reader.entities()) == 13


def test_undo_stops_where_something_else_was_done_in_between(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("".join(map(line, range(4))))
    with pytest.raises(Cancelled):
        import_dump(session, path, Wanted(), StopsAt(2), batch=2)
    add_entity(session, "person/gantz", "PERSON", en=["Gantz"])
    import_dump(session, path, Wanted(), batch=2)
    session.undo()
    assert set(session.reader.entities()) == {"wikidata/Q0", "wikidata/Q1", "person/gantz"}


def test_undo_tells_what_it_did_when_a_batch_cannot_be_taken_back(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("".join(map(line, range(4))))
    import_dump(session, path, Wanted(), batch=2)
    colleague = Session.open(session.workspace, "Omer")
    colleague.execute(AddAlias(EntityId("wikidata/Q0"), "he", "שם"))
    changes = session.undo()
    assert changes is not None
    assert changes.entities == {"wikidata/Q2", "wikidata/Q3"}
    with pytest.raises(ConflictError):
        session.undo()


def test_dumps_and_other_files_come_in_together(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    dump, article = folder / "dump.json", folder / "article.txt"
    dump.write_text("".join(map(line, range(4))) + "{\n")
    article.write_text("Benny Gantz visited Rabat.")
    report = import_files(session, [folder], ImportOptions())
    assert report.changes is not None
    assert [(item.path, item.entities, len(item.documents)) for item in report.items] == [(article, 0, 1), (dump, 4, 0)]
    assert [remark.line for remark in report.items[1].remarks] == [5]
    assert (report.outcome, len(report.changes.entities), len(report.changes.documents)) == (Outcome.WARNED, 4, 1)


def test_a_dump_that_is_stopped_tells_that_it_goes_on(session: Session, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text("".join(map(line, range(9_000))))
    report = import_files(session, [dump], ImportOptions(), StopsAt(5_000))
    (item,) = report.items
    assert (item.entities, item.outcome) == (5_000, Outcome.WARNED)
    assert "goes on from there" in item.remarks[0].sentence
    assert import_files(session, [dump], ImportOptions()).items[0].entities == 4_000
    assert import_files(session, [dump], ImportOptions()).changes is None


def test_where_a_bad_file_stops_everything_a_dump_is_no_exception(session: Session, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text(line(1) + "{\n")
    report = import_files(session, [dump], ImportOptions(on_error=OnError.ABORT))
    assert (report.outcome, report.changes) == (Outcome.REJECTED, None)
    assert session.reader.entities() == {}


def test_a_dump_with_nothing_right_in_it_is_rejected(session: Session, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text("{\n")
    report = import_files(session, [dump], ImportOptions(format="wikidata"))
    assert report.outcome is Outcome.REJECTED
    assert report.items[0].error is not None


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
