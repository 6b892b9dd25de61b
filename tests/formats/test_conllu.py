from __future__ import annotations

from pathlib import Path

import conllu
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.conllu import FORMAT
from annotator.formats.losses import LossKind
from annotator.formats.projection import longest_apart
from tests.formats.making import mark, read, surfaces, written
from tests.formats.strategies import documents

TEXT = "בני גנץ ביקר ברבאט.\nהיום 24 בנובמבר | שלום"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PERSON", "person/benny gantz|x=y"),
        mark(TEXT, "רבאט", "PLACE"),
        mark(TEXT, "24 בנובמבר", "DATE")._replace(value="2021-11-24", modifier="START", calendar="gregorian"),
    ],
    id="d 1",
    language="he",
)


def test_the_conllu_package_reads_tokens_and_names() -> None:
    data, losses = written(FORMAT, DOCUMENT)
    assert set(losses.counts) == {LossKind.TOKEN_CUT, LossKind.RENAMED}
    sentences = conllu.parse(data.decode("utf-8"))
    assert [sentence.metadata["text"] for sentence in sentences] == TEXT.split("\n")
    for sentence in sentences:
        rebuilt = "".join(
            token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ") for token in sentence
        )
        assert rebuilt.strip() == sentence.metadata["text"]
        assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))
    named = [
        (token["form"], token["misc"]["NER"]) for each in sentences for token in each if "NER" in (token["misc"] or {})
    ]
    assert named == [
        ("בני", "B-PERSON"),
        ("גנץ", "I-PERSON"),
        ("רבאט", "B-PLACE"),
        ("24", "B-DATE"),
        ("בנובמבר", "I-DATE"),
    ]


def test_the_text_links_and_dates_come_back(tmp_path: Path) -> None:
    found = read(FORMAT, tmp_path, written(FORMAT, DOCUMENT)[0]).only_document
    assert (found.id, found.text, found.mentions) == (DOCUMENT.id, TEXT, list(DOCUMENT.mentions))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents(labels=st.sampled_from(["PER", "a b", "50%", "_"])))
def test_texts_and_flat_names_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, document: DocumentRecord
) -> None:
    data, losses = written(FORMAT, document)
    conllu.parse(data.decode("utf-8"))
    reading = read(FORMAT, tmp_path_factory.mktemp("conllu"), data)
    if not document.text.split():
        assert not reading.documents
        return
    found = reading.only_document
    assert found.text == document.text
    left_out = {
        (entry.start, entry.end, entry.label)
        for entry in losses.affected
        if entry.kind in (LossKind.UNALIGNED_LEFT_OUT, LossKind.COLLIDING_LEFT_OUT, LossKind.TRIMMED)
    }
    kept, _ = longest_apart(document.mentions)
    expected = [mention for mention in kept if (mention.start, mention.end, mention.label) not in left_out]
    assert {mention[:7] for mention in expected} <= {mention[:7] for mention in found.mentions}


def row(number: str, form: str, misc: str = "_") -> str:
    return "\t".join([number, form, *["_"] * 7, misc])


def test_names_stand_on_words_of_a_token_that_they_make_up(tmp_path: Path) -> None:
    lines = ["# newdoc id = a", row("1-2", "ברבאט"), row("1", "ב"), row("2", "רבאט", "NER=S-GPE"), row("3", "היום"), ""]
    document = read(FORMAT, tmp_path, "\n".join(lines)).only_document
    assert document.text == "ברבאט היום"
    assert surfaces(document) == ["רבאט"]


def test_names_on_other_words_are_widened_with_a_remark(tmp_path: Path) -> None:
    lines = [
        row("1-3", "לבית", "SpaceAfter=No"),
        row("1", "ל"),
        row("2", "ה"),
        row("3", "הבית", "NER=B-FAC"),
        row("4", "."),
    ]
    reading = read(FORMAT, tmp_path, "\n".join([*lines, ""]))
    assert reading.only_document.text == "לבית."
    assert reading.only_document.mentions == [MentionRecord(0, 4, "FAC")]
    assert reading.remarks[0].line == 4


def test_words_that_are_not_written_are_stepped_over(tmp_path: Path) -> None:
    lines = [row("1-3", "לבית"), row("1", "ל"), row("2", "ה"), row("3", "בית", "NER=B-FAC"), ""]
    assert surfaces(read(FORMAT, tmp_path, "\n".join(lines)).only_document) == ["בית"]


def test_sentences_of_others_are_lines(tmp_path: Path) -> None:
    lines = ["# text = a b", row("1", "a"), row("1.1", "gone"), row("2", "b"), "", row("1", "c"), ""]
    assert read(FORMAT, tmp_path, "\n".join(lines)).only_document.text == "a b\nc"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1\ta\tb", "3 columns"),
        (row("x", "a"), "number"),
        (row("2", "b", "NER=PER"), "IOB"),
        (row("2", "b", "NER=?"), "IOB"),
    ],
)
def test_faults_name_their_line(tmp_path: Path, line: str, said: str) -> None:
    error = read(FORMAT, tmp_path, f"{row('1', 'a')}\n{line}\n").only_error
    assert error.line == 2
    assert said in str(error)
