from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.document import Direction, DocumentState
from annotator.core.errors import BugError
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.jsonl import FORMAT
from tests.formats.making import Reading, mark, read, surfaces, written
from tests.formats.strategies import documents

ENGLISH = "Benny Gantz signed the agreement in Rabat on 24 November 2021."
GOOD = json.dumps({"text": ENGLISH, "mentions": [{"start": 36, "end": 41, "text": "Rabat", "label": "PLACE"}]})


def with_mentions(*mentions: object, text: str = ENGLISH) -> str:
    return json.dumps({"text": text, "mentions": list(mentions)})


def test_a_document_is_written_as_one_line_with_everything_it_says() -> None:
    text = "גנץ ביקר ברבאט היום"
    document = DocumentRecord(
        text,
        [
            mark(text, "גנץ", "PERSON", "person/benny-gantz")._replace(annotator="דנה", id="m1"),
            mark(text, "רבאט", "PLACE", "NIL"),
            mark(text, "היום", "DATE")._replace(
                value="2021-11-24", calendar="gregorian", status="suggested", score=0.5
            ),
        ],
        id="d1",
        name="003.txt",
        title="גנץ ביקר",
        language="he",
        date="2021-11-24",
        state=DocumentState.FINISHED,
        paragraph_directions={0: Direction.RTL},
    )
    data, losses = written(FORMAT, document)
    assert not losses.counts
    assert data.count(b"\n") == 1
    assert json.loads(data) == {
        "id": "d1",
        "name": "003.txt",
        "title": "גנץ ביקר",
        "text": text,
        "language": "he",
        "date": "2021-11-24",
        "direction": "auto",
        "state": "FINISHED",
        "paragraph_directions": {"0": "rtl"},
        "mentions": [
            {
                "start": 0,
                "end": 3,
                "text": "גנץ",
                "label": "PERSON",
                "entity": "person/benny-gantz",
                "annotator": "דנה",
                "id": "m1",
            },
            {"start": 10, "end": 14, "text": "רבאט", "label": "PLACE", "entity": "NIL"},
            {
                "start": 15,
                "end": 19,
                "text": "היום",
                "label": "DATE",
                "value": "2021-11-24",
                "modifier": None,
                "calendar": "gregorian",
                "status": "suggested",
                "score": 0.5,
            },
        ],
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given_documents=st.lists(documents(), min_size=1, max_size=3))
def test_what_is_written_reads_back_equal(tmp_path: Path, given_documents: list[DocumentRecord]) -> None:
    numbered = [replace(document, id=f"{document.id}#{at}") for at, document in enumerate(given_documents)]
    data, losses = written(FORMAT, *numbered)
    assert not losses.counts
    assert len(data.decode("utf-8").splitlines()) == len(numbered), "no reader should see more lines than documents"
    reading = read(FORMAT, tmp_path, data)
    assert not reading.errors
    assert reading.documents == [replace(document, line=line) for line, document in enumerate(numbered, start=1)]
    again, _ = written(FORMAT, *reading.documents)
    assert again == data


def test_a_mention_outside_its_text_is_a_bug_of_the_caller() -> None:
    with pytest.raises(BugError):
        written(FORMAT, DocumentRecord("abc", [MentionRecord(1, 4, "PERSON")]))


