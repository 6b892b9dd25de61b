"""Files that are damaged, hostile or wrong: a sentence names file, line and reason, and nothing stored is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.app.import_report import Outcome
from annotator.app.importing import ImportOptions, import_paths
from annotator.app.session import Session
from annotator.core.ports import Reader
from tests.app.making import add_document, everything, write_jsonl

FINE = '{"text": "Benny Gantz in Rabat", "mentions": [{"start": 0, "end": 11, "label": "PERSON"}]}'


def document(**facts: object) -> bytes:
    return json.dumps({"text": "Benny Gantz", "mentions": [], **facts}).encode()


def marked(**mention: object) -> bytes:
    return document(mentions=[{"label": "PERSON", **mention}])


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("empty.txt", b"", None),
        ("only_a_mark.txt", b"\xef\xbb\xbf", None),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None),
        ("document.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", None),
        ("archive.txt", b"PK\x03\x04" + bytes(40), None),
        ("nul.txt", "שלום\nעו\x00לם".encode(), 2),
        ("damaged.txt", "שלום\nעולם\nטוב".encode()[:-1], 3),
        ("damaged_inside.txt", "שלום\n".encode() + b"\xff" + "עולם שלם וטוב".encode(), 2),
        ("surrogates.txt", b"ab\n\xed\xa0\xbd\xed\xb8\x80\n", 2),
        ("no_json.jsonl", b'{"text": "a",}', 2),
        ("cut_json.jsonl", b'{"text": "a", "ment', 2),
        ("two_in_a_line.jsonl", b'{"text": "a"} {"text": "b"}', 2),
        ("not_an_object.jsonl", b'"text"', 2),
        ("no_text.jsonl", b'{"txt": "a", "mentions": []}', 2),
        ("number_as_text.jsonl", document(text=5), 2),
        ("nul.jsonl", document(text="a\x00b"), 2),
        ("lone_surrogate.jsonl", b'{"text": "a\\ud83d b", "mentions": []}', 2),
        ("lone_surrogate_in_label.jsonl", b'{"text": "ab", "mentions": [{"start":0,"end":1,"label":"\\ud83d"}]}', 2),
        ("empty_text.jsonl", document(text=""), 2),
        ("out_of_range.jsonl", marked(start=6, end=12), 2),
        ("negative.jsonl", marked(start=-1, end=3), 2),
        ("reversed.jsonl", marked(start=5, end=2), 2),
        ("nothing.jsonl", marked(start=5, end=5), 2),
        ("fraction.jsonl", marked(start=0, end=1.5), 2),
        ("truth.jsonl", marked(start=False, end=True), 2),
        ("text_as_offset.jsonl", marked(start="0", end="5"), 2),
        ("no_end.jsonl", marked(start=0), 2),
        ("beyond_64_bits.jsonl", marked(start=0, end=10**30), 2),
        ("thousands_of_digits.jsonl", b'{"text": "ab", "mentions": [{"start":0,"end":' + b"9" * 5000 + b"}]}", 2),
        ("another_surface.jsonl", marked(start=0, end=5, text="Gantz"), 2),
        ("no_label.jsonl", document(mentions=[{"start": 0, "end": 5}]), 2),
        ("number_as_label.jsonl", marked(start=0, end=5, label=5), 2),
        ("unknown_label.jsonl", marked(start=0, end=5, label="CITY"), 2),
        ("no_status.jsonl", marked(start=0, end=5, status="perhaps"), 2),
        ("no_date.jsonl", marked(start=0, end=5, label="DATE", value="yesterday"), 2),
        ("no_day.jsonl", marked(start=0, end=5, label="DATE", value="2021-02-30"), 2),
        ("no_calendar.jsonl", marked(start=0, end=5, label="DATE", value="2021", calendar="mayan"), 2),
        ("no_state.jsonl", document(state="LOST"), 2),
        ("no_direction.jsonl", document(direction="up"), 2),
        ("the_same_id.jsonl", document(id="there", text="another text"), 2),
        ("deep.jsonl", b'{"text": "a", "mentions": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 2),
    ],
)
def test_what_cannot_be_taken_is_told_and_touches_nothing(
    session: Session, reader: Reader, tmp_path: Path, name: str, data: bytes, line: int | None
) -> None:
    add_document(session, tmp_path, "Rabat", "there")
    before, acts = everything(reader), reader.history()
    path = tmp_path / name
    path.write_bytes(FINE.encode() + b"\n" + data + b"\n" if name.endswith(".jsonl") else data)
    (item,) = import_paths(session, [path]).items
    assert item.outcome is Outcome.REJECTED
    assert item.message.startswith(name)
    assert item.line == line
    assert (everything(reader), reader.history()) == (before, acts)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([{"id": "a", "type": "ORG", "names": {"en": ["A"]}}, {"id": "", "type": "ORG", "names": {"en": ["A"]}}], 2),
        ([{"id": "a", "type": "ORG", "names": {"en": 5}}], 1),
        ([{"id": "a", "type": 5, "names": {"en": ["A"]}}], 1),
        ([{"id": "a", "type": "ORG", "names": {"en": ["A"]}}, {"id": "a", "type": "PER", "names": {"en": ["A"]}}], 2),
    ],
)
def test_a_table_that_cannot_be_taken_is_told(
    session: Session, reader: Reader, tmp_path: Path, rows: list[dict[str, object]], line: int
) -> None:
    path = write_jsonl(tmp_path / "table.jsonl", rows)
    (item,) = import_paths(session, [path], ImportOptions(format="entities")).items
    assert (item.outcome, item.line) == (Outcome.REJECTED, line)
    assert reader.entities() == {}


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<img src='/etc/passwd'>",
    "con",
    "a/b\\c:d*e?",
    "\u202elabel",
    "תווית",
    "'; DROP TABLE",
)


@pytest.mark.parametrize("word", HOSTILE)
def test_words_that_mean_something_elsewhere_are_only_words(
    session: Session, reader: Reader, tmp_path: Path, word: str
) -> None:
    path = tmp_path / "a.jsonl"
    mention = {"start": 0, "end": 5, "label": word, "entity": word, "annotator": word}
    path.write_bytes(document(id=word, name=word, title=word, mentions=[mention]) + b"\n")
    (item,) = import_paths(session, [path], ImportOptions(create_labels=True)).items
    assert item.outcome is not Outcome.REJECTED
    (row,) = reader.documents()
    assert (row.id, row.name, row.title) == (word, word, word)
    assert [(mention.label, mention.link and mention.link.entity) for mention in reader.mentions(row.id)] == [
        (word, word)
    ]
