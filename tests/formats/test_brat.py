from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord
from annotator.formats.brat import FORMAT
from tests.formats.making import Reading, mark, read_back, surfaces, written_files
from tests.formats.strategies import documents

TEXT = "😀 Benny Gantz signed in Rabat.\nבני גנץ ביקר ברבאט\n"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "Benny Gantz", "PERSON", "Q2428"),
        mark(TEXT, "Rabat", "PLACE", "place/rabat"),
        mark(TEXT, "רבאט", "PLACE", "NIL"),
        mark(TEXT, "Rabat.\nבני", "two lines")._replace(status="suggested", score=0.5),
    ],
    name="a.txt",
)


def as_brat_reads(text: str, annotations: str) -> list[tuple[str, list[tuple[int, int]], str]]:
    """Parse text-bound annotations by the rules of brat's page on its format.

    "Each line contains one annotation … an ID that appears first on the line, separated from the rest by a single TAB";
    text-bound ones have "the type and offsets … separated by SPACE", "start-end offset pairs separated by semicolons",
    and after a TAB the text they span, fragments joined by a space.
    """
    found = []
    for line in annotations.split("\n"):
        if not line:
            continue
        assert re.match(r"([TRENAM#][0-9]+|\*)\t", line)
        if line.startswith("T"):
            _, middle, covered = line.split("\t")
            type_, offsets = middle.split(" ", 1)
            places = [(int(a), int(b)) for a, b in (pair.split(" ") for pair in offsets.split(";"))]
            assert all(0 <= start < end <= len(text) for start, end in places)
            joined = " ".join(text[start:end] for start, end in places)
            assert re.sub(r"\s", " ", joined) == re.sub(r"\s", " ", covered)
            found.append((type_, places, covered))
    return found


def given_folder(folder: Path, text: str, annotations: str) -> Reading:
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes(annotations.encode())
    return Reading(FORMAT, folder / "a.ann")


def test_marks_links_and_settings_are_as_brat_has_them() -> None:
    files, losses = written_files(FORMAT, [DOCUMENT])
    assert list(files) == ["a.ann", "a.txt", "annotation.conf"]
    assert files["a.txt"].decode() == TEXT
    annotations = files["a.ann"].decode()
    assert [(type_, covered) for type_, _, covered in as_brat_reads(TEXT, annotations)] == [
        ("PERSON", "Benny Gantz"),
        ("PLACE", "Rabat"),
        ("PLACE", "רבאט"),
        ("two%20lines", "Rabat. בני"),
    ]
    assert "N1\tReference T1 Wikidata:Q2428\tBenny Gantz\n" in annotations
    assert "N2\tReference T2 annotator:place/rabat\tRabat\n" in annotations
    assert files["annotation.conf"].decode().startswith("[entities]\nPERSON\nPLACE\ntwo%20lines\n\n[relations]")
    assert not losses.lost


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given_documents=st.lists(documents(), min_size=1, max_size=2))
def test_marks_come_back_and_brat_could_read_them(
    tmp_path_factory: pytest.TempPathFactory, given_documents: list[DocumentRecord]
) -> None:
    named = [replace(document, name=f"{at}.txt") for at, document in enumerate(given_documents)]
    files, losses = written_files(FORMAT, named)
    assert losses.lost == sum(document.text.startswith("\ufeff") for document in named)
    reading = read_back(FORMAT, tmp_path_factory.mktemp("brat"), files)
    assert not reading.errors, [str(error) for error in reading.errors]
    for document, found in zip(named, sorted(reading.documents, key=lambda each: each.name), strict=True):
        # A byte order mark that begins a text is no part of it in a file; a word joiner means the same.
        text = re.sub("^\ufeff", "\u2060", document.text)
        as_brat_reads(text, files[document.name.replace(".txt", ".ann")].decode())
        assert (found.name, found.text, found.mentions) == (document.name, text, list(document.mentions))