MALFORMED = [
    ('{"text":"abc","mentions":[],}', "not valid JSON"),
    ('{"text":"abc"', "not valid JSON"),
    ("text: abc", "not valid JSON"),
    ('{"text":"abc","n":NaN}', "NaN"),
    ('{"text":"abc","n":1e999}', "too large"),
    ('{"text":"abc","n":' + "9" * 5000 + "}", "5000 digits"),
    ("[" * 100_000, "nested too deeply"),
    ('{"text":"abc","text":"xyz"}', "twice"),
    ('{"text":"abc","mentions":[{"start":0,"end":1,"label":"A","label":"B"}]}', "twice"),
    ('{"text":"abc","x":{"deep":{"a":1,"a":2}}}', "twice"),
    ('{"text":"a\\u0000b"}', "NUL"),
    ('{"text":"a\\ud800b"}', "surrogate"),
    ('{"text":"abc","mentions":[{"start":0,"end":1,"label":"\\udfff"}]}', "surrogate"),
    ("7", "object"),
    ('"abc"', "object"),
    ("null", "object"),
    ('{"txt":"abc","mentions":[]}', "txt, mentions"),
    ("{}", "none at all"),
    ('{"text":12345}', "12345"),
    ('{"text":null}', "nothing"),
    ('{"text":""}', "empty"),
    ('{"text":"abc","mentions":{}}', "must be a list"),
    ('{"text":"abc","mentions":[[0,1,"A"]]}', "a list"),
    ('{"text":"abc","label":[[0,1,"A"]]}', "“label”"),
    ('{"text":"abc","entities":[{"start_offset":0}]}', "“entities”"),
    ('{"text":"abc","id":{}}', "“id”"),
    ('{"text":"abc","id":" "}', "“id”"),
    ('{"text":"abc","name":5}', "“name”"),
    ('{"text":"abc","date":"24.11.2021"}', "24.11.2021"),
    ('{"text":"abc","date":"2021-02-30"}', "2021-02-30"),
    ('{"text":"abc","direction":"up"}', "auto, ltr, rtl"),
    ('{"text":"abc","state":"READY"}', "READY"),
    ('{"text":"abc","paragraph_directions":[1]}', "paragraph_directions"),
    ('{"text":"abc","paragraph_directions":{"x":"rtl"}}', "paragraph_directions"),
    (with_mentions({"start": 0, "label": "A"}), "no “end”"),
    (with_mentions({"start": 0, "end": 5}), "no “label”"),
    (with_mentions({"start": 0, "end": 5, "label": 5}), "not 5"),
    (with_mentions({"start": 0, "end": 5, "label": ["A", "B"]}), "a list"),
    (with_mentions({"start": 0, "end": 5, "label": " "}), "label"),
    (with_mentions({"start": 0, "end": 5, "label": ""}), "empty text"),
    (with_mentions({"start": "0", "end": 5, "label": "A"}), "whole number"),
    (with_mentions({"start": 0.5, "end": 5, "label": "A"}), "0.5"),
    (with_mentions({"start": True, "end": 5, "label": "A"}), "true"),
    (with_mentions({"start": 0, "end": 10**30, "label": "A"}), "whole number"),
    (with_mentions({"start": 0, "end": 63, "label": "A"}), "62 characters"),
    (with_mentions({"start": -1, "end": 5, "label": "A"}), "before the text"),
    (with_mentions({"start": 3, "end": 3, "label": "A"}), "empty"),
    (with_mentions({"start": 5, "end": 3, "label": "A"}), "Swap"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "text": "Gantz"}), "“Gantz” stands at 6–11"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "text": "Loudiyi"}), "nowhere"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "text": 7}), "text of mention 1"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "entity": 7}), "“entity”"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "modifier": "SOON"}), "SOON"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "calendar": "mayan"}), "mayan"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "status": "maybe"}), "maybe"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "score": 95}), "from 0 to 1"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "score": True}), "from 0 to 1"),
    (with_mentions({"start": 0, "end": 5, "label": "A", "id": []}), "“id”"),
]


@pytest.mark.parametrize(("line", "says"), MALFORMED, ids=[f"{says}-{at}" for at, (_, says) in enumerate(MALFORMED)])
def test_a_malformed_line_is_rejected_by_its_number_and_the_others_are_read(
    tmp_path: Path, line: str, says: str
) -> None:
    reading = read(FORMAT, tmp_path, f"{GOOD}\n\n{line}\r\n{GOOD}\n")
    assert [document.line for document in reading.documents] == [1, 4]
    (error,) = reading.errors
    assert error.line == 3
    assert str(error).startswith("given.jsonl, line 3: ")
    assert says in error.sentence


def test_bytes_that_are_not_utf8_are_rejected_by_line(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, GOOD.encode() + b"\n" + '{"text":"שלום"}'.encode("cp1255"))
    assert [error.line for error in reading.errors] == [2]
    assert "0xF9" in reading.errors[0].sentence
    assert (
        read(FORMAT, tmp_path, '{"text":"שלום"}'.encode("cp1255"), encoding="windows-1255").only_document.text == "שלום"
    )


def test_other_encodings_with_a_mark_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert len(read(FORMAT, tmp_path, f"{GOOD}\n{GOOD}\n".encode(encoding)).documents) == 2


@pytest.mark.parametrize("data", ["", "\n \n", "[]", "[ \n]", '{"documents": []}'])
def test_a_file_without_records_is_rejected(tmp_path: Path, data: str) -> None:
    assert "no records" in read(FORMAT, tmp_path, data).only_error.sentence


def test_an_id_can_be_used_once(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, '{"id":"a","text":"x"}\n{"id":7,"text":"y"}\n{"id":"a","text":"z"}\n')
    assert [document.id for document in reading.documents] == ["a", "7"]
    assert reading.errors[0].line == 3
    assert "line 1" in reading.errors[0].sentence


