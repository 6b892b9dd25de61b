"""Formats of one token a line, each beside a decoder that is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats import (
    aida,
    conll2002,
    conll2003,
    conll_bilou,
    conll_iob1,
    kind_tokens,
    nemo_morphemes,
    nemo_words,
)
from annotator.formats.losses import LossKind
from annotator.formats.projection import longest_apart
from annotator.formats.tag_schemes import Scheme, Tagged, tags_of
from tests.formats.making import mark, read, surfaces, written
from tests.formats.strategies import documents

TEXT = "בני גנץ ביקר ברבאט. מרוקו וישראל-מרוקו חתמו"
EXAMPLE = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PER", "person/gantz"),
        mark(TEXT, "רבאט", "GPE", "NIL"),
        mark(TEXT, "ישראל-מרוקו", "ORG"),
        mark(TEXT, "מרוקו", "GPE", "place/morocco", occurrence=1),
    ],
    id="d 1",
    language="he",
)


def rows(data: bytes, *, space: str = " ") -> list[list[str]]:
    return [line.split(space) for line in data.decode("utf-8").split("\n") if line and "-DOCSTART-" not in line]


@st.composite
def names(draw: st.DrawFn) -> tuple[int, list[Tagged]]:
    lengths = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from("AB")), max_size=6))
    found, at = [], 0
    for gap, length, label in lengths:
        found.append(Tagged(at + gap, at + gap + length, label))
        at = found[-1].last
    return at + draw(st.integers(1, 2)), found


@given(names())
def test_tags_are_those_that_spacy_makes_of_iob(drawn: tuple[int, list[Tagged]]) -> None:
    from spacy.training import biluo_to_iob, iob_to_biluo

    count, found = drawn
    bilou = tags_of(found, count, Scheme.BILOU)
    assert iob_to_biluo(tags_of(found, count, Scheme.IOB2)) == bilou
    assert iob_to_biluo(tags_of(found, count, Scheme.IOB1)) == bilou
    assert biluo_to_iob(bilou) == tags_of(found, count, Scheme.IOB2)
    assert [tag.replace("E-", "L-").replace("S-", "U-") for tag in tags_of(found, count, Scheme.BIOSE)] == bilou


def decoded(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Decode IOB1 and IOB2 by the rule of the shared task's own evaluation."""
    start, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        kind, _, new = tag.partition("-")
        if label and (kind != "I" or new != label):
            yield start, at, label
            label = ""
        if new and not label:
            start, label = at, new


@given(names())
def test_iob_schemes_say_which_tokens_are_names(drawn: tuple[int, list[Tagged]]) -> None:
    count, found = drawn
    for scheme in (Scheme.IOB1, Scheme.IOB2):
        assert list(decoded(tags_of(found, count, scheme))) == [tuple(name) for name in found]


@pytest.mark.parametrize("module", [conll2003, conll2002, conll_iob1, conll_bilou, nemo_morphemes])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents(labels=st.sampled_from(["PER", "ORG", "תאריך"])))
def test_what_is_said_to_be_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, module: object, document: DocumentRecord
) -> None:
    known = module.FORMAT  # type: ignore[attr-defined]
    data, losses = written(known, document)
    reading = read(known, tmp_path_factory.mktemp("rows"), data)
    kept, _ = longest_apart(document.mentions)
    left_out = {
        (entry.start, entry.end, entry.label)
        for entry in losses.affected
        if entry.kind in (LossKind.UNALIGNED_LEFT_OUT, LossKind.COLLIDING_LEFT_OUT)
    }
    expected = [mention for mention in kept if (mention.start, mention.end, mention.label) not in left_out]
    found = [mention for each in reading.documents for mention in each.mentions]
    assert [mention.label for mention in found] == [mention.label for mention in expected]
    squeezed = ["".join(each.text.split()) for each in reading.documents]
    assert squeezed == (["".join(document.text.split())] if document.text.split() else [])
    bare = ["".join(surface.split()) for each in reading.documents for surface in surfaces(each)]
    assert bare == ["".join(document.text[mention.start : mention.end].split()) for mention in expected]


def test_conll2002_has_two_columns_and_counts_links() -> None:
    data, losses = written(conll2002.FORMAT, EXAMPLE)
    assert data.startswith(b"-DOCSTART- O\n\n")
    assert rows(data)[:4] == [["בני", "B-PER"], ["גנץ", "I-PER"], ["ביקר", "O"], ["ב", "O"]]
    assert losses.counts[LossKind.LINK_LEFT_OUT] == 2
    assert losses.counts[LossKind.NESTED_LEFT_OUT] == 1


def test_iob1_is_read_without_surprise(tmp_path: Path) -> None:
    reading = read(conll_iob1.FORMAT, tmp_path, "U.N. I-ORG\nofficial O\nEkeus I-PER\nIraq B-PER\n")
    assert not reading.remarks
    assert surfaces(reading.only_document) == ["U.N.", "Ekeus", "Iraq"]


def test_whole_words_are_widened_and_counted(tmp_path: Path) -> None:
    data, losses = written(kind_tokens.FORMAT, EXAMPLE)
    assert ["ברבאט", "B-GPE"] in rows(data)
    assert losses.counts[LossKind.WIDENED] == 2
    assert surfaces(read(kind_tokens.FORMAT, tmp_path, data).only_document)[:2] == ["בני גנץ", "ברבאט"]


