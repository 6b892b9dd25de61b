"""What takes an act back: steps that put rows as they were, written so that they survive a new version.

A log of steps is kept compressed in the history. It is read from its end, because what was done last has to be taken
back first; so it is cut into pieces that are compressed each by itself, and never has to be in memory whole.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

Row = Mapping[str, Any]  # Any: a column of any type; images of rows are written and read, never looked into

_PIECE_CHARACTERS: Final = 1 << 20
_LENGTH: Final = struct.Struct(">I")
_FAST: Final = 1
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Update(NamedTuple):
    """Give some columns of a row their old values back. ``expects`` is the revision that the row has until then."""

    table: str
    id: str
    expects: int
    values: Row


class Insert(NamedTuple):
    """Put a whole row back."""

    table: str
    row: Row


class Remove(NamedTuple):
    """Take a row out. ``expects`` is its revision until then."""

    table: str
    id: str
    expects: int


class Extent(NamedTuple):
    """How many rows there are, and the sum of their revisions: any later act changes one or the other."""

    rows: int
    revisions: int


class Rows(NamedTuple):
    """Many rows of one table, each a sequence in the order of the columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def revisions(self) -> list[int]:
        """Return the revision of each row."""
        place = self.columns.index("revision")
        return [row[place] for row in self.rows]

    @property
    def extent(self) -> Extent:
        """How many there are, and the sum of their revisions."""
        return Extent(len(self.rows), sum(self.revisions()))


class InsertDocument(NamedTuple):
    """Put a document back with its text, mentions and links."""

    document: Row
    text: str
    mentions: Rows
    links: Rows

    def latest_row(self) -> Row:
        """Return the row, or one as good, that was written last."""
        revisions = (rows.revisions() for rows in (self.mentions, self.links))
        return {"revision": max(self.document["revision"], *(max(found, default=0) for found in revisions))}


class RemoveDocument(NamedTuple):
    """Take a document out with its mentions and links, which are as the act left them if their extents are these."""

    id: str
    expects: int
    mentions: Extent
    links: Extent


Step = Update | Insert | Remove | InsertDocument | RemoveDocument


def encoded(step: Step) -> str:
    """Return a step as one line of JSON."""
    return _ENCODER.encode([type(step).__name__, *step])


def decoded(line: str) -> Step:
    """Read what :func:`encoded` wrote."""
    kind, *rest = json.loads(line)
    match kind:
        case "Update":
            return Update(*rest)
        case "Insert":
            return Insert(*rest)
        case "Remove":
            return Remove(*rest)
        case "InsertDocument":
            document, text, mentions, links = rest
            return InsertDocument(document, text, Rows(*mentions), Rows(*links))
        case _:
            identifier, expects, mentions, links = rest
            return RemoveDocument(identifier, expects, Extent(*mentions), Extent(*links))


class StepWriter:
    """Gathers steps into a log."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._lines: list[str] = []
        self._characters = 0

    def write(self, line: str) -> None:
        """Add a step that is encoded already."""
        self._lines.append(line)
        self._characters += len(line)
        if self._characters >= _PIECE_CHARACTERS:
            self._cut()

    def finish(self) -> bytes:
        """Return the log."""
        self._cut()
        return b"".join(self._pieces)

    def _cut(self) -> None:
        if self._lines:
            piece = zlib.compress("\n".join(self._lines).encode(), _FAST)
            self._pieces.append(_LENGTH.pack(len(piece)) + piece)
            self._lines.clear()
            self._characters = 0


def steps_backwards(log: bytes) -> Iterator[Step]:
    """Read a log from its last step to its first."""
    for start, end in reversed(list(_pieces_of(log))):
        lines = zlib.decompress(log[start:end]).decode().split("\n")
        for line in reversed(lines):
            yield decoded(line)


def _pieces_of(log: bytes) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(log):
        (length,) = _LENGTH.unpack_from(log, place)
        place += _LENGTH.size
        yield place, place + length
        place += length
