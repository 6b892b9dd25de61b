r"""WebAnno TSV 3.3: tokens with layers of annotations, as WebAnno and INCEpTION import and export them.

One file a document. Offsets are UTF-16 units of the text, since they are those of UIMA's Java (``Tsv3XSerializer`` in
INCEpTION's source writes ``getBegin`` and ``getEnd`` as they are). The layer is DKPro's ``NamedEntity`` with the
features ``identifier`` (the entity) and ``value`` (the label). A mark that ends inside a token stands on a sub-token
row (``1-2.1``), so none is moved; nested and overlapping ones are stacked (``a[1]|b[2]``). ``\``, ``[``, ``]``, ``|``,
``_``, ``->``, ``;`` and ``*`` in values are escaped by a backslash. A sentence's text goes on to where the next
begins, so that the white space between them is kept.

Lost, and counted in the report: date values, and the white space at the ends of marks. Lost as well: white space
before the first word, which comes back as spaces; what is known about the document beyond the name of its file;
annotators, statuses, scores and ids of mentions. Reading takes the ``NamedEntity`` layer, or the first layer of spans
where there is none; other layers are left aside with a remark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final, Self

from annotator.core.errors import UserError
from annotator.core.offsets import Utf16Map
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Folder, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.conll_rows import seen_tokens, sentence_breaks
from annotator.formats.decoding import decode_file
from annotator.formats.file_names import FileNames
from annotator.formats.json_facts import surfaces
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.projection import Tokeniser
from annotator.formats.remarks import Remark, text_remarks
from annotator.formats.sniffing import Sample
from annotator.formats.tokenising import tokenise

NAMED_ENTITY: Final = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

_VERSION: Final = "#FORMAT=WebAnno TSV 3."
_HEADER: Final = f"{_VERSION}3\n#T_SP={NAMED_ENTITY}|identifier|value\n\n"
_NO_MARK, _NO_VALUE = "_", "*"
_UNMARKED: Final = f"{_NO_MARK}\t{_NO_MARK}"
_TEXT_ESCAPES: Final = {"\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", "\b": r"\b", "\\": r"\\"}
_VALUE_ESCAPES: Final = {each: f"\\{each}" for each in ("\\", "[", "]", "|", "_", "->", ";", "*")} | {
    "\t": r"\t",
    "\n": r"\n",
}
_LETTERS: Final = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
_IN_TEXT = re.compile(r"[\x00-\x1f\\]")
_IN_VALUE = re.compile(r"->|[\\\[\]|_;\t\n*]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_STACKED = re.compile(r"((?:[^\\|\[]|\\->|\\.)*)(?:\[(\d{1,9})\])?(?:\||$)", re.DOTALL)
_UNIT = re.compile(r"\d+-\d+(?:\.\d+)*")
_OFFSETS = re.compile(r"(\d{1,12})-(\d{1,12})")


def _write(contents: Sequence[Content], folder: Folder, options: WriteOptions, losses: LossReport) -> None:
    for content in contents:
        names = FileNames()
        place = f"{content.part}/" if content.part else ""
        for document in content.documents:
            with folder.open(f"{place}{names.name_for(document)}.tsv") as out:
                out.write(_file(document, options.tokens.tokeniser, losses).encode("utf-8"))


def _file(document: DocumentRecord, tokeniser: Tokeniser, losses: LossReport) -> str:
    text = document.text
    tokens = seen_tokens(tokenise(text, document.language, tokeniser), text)
    marks = defaultdict[tuple[int, int], list[tuple[int, MentionRecord]]](list)
    pieces = defaultdict[int, set[tuple[int, int]]](set)
    for number, (mention, _) in enumerate(surfaces(document), start=1):
        first, last = tokens.touched_by(mention.start, mention.end)
        _note(document, mention, losses, [*tokens.starts[first:last]], [*tokens.ends[first:last]])
        for token in range(first, last):
            whole = tokens.starts[token], tokens.ends[token]
            piece = max(whole[0], mention.start), min(whole[1], mention.end)
            marks[piece].append((number, mention))
            if piece != whole:
                pieces[token].add(piece)
    lines = [_HEADER]
    bounds = [0, *sorted(sentence_breaks(text, tokens, ())), len(tokens)] if len(tokens) else []
    to_u16 = Utf16Map(text).to_u16
    for sentence, (first, last) in enumerate(pairwise(bounds), start=1):
        end = tokens.starts[last] if last < len(tokens) else len(text)
        lines.append("\n")
        lines += [f"#Text={_escaped_text(line)}\n" for line in text[tokens.starts[first] : end].split("\n")]
        for position, token in enumerate(range(first, last), start=1):
            name, start, end = f"{sentence}-{position}", tokens.starts[token], tokens.ends[token]
            cells = _columns(marks[start, end]) if (start, end) in marks else _UNMARKED
            lines.append(f"{name}\t{to_u16(start)}-{to_u16(end)}\t{text[start:end]}\t{cells}\t\n")
            if token in pieces:
                units = enumerate(sorted(pieces[token]), start=1)
                lines += [
                    f"{name}.{at}\t{to_u16(start)}-{to_u16(end)}\t{text[start:end]}\t{_columns(marks[start, end])}\t\n"
                    for at, (start, end) in units
                ]
    return "".join(lines)


def _note(
    document: DocumentRecord, mention: MentionRecord, losses: LossReport, starts: list[int], ends: list[int]
) -> None:
    if not starts:
        losses.add(LossKind.UNALIGNED_LEFT_OUT, document, mention)
        return
    if (mention.start < starts[0] and mention.start < ends[0]) or mention.end > ends[-1]:
        losses.add(LossKind.TRIMMED, document, mention)
    if mention.value is not None:
        losses.add(LossKind.DATE_LEFT_OUT, document, mention)
    if mention.status != "accepted":
        losses.add(LossKind.STATUS_LEFT_OUT, document, mention)
    if _CONTROL.search(mention.label + (mention.entity or "")):
        losses.add(LossKind.CHARACTER_REPLACED, document, mention)


def _columns(marks: Sequence[tuple[int, MentionRecord]]) -> str:
    identifiers = (
        f"{_escaped(mention.entity) if mention.entity else _NO_VALUE}[{number}]" for number, mention in marks
    )
    values = (f"{_escaped(mention.label)}[{number}]" for number, mention in marks)
    return f"{'|'.join(identifiers)}\t{'|'.join(values)}"


def _escaped_text(text: str) -> str:
    return _IN_TEXT.sub(lambda found: _TEXT_ESCAPES.get(found.group(), f"\\{found.group()}"), text)


def _escaped(value: str) -> str:
    value = _CONTROL.sub("\ufffd", value)
    return _IN_VALUE.sub(lambda found: _VALUE_ESCAPES[found.group()], value)


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: _LETTERS.get(found[1], found[1]), value)


@dataclass(slots=True)
class _Columns:
    """Where the label and the entity of a mark stand, counted from the first column of annotations."""

    label: int | None = None
    entity: int | None = None
    count: int = 0
    left_aside: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, header: Sequence[str]) -> _Columns:
        """Find them in the lines that describe the layers."""
        spans: list[tuple[str, int, list[str]]] = []
        others, at = [], 0
        for line in header:
            kind, _, description = line.partition("=")
            layer, *features = description.split("|")
            if kind == "#T_SP":
                spans.append((layer, at, features))
            else:
                others.append(layer)
            at += len(features) if kind != "#T_CH" else 2
        chosen = next((span for span in spans if span[0] == NAMED_ENTITY), spans[0] if spans else None)
        found = cls(count=at, left_aside=[*(layer for layer, _, _ in spans if chosen and layer != chosen[0]), *others])
        if chosen is not None:
            _, first, features = chosen
            names = [name.rpartition("_")[2] if name.startswith("ROLE_") else name for name in features]
            found.entity = first + names.index("identifier") if "identifier" in names else None
            labels = [place for place, name in enumerate(names) if name != "identifier"]
            found.label = first + (names.index("value") if "value" in names else (labels or [0])[0])
        return found


@dataclass(slots=True)
class _Reader:
    """Puts the text together and collects the marks, in UTF-16 units."""

    columns: _Columns
    pieces: list[str] = field(default_factory=list)
    length_u16: int = 0
    sentence: list[str] = field(default_factory=list)
    current: str = ""
    current_u16: int = 0
    begun_u16: int = 0
    to_cp: Callable[[int], int] = int
    marks: dict[object, tuple[int, int, str, str | None]] = field(default_factory=dict)

    @classmethod
    def over(cls, lines: Sequence[str]) -> Self:
        """Go through the lines of a file. Raises UserError."""
        if not lines[0].startswith(_VERSION):
            raise UserError("This is not WebAnno TSV 3: it must begin with {wanted}3.", line=1, wanted=_VERSION)
        reader = cls(_Columns.of([line for line in lines if line.startswith(("#T_SP=", "#T_RL=", "#T_CH="))]))
        for number, line in enumerate(lines[1:], start=2):
            reader.take(line, number)
        if not reader.length_u16:
            raise UserError("There are no tokens in this file.")
        return reader

    def take(self, line: str, number: int) -> None:
        """Take a line of the body. Raises UserError."""
        if line.startswith("#Text="):
            self.sentence.append(_unescaped(line.removeprefix("#Text=")))
            return
        if line.startswith("#") or not line.strip():
            return
        cells = line.split("\t")
        offsets = _OFFSETS.fullmatch(cells[1]) if len(cells) > 2 else None
        if offsets is None or _UNIT.fullmatch(cells[0]) is None:
            raise UserError(
                "A row has a number such as 1-1, offsets such as 0-5, and a token, parted by tabs.", line=number
            )
        start_u16, end_u16 = int(offsets[1]), int(offsets[2])
        if len(cells) - 3 < self.columns.count:
            raise UserError(
                "This row has {count} columns after its token, where the layers have {wanted}.",
                line=number,
                count=len(cells) - 3,
                wanted=self.columns.count,
            )
        if self.sentence:
            self._begin_sentence(start_u16, number)
        self._check(cells[2], start_u16, end_u16, number)
        self._take_marks(cells[3:], start_u16, end_u16, number)

    def _begin_sentence(self, start_u16: int, line: int) -> None:
        gap = start_u16 - self.length_u16
        sentence = "\n".join(self.sentence)
        if not 0 <= gap <= 1_000_000:
            raise UserError("This sentence begins before the one before it ends, or far behind it.", line=line)
        self.pieces += [("\n" if self.pieces else " ") * gap, sentence]
        self.begun_u16 = self.length_u16 + gap
        self.length_u16 = self.begun_u16 + _u16_length(sentence)
        self.current, self.to_cp = sentence, Utf16Map(sentence).to_cp
        self.current_u16 = _u16_length(sentence)
        self.sentence = []

    def _check(self, token: str, start_u16: int, end_u16: int, line: int) -> None:
        sentence, to_cp = self.current, self.to_cp
        first, last = start_u16 - self.begun_u16, end_u16 - self.begun_u16
        found = sentence[to_cp(first) : to_cp(last)] if 0 <= first < last <= self.current_u16 else ""
        if found != token:
            raise UserError(
                "The token “{token}” is said to stand at {start}–{end}, where the text has “{found}”.",
                line=line,
                token=token,
                start=start_u16,
                end=end_u16,
                found=found,
            )

    def _take_marks(self, cells: Sequence[str], start_u16: int, end_u16: int, line: int) -> None:
        if self.columns.label is None or self.columns.label >= len(cells) or cells[self.columns.label] == _NO_MARK:
            return
        values = _values(cells[self.columns.label])
        entities = _values(cells[self.columns.entity]) if self.columns.entity is not None else []
        if entities and len(entities) != len(values):
            raise UserError(
                "{labels} marks stand on this row, but {entities} entities.",
                line=line,
                labels=len(values),
                entities=len(entities),
            )
        for at, (label, identifier) in enumerate(values):
            key: object = int(identifier) if identifier else (line, at)
            entity = entities[at][0] if at < len(entities) else None
            before = self.marks.get(key)
            begun = min(start_u16, before[0]) if before else start_u16
            self.marks[key] = (begun, max(end_u16, before[1] if before else 0), label or "ENTITY", entity)

    def record(self, name: str) -> DocumentRecord:
        """Return the document."""
        text = "".join(self.pieces)
        to_cp = Utf16Map(text).to_cp
        mentions = [
            MentionRecord(to_cp(start), to_cp(end), label, entity) for start, end, label, entity in self.marks.values()
        ]
        return DocumentRecord(text, mentions, name=name, line=1)


def _u16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _values(cell: str) -> list[tuple[str | None, str]]:
    """Return the values that are stacked in a cell, each with its number or ""."""
    found = []
    for value, number in _STACKED.findall(cell):
        if value or number:
            found.append((None if value in (_NO_VALUE, _NO_MARK) else _unescaped(value), number))
    return found


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    try:
        decoded = decode_file(path, options.encoding)
        reader = _Reader.over(decoded.text.split("\n"))
        document = reader.record(path.with_suffix(".txt").name)
    except UserError as error:
        yield error.at(path)
        return
    except ValueError:
        yield UserError("An offset stands inside a character above U+FFFF, which no mark can cut.", path=path)
        return
    yield from decoded.remarks
    if aside := reader.columns.left_aside:
        yield Remark("Layers that have no place here were left aside: {layers}.", layers=", ".join(aside))
    yield from text_remarks(document.text)
    yield document


def _sniff(sample: Sample) -> float:
    return 1.0 if sample.text.startswith(_VERSION) else 0.0


FORMAT = Format(
    name="webanno-tsv",
    title="WebAnno TSV 3.3",
    purpose="go on in INCEpTION or WebAnno",
    extensions=(".tsv",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.UTF16_UNITS,
    losses=(
        "date values",
        "white space before the first word and at the ends of mentions",
        "what is known about the document beyond its name",
        "annotators, statuses, scores and ids of mentions",
    ),
    sniff=_sniff,
    read=_read,
    write_folder=_write,
    synonyms=("webanno", "webannotsv3", "tsv3", "inceptiontsv"),
)
