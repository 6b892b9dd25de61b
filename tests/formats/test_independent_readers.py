"""Files of formats without a reader of their own in Python, read strictly by their public descriptions.

Nothing of the program reads here: each reader below was written from what the format's makers say about it, refuses
whatever they do not describe, and knows nothing of how the file came about.

- doccano: "Import dataset", sequence labelling, JSONL: ``text`` and ``label`` with ``[start, end, label]``.
- AIDA-CoNLL-YAGO: the README of the data set (Max Planck Institute for Informatics).
- WebAnno TSV 3: "WebAnno TSV 3.3 File format", appendix of INCEpTION's user guide.
- KIND: a word and its BIO tag a line. NEMO: a word or piece and its BIOSE tag, token-multi with tags joined by ``^``,
  as NCRF++ reads them.

What comes back is compared with what went out in characters that are not white space, since token formats have none.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord
from annotator.formats import get_format
from annotator.formats.losses import LossKind, LossReport
from tests.formats.making import written, written_files
from tests.formats.strategies import documents

LABELS = ("PER", "ORG", "תאריך")
LEFT_OUT = (
    LossKind.NESTED_LEFT_OUT,
    LossKind.UNALIGNED_LEFT_OUT,
    LossKind.COLLIDING_LEFT_OUT,
    LossKind.UNLINKED_LEFT_OUT,
)
some_documents = st.lists(documents(labels=st.sampled_from(LABELS)), min_size=1, max_size=3)
relaxed = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


class Marked(NamedTuple):
    """A mark, in characters that are not white space."""

    start: int
    end: int
    label: str
    entity: str = ""


class Found(NamedTuple):
    """What an independent reader finds: the text without white space, and its marks."""

    text: str
    marks: list[Marked]


def squeezed(text: str) -> str:
    return "".join(text.split())


def sent(document: DocumentRecord, *, with_entities: bool = False) -> list[Marked]:
    return [
        Marked(
            len(squeezed(document.text[: mention.start])),
            len(squeezed(document.text[: mention.end])),
            mention.label,
            (mention.entity or "") if with_entities else "",
        )
        for mention in document.mentions
    ]


def check_same_or_lost(
    found: Sequence[Found], given_documents: Sequence[DocumentRecord], losses: LossReport, *, entities: bool = False
) -> None:
    """All text is there, all marks found were sent, and those not found are in the report, one by one."""
    assert "".join(each.text for each in found) == squeezed("".join(each.text for each in given_documents))
    shift, expected = 0, Counter[Marked]()
    for document in given_documents:
        for mark in sent(document, with_entities=entities):
            expected[mark._replace(start=mark.start + shift, end=mark.end + shift)] += 1
        shift += len(squeezed(document.text))
    marks, shift = Counter[Marked](), 0
    for each in found:
        marks.update(mark._replace(start=mark.start + shift, end=mark.end + shift) for mark in each.marks)
        shift += len(each.text)
    assert not marks - expected
    assert (expected - marks).total() == sum(losses.counts.get(kind, 0) for kind in LEFT_OUT)


# doccano


def read_doccano(data: bytes) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    for line in data.decode("utf-8").removesuffix("\n").split("\n"):
        example = json.loads(line)
        assert isinstance(example["text"], str)
        labels = []
        for label in example["label"]:
            start, end, name = label
            assert type(start) is int
            assert type(end) is int
            assert isinstance(name, str)
            assert 0 <= start < end <= len(example["text"])
            labels.append((start, end, name))
        yield example["text"], labels


@relaxed
@given(some_documents)
def test_doccano_reads_texts_and_labels(given_documents: list[DocumentRecord]) -> None:
    data, _ = written(get_format("doccano"), *given_documents)
    assert list(read_doccano(data)) == [
        (document.text, [(mention.start, mention.end, mention.label) for mention in document.mentions])
        for document in given_documents
    ]


# Tags


def names_of(tags: Sequence[str], scheme: str) -> Iterator[tuple[int, int, str]]:
    """Yield first and last tag and label of each name. Nothing but what the scheme allows may stand there."""
    start = None
    for at, tag in enumerate([*tags, "O"]):
        kind, _, label = tag.partition("-")
        is_ending_before = kind in ("O", "B", "S")
        if start is not None and scheme == "BIO" and is_ending_before:
            yield start, at, tags[start][2:]
            start = None
        match kind:
            case "O":
                assert tag == "O"
                assert start is None, "a name of BIOSE ends with E"
            case "B":
                assert start is None, "a name of BIOSE ends with E"
                start = at
            case "I":
                assert start is not None, "I goes on with a name"
                assert label == tags[start][2:]
            case "E":
                assert scheme == "BIOSE"
                assert start is not None
                assert label == tags[start][2:]
                yield start, at + 1, label
                start = None
            case "S":
                assert scheme == "BIOSE"
                assert start is None
                yield at, at + 1, label
            case _:
                pytest.fail(f"{tag} is no tag")


def sentences_of(data: bytes) -> Iterator[list[tuple[str, str]]]:
    """Yield the words with their last column, as NCRF++ reads a file: an empty line ends a sentence."""
    rows: list[tuple[str, str]] = []
    for line in data.decode("utf-8").split("\n"):
        if line:
            word, tag = line.split(" ")
            assert word
            rows.append((word, tag))
        elif rows:
            yield rows
            rows = []
    assert not rows, "the last sentence ends, too"


def read_tagged(data: bytes, scheme: str) -> Found:
    text, marks = "", []
    for rows in sentences_of(data):
        bounds = [len(text)]
        for word, _ in rows:
            text += squeezed(word)
            bounds.append(len(text))
        marks += [
            Marked(bounds[first], bounds[last], label)
            for first, last, label in names_of([tag for _, tag in rows], scheme)
        ]
    return Found(text, marks)


@relaxed
@given(documents(labels=st.sampled_from(LABELS)))
def test_nemo_reads_pieces_of_words(document: DocumentRecord) -> None:
    data, losses = written(get_format("biose-morphemes"), document)
    check_same_or_lost([read_tagged(data.removeprefix(b"\xef\xbb\xbf"), "BIOSE")], [document], losses)


@relaxed
@given(documents(labels=st.sampled_from(LABELS)))
def test_kind_reads_whole_words_that_cover_what_was_marked(document: DocumentRecord) -> None:
    data, losses = written(get_format("bio-words"), document)
    found = read_tagged(data.removeprefix(b"\xef\xbb\xbf"), "BIO")
    check_covered(found, document, losses)


def check_covered(found: Found, document: DocumentRecord, losses: LossReport) -> None:
    """Each mark found covers one that was sent, and is it but for those reported as widened."""
    assert found.text == squeezed(document.text)
    rest = sent(document)
    widened = 0
    for mark in found.marks:
        covered = [
            each for each in rest if each.label == mark.label and mark.start <= each.start and each.end <= mark.end
        ]
        assert covered, mark
        best = max(covered, key=lambda each: each.end - each.start)
        widened += (best.start, best.end) != (mark.start, mark.end)
        rest.remove(best)
    assert len(rest) == sum(losses.counts.get(kind, 0) for kind in LEFT_OUT)
    assert widened <= losses.counts.get(LossKind.WIDENED, 0)


@relaxed
@given(documents(labels=st.sampled_from(LABELS)))
def test_nemo_reads_words_with_the_tags_of_their_pieces(document: DocumentRecord) -> None:
    data, losses = written(get_format("biose-words"), document)
    pieces = read_tagged(written(get_format("biose-morphemes"), document)[0].removeprefix(b"\xef\xbb\xbf"), "BIOSE")
    text, marks = "", []
    for rows in sentences_of(data.removeprefix(b"\xef\xbb\xbf")):
        tags, places = [], []
        for word, joined in rows:
            start, text = len(text), text + squeezed(word)
            tags += joined.split("^")
            places += [(start, len(text))] * (joined.count("^") + 1)
        marks += [
            Marked(places[first][0], places[last - 1][1], label) for first, last, label in names_of(tags, "BIOSE")
        ]
    assert [mark.label for mark in marks] == [mark.label for mark in pieces.marks]
    for whole, piece in zip(marks, pieces.marks, strict=True):
        assert whole.start <= piece.start
        assert piece.end <= whole.end
    widened = sum(whole != piece for whole, piece in zip(marks, pieces.marks, strict=True))
    assert widened == losses.counts.get(LossKind.WIDENED, 0)
    assert text == squeezed(document.text)


# AIDA

AIDA_BEGINS = re.compile(r"-DOCSTART- \((.+)\)")


def read_aida(data: bytes) -> Iterator[Found]:
    text, marks, mention = "", list[Marked](), ""
    begun = False
    for line in data.decode("utf-8").split("\n"):
        if AIDA_BEGINS.fullmatch(line):
            if begun:
                yield Found(text, marks)
            text, marks, mention, begun = "", [], "", True
            continue
        assert begun or not line
        columns = line.split("\t")
        assert len(columns) in (1, 4, 7, 8), "a token, or a token with its mention"
        start, text = len(text), text + squeezed(columns[0])
        if len(columns) == 1:
            assert not mention, "a mention ends where its text does"
            continue
        _, position, whole, entity, *_, label = columns
        if position == "B":
            assert not mention
            mention = squeezed(whole)
            marks.append(Marked(start, start, label, "NIL" if entity == "--NME--" else entity))
        else:
            assert position == "I"
            assert mention
        marks[-1] = marks[-1]._replace(end=len(text))
        assert text[marks[-1].start :] == mention[: len(text) - marks[-1].start]
        assert (label, squeezed(whole)) == (marks[-1].label, mention)
        mention = "" if len(text) - marks[-1].start == len(mention) else mention
    if begun:
        yield Found(text, marks)


entity_ids = st.none() | st.just("NIL") | st.sampled_from(["person/gantz", "Q1028", "a_[1]|b\\c;*->", "מרוקו"])


@st.composite
def linked_documents(draw: st.DrawFn) -> DocumentRecord:
    found = draw(documents(labels=st.sampled_from(LABELS)))
    mentions = [mention._replace(entity=draw(entity_ids)) for mention in found.mentions]
    return DocumentRecord(found.text, mentions, id=found.id or "x", name="a.txt", language=found.language)


@relaxed
@given(st.lists(linked_documents(), min_size=1, max_size=3))
def test_aida_reads_mentions_with_their_entities(given_documents: list[DocumentRecord]) -> None:
    data, losses = written(get_format("aida"), *given_documents)
    check_same_or_lost(list(read_aida(data.removeprefix(b"\xef\xbb\xbf"))), given_documents, losses, entities=True)


# WebAnno TSV 3.3

TSV_ESCAPES = re.compile(r"\\(.)")


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def stacked(cell: str) -> list[tuple[str, str | None]]:
    """Return the values in a cell with their numbers: ``a[1]|b[2]``, with reserved characters behind a backslash."""
    parts = re.split(r"(?<!\\)((?:\\\\)*)\|", cell)
    joined = [parts[at] + (parts[at + 1] if at + 1 < len(parts) else "") for at in range(0, len(parts), 2)]
    found = []
    for part in joined:
        number = re.search(r"(?<!\\)(?:\\\\)*\[(\d+)\]$", part)
        value = part[: part.rindex("[")] if number else part
        found.append((TSV_ESCAPES.sub(r"\1", value), number[1] if number else None))
    return found


def read_webanno(data: bytes) -> Found:
    lines = data.decode("utf-8").split("\n")
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    headers = [line for line in lines[1:] if line.startswith("#T_")]
    assert headers == ["#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value"]
    places: dict[str, tuple[int, int, str, str]] = {}
    single: list[tuple[int, int, str, str]] = []
    words: dict[int, str] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        identifier, place, text, *cells = line.split("\t")
        assert re.fullmatch(r"\d+-\d+(\.\d+)?", identifier)
        start, end = map(int, place.split("-"))
        assert len(utf16(text)) == 2 * (end - start), "offsets count UTF-16 units"
        if "." not in identifier:
            words[start] = text
        assert cells.pop() == "", "a row ends with a tab"
        if not cells or cells == ["_", "_"]:
            continue
        identifiers, values = map(stacked, cells)
        assert [number for _, number in identifiers] == [number for _, number in values]
        for (entity, number), (label, _) in zip(identifiers, values, strict=True):
            if number is None:
                single.append((start, end, label, entity))
            else:
                first = places.setdefault(number, (start, end, label, entity))
                assert first[2:] == (label, entity)
                places[number] = (first[0], max(first[1], end), label, entity)
    units = {}
    text = ""
    for start in sorted(words):
        at = start
        for character in words[start]:
            units[at] = len(text)
            at += len(utf16(character)) // 2
            text += "" if character.isspace() else character
            units[at] = len(text)
    marks = [
        Marked(units[start], units[end], label, "" if entity == "*" else entity)
        for start, end, label, entity in [*places.values(), *single]
    ]
    return Found(text, marks)


@relaxed
@given(linked_documents())
def test_webanno_reads_spans_with_their_entities(document: DocumentRecord) -> None:
    files, losses = written_files(get_format("webanno-tsv"), [document])
    (data,) = files.values()
    found = read_webanno(data)
    # Characters that the format cannot hold are in the report, and stand as U+FFFD in the text.
    assert len(found.text) == len(squeezed(document.text)) or LossKind.CHARACTER_REPLACED in losses.counts
    assume(LossKind.CHARACTER_REPLACED not in losses.counts)
    assert found.text == squeezed(document.text)
    check_same_or_lost([found], [document], losses, entities=True)
