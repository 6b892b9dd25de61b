"""CoNLL-2003 with entities: one token a line, four columns, names in IOB2.

The columns of the shared task (Tjong Kim Sang and De Meulder 2003) are token, part of speech, chunk and name. The
second says ``_`` here and the third holds the entity: its id, ``NIL`` for a thing that is not in the base, ``_`` where
nothing was decided or there is no name. So programs that take the first and the last column, or the fourth, find what
they look for. A document begins with ``-DOCSTART- -X- ID O``, a sentence ends with an empty line, columns are parted by
one space. White space in ids and labels is written as in URLs (``%20``).

Offsets are tokens. Of names that overlap only the longest is written. Lost, and counted in the report: the others,
date values, and what the token policy cannot keep. Lost as well: the text's own spacing, what is known about the
document beyond its id, ids of mentions and who made them.

Reading takes any number of columns, parted by spaces or tabs, the first the token and the last that holds nothing but
IOB tags the name (IOB1 and IOB2 alike). Tokens are joined by single spaces, sentences by line feeds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote, unquote

from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.decoding import decode_file
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.projection import TokenPolicy, Tokens, TokenSpan, longest_apart, project
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample
from annotator.formats.tokenising import tokenise
from annotator.lang.sentences import sentences

_NOTHING: Final = "_"
DOCSTART: Final = "-DOCSTART-"
_TAG = re.compile(r"O|[BI]-\S+")
_UNSAFE = re.compile(r"[\s%\x00-\x1f]")


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(_document_lines(document, options.tokens, losses)).encode("utf-8"))


def _document_lines(document: DocumentRecord, policy: TokenPolicy, losses: LossReport) -> Iterator[str]:
    text = document.text
    tokens, spans = _flat_spans(document, policy, losses)
    tags = ["O"] * len(tokens)
    entities = [_NOTHING] * len(tokens)
    for mention, first, last in spans:
        label = _safe(mention.label)
        tags[first:last] = [f"I-{label}"] * (last - first)
        tags[first] = f"B-{label}"
        entities[first:last] = [_safe(mention.entity) if mention.entity else _NOTHING] * (last - first)
        _note_facts(document, mention, losses)
    breaks = _sentence_breaks(text, tokens, spans)
    yield f"{DOCSTART} -X- {_safe(document.id or document.name or _NOTHING)} O\n\n"
    for number, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
        if number in breaks:
            yield "\n"
        yield f"{text[start:end]} {_NOTHING} {entities[number]} {tags[number]}\n"
    yield "\n"


def _flat_spans(document: DocumentRecord, policy: TokenPolicy, losses: LossReport) -> tuple[Tokens, list[TokenSpan]]:
    """Return the tokens that can be seen, and names on them that do not overlap."""
    kept, nested = longest_apart(document.mentions)
    notes = [(LossKind.NESTED_LEFT_OUT, mention) for mention in nested]
    tokens = _seen(tokenise(document.text, document.language, policy.tokeniser), document.text)
    tokens, spans = project(tokens, kept, policy.projection, lambda kind, mention: notes.append((kind, mention)))
    spans, colliding = longest_apart(spans)
    left_out = {id(span.mention) for span in colliding}
    # What happened to a mention that is left out in the end does not count.
    notes = [(kind, mention) for kind, mention in notes if id(mention) not in left_out]
    for kind, mention in [*notes, *((LossKind.COLLIDING_LEFT_OUT, span.mention) for span in colliding)]:
        losses.add(kind, document, mention)
    return tokens, spans


def _seen(tokens: Tokens, text: str) -> Tokens:
    places = [
        (start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True) if not text[start:end].isspace()
    ]
    return Tokens([start for start, _ in places], [end for _, end in places])


def _note_facts(document: DocumentRecord, mention: MentionRecord, losses: LossReport) -> None:
    if mention.value is not None:
        losses.add(LossKind.DATE_LEFT_OUT, document, mention)
    if mention.status != MentionStatus.ACCEPTED:
        losses.add(LossKind.STATUS_LEFT_OUT, document, mention)
    if _safe(mention.label) != mention.label or (mention.entity and _safe(mention.entity) != mention.entity):
        losses.add(LossKind.RENAMED, document, mention)


def _sentence_breaks(text: str, tokens: Tokens, spans: Sequence[TokenSpan]) -> set[int]:
    """Return the tokens that begin a sentence, the first one left out, and never inside a name."""
    breaks = {bisect_left(tokens.starts, sentence.end) for sentence in sentences(text)} - {0, len(tokens)}
    for _, first, last in spans:
        breaks.difference_update(range(first + 1, last))
    return breaks


def _safe(name: str) -> str:
    """Return a name without white space, which would part columns; :func:`_original` undoes it."""
    if name == _NOTHING:
        return "%5F"
    return _UNSAFE.sub(lambda found: quote(found.group()), name)


def _original(name: str) -> str:
    return unquote(name)


@dataclass(slots=True)
class _Document:
    """A document in the making: tokens joined by spaces, sentences by line feeds."""

    id: str
    line: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[MentionRecord] = field(default_factory=list)
    open: bool = False
    _joint: str = ""

    def add(self, token: str, tag: str, entity: str | None) -> bool:
        """Add a token and return whether a name began on a tag that should only go on with one."""
        self.pieces += [self._joint, token]
        start = self.length + len(self._joint)
        self.length = start + len(token)
        self._joint = " "
        label = _original(tag[2:])
        goes_on = tag[0] == "I" and self.open and self.mentions[-1].label == label
        if goes_on:
            self.mentions[-1] = self.mentions[-1]._replace(end=self.length)
        elif label:
            self.mentions.append(MentionRecord(start, self.length, label, entity))
        self.open = bool(label)
        return tag[0] == "I" and not goes_on

    def end_sentence(self) -> None:
        """Begin a new line with the next token."""
        self.open = False
        self._joint = "\n" if self.pieces else ""

    def record(self) -> DocumentRecord:
        """Return the finished document."""
        return DocumentRecord("".join(self.pieces), self.mentions, id=self.id, line=self.line)


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    try:
        decoded = decode_file(path, options.encoding)
        yield from decoded.remarks
        rows = [(line, row.split()) for line, row in enumerate(decoded.text.split("\n"), start=1)]
        yield from _documents(rows, _tag_column(rows))
    except UserError as error:
        yield error.at(path)


def _is_docstart(row: Sequence[str]) -> bool:
    return row[0] == DOCSTART and (len(row) < 2 or row[1] != _NOTHING)


def _tag_column(rows: Sequence[tuple[int, list[str]]]) -> int:
    """Return the last of the columns that hold the most IOB tags.

    Raises:
        UserError: There is no such column, or not every line has the same number of columns.
    """
    tokens = [(line, row) for line, row in rows if row and not _is_docstart(row)]
    if not tokens:
        raise UserError("There are no tokens in this file.")
    first_line, first = tokens[0]
    for line, row in tokens:
        if len(row) != len(first):
            raise UserError(
                "This line has {count} columns, the lines before it have {wanted}.",
                line=line,
                count=len(row),
                wanted=len(first),
            )
    tagged = [sum(_TAG.fullmatch(row[column]) is not None for _, row in tokens) for column in range(1, len(first))]
    if not tagged or not max(tagged):
        raise UserError(
            "There is no column of IOB tags (O, B-LABEL, I-LABEL) here; the last one says “{tag}”.",
            line=first_line,
            tag=first[-1],
        )
    return max(range(len(tagged)), key=lambda column: (tagged[column], column)) + 1


def _documents(rows: Sequence[tuple[int, list[str]]], tag_column: int) -> Iterator[Item]:
    current = _Document("", 1)
    begun_inside: list[int] = []
    for line, row in rows:
        if not row:
            current.end_sentence()
        elif _is_docstart(row):
            if current.pieces:
                yield current.record()
            current = _Document(_document_id(row), line)
        elif _TAG.fullmatch(row[tag_column]) is None:
            raise UserError("“{tag}” is not an IOB tag (O, B-LABEL or I-LABEL).", line=line, tag=row[tag_column])
        elif current.add(row[0], row[tag_column], _entity_of(row, tag_column)):
            begun_inside.append(line)
    if begun_inside:
        yield Remark(
            "Names that begin with I- where nothing goes on: {count}. They were taken to begin there.",
            line=begun_inside[0],
            count=len(begun_inside),
        )
    if current.pieces:
        yield current.record()


def _document_id(row: Sequence[str]) -> str:
    given = row[2] if len(row) == 4 else _NOTHING
    return "" if given in {_NOTHING, "-X-", "O"} else _original(given)


def _entity_of(row: Sequence[str], tag_column: int) -> str | None:
    is_ours = len(row) == 4 and tag_column == 3 and row[1] == _NOTHING
    return _original(row[2]) if is_ours and row[2] != _NOTHING else None


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 0.95
    rows = [line.split() for line in sample.text.split("\n")[:50] if line.strip()]
    if sample.text.startswith(DOCSTART):
        return 0.9
    tagged = sum(len(row) > 1 and _TAG.fullmatch(row[-1]) is not None for row in rows[:-1])
    return 0.5 if rows[:-1] and tagged == len(rows) - 1 else 0.0


FORMAT = Format(
    name="conll2003",
    title="CoNLL-2003",
    purpose="one token a line, flat names",
    extensions=(".conll", ".conll2003", ".iob", ".iob2", ".bio"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=(
        "all but the longest of overlapping mentions",
        "date values",
        "the text's own spacing",
        "what is known about the document beyond its id",
        "annotators, statuses, scores and ids of mentions",
    ),
    sniff=_sniff,
    read=_read,
    write=_write,
    uses_tokens=True,
    synonyms=("conll", "conll03", "iob2"),
)
