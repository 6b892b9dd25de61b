from __future__ import annotations

import bz2
import gzip
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from annotator.app import entity_dumps
from annotator.app.commands.entities import AddAlias, EditEntity
from annotator.app.entity_batches import BaseReport
from annotator.app.entity_dumps import import_dump, import_files, import_table
from annotator.app.exporting import ExportPlan, export
from annotator.app.import_report import Outcome
from annotator.app.importing import ImportOptions, OnError
from annotator.app.session import Session
from annotator.core.errors import Cancelled, ConflictError
from annotator.core.ids import EntityId
from annotator.core.ports import Reader
from annotator.formats.base import Wanted
from annotator.formats.registry import detect_within
from tests.app.making import add_entity, write_jsonl


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


# Tables of our own, too large for one act


def rows(numbers: Iterable[int], **facts: object) -> list[dict[str, object]]:
    return [{"id": f"x/{at}", "type": "PERSON", "names": {"en": [f"Name {at}"]}, **facts} for at in numbers]


def as_json(count: int) -> str:
    return "".join(json.dumps(each) + "\n" for each in rows(range(count)))


def as_csv(count: int) -> str:
    return "id,type,language,name\n" + "".join(
        f"x/{at},PERSON,en,Name {at}\nx/{at},PERSON,en,N. {at}\n" for at in range(count)
    )


def as_names(count: int) -> str:
    return "".join(f"x/{at}\tname:PERSON:Name {at}\n" for at in range(count))


def take(session: Session, path: Path, progress: StopsAt | None = None, into: BaseReport | None = None) -> BaseReport:
    format_ = detect_within(path).format
    return import_table(session, path, format_, ImportOptions(), progress=progress, batch=5, into=into)


