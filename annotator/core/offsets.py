"""Spans in code points, and the one conversion to and from UTF-16."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from annotator.core.errors import UserError

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points; never empty.

    Raises:
        UserError: The range is empty, reversed, or begins before the text does.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise UserError(
                "The range {start}–{end} is not a piece of text: it must begin at 0 or later and end after it begins.",
                start=self.start,
                end=self.end,
            )

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside this one (equal ranges contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def surface(self, text: str) -> str:
        """Return the piece of text.

        Raises:
            UserError: The span ends after the text does.
        """
        if self.end > len(text):
            raise UserError(
                "The range {start}–{end} ends after the text, which has {length} characters.",
                start=self.start,
                end=self.end,
                length=len(text),
            )
        return text[self.start : self.end]


class Utf16Map:
    """Converts offsets between code points and UTF-16 units for one text.

    Qt, UIMA and JavaScript count UTF-16 units, in which every character above U+FFFF takes two. Building the
    map takes one pass; texts without such characters need no table at all.
    """

    __slots__ = ("_astral_cp", "_astral_u16")

    def __init__(self, text: str) -> None:
        self._astral_cp = [found.start() for found in _ASTRAL.finditer(text)] if not text.isascii() else []
        self._astral_u16 = [cp + k for k, cp in enumerate(self._astral_cp)]

    def to_u16(self, offset: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        if not self._astral_cp:
            return offset
        return offset + bisect_left(self._astral_cp, offset)

    def to_cp(self, offset_u16: int) -> int:
        """Return the code point offset of a UTF-16 offset.

        Raises:
            ValueError: The offset lies inside a surrogate pair.
        """
        if not self._astral_u16:
            return offset_u16
        passed = bisect_left(self._astral_u16, offset_u16)
        if passed and self._astral_u16[passed - 1] == offset_u16 - 1:
            raise ValueError(f"UTF-16 offset {offset_u16} lies inside a surrogate pair")
        return offset_u16 - passed
