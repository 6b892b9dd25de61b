"""A document's text as the blocks that are laid out one by one.

A block is a paragraph, or a piece of a very long one. Paragraphs end at line feeds; the other characters that end a
bidirectional paragraph (UAX #9, class B) end a block, too, so that no block ever has one inside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

LONGEST_BLOCK: Final = 8_000
"""In code points. Longer paragraphs are laid out in pieces, so that none takes longer than a frame."""

_NEAREST_CUT: Final = LONGEST_BLOCK - 2_000
_ROOMLESS_BLOCK: Final = 500
"""For stretches of nothing but marks and controls, of which a sight would otherwise hold a hundred thousand."""

_SAMPLING: Final = 16
_SEPARATORS: Final = "\u2029\x85\x1c\x1d\x1e"
_SEPARATOR: Final = re.compile(f"[{_SEPARATORS}]")
_LAST_SPACE: Final = re.compile(r"\s(?=\S*$)")
_CALM_SPACE: Final = re.compile(r"[^\W\d_](\s)(?=[^\W\d_])")


class Blocks:
    """The blocks of a text, found by number, by offset and by paragraph. All offsets are code points of the text."""

    __slots__ = ("_ends", "_first_of", "_paragraph_of", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        paragraph_lengths = [len(paragraph) for paragraph in text.split("\n")]
        ends = [end - 1 for end in accumulate(length + 1 for length in paragraph_lengths)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        if max(paragraph_lengths) <= LONGEST_BLOCK and not any(mark in text for mark in _SEPARATORS):
            self._starts, self._ends = starts, ends
            self._paragraph_of: list[int] | None = None
            self._first_of: list[int] | None = None
            return
        self._starts, self._ends, self._paragraph_of, self._first_of = [], [], [], []
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            self._first_of.append(len(self._starts))
            for piece_start, piece_end in _pieces(text, start, end):
                self._starts.append(piece_start)
                self._ends.append(piece_end)
                self._paragraph_of.append(number)

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def starts(self) -> Sequence[int]:
        """Where each block begins; not to be changed."""
        return self._starts

    def start(self, block: int) -> int:
        """Return where a block begins."""
        return self._starts[block]

    def end(self, block: int) -> int:
        """Return where a block ends, before the character that ends its paragraph."""
        return self._ends[block]

    def length(self, block: int) -> int:
        """Return how many code points a block has."""
        return self._ends[block] - self._starts[block]

    def content(self, block: int) -> str:
        """Return the text of a block."""
        return self.text[self._starts[block] : self._ends[block]]

    def at(self, offset: int) -> int:
        """Return the block that an offset belongs to; the offset of a line feed belongs to the block it ends."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @property
    def paragraphs(self) -> int:
        """The number of paragraphs; at least one."""
        return len(self._starts) if self._first_of is None else len(self._first_of)

    def paragraph(self, block: int) -> int:
        """Return the 0-based number of the paragraph that a block belongs to."""
        return block if self._paragraph_of is None else self._paragraph_of[block]

    def of_paragraph(self, paragraph: int) -> range:
        """Return the blocks of a paragraph."""
        if self._first_of is None:
            return range(paragraph, paragraph + 1)
        following = paragraph + 1
        end = self._first_of[following] if following < len(self._first_of) else len(self._starts)
        return range(self._first_of[paragraph], end)

    def opens_paragraph(self, block: int) -> bool:
        """Tell whether a block is its paragraph's first."""
        return block == self.of_paragraph(self.paragraph(block)).start

    def closes_paragraph(self, block: int) -> bool:
        """Tell whether a block is its paragraph's last."""
        return block == self.of_paragraph(self.paragraph(block)).stop - 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph after its inner separators, and each part where it grows too long."""
    position = start
    for found in _SEPARATOR.finditer(text, start, end):
        yield from _short_pieces(text, position, found.start())
        position = found.end()
    yield from _short_pieces(text, position, end)


def _short_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_BLOCK or (end - start > _ROOMLESS_BLOCK and _is_roomless(text, start)):
        cut = _cut(text, start)
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, start: int) -> int:
    """Find where a long stretch is cut: after a space between letters, else after any space, else anywhere.

    Between two letters no digit or punctuation mark stands whose direction depends on the other side of the cut.
    """
    if _is_roomless(text, start):
        return start + _ROOMLESS_BLOCK
    window = text[start + _NEAREST_CUT : start + LONGEST_BLOCK]
    calm = [found.end(1) for found in _CALM_SPACE.finditer(window)]
    if calm:
        return start + _NEAREST_CUT + calm[-1]
    found = _LAST_SPACE.search(window)
    return start + (_NEAREST_CUT + found.end() if found is not None else LONGEST_BLOCK)


def _is_roomless(text: str, start: int) -> bool:
    """Tell whether a stretch begins with nothing but marks and controls."""
    return not any(map(str.isalnum, text[start : start + _ROOMLESS_BLOCK : _SAMPLING]))