@pytest.mark.parametrize(
    ("name", "written"), [("t.jsonl", as_json), ("t.csv", as_csv), ("t.tsv", as_csv), ("annotator.txt", as_names)]
)
@pytest.mark.parametrize(("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress)])
def test_a_table_that_was_stopped_goes_on_and_one_undo_takes_it_back(
    session: Session,
    tmp_path: Path,
    name: str,
    written: Callable[[int], str],
    ending: str,
    pack: Callable[[bytes], bytes],
) -> None:
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(pack(written(23).encode()))
    stopped = BaseReport()
    with pytest.raises(Cancelled):
        take(session, path, StopsAt(15), stopped)
    assert (stopped.entities, len(session.reader.entities())) == (15, 15)
    report = take(session, path)
    assert (report.began_after, report.entities, report.faults) == (15, 8, [])
    assert set(session.reader.entities()) == {f"x/{at}" for at in range(23)}
    session.undo()
    assert session.reader.entities() == {}


def test_a_complete_table_is_taken_anew_and_undone_by_itself(session: Session, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", rows(range(8)))
    take(session, path)
    session.execute(EditEntity(EntityId("x/7"), "PERSON", {"en": ["Other"]}, {}, {}))
    report = take(session, path)
    assert (report.began_after, report.entities) == (0, 8)
    assert session.reader.entity(EntityId("x/7")).names("en") == ["Other", "Name 7"]
    session.undo()
    assert session.reader.entity(EntityId("x/7")).names("en") == ["Other"]


def test_a_table_that_was_changed_is_read_anew(session: Session, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", rows(range(7)))
    with pytest.raises(Cancelled):
        take(session, path, StopsAt(5))
    path.write_text(as_json(8))
    report = take(session, path)
    assert (report.began_after, report.entities) == (0, 8)


BAD_TABLES: Mapping[str, tuple[str, int]] = {
    "wrong JSON": ("{", 4),
    "no type": (json.dumps({"id": "y", "names": {"en": ["A"]}}), 4),
    "another type": (json.dumps(rows([1], type="PLACE")[0]), 4),
    "an empty name": (json.dumps(rows([9], names={"en": [""]})[0]), 4),
    "merges in a circle": (
        json.dumps(rows([8], merged_into="x/9")[0]) + "\n" + json.dumps(rows([9], merged_into="x/8")[0]),
        4,
    ),
}


@pytest.mark.parametrize(("line", "at"), BAD_TABLES.values(), ids=list(BAD_TABLES))
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_table_with_a_fault_is_told_and_nothing_of_it_is_stored(
    session: Session, tmp_path: Path, line: str, at: int, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "t.jsonl.gz"
    path.write_bytes(pack(f"{as_json(3)}{line}\n{as_json(30)}{{\n".encode()))
    report = take(session, path)
    assert sorted(fault.line or 0 for fault in report.faults)[0] == at
    assert len(report.faults) == 2
    assert {fault.path for fault in report.faults} == {str(path)}
    assert report.as_item(path, "entities").outcome is Outcome.REJECTED
    assert session.reader.entities() == {}
    assert session.reader.history() == []


def test_a_packed_table_that_ends_too_soon_says_where(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl.gz"
    path.write_bytes(gzip.compress(as_json(4_000).encode())[:-2_000])
    (fault,) = take(session, path).faults
    assert "ends too soon" in str(fault)
    assert str(fault).startswith("t.jsonl.gz, line ")
    assert fault.line is not None
    assert 1_000 < fault.line < 4_000
    assert session.reader.entities() == {}


def test_an_empty_table_is_told(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,type,language,name\n")
    assert "nothing to import" in str(take(session, path).faults[0])


def test_what_entities_are_to_each_other_is_stored_once_all_are_there(session: Session, tmp_path: Path) -> None:
    table = rows(range(12))
    table[0] |= {"replaces": ["old"], "not_same": ["x/11"]}
    path = write_jsonl(tmp_path / "t.jsonl", table)
    with pytest.raises(Cancelled):
        take(session, path, StopsAt(12))
    assert session.reader.apart() == []
    report = take(session, path)
    assert (report.began_after, report.entities) == (12, 0)
    assert [set(pair) for pair in session.reader.apart()] == [{"x/0", "x/11"}]
    assert session.reader.entity(EntityId("old")).id == "x/0"
    assert take(session, path).entities == 12


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entity_dumps, "_LARGE", 0)
    monkeypatch.setattr(entity_dumps, "_LARGE_PACKED", 0)
    monkeypatch.setattr(entity_dumps, "_BATCH", 5)


class Notes:
    """Keeps what it is told, and stops at one note."""

    def __init__(self, stop: tuple[int, int | None, str] | None = None, way: type[BaseException] = Cancelled) -> None:
        self.notes: list[tuple[int, int | None, str]] = []
        self._stop = stop
        self._way = way

    def report(self, done: int, total: int | None, note: str = "") -> None:
        self.notes.append((done, total, note))
        if self.notes[-1] == self._stop:
            raise self._way


def mixed(folder: Path) -> Path:
    """Write a folder with an article, a table whose entity it names, and a dump."""
    folder.mkdir()
    mention = {"start": 0, "end": 4, "label": "PERSON", "entity": "x/1"}
    write_jsonl(folder / "article.jsonl", [{"text": "Name 1", "mentions": [mention]}])
    (folder / "table.csv.gz").write_bytes(gzip.compress(as_csv(8).encode()))
    (folder / "wikidata.json").write_text(line(1))
    return folder


@pytest.mark.usefixtures("everything_is_large")
def test_large_tables_come_first_and_all_is_one_report(session: Session, tmp_path: Path) -> None:
    told = Notes()
    report = import_files(session, [mixed(tmp_path / "files")], ImportOptions(), told)
    assert [(item.name, item.format, item.entities, item.mentions) for item in report.items] == [
        ("table.csv.gz", "entities-csv", 8, 0),
        ("article.jsonl", "jsonl", 0, 1),
        ("wikidata.json", "wikidata", 1, 0),
    ]
    assert report.outcome is Outcome.ACCEPTED
    assert (5, 8, "table.csv.gz") in told.notes
    assert (8, 8, "table.csv.gz") in told.notes
    assert report.changes is not None
    assert len(report.changes.entities) == 9


@pytest.mark.usefixtures("everything_is_large")
@pytest.mark.parametrize("way", [Cancelled, KeyboardInterrupt])
@pytest.mark.parametrize(
    ("stop", "names"),
    [
        ((5, 8, "table.csv.gz"), ["table.csv.gz"]),
        ((0, None, "article.jsonl"), ["table.csv.gz", "article.jsonl"]),
    ],
)
def test_what_was_stored_before_somebody_stopped_it_is_reported(
    session: Session,
    tmp_path: Path,
    stop: tuple[int, int | None, str],
    names: list[str],
    way: type[BaseException],
) -> None:
    report = import_files(session, [mixed(tmp_path / "files")], ImportOptions(), Notes(stop, way))
    assert report.was_stopped
    assert [item.name for item in report.items] == names
    assert "stopped" in report.items[-1].message + "".join(remark.sentence for remark in report.items[-1].remarks)
    assert session.reader.documents() == []


@pytest.mark.usefixtures("everything_is_large")
def test_what_was_changed_need_not_be_kept(session: Session, tmp_path: Path) -> None:
    report = import_files(session, [mixed(tmp_path / "files")], ImportOptions(), keeps_changes=False)
    assert report.changes is not None
    last_of_each_file = {"x/5", "x/6", "x/7", "x/1", "wikidata/Q1"}
    assert report.changes.entities == last_of_each_file
    assert len(session.reader.entities()) == 9


@pytest.mark.usefixtures("everything_is_large")
def test_stopping_before_anything_was_stored_imports_nothing(session: Session, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        import_files(session, [mixed(tmp_path / "files")], ImportOptions(), Notes((0, None, "table.csv.gz")))
    assert session.reader.history() == []


@pytest.mark.usefixtures("everything_is_large")
def test_a_bad_table_does_not_keep_others_out(session: Session, tmp_path: Path) -> None:
    folder = mixed(tmp_path / "files")
    (folder / "bad.jsonl").write_text(as_json(3) + "{\n")
    report = import_files(session, [folder], ImportOptions())
    bad = report.items[0]
    assert (bad.name, bad.outcome, bad.line) == ("bad.jsonl", Outcome.REJECTED, 4)
    assert report.counts[Outcome.ACCEPTED] == 3


@pytest.mark.usefixtures("everything_is_large")
def test_a_table_that_is_gone_is_told(session: Session, tmp_path: Path) -> None:
    (item,) = import_files(session, [tmp_path / "table.csv"], ImportOptions()).items
    assert "no such file" in item.message


def test_what_is_wanted_of_a_dump_may_be_said(session: Session, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text(line(1) + line(2).replace("Q5", "Q515"))
    for on_error in OnError:
        options = ImportOptions(on_error=on_error, wanted=Wanted(("en",), ("PLACE",)))
        import_files(session, [dump], options)
        assert set(session.reader.entities()) == {"wikidata/Q2"}
        session.undo()


# Knowledge bases


def exported_base(session: Session, folder: Path) -> Path:
    """Export a base of one person as a knowledge base of spaCy."""
    add_entity(session, "gantz", "PERSON", en=["Gantz"], he=["גנץ"])
    export(session.reader, folder / "kb.zip", ExportPlan("spacy-kb"))
    return folder / "kb.zip"


def test_a_knowledge_base_says_nothing_against_what_is_known(session: Session, reader: Reader, tmp_path: Path) -> None:
    (item,) = import_files(session, [exported_base(session, tmp_path)], ImportOptions()).items
    assert (item.outcome, item.entities) == (Outcome.ACCEPTED, 1)
    assert reader.entities()[EntityId("gantz")].type == "PERSON"


def test_a_folder_of_a_knowledge_base_is_one_item(session: Session, reader: Reader, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported_base(session, tmp_path)) as archive:
        archive.extractall(tmp_path / "unpacked")
    session.undo()
    (item,) = import_files(session, [tmp_path / "unpacked"], ImportOptions()).items
    assert (item.name, item.format, item.outcome) == ("contents", "spacy-kb", Outcome.ACCEPTED)
    found = reader.entities()[EntityId("gantz")]
    assert (found.type, found.names("en"), found.names("he")) == ("ENTITY", ["Gantz"], ["גנץ"])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, bytes])
def test_the_format_of_what_is_compressed_may_be_named(
    session: Session, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "table.gz"
    path.write_bytes(pack(as_csv(3).encode()))
    (item,) = import_files(session, [path], ImportOptions(format="entities-csv")).items
    assert (item.outcome, item.entities) == (Outcome.ACCEPTED, 3)
    path.write_bytes(pack(b"nothing,of,the,kind\n1,2,3,4\n"))
    (item,) = import_files(session, [path], ImportOptions(format="entities-csv")).items
    assert item.message.startswith("table.gz, line 1: ")


@pytest.mark.parametrize("is_unpacked", [True, False])
def test_a_project_brings_its_knowledge_base(session: Session, tmp_path: Path, is_unpacked: bool) -> None:
    add_entity(session, "gantz", "PERSON", en=["Benny Gantz"], he=["בני גנץ"])
    mention = {"start": 0, "end": 5, "label": "PERSON", "entity": "gantz"}
    words = ["Rabat", "Morocco", "Tuesday", "minister", "landing", "treaty"]
    articles = [{"id": word, "text": f"Gantz {word}", "mentions": [mention]} for word in words]
    import_files(session, [write_jsonl(tmp_path / "a.jsonl", articles)], ImportOptions())
    source = tmp_path / "project.zip"
    export(session.reader, source, ExportPlan("spacy-project"))
    if is_unpacked:
        with zipfile.ZipFile(source) as archive:
            archive.extractall(tmp_path / "project")
        source = tmp_path / "project"
    session.undo()
    session.undo()
    assert session.reader.entities() == {}
    report = import_files(session, [source], ImportOptions())
    assert not report.counts[Outcome.REJECTED], [item.message for item in report.items]
    found = session.reader.entity(EntityId("gantz"))
    assert (found.type, set(found.names("en")), found.names("he")) == ("PERSON", {"Gantz", "Benny Gantz"}, ["בני גנץ"])
