"""Documents: texts that never change once they are in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from annotator.core.errors import UserError
from annotator.core.ids import DocumentId

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TITLE_LENGTH = 160


class Direction(StrEnum):
    """A base direction, or the wish to have it found from the text."""

    AUTO = "auto"
    LTR = "ltr"
    RTL = "rtl"


class DocumentState(StrEnum):
    """How far the work on a document has come."""

    NEW = "NEW"
    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"

    @classmethod
    def parse(cls, text: str) -> DocumentState:
        """Read a state however it is spelled (``in progress``, ``IN-PROGRESS``, …).

        Raises:
            UserError: There is no such state.
        """
        wanted = re.sub(r"[\s-]+", "_", text.strip()).upper()
        try:
            return cls(wanted)
        except ValueError:
            raise UserError(
                "There is no state {state}; the states are {known}.", state=text, known=", ".join(cls)
            ) from None


@dataclass(frozen=True)
class Document:
    """An immutable text with what is known about it.

    Attributes:
        id: Kept as given on import.
        name: The name it came under, usually a file name.
        title: One line to show.
        text: The stored text: as decoded, first BOM removed, line ends made LF, otherwise untouched.
        language: BCP 47 code.
        direction: The base direction for all its paragraphs, or AUTO to find each from its text.
        date: ISO 8601 date, possibly only a month or a year, or None.
        state: How far the work has come.
        source: Where it came from (a path or URL), or "".
        encoding: The encoding its file was decoded from, or "".
        paragraph_directions: Directions forced for single paragraphs, by 0-based paragraph index.
    """

    id: DocumentId
    name: str
    title: str
    text: str
    language: str
    direction: Direction = Direction.AUTO
    date: str | None = None
    state: DocumentState = DocumentState.NEW
    source: str = ""
    encoding: str = ""
    paragraph_directions: Mapping[int, Direction] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the text in UTF-8. Raises UserError when the text cannot be stored."""
        return sha256_of(self.text)


def sha256_of(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text in UTF-8. Raises UserError as :func:`check_storable` does."""
    return hashlib.sha256(_in_utf8(text)).hexdigest()


def check_storable(text: str) -> None:
    """Refuse text that no database can hold.

    Raises:
        UserError: The text has a NUL or a lone surrogate; its ``line`` says where the first one stands.
    """
    _in_utf8(text)


def _in_utf8(text: str) -> bytes:
    """Encode a text, which finds a lone surrogate several times faster than looking for one."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = b"\x00"
    if b"\x00" in encoded:
        raise _unstorable(text)
    return encoded


def _unstorable(text: str) -> UserError:
    found = _UNSTORABLE.search(text)
    assert found is not None  # noqa: S101 - asked only of a text that has one
    line = text.count("\n", 0, found.start()) + 1
    if found.group() == "\x00":
        return UserError(
            "The text has a NUL character (U+0000), which cannot be stored. It may be a binary file, or UTF-16 "
            "text that was not recognised: choose its encoding and import it again.",
            line=line,
        )
    return UserError(
        "The text has half of a surrogate pair (U+{code:04X}), which is not a character. Repair the file and "
        "import it again.",
        line=line,
        code=ord(found.group()),
    )


def title_of(text: str, fallback: str) -> str:
    """Return the first line that says something, shortened at a word, or the fallback."""
    for line in text.split("\n"):
        title = " ".join(line.split())
        if title:
            if len(title) <= _TITLE_LENGTH:
                return title
            return title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
    return fallback