def test_mentions_that_share_an_id_are_both_kept(tmp_path: Path) -> None:
    mention = {"start": 0, "end": 5, "label": "A", "id": "m"}
    reading = read(FORMAT, tmp_path, with_mentions(mention, mention) + "\n" + with_mentions(mention))
    assert [[mention.id for mention in document.mentions] for document in reading.documents] == [["m", ""], [""]]
    assert [remark.line for remark in reading.remarks] == [1, 2]


def test_arrays_and_collections_are_read_with_the_line_of_each_record(tmp_path: Path) -> None:
    array = f"[{GOOD},\n\n{GOOD}]"
    assert [document.line for document in read(FORMAT, tmp_path, array).documents] == [1, 3]
    entity = '{"id": "place/rabat", "type": "PLACE", "names": {"en": ["Rabat"]}}'
    pretty = f'{{\n "documents": [\n{GOOD},\n{GOOD}],\n "note": 1,\n "entities": [{entity}]}}\n'
    for data in (pretty, f'{{"entities": [{entity}], "documents": [{GOOD}, {GOOD}]}}'):
        reading = read(FORMAT, tmp_path, data)
        assert not reading.errors
        assert (len(reading.documents), len(reading.entities)) == (2, 1)
    assert read(FORMAT, tmp_path, json.dumps(json.loads(GOOD), indent=1)).only_document.text == ENGLISH


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (f"[{GOOD},\n{GOOD}\n{GOOD}]", 3),
        (f"[{GOOD},\n,]", 2),
        (f"[{GOOD}]\nmore", 2),
        (f'[{GOOD},\n{{"text": "a\\u0000"}}]', 2),
        ('{\n"documents": [],\n"documents": []}', 3),
        ("[\n" + "[" * 100_000, 2),
    ],
)
def test_a_fault_inside_an_array_ends_it_with_its_line(tmp_path: Path, data: str, line: int) -> None:
    reading = read(FORMAT, tmp_path, data)
    assert [error.line for error in reading.errors] == [line]
    assert isinstance(reading.items[-1], type(reading.errors[0]))


def test_entities_may_stand_among_the_documents(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, GOOD + '\n{"id":"place/rabat","type":"PLACE","names":{"en":["Rabat"]}}\n')
    assert not reading.errors
    assert [entity.id for entity in reading.entities] == ["place/rabat"]


class TestOffsets:
    """What a file counts is told by what its mentions say they cover."""

    def read_one(self, folder: Path, text: str, *mentions: object) -> Reading:
        return read(FORMAT, folder, json.dumps({"text": text, "mentions": list(mentions)}))

    def test_utf16_units_are_converted_for_the_whole_document(self, tmp_path: Path) -> None:
        reading = self.read_one(
            tmp_path,
            "😀😀 בני גנץ ביקר",
            {"start": 5, "end": 12, "text": "בני גנץ", "label": "A"},
            {"start": 13, "end": 17, "label": "B"},
        )
        assert surfaces(reading.only_document) == ["בני גנץ", "ביקר"]
        assert "UTF-16" in reading.sentences[0]
        assert reading.remarks[0].line == 1

    def test_offsets_that_counted_windows_line_ends_are_converted(self, tmp_path: Path) -> None:
        reading = self.read_one(
            tmp_path, "a\r\nb\r\nRabat 😀 x", {"start": 6, "end": 11, "text": "Rabat", "label": "A"}
        )
        assert reading.only_document.text == "a\nb\nRabat 😀 x"
        assert surfaces(reading.only_document) == ["Rabat"]
        assert "line ends" in reading.sentences[0]

    def test_offsets_of_the_text_as_it_is_stored_stay(self, tmp_path: Path) -> None:
        reading = self.read_one(tmp_path, "a\r\nb\r\nRabat", {"start": 4, "end": 9, "text": "Rabat", "label": "A"})
        assert surfaces(reading.only_document) == ["Rabat"]
        assert not reading.remarks

    def test_utf16_units_that_counted_windows_line_ends_are_converted(self, tmp_path: Path) -> None:
        reading = self.read_one(tmp_path, "😀\r\nRabat", {"start": 4, "end": 9, "text": "Rabat", "label": "A"})
        assert surfaces(reading.only_document) == ["Rabat"]

    @pytest.mark.parametrize("start", [4, 6])
    def test_without_their_text_mentions_go_where_words_begin(self, tmp_path: Path, start: int) -> None:
        reading = self.read_one(tmp_path, "a\r\nb\r\nRabat is a city", {"start": start, "end": start + 5, "label": "A"})
        assert surfaces(reading.only_document) == ["Rabat"]

    def test_a_surface_may_have_windows_line_ends_too(self, tmp_path: Path) -> None:
        reading = self.read_one(tmp_path, "a\r\nb", {"start": 0, "end": 4, "text": "a\r\nb", "label": "A"})
        assert surfaces(reading.only_document) == ["a\nb"]

    def test_one_mention_that_does_not_fit_rejects_the_document(self, tmp_path: Path) -> None:
        reading = self.read_one(
            tmp_path,
            "😀 בני גנץ",
            {"start": 3, "end": 10, "text": "בני גנץ", "label": "A"},
            {"start": 0, "end": 1, "text": "😀", "label": "A"},
        )
        assert "Mention 1" in reading.only_error.sentence

    def test_offsets_of_the_composed_twin_are_not_taken(self, tmp_path: Path) -> None:
        reading = self.read_one(tmp_path, "Cafe\u0301 Gantz", {"start": 5, "end": 10, "text": "Gantz", "label": "A"})
        assert "6–11" in reading.only_error.sentence