def test_a_byte_order_mark_is_a_character_where_brat_counted_it(tmp_path: Path) -> None:
    counted = given_folder(tmp_path, "\ufeffGantz in Rabat", "T1\tPER 0 6\t\ufeffGantz\nT2\tLOC 10 15\tRabat\n")
    assert counted.only_document.text == "Gantz in Rabat"
    assert surfaces(counted.only_document) == ["Gantz", "Rabat"]
    left_out = given_folder(tmp_path, "\ufeffGantz in Rabat", "T1\tPER 0 5\tGantz\nT2\tLOC 9 14\tRabat\n")
    assert surfaces(left_out.only_document) == ["Gantz", "Rabat"]


def test_offsets_in_utf16_are_converted_by_their_text(tmp_path: Path) -> None:
    reading = given_folder(tmp_path, "😀😀 בני גנץ", "T1\tPER 5 12\tבני גנץ\n")
    assert surfaces(reading.only_document) == ["בני גנץ"]
    assert "UTF-16" in reading.sentences[0]
    assert reading.remarks[0].line == 1


def test_windows_line_ends_are_counted_as_the_file_has_them(tmp_path: Path) -> None:
    reading = given_folder(tmp_path, "a b\r\nc Rabat\r\n", "T1\tLOC 7 12\tRabat\r\nT2\tX 0 3;5 6\ta b c\r\n")
    assert reading.only_document.text == "a b\nc Rabat\n"
    assert surfaces(reading.only_document) == ["Rabat", "a b\nc"]


def test_marks_in_pieces_are_left_out_and_told(tmp_path: Path) -> None:
    reading = given_folder(tmp_path, "Benny signed the agreement", "T1\tPER 0 5;13 16\tBenny the\nT2\tX 6 12\tsigned\n")
    assert surfaces(reading.only_document) == ["signed"]
    assert [(remark.sentence, remark.line) for remark in reading.remarks] == [
        ("Marks of several pieces with other text between them were left out: 1.", 1)
    ]


def test_relations_events_and_notes_are_counted(tmp_path: Path) -> None:
    lines = [
        "T1\tX 0 1\ta",
        "R1\tknows Arg1:T1 Arg2:T9",
        "E1\tX:T1 Theme:E1",
        "*\tEquiv T1 T2",
        "#1\tAnnotatorNotes T1\thm",
    ]
    reading = given_folder(tmp_path, "a b", "\n".join(lines))
    assert reading.sentences == ["Relations, events, attributes and notes were left aside: 4."]
    assert len(reading.only_document.mentions) == 1


def test_a_reference_without_its_mark_is_told(tmp_path: Path) -> None:
    reading = given_folder(tmp_path, "a b", "T1\tX 0 1\ta\nN1\tReference T9 Wikidata:Q1\tx\n")
    assert reading.sentences == ["References of marks that are not there were left out: 1."]


def test_references_to_other_bases_keep_their_name(tmp_path: Path) -> None:
    lines = "T1\tX 0 1\ta\nN1\tReference T1 Wikipedia:534366\ta\nN2\tReference T1 GO:1\ta\n"
    assert given_folder(tmp_path, "a b", lines).only_document.mentions[0].entity == "Wikipedia:534366"


@pytest.mark.parametrize(
    ("annotations", "line"),
    [
        ("T1\tX 0 1\ta\nT1\tX 2 3\tb\n", 2),
        ("T1\tX zero one\ta\n", 1),
        ("T1\tX 0 99\ta\n", 1),
        ("T1\tX 2 3\ta\n", 1),
        ("T1\tX 0 1\ta\n?what\n", 2),
        ('T1\tX 0 1\ta\n#1\tAnnotatorNotes T1\t{"score": 7}\n', 1),
        ("T1\tX " + "9" * 5000 + " 1\ta\n", 1),
    ],
)
def test_faults_name_their_line(tmp_path: Path, annotations: str, line: int) -> None:
    assert given_folder(tmp_path, "a b", annotations).only_error.line == line


def test_damaged_annotations_name_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a b")
    (tmp_path / "a.ann").write_bytes(b"T1\tX 0 1\ta\n\xff")
    assert Reading(FORMAT, tmp_path / "a.ann").only_error.line == 2


def test_annotations_without_their_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_bytes(b"T1\tX 0 1\ta\n")
    assert "a.txt" in str(Reading(FORMAT, tmp_path / "a.ann").only_error)
