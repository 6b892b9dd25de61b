"""Reading token formats of the CoNLL family: one token a line, a column of tags, empty lines between sentences.

Any number of columns, parted by spaces or tabs, the first the token and the last of those that hold the most tags the
name. IOB1, IOB2, BILOU and BIOSE are read alike. Tokens are joined by single spaces, sentences by line feeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Item, ReadOptions
from annotator.formats.conll_rows import DOCSTART, NOTHING, Meaning, original
from annotator.formats.decoding import decode_file
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import BEGINS, ENDS, OUTSIDE, TAG

Row: TypeAlias = Sequence[str]

_NOTHING_KNOWN: Final = Meaning()


@dataclass(slots=True)
class TokenDocument:
    """A document in the making: tokens joined by spaces, sentences by line feeds."""

    id: str
    line: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[MentionRecord] = field(default_factory=list)
    open: bool = False
    _joint: str = ""

    def add(self, token: str, tag: str, meaning: Meaning = _NOTHING_KNOWN) -> bool:
        """Add a token and return whether a name began on a tag that should only go on with one."""
        return self.tag(self.add_token(token), tag, meaning)

    def add_token(self, token: str) -> int:
        """Add a token and return where it begins."""
        self.pieces += [self._joint, token]
        start = self.length + len(self._joint)
        self.length = start + len(token)
        self._joint = " "
        return start

    def tag(self, start: int, tag: str, meaning: Meaning = _NOTHING_KNOWN) -> bool:
        """Give the last token, which begins there, a tag, or one more; return the same as :meth:`add`."""
        kind, label = tag[0], original(tag[2:])
        goes_on = label != "" and kind not in BEGINS and self.open and self.mentions[-1].label == label
        if goes_on:
            self.mentions[-1] = self.mentions[-1]._replace(end=self.length)
        elif label:
            self.mentions.append(MentionRecord(start, self.length, label, *meaning))
        self.open = bool(label) and kind not in ENDS
        return bool(label) and kind not in BEGINS and not goes_on

    def end_sentence(self) -> None:
        """Begin a new line with the next token."""
        self.open = False
        self._joint = "\n" if self.pieces else ""

    def record(self) -> DocumentRecord:
        """Return the finished document."""
        return DocumentRecord("".join(self.pieces), self.mentions, id=self.id, line=self.line)


def read_rows(path: Path, options: ReadOptions) -> Iterator[Item]:
    """Read a file of the family."""
    return _read(path, options, tells_inside=True)


def read_iob1_rows(path: Path, options: ReadOptions) -> Iterator[Item]:
    """Read a file in which names begin with I- unless one follows another of its label."""
    return _read(path, options, tells_inside=False)


def tagged_lines(sample: Sample) -> bool:
    """Tell whether the beginning of a file looks like tokens with tags."""
    rows = [line.split() for line in sample.text.split("\n")[:50] if line.strip()]
    tagged = sum(len(row) > 1 and TAG.fullmatch(row[-1]) is not None for row in rows[:-1])
    return bool(rows[:-1]) and tagged == len(rows) - 1


def begun_inside_remark(lines: Sequence[int]) -> Remark:
    """Return what is to be said of names that begin on a tag for going on, at these lines."""
    return Remark(
        "Names that begin with I- where nothing goes on: {count}. They were taken to begin there.",
        line=lines[0],
        count=len(lines),
    )


def document_id(row: Row) -> str:
    """Return the id that the line which begins a document gives, or "" when it gives none."""
    given = row[2] if len(row) == 4 else NOTHING
    return "" if given in {NOTHING, "-X-", OUTSIDE} else original(given)


def is_docstart(row: Row) -> bool:
    """Tell whether a line begins a document."""
    return row[0] == DOCSTART and (len(row) < 2 or row[1] != NOTHING)


def _read(path: Path, options: ReadOptions, *, tells_inside: bool) -> Iterator[Item]:
    try:
        decoded = decode_file(path, options.encoding)
        yield from decoded.remarks
        rows = [(line, row.split()) for line, row in enumerate(decoded.text.split("\n"), start=1)]
        yield from _documents(rows, _tag_column(rows), tells_inside=tells_inside)
    except UserError as error:
        yield error.at(path)


def _tag_column(rows: Sequence[tuple[int, list[str]]]) -> int:
    """Return the last of the columns that hold the most tags.

    Raises:
        UserError: There is no such column, or not every line has the same number of columns.
    """
    tokens = [(line, row) for line, row in rows if row and not is_docstart(row)]
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
    tagged = [sum(TAG.fullmatch(row[column]) is not None for _, row in tokens) for column in range(1, len(first))]
    if not tagged or not max(tagged):
        raise UserError(
            "There is no column of IOB tags (O, B-LABEL, I-LABEL) here; the last one says “{tag}”.",
            line=first_line,
            tag=first[-1],
        )
    return max(range(len(tagged)), key=lambda column: (tagged[column], column)) + 1


def _documents(rows: Sequence[tuple[int, list[str]]], tag_column: int, *, tells_inside: bool) -> Iterator[Item]:
    current = TokenDocument("", 1)
    begun_inside: list[int] = []
    for line, row in rows:
        if not row:
            current.end_sentence()
        elif is_docstart(row):
            if current.pieces:
                yield current.record()
            current = TokenDocument(document_id(row), line)
        elif TAG.fullmatch(row[tag_column]) is None:
            raise UserError("“{tag}” is not an IOB tag (O, B-LABEL or I-LABEL).", line=line, tag=row[tag_column])
        elif current.add(row[0], row[tag_column], _meaning_of(row, tag_column)):
            begun_inside.append(line)
    if begun_inside and tells_inside:
        yield begun_inside_remark(begun_inside)
    if current.pieces:
        yield current.record()


def _meaning_of(row: Row, tag_column: int) -> Meaning:
    is_ours = len(row) == 4 and tag_column == 3 and row[1] == NOTHING
    return Meaning.parse(row[2]) if is_ours else _NOTHING_KNOWN
