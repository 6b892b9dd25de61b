"""Tokens of Hebrew, Arabic and English text, alone and mixed, by the rule of ``annotator.lang.token_rule``.

All offsets are code points. Looking at one place reads no more of the text than the stretch without white space
around it, which no token crosses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.core.offsets import Span
from annotator.lang.graphemes import grapheme_bounds, graphemes
from annotator.lang.sentences import sentence_at
from annotator.lang.token_rule import token_pattern

__all__ = [
    "grapheme_bounds",
    "graphemes",
    "next_token_bound",
    "next_token_start",
    "previous_token_bound",
    "previous_token_end",
    "sentence_at",
    "token_at",
    "token_bounds",
    "tokens",
]

_STRETCH: Final = re.compile(r"\S+\s?")


def token_bounds(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where each token begins and ends.

    Args:
        text: The text.
        start: Where to begin reading: at a bound of tokens.
        end: Where to stop: at a bound of tokens; None for the end of the text.
    """
    return (found.span() for found in token_pattern().finditer(text, start, len(text) if end is None else end))


def tokens(text: str) -> list[Span]:
    """Return the tokens of a text in order; they never overlap, hold no white space and cut no grapheme cluster."""
    return [Span(start, end) for start, end in token_bounds(text)]


def token_at(text: str, offset: int) -> Span | None:
    """Return the token that holds the code point at an offset, or None where there is none, as between words."""
    if not 0 <= offset < len(text) or text[offset].isspace():
        return None
    for start, end in token_bounds(text, *_stretch_around(text, offset)):
        if start <= offset < end:
            return Span(start, end)
    return None


def next_token_bound(text: str, offset: int) -> int:
    """Return where the first token that ends after an offset ends, or the length of the text."""
    ends = (end for _, end in _tokens_from(text, offset) if end > offset)
    return next(ends, len(text))


def next_token_start(text: str, offset: int) -> int:
    """Return where the first token that begins after an offset begins, or the length of the text."""
    starts = (start for start, _ in _tokens_from(text, offset) if start > offset)
    return next(starts, len(text))


def previous_token_bound(text: str, offset: int) -> int:
    """Return where the last token that begins before an offset begins, or 0."""
    starts = (start for start, _ in _tokens_back_from(text, offset) if start < offset)
    return next(starts, 0)


def previous_token_end(text: str, offset: int) -> int:
    """Return where the last token that ends before an offset ends, or 0."""
    ends = (end for _, end in _tokens_back_from(text, offset) if end < offset)
    return next(ends, 0)


def _tokens_from(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the stretch around an offset and of those after it."""
    start, _ = _stretch_around(text, offset)
    return token_bounds(text, start)


def _tokens_back_from(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the stretch around an offset and of those before it, last first."""
    start, end = _stretch_around(text, offset)
    while True:
        yield from reversed(list(token_bounds(text, start, end)))
        end = start
        while end and text[end - 1].isspace():
            end -= 1
        if not end:
            return
        start, end = _stretch_around(text, end - 1)


def _stretch_around(text: str, offset: int) -> tuple[int, int]:
    """Return the bounds of the piece without white space around an offset, and one behind it for the rule to see."""
    start = max(0, min(offset, len(text)))
    while start and not text[start - 1].isspace():
        start -= 1
    found = _STRETCH.match(text, start)
    return start, found.end() if found else start + 1