def test_pieces_of_words_keep_the_borders(tmp_path: Path) -> None:
    data, losses = written(nemo_morphemes.FORMAT, EXAMPLE)
    assert rows(data)[:5] == [["בני", "B-PER"], ["גנץ", "E-PER"], ["ביקר", "O"], ["ב", "O"], ["רבאט", "S-GPE"]]
    assert LossKind.WIDENED not in losses.counts
    assert surfaces(read(nemo_morphemes.FORMAT, tmp_path, data).only_document)[1] == "רבאט"


def test_words_have_the_tags_of_their_pieces(tmp_path: Path) -> None:
    data, losses = written(nemo_words.FORMAT, EXAMPLE)
    assert rows(data)[:4] == [["בני", "B-PER"], ["גנץ", "E-PER"], ["ביקר", "O"], ["ברבאט", "O^S-GPE"]]
    assert losses.counts[LossKind.WIDENED] == 2
    assert surfaces(read(nemo_words.FORMAT, tmp_path, data).only_document)[:2] == ["בני גנץ", "ברבאט"]


def test_the_treebank_s_own_words_are_read(tmp_path: Path) -> None:
    lines = "בוועדת O^B-ORG\nהעבודה I-ORG^I-ORG\nוהרווחה I-ORG^I-ORG^E-ORG\n, O\n\nאורה B-PER\nנמיר E-PER\n"
    document = read(nemo_words.FORMAT, tmp_path, lines).only_document
    assert document.text == "בוועדת העבודה והרווחה ,\nאורה נמיר"
    assert [
        (mention.label, surface) for mention, surface in zip(document.mentions, surfaces(document), strict=True)
    ] == [
        ("ORG", "בוועדת העבודה והרווחה"),
        ("PER", "אורה נמיר"),
    ]
    two = read(nemo_words.FORMAT, tmp_path, "לבנטל O^S-PER^S-ORG\n").only_document
    assert [mention[:3] for mention in two.mentions] == [(0, 5, "PER"), (0, 5, "ORG")]


@pytest.mark.parametrize("line", ["מילה", "מילה O^", "מילה O^X-PER", "מילה ^", "מילה O B-PER"])
def test_lines_that_are_no_words_with_tags_are_told(tmp_path: Path, line: str) -> None:
    assert read(nemo_words.FORMAT, tmp_path, f"שלום O\n{line}\n").only_error.line == 2


def test_a_circumflex_in_a_label_is_no_joint(tmp_path: Path) -> None:
    document = replace(EXAMPLE, mentions=[mark(TEXT, "רבאט", "A^B")])
    data, _ = written(nemo_words.FORMAT, document)
    (mention,) = read(nemo_words.FORMAT, tmp_path, data).only_document.mentions
    assert mention.label == "A^B"


def test_aida_names_the_entity_of_each_mention(tmp_path: Path) -> None:
    document = replace(EXAMPLE, mentions=[*EXAMPLE.mentions, mark(TEXT, "מרוקו", "GPE", "Q1028")])
    data, losses = written(aida.FORMAT, document)
    assert data.decode().startswith("-DOCSTART- (d%201)\nבני\tB\tבני גנץ\tperson/gantz\t\t\t\tPER\n")
    by_token = {row[0]: row for row in rows(data, space="\t")}
    assert by_token["ביקר"] == ["ביקר"]
    assert by_token["רבאט"][1:4] == ["B", "רבאט", "--NME--"]
    assert "https://www.wikidata.org/wiki/Q1028" in data.decode()
    assert losses.counts[LossKind.UNLINKED_LEFT_OUT] == 1
    found = read(aida.FORMAT, tmp_path, data).only_document
    assert found.id == "d 1"
    assert [(each.label, each.entity) for each in found.mentions] == [
        ("PER", "person/gantz"),
        ("GPE", "NIL"),
        ("GPE", "Q1028"),
        ("GPE", "place/morocco"),
    ]


def test_files_of_the_data_set_itself_are_read(tmp_path: Path) -> None:
    lines = [
        "-DOCSTART- (1 EU)",
        "EU\tB\tEU\t--NME--",
        "rejects",
        "German\tB\tGerman\tGermany\thttp://en.wikipedia.org/wiki/Germany\t11867\t/m/0345h",
        "call",
        "",
        "Peter\tB\tPeter Blackburn\t--NME--",
        "Blackburn\tI\tPeter Blackburn\t--NME--",
        "",
    ]
    reading = read(aida.FORMAT, tmp_path, "\n".join(lines))
    document = reading.only_document
    assert (document.id, document.text) == ("1 EU", "EU rejects German call\nPeter Blackburn")
    assert document.mentions == [
        MentionRecord(0, 2, "ENTITY", "NIL"),
        MentionRecord(11, 17, "ENTITY", "Germany"),
        MentionRecord(23, 38, "ENTITY", "NIL"),
    ]
    assert reading.sentences == ["Mentions without a label: 3. They are labelled ENTITY."]


@pytest.mark.parametrize("line", ["EU\tX\tEU\tQ1", "EU\tB", "EU\tB\tEU\tQ1\t\t\t\t\t\t", "\tB\tEU\tQ1"])
def test_lines_that_aida_does_not_have_are_told(tmp_path: Path, line: str) -> None:
    assert read(aida.FORMAT, tmp_path, f"-DOCSTART- (1)\nEU\n{line}\n").only_error.line == 3


@pytest.mark.parametrize("module", [kind_tokens, nemo_morphemes, nemo_words])
def test_a_byte_order_mark_at_the_beginning_belongs_to_the_first_word(module: object, tmp_path: Path) -> None:
    known = module.FORMAT  # type: ignore[attr-defined]
    data, _ = written(known, replace(EXAMPLE, text="\ufeffא ב", mentions=[]))
    assert read(known, tmp_path, data).only_document.text.split() == ["\ufeffא", "ב"]
