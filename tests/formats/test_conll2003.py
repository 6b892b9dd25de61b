from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.conll2003 import FORMAT
from annotator.formats.conll_rows import Meaning
from annotator.formats.losses import LossKind
from annotator.formats.projection import Projection, Tokeniser
from tests.formats.making import mark, read, surfaces, written
from tests.formats.strategies import documents

TEXT = "גנץ ביקר במרוקו. צבא ישראל-מרוקו, היום\n\nقال: المغرب"


def spans_by_another_hand(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Read names the way a training script does: first column, last column, third column; nothing of ours."""
    tokens: list[str] = []
    label = entity = ""
    for row in [*data.decode("utf-8").split("\n"), ""]:
        columns = row.split(" ")
        tag = columns[-1] if row else "O"
        if tokens and not tag.startswith("I-"):
            yield " ".join(tokens), label, entity
            tokens = []
        if tag.startswith("B-"):
            label, entity = tag[2:], columns[2]
        if tag != "O":
            assert tag[2:] == label
            assert columns[2] == entity
            tokens.append(columns[0])


def example() -> DocumentRecord:
    return DocumentRecord(
        TEXT,
        [
            mark(TEXT, "גנץ", "PERSON", "person/benny gantz"),
            mark(TEXT, "מרוקו", "PLACE", "place/morocco"),
            mark(TEXT, "צבא ישראל", "ORG", "NIL"),
            mark(TEXT, "ישראל", "PLACE", "place/israel"),
            mark(TEXT, "מרוקו", "PLACE", "place/morocco", occurrence=1),
            mark(TEXT, "היום", "DATE")._replace(value="2021-11-24"),
            mark(TEXT, "المغرب", "My label"),
        ],
        id="doc 1",
        language="he",
    )


def test_names_sentences_and_entities_are_where_programs_look() -> None:
    data, losses = written(FORMAT, example())
    assert data.decode("utf-8") == (
        "-DOCSTART- -X- doc%201 O\n\n"
        "גנץ _ person/benny%20gantz B-PERSON\nביקר _ _ O\nב _ _ O\nמרוקו _ place/morocco B-PLACE\n. _ _ O\n\n"
        "צבא _ NIL B-ORG\nישראל _ NIL I-ORG\n- _ _ O\nמרוקו _ place/morocco B-PLACE\n, _ _ O\n"
        "היום _ date:2021-11-24 B-DATE\n\n"
        "قال _ _ O\n: _ _ O\nالمغرب _ _ B-My%20label\n\n"
    )
    assert losses.counts == {
        LossKind.NESTED_LEFT_OUT: 1,
        LossKind.TOKEN_CUT: 1,
        LossKind.RENAMED: 2,
    }
    assert losses.lost == 1


def test_a_date_is_told_with_its_modifier_and_calendar() -> None:
    text = "early 2023, 15 Ramadan, today"
    document = DocumentRecord(
        text,
        [
            mark(text, "early 2023", "DATE")._replace(value="2023", modifier="START", calendar="gregorian"),
            mark(text, "15 Ramadan", "DATE")._replace(value="2022-04-16", calendar="hijri"),
            mark(text, "today", "DATE"),
        ],
        language="en",
    )
    lines = written(FORMAT, document)[0].decode("utf-8").splitlines()
    said = [line.split()[2] for line in lines if "-DATE" in line]
    assert said == ["date:2023|START"] * 2 + ["date:2022-04-16|hijri"] * 2 + ["_"]


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning(),
        Meaning("NIL"),
        Meaning("1984"),
        Meaning("date:2021"),
        Meaning("person/benny gantz"),
        Meaning(None, "2021-11-24"),
        Meaning(None, "2023", "START"),
        Meaning(None, "2022-04-16", None, "hijri"),
        Meaning(None, "1443-09", "MID", "hijri"),
    ],
)
def test_what_is_named_is_told_in_one_cell(meaning: Meaning) -> None:
    assert Meaning.parse(str(meaning)) == meaning
    assert not set(str(meaning)) & set(" \t")


def test_what_is_written_reads_back_but_for_spacing(tmp_path: Path) -> None:
    document = read(FORMAT, tmp_path, written(FORMAT, example())[0]).only_document
    assert document.id == "doc 1"
    assert document.text == "גנץ ביקר ב מרוקו .\nצבא ישראל - מרוקו , היום\nقال : المغرب"
    kept = [mention for mention in example().mentions if mention.entity != "place/israel"]
    assert [(mention.label, mention.entity, mention.value) for mention in document.mentions] == [
        (mention.label, mention.entity, mention.value) for mention in kept
    ]
    assert surfaces(document) == [TEXT[mention.start : mention.end] for mention in kept]


@pytest.mark.parametrize(
    ("policy", "expected", "kinds"),
    [
        ("cut", [("מרוקו", "PLACE", "place/morocco")], {LossKind.TOKEN_CUT: 1}),
        ("widen", [("במרוקו", "PLACE", "place/morocco")], {LossKind.WIDENED: 1}),
        ("shrink", [], {LossKind.UNALIGNED_LEFT_OUT: 1}),
        ("drop", [], {LossKind.UNALIGNED_LEFT_OUT: 1}),
        ("characters", [("מ ר ו ק ו", "PLACE", "place/morocco")], {}),
    ],
)
def test_the_token_policy_is_followed_and_reported(
    policy: str, expected: list[tuple[str, str, str]], kinds: dict[LossKind, int]
) -> None:
    text = "ביקר במרוקו היום"
    document = DocumentRecord(text, [mark(text, "מרוקו", "PLACE", "place/morocco")], language="he")
    data, losses = written(FORMAT, document, policy=policy)
    assert list(spans_by_another_hand(data)) == expected
    assert losses.counts == kinds


def test_two_names_in_one_word_collide_when_widened_and_not_when_cut() -> None:
    text = "יחסי ישראל-מרוקו"
    document = DocumentRecord(text, [mark(text, "ישראל", "PLACE", "a"), mark(text, "מרוקו", "PLACE", "b")], id="d")
    data, losses = written(FORMAT, document, policy="whitespace+widen")
    assert list(spans_by_another_hand(data)) == [("ישראל-מרוקו", "PLACE", "a")]
    assert losses.counts == {LossKind.COLLIDING_LEFT_OUT: 1, LossKind.WIDENED: 1}
    data, losses = written(FORMAT, document, policy="whitespace+cut")
    assert list(spans_by_another_hand(data)) == [("ישראל", "PLACE", "a"), ("מרוקו", "PLACE", "b")]


@given(
    st.lists(documents(labels=st.sampled_from(["PERSON", "ORG", "PLACE"])), min_size=1, max_size=3),
    st.sampled_from(Projection),
    st.sampled_from(Tokeniser),
)
def test_another_reader_finds_what_the_report_says_is_there(
    given_documents: list[DocumentRecord], projection: Projection, tokeniser: Tokeniser
) -> None:
    data, losses = written(FORMAT, *given_documents, policy=f"{tokeniser}+{projection}")
    found = list(spans_by_another_hand(data))
    counts = losses.counts
    left_out = sum(
        counts.get(kind, 0)
        for kind in (LossKind.NESTED_LEFT_OUT, LossKind.UNALIGNED_LEFT_OUT, LossKind.COLLIDING_LEFT_OUT)
    )
    assert len(found) == sum(len(document.mentions) for document in given_documents) - left_out
    rows = [row.split(" ") for row in data.decode("utf-8").split("\n") if row]
    assert {len(row) for row in rows} == {4}
    for row in rows:
        assert row == " ".join(row).split(), "no column may hold white space of any kind"
    tokens = "".join(row[0] for row in rows if not (row[0] == "-DOCSTART-" and row[1] == "-X-"))
    assert tokens == "".join("".join(document.text.split()) for document in given_documents)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given_documents=st.lists(documents(), min_size=1, max_size=3))
def test_our_reader_agrees_with_the_other_one(tmp_path: Path, given_documents: list[DocumentRecord]) -> None:
    visible = [replace(document, id=f"d{at}") for at, document in enumerate(given_documents) if document.text.strip()]
    data, _ = written(FORMAT, *visible)
    reading = read(FORMAT, tmp_path, data)
    if not visible:
        assert "empty" in reading.only_error.sentence
        return
    assert not reading.errors
    assert [document.id for document in reading.documents] == [document.id for document in visible]
    ours = [surface for document in reading.documents for surface in surfaces(document)]
    assert ours == [surface for surface, _, _ in spans_by_another_hand(data)]


class TestReading:
    """Files of others: any number of columns, spaces or tabs, IOB1 and IOB2."""

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ("בני\tB-PER\nגנץ\tI-PER\nחתם\tO\n\nRabat\tB-LOC\n", [("בני גנץ", "PER"), ("Rabat", "LOC")]),
            ("EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n", [("EU", "ORG")]),
            ("a O\nb B-X\nc B-X\nd I-X\n", [("b", "X"), ("c d", "X")]),
            ("a B-X\n\nb B-Y\n", [("a", "X"), ("b", "Y")]),
        ],
    )
    def test_names_are_found(self, tmp_path: Path, data: str, expected: list[tuple[str, str]]) -> None:
        reading = read(FORMAT, tmp_path, data)
        document = reading.only_document
        assert not reading.remarks
        labels = [mention.label for mention in document.mentions]
        assert list(zip(surfaces(document), labels, strict=True)) == expected

    def test_what_goes_on_from_nothing_begins_there_with_a_remark(self, tmp_path: Path) -> None:
        reading = read(FORMAT, tmp_path, "a O\nb I-X\nc I-X\nd I-Y\n")
        assert surfaces(reading.only_document) == ["b c", "d"]
        assert "begin with I-: 2" in reading.sentences[0].replace(" where nothing goes on", "")
        assert reading.remarks[0].line == 2

    def test_documents_are_parted(self, tmp_path: Path) -> None:
        data = "-DOCSTART- -X- -X- O\n\na NN I-NP O\n\n-DOCSTART- -X- -X- O\n\nb NN I-NP I-LOC\nc NN I-NP I-LOC\n"
        reading = read(FORMAT, tmp_path, data)
        assert [(document.text, document.id, document.line) for document in reading.documents] == [
            ("a", "", 1),
            ("b c", "", 5),
        ]
        assert reading.documents[1].mentions == [MentionRecord(0, 3, "LOC")]

    @pytest.mark.parametrize(
        ("data", "line", "says"),
        [
            ("בני\tPER-B\nגנץ\t??\n", 1, "PER-B"),
            ("a O\nb B-X\nc PER\nd O\n", 3, "“PER”"),
            ("a NN O\nb NN O\nc O\n", 3, "2 columns, the lines before it have 3"),
            ("word\nanother\n", 1, "no column of IOB tags"),
            ("\n\n", None, "no tokens"),
            ("", None, "empty"),
        ],
    )
    def test_faults_are_named_by_their_line(self, tmp_path: Path, data: str, line: int | None, says: str) -> None:
        error = read(FORMAT, tmp_path, data).errors[0]
        assert error.line == line
        assert says in error.sentence
        assert str(error).startswith("given.conll")


def test_no_sentence_ends_inside_a_name() -> None:
    text = "He saw Rabat. Then he left. So"
    names = [mark(text, "Rabat. Then", "PERSON")]
    data, _ = written(FORMAT, DocumentRecord(text, names, language="en"))
    assert [surface for surface, _, _ in spans_by_another_hand(data)] == ["Rabat . Then"]
    assert data.decode("utf-8").count("\n\n") == 3
    assert written(FORMAT, DocumentRecord(text, language="en"))[0].decode("utf-8").count("\n\n") == 4
