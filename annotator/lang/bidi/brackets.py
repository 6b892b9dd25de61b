"""Paired brackets (UAX #9 definitions BD14 to BD16)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_MOST_OPEN: Final = 63


def _pairs() -> Iterator[tuple[int, int]]:
    """Yield the bracket pairs of BidiBrackets.txt (Unicode 15): most closers follow their opener directly."""
    yield from ((0x5B, 0x5D), (0x7B, 0x7D), (0xFF3B, 0xFF3D), (0xFF5B, 0xFF5D))
    yield from ((0x298D, 0x2990), (0x298F, 0x298E))
    neighbours = (
        (0x0028, 0x0029), (0x0F3A, 0x0F3D), (0x169B, 0x169C), (0x2045, 0x2046), (0x207D, 0x207E), (0x208D, 0x208E),
        (0x2308, 0x230B), (0x2329, 0x232A), (0x2768, 0x2775), (0x27C5, 0x27C6), (0x27E6, 0x27EF), (0x2983, 0x298C),
        (0x2991, 0x2998), (0x29D8, 0x29DB), (0x29FC, 0x29FD), (0x2E22, 0x2E29), (0x2E55, 0x2E5C), (0x3008, 0x3011),
        (0x3014, 0x301B), (0xFE59, 0xFE5E), (0xFF08, 0xFF09), (0xFF5F, 0xFF60), (0xFF62, 0xFF63),
    )  # fmt: skip
    for first, last in neighbours:
        yield from ((opener, opener + 1) for opener in range(first, last, 2))


def _canonical(character: str) -> str:
    """Return the character that stands for all that are canonically equivalent (U+2329 and U+3008, for one)."""
    return unicodedata.normalize("NFD", character)


PAIRS: Final = {chr(opener): chr(closer) for opener, closer in _pairs()}
"""Each opening bracket with its closing one."""

OPENING: Final = {opener: _canonical(closer) for opener, closer in PAIRS.items()}
"""Each opening bracket with its closing one, in canonical form."""

CLOSING: Final = {closer: _canonical(closer) for closer in PAIRS.values()}
"""Each closing bracket with its canonical form."""

_BRACKET: Final = re.compile("[" + re.escape("".join((*OPENING, *CLOSING))) + "]")


def bracket_pairs(text: str, classes: str, neutral: str) -> list[tuple[int, int]]:
    """Find the bracket pairs of an isolating run sequence (BD16), in the order of their opening brackets.

    Args:
        text: The characters of the sequence.
        classes: Their current classes; only brackets that are still neutral count.
        neutral: The letter for neutral.
    """
    open_brackets: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(text):
        position, character = found.start(), found.group()
        if classes[position] != neutral:
            continue
        if closer := OPENING.get(character):
            if len(open_brackets) == _MOST_OPEN:
                break
            open_brackets.append((closer, position))
            continue
        wanted = CLOSING[character]
        for depth in range(len(open_brackets) - 1, -1, -1):
            if open_brackets[depth][0] == wanted:
                pairs.append((open_brackets[depth][1], position))
                del open_brackets[depth:]
                break
    return sorted(pairs)