def test_marks_that_look_wrong_are_kept_and_remarked_on(tmp_path: Path) -> None:
    family = read(FORMAT, tmp_path, with_mentions({"start": 0, "end": 1, "label": "A"}, text="👨\u200d👩\u200d👧 end"))
    assert surfaces(family.only_document) == ["👨"]
    assert "inside a character" in family.sentences[0]
    vowel = read(FORMAT, tmp_path, with_mentions({"start": 0, "end": 1, "label": "A"}, text="שָׁלוֹם"))
    assert "inside a character" in vowel.sentences[0]
    crossing = read(FORMAT, tmp_path, with_mentions({"start": 0, "end": 3, "label": "A"}, text="a\nb"))
    assert surfaces(crossing.only_document) == ["a\nb"]
    assert "end of a paragraph" in crossing.sentences[0]


def test_fields_without_a_place_are_named_once(tmp_path: Path) -> None:
    line = '{"text":"abc","html":"<b>","mentions":[{"start":0,"end":1,"label":"A","note":1}]}'
    reading = read(FORMAT, tmp_path, f"{line}\n{line}\n")
    assert reading.sentences == ["Fields that have no place here were left aside: html, note."]


def test_unusual_labels_and_equal_spans_are_kept(tmp_path: Path) -> None:
    labels = ["=cmd|' /C calc'!A0", "פרסון", "con", "a/b\\c:d*e?", "<b>x</b>"]
    reading = read(FORMAT, tmp_path, with_mentions(*({"start": 36, "end": 41, "label": label} for label in labels)))
    assert [mention.label for mention in reading.only_document.mentions] == labels


class TestProdigy:
    """Prodigy's files are read by the same reader."""

    def test_spans_are_mentions(self, tmp_path: Path) -> None:
        record = {
            "text": ENGLISH,
            "spans": [{"start": 36, "end": 41, "label": "LOC", "token_start": 6, "token_end": 6}],
            "tokens": [],
            "_input_hash": 1,
            "_annotator_id": "dana",
        }
        reading = read(FORMAT, tmp_path, json.dumps(record))
        assert surfaces(reading.only_document) == ["Rabat"]
        assert reading.only_document.mentions[0].annotator == "dana"
        assert not reading.remarks

    @pytest.mark.parametrize(
        ("answer", "statuses"), [("accept", ["accepted"]), ("reject", ["rejected"]), ("ignore", [])]
    )
    def test_a_verdict_is_heeded(self, tmp_path: Path, answer: str, statuses: list[str]) -> None:
        record = {"text": ENGLISH, "spans": [{"start": 36, "end": 41, "label": "LOC"}], "answer": answer}
        reading = read(FORMAT, tmp_path, json.dumps(record))
        assert [mention.status for mention in reading.only_document.mentions] == statuses
        assert bool(reading.remarks) is (answer != "accept")

    def test_an_unknown_verdict_is_refused(self, tmp_path: Path) -> None:
        record = {"text": ENGLISH, "spans": [], "answer": "perhaps"}
        assert "perhaps" in read(FORMAT, tmp_path, json.dumps(record)).only_error.sentence


def test_ten_thousand_mentions_in_one_document(tmp_path: Path) -> None:
    mentions = [{"start": at * 3, "end": at * 3 + 2, "label": "A"} for at in range(10_000)]
    assert len(read(FORMAT, tmp_path, with_mentions(*mentions, text="ab " * 10_000)).only_document.mentions) == 10_000
