"""brat standoff: a text file and an annotation file beside it, as brat keeps them (http://brat.nlplab.org/standoff.html).

``NAME.txt`` is the text in UTF-8; offsets are Unicode code points of it. ``NAME.ann`` has a line ``T`` for each mark,
a line ``N`` for its entity (``Reference T1 annotator:ID``; Wikidata ids as ``Wikidata:Q…``), and a note ``#`` of type
``AnnotatorNotes`` in JSON for whatever else it says. A mark that runs over a line's end is several fragments, as brat
itself writes it. ``annotation.conf`` lists the labels, so that the folder can be opened in brat as it is. White space
in labels and entity ids is written as in URLs (``%20``).

Lost is what is known about a document beyond the name of its file, and, counted in the report, a byte order mark that
its text begins with: a word joiner (U+2060), which is what it means inside a text, stands in its place, since readers
take such a mark for the encoding's. Reading takes entities from ``N`` lines, notes of ours, and nothing of relations,
events, attributes and notes of others, which a remark counts. A mark of several pieces with other text between them is
left out with a remark: half of it would be another mark. In files that begin with a byte order mark brat counts it, and
so does reading where the marks' text says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, EntityRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Folder, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.conll_rows import is_renamed, original, safe
from annotator.formats.decoding import Decoded, decode_file
from annotator.formats.file_names import FileNames
from annotator.formats.json_facts import Facts, facts_of_mention, own_facts, surfaces
from annotator.formats.json_mentions import parse_mentions, span_remarks
from annotator.formats.json_parsing import parse_record
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.offset_repair import Claim, reconcile
from annotator.formats.remarks import Remark, is_visible, text_remarks
from annotator.formats.sniffing import Sample
from annotator.lang.scripts import guess_language

_SETTINGS: Final = "annotation.conf"
_OWN_BASE: Final = "annotator"
_WIKIDATA: Final = "Wikidata"
_QID = re.compile(r"Q[1-9]\d*")
_BREAKS = re.compile(r"[\t\v\f\x1c-\x1f\x85\u2028\u2029]|(?<!\r)\n")
_LINE_OF_TEXT = re.compile(r"[^\n]+")
_TEXT_BOUND = re.compile(r"(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)")
_REFERENCE = re.compile(r"Reference (T\S+) ([^:\s]+):(\S+)")
_NOTE = re.compile(r"AnnotatorNotes (T\S+)")
_OTHERS: Final = "REAM*#"
_BYTE_ORDER_MARK, _WORD_JOINER = "\ufeff", "\u2060"
_MARKS_IN_BYTES: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _write(contents: Sequence[Content], folder: Folder, _options: WriteOptions, losses: LossReport) -> None:
    for content in contents:
        names, labels = FileNames(), dict[str, None]()
        place = f"{content.part}/" if content.part else ""
        for document in content.documents:
            name = names.name_for(document)
            text = _text_of(document, losses)
            with folder.open(f"{place}{name}.ann") as out:
                out.write("".join(_lines(document, text, losses)).encode("utf-8"))
            with folder.open(f"{place}{name}.txt") as out:
                out.write(text.encode("utf-8"))
            labels |= dict.fromkeys(safe(mention.label) for mention in document.mentions)
        with folder.open(f"{place}{_SETTINGS}") as out:
            sections = ("[entities]", *sorted(labels), "", "[relations]", "", "[events]", "", "[attributes]", "")
            out.write("\n".join(sections).encode("utf-8"))


def _text_of(document: DocumentRecord, losses: LossReport) -> str:
    text = document.text
    if not text.startswith(_BYTE_ORDER_MARK):
        return text
    losses.add(LossKind.CHARACTER_REPLACED, document, MentionRecord(0, 1, ""))
    return _WORD_JOINER + text.removeprefix(_BYTE_ORDER_MARK)


def _lines(document: DocumentRecord, text: str, losses: LossReport) -> Iterator[str]:
    links = notes = 0
    for number, (mention, surface) in enumerate(surfaces(document), start=1):
        fragments = [found.span() for found in _LINE_OF_TEXT.finditer(surface)]
        places = [(mention.start + start, mention.start + end) for start, end in fragments]
        if is_renamed(mention, keeps_links=True):
            losses.add(LossKind.RENAMED, document, mention)
        if not places:
            # Nothing but line ends: brat has no place for it, and the first of them stands for all.
            places = [(mention.start, mention.start + 1)]
        covered = " ".join(text[start:end] for start, end in places)
        offsets = ";".join(f"{start} {end}" for start, end in places)
        covered = _BREAKS.sub(" ", covered)
        yield f"T{number}\t{safe(mention.label)} {offsets}\t{covered}\n"
        if mention.entity:
            links += 1
            base = _WIKIDATA if _QID.fullmatch(mention.entity) else _OWN_BASE
            yield f"N{links}\tReference T{number} {base}:{safe(mention.entity)}\t{covered}\n"
        if facts := _noted(mention, places):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{json.dumps(facts)}\n"


def _noted(mention: MentionRecord, places: Sequence[tuple[int, int]]) -> Facts:
    facts = facts_of_mention(mention)
    if facts.get("entity"):
        facts.pop("entity")
    if (places[0][0], places[-1][1]) != (mention.start, mention.end):
        facts |= {"start": mention.start, "end": mention.end}
    return facts


def companions_of(path: Path) -> Sequence[Path]:
    """Return the text that an annotation file is about, and the settings beside it."""
    if path.suffix.lower() != ".ann":
        return ()
    return [path.with_suffix(".txt"), path.with_name(_SETTINGS)]


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    marks, text = (path.with_suffix(".ann"), path) if path.suffix == ".txt" else (path, path.with_suffix(".txt"))
    if not text.is_file():
        yield UserError(
            "The text that these annotations are about is missing: {name} must stand beside them.",
            path=path,
            name=text.name,
        )
        return
    try:
        decoded = decode_file(text, options.encoding)
        written = marks.read_bytes().removeprefix(b"\xef\xbb\xbf") if marks.is_file() else b""
        lines = _decoded_lines(written)
        yield from _document(decoded, _as_given(text, decoded), lines, text.name)
    except UserError as error:
        yield error.at(path)


def _decoded_lines(written: bytes) -> list[str]:
    try:
        return written.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise UserError("The annotations are not valid UTF-8.", line=line) from None


def _as_given(path: Path, decoded: Decoded) -> str:
    """Return the text as its file has it, with its line ends and byte order mark, which offsets may count."""
    raw = path.read_bytes()
    mark = _BYTE_ORDER_MARK if raw.startswith(_MARKS_IN_BYTES) else ""
    return mark + (raw.decode(decoded.encoding).removeprefix(_BYTE_ORDER_MARK) if b"\r" in raw else decoded.text)


@dataclass(slots=True)
class _Marks:
    """What an annotation file says."""

    spans: dict[str, tuple[int, str, list[tuple[int, int]], str]] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Facts] = field(default_factory=dict)
    others: int = 0

    def count_from_the_mark(self) -> None:
        """Understand offsets as brat does, for which a byte order mark is a character of the text."""
        for identifier, (number, label, places, covered) in self.spans.items():
            moved = [(max(0, start - 1), end - 1) for start, end in places]
            self.spans[identifier] = number, label, moved, covered.removeprefix(_BYTE_ORDER_MARK)

    def take(self, number: int, line: str) -> None:
        """Take one line. Raises UserError."""
        identifier, _, rest = line.partition("\t")
        said, _, covered = rest.partition("\t")
        if identifier.startswith("T"):
            found = _TEXT_BOUND.fullmatch(said)
            if found is None or identifier in self.spans:
                raise UserError(
                    "A line of a mark has an id of its own, a tab, a label with start and end, a tab, and the text.",
                    line=number,
                )
            pairs = [tuple(map(int, pair.split())) for pair in found[2].split(";")]
            self.spans[identifier] = (number, original(found[1]), [(start, end) for start, end in pairs], covered)
        elif found := _REFERENCE.fullmatch(said):
            known_base = found[2] in (_OWN_BASE, _WIKIDATA)
            entity = original(found[3])
            entity = entity if known_base else f"{found[2]}:{entity}"
            self.entities.setdefault(found[1], entity)
            if found[2] != _OWN_BASE and is_visible(covered):
                self.names.setdefault(entity, " ".join(covered.split()))
        elif (found := _NOTE.fullmatch(said)) and covered.startswith("{"):
            note = parse_record(covered.encode("utf-8"))
            self.notes[found[1]] = dict(note) if isinstance(note, dict) else {}
        elif identifier[:1] in _OTHERS and identifier[:1]:
            self.others += 1
        else:
            raise UserError("This is not a line of brat's annotations.", line=number)


def _document(decoded: Decoded, given: str, lines: Sequence[str], name: str) -> Iterator[Item]:
    marks = _Marks()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                marks.take(number, line)
            except UserError as error:
                raise error.at(line=number) from None
    text = decoded.text
    kept, in_pieces, mentions, remark = _understood(marks, given, text)
    yield from decoded.remarks
    yield from text_remarks(text)
    if remark is not None:
        yield remark.at(marks.spans[kept[0]][0])
    yield from span_remarks(text, mentions)
    if in_pieces:
        yield Remark(
            "Marks of several pieces with other text between them were left out: {count}.",
            line=marks.spans[in_pieces[0]][0],
            count=len(in_pieces),
        )
    if without_mark := sum(mark not in marks.spans for mark in marks.entities):
        yield Remark("References of marks that are not there were left out: {count}.", count=without_mark)
    if marks.others:
        yield Remark("Relations, events, attributes and notes were left aside: {count}.", count=marks.others)
    yield from _described(marks)
    yield DocumentRecord(text, mentions, name=name, encoding=decoded.encoding, line=1)


def _understood(
    marks: _Marks, given: str, text: str
) -> tuple[list[str], list[str], list[MentionRecord], Remark | None]:
    """Return the marks of one piece, those of several, where the former stand, and what is to be said of that."""
    bare = given.removeprefix(_BYTE_ORDER_MARK)
    try:
        kept, in_pieces = _whole(marks, bare)
        return kept, in_pieces, *_placed(marks, kept, bare, text)
    except UserError:
        if bare == given:
            raise
        marks.count_from_the_mark()
        kept, in_pieces = _whole(marks, bare)
        return kept, in_pieces, *_placed(marks, kept, bare, text)


def _described(marks: _Marks) -> Iterator[EntityRecord]:
    """Yield the entities of other bases by the names that references give them."""
    types = {entity: marks.spans[mark][1] for mark, entity in reversed(marks.entities.items()) if mark in marks.spans}
    for entity, name in marks.names.items():
        if entity in types:
            external = {"wikidata": entity} if _QID.fullmatch(entity) else {}
            yield EntityRecord(entity, types[entity], {guess_language(name): [name]}, external=external, line=1)


def _whole(marks: _Marks, given: str) -> tuple[list[str], list[str]]:
    """Return the marks of one piece, and those of pieces with more than line ends between them."""
    kept: list[str] = []
    in_pieces: list[str] = []
    for identifier, (_, _, places, _) in marks.spans.items():
        gaps = [given[end:start] for (_, end), (start, _) in pairwise(places)]
        (in_pieces if any(gap.strip("\r\n") for gap in gaps) else kept).append(identifier)
    return kept, in_pieces


def _placed(marks: _Marks, kept: Sequence[str], given: str, text: str) -> tuple[list[MentionRecord], Remark | None]:
    claims = []
    for identifier in kept:
        _, _, places, covered = marks.spans[identifier]
        surface = covered if len(places) == 1 and covered else None
        claims.append(Claim(places[0][0], places[-1][1], surface and _BREAKS.sub(" ", surface)))
    try:
        spans, remark = reconcile(_BREAKS.sub(" ", given), _BREAKS.sub(" ", text), claims)
    except UserError as error:
        number = error.values.get("number")
        at = marks.spans[kept[number - 1]][0] if isinstance(number, int) else None
        raise error.at(line=at) from None
    mentions = []
    for identifier, (start, end) in zip(kept, spans, strict=True):
        number, label, _, _ = marks.spans[identifier]
        note = marks.notes.get(identifier, {})
        own = {"start": start, "end": end, "label": label, **own_facts(note)}
        if identifier in marks.entities:
            own["entity"] = marks.entities[identifier]
        if {"start", "end"} <= note.keys():
            own |= {"start": note["start"], "end": note["end"]}
        mentions.append(_checked(own, text, number))
    return mentions, remark


def _checked(own: Facts, text: str, line: int) -> MentionRecord:
    try:
        (mention,), _ = parse_mentions([own])
    except UserError as error:
        raise error.at(line=line) from None
    if not 0 <= mention.start < mention.end <= len(text):
        raise UserError("The mark ends after its text does, or before it begins.", line=line)
    return mention


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 0.97
    lines = [line for line in sample.text.split("\n")[:50] if line][:-1]
    is_brat = bool(lines) and all(re.match(r"[TNREAM#*]\d*\t", line) for line in lines)
    return 0.7 if is_brat else 0.0


FORMAT = Format(
    name="brat",
    title="brat standoff",
    purpose="go on in brat, links as N lines",
    extensions=(".ann",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=("what is known about the document beyond its name", "a byte order mark at the beginning of the text"),
    sniff=_sniff,
    read=_read,
    write_folder=_write,
    companions=companions_of,
    synonyms=("bratstandoff", "standoff"),
)
