"""Formats of several files: as a folder or an archive, in the parts of a split, whole or not at all, and back."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from annotator.app.converting import ConversionPlan, convert
from annotator.app.export_folders import FirstFile
from annotator.app.exporting import ExportPlan, export, preview
from annotator.app.import_report import Outcome
from annotator.app.importing import ImportOptions, import_paths
from annotator.app.previewing import measure, sample
from annotator.app.session import Session
from annotator.app.splitting import Split
from annotator.core.errors import Cancelled, UserError
from annotator.core.ports import Reader
from annotator.core.progress import Silent, Stoppable
from annotator.formats import FORMATS
from db.workspace import SqliteWorkspaces
from tests.app.making import write_jsonl

FOLDERS = [known.name for known in FORMATS if known.write_folder is not None]
TEXT = "בני גנץ ביקר ברבאט"


@pytest.fixture
def filled(session: Session, tmp_path: Path) -> Session:
    mentions = [
        {"start": 0, "end": 7, "label": "PERSON", "entity": "person/gantz", "annotator": "A"},
        {"start": 14, "end": 18, "label": "PLACE", "annotator": "A"},
    ]
    rows = [
        {"id": f"d{at}", "name": f"{at}.txt", "text": f"{TEXT} {at}", "language": "he", "mentions": mentions}
        for at in range(10)
    ]
    import_paths(session, [write_jsonl(tmp_path / "rows.jsonl", rows)])
    return session


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_and_an_archive_hold_the_same(filled: Session, reader: Reader, tmp_path: Path, name: str) -> None:
    report = export(reader, tmp_path / "folder", ExportPlan(name))
    export(reader, tmp_path / "archive.zip", ExportPlan(name))
    with zipfile.ZipFile(tmp_path / "archive.zip") as archive:
        packed = {member: archive.read(member) for member in archive.namelist()}
    assert files_in(tmp_path / "folder") == packed
    assert sum(file.documents for file in report.files) == 10
    first = hashlib.sha256((tmp_path / "archive.zip").read_bytes()).digest()
    export(reader, tmp_path / "again.zip", ExportPlan(name))
    assert hashlib.sha256((tmp_path / "again.zip").read_bytes()).digest() == first


@pytest.mark.parametrize("name", FOLDERS)
def test_the_preview_is_the_first_file(filled: Session, reader: Reader, name: str) -> None:
    made = preview(reader, ExportPlan(name))
    assert made is not None
    assert made.data
    assert sample(reader, ExportPlan(name)) is not None
    assert measure(reader, ExportPlan(name), Silent()).documents == 10


def test_parts_are_folders_or_splits(filled: Session, reader: Reader, tmp_path: Path) -> None:
    split = Split((80, 10, 10), 3)
    report = export(reader, tmp_path / "brat", ExportPlan("brat", split=split))
    assert [(file.part, file.documents) for file in report.files] == [("train", 8), ("dev", 1), ("test", 1)]
    assert sum(name.startswith("train/") and name.endswith(".ann") for name in files_in(tmp_path / "brat")) == 8
    report = export(reader, tmp_path / "hf", ExportPlan("parquet"))
    assert [file.part for file in report.files] == ["train", "dev", "test"]
    assert "data/validation-00000-of-00001.parquet" in files_in(tmp_path / "hf")


def test_a_stopped_or_refused_export_leaves_nothing(filled: Session, reader: Reader, tmp_path: Path) -> None:
    stopped = Stoppable()
    stopped.cancel()
    with pytest.raises(Cancelled):
        export(reader, tmp_path / "out", ExportPlan("brat"), stopped)
    with pytest.raises(UserError, match="lost"):
        convert(
            write_jsonl(tmp_path / "a.jsonl", [{"text": "now", "mentions": [DATE]}]),
            tmp_path / "out",
            ConversionPlan("webanno-tsv", strict=True),
        )
    assert not (tmp_path / "out").exists()


DATE = {"start": 0, "end": 3, "label": "DATE", "value": "2021-11-24"}


@pytest.mark.parametrize("ending", ["", ".zip"])
@pytest.mark.parametrize("name", ["brat", "uima-xmi", "uima-json", "webanno-tsv", "parquet"])
def test_what_was_exported_is_imported_again(
    filled: Session, reader: Reader, tmp_path: Path, name: str, ending: str
) -> None:
    export(reader, tmp_path / f"out{ending}", ExportPlan(name))
    convert(tmp_path / f"out{ending}", tmp_path / "back.jsonl", ConversionPlan("jsonl"))
    rows = (tmp_path / "back.jsonl").read_text("utf-8").splitlines()
    assert len(rows) == 10
    assert all('"text":"רבאט"' in row and '"entity":"person/gantz"' in row for row in rows)


def test_a_text_and_its_marks_are_one_item(session: Session, reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.ann").write_text("T1\tPERSON 0 7\tבני גנץ\n", "utf-8")
    (folder / "b.txt").write_text("another", "utf-8")
    (folder / "annotation.conf").write_text("[entities]\nPERSON\n", "utf-8")
    report = import_paths(session, [folder])
    assert [(item.name, item.outcome, item.mentions) for item in report.items] == [
        ("a.ann", Outcome.ACCEPTED, 1),
        ("b.txt", Outcome.ACCEPTED, 0),
    ]


def test_only_the_first_file_passes() -> None:
    stream = io.BytesIO()
    folder = FirstFile(stream)
    for content in (b"first", b"second"):
        with folder.open("a") as out:
            out.write(content)
    assert stream.getvalue() == b"first"


@pytest.mark.parametrize("ending", ["", ".zip"])
@pytest.mark.parametrize("name", ["brat", "parquet", "spacy-project", "uima-xmi", "uima-json", "webanno-tsv"])
def test_what_was_written_is_imported_without_its_settings(
    filled: Session, reader: Reader, tmp_path: Path, name: str, ending: str
) -> None:
    target = tmp_path / f"out{ending}"
    export(reader, target, ExportPlan(name))
    other = SqliteWorkspaces().create(str(tmp_path / "other.annotator"))
    report = import_paths(Session.open(other, "X"), [target], ImportOptions(create_labels=True))
    assert not [item.message for item in report.items if item.error]
    texts = sorted(other.reader.document(row.id).text for row in other.reader.documents())
    assert texts == sorted(f"{TEXT} {at}" for at in range(10))
    assert sum(row.mentions for row in other.reader.documents()) == 20
    other.close()
