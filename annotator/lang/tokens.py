"""Tokens and sentences by our own rule for Hebrew, Arabic and English, alone and mixed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from annotator.core.offsets import Span
from annotator.lang.graphemes import grapheme_bounds, graphemes
from annotator.lang.sentences import sentence_at

if TYPE_CHECKING:
    import regex

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

_RULE = r"""
(?(DEFINE)
  (?<letter>   \p{L}\p{M}*+ )
  (?<word>     [\p{L}\p{N}\p{M}\u0640] (?: [\p{L}\p{N}\p{M}\u0640\u00ad\u200c\u200d]* [\p{L}\p{N}\p{M}\u0640] )? )
)
  # An initialism with dots: U.S., a.m., أ.ف.ب
  (?<![\p{L}\p{N}]) (?&letter) (?: \. (?&letter) )+ (?![\p{L}\p{N}]) \.?
  # A calendar date in figures: 2021-11-24
| (?<![\p{N}]) \p{Nd}{4} - \p{Nd}{1,2} - \p{Nd}{1,2} (?!\p{N})
  # An Arabic article before a hyphen belongs to the name: al-Qaeda, אל-קאעידה
| (?<![\p{L}\p{N}]) (?: (?i:al|el) [-\u2010\u2011] (?=\p{Latin})
                      | (?i:ad|an|ar|as|ash|at|ath|az|ad-d|ul) [-\u2010\u2011] (?=\p{Lu})
                      | אל [-\u05be\u2010\u2011] (?=\p{Hebrew}) )?
  (?&word)
  (?:
      (?: (?<=\p{Hebrew}\p{M}*) ["'\u05f3\u05f4\u2019\u201d\u02bc`\u00b4] (?=\p{Hebrew})
        | (?<=\p{Latin}\p{M}*) ['\u2019\u02bc\u02bf\u02be\u2018`] (?! [sS] (?!\p{L}) ) (?=\p{Latin})
        | (?<=\p{Nd}) [.,:/\u066b\u066c] (?=\p{Nd})
        | (?<=\p{Lu}) & (?=\p{Lu})
        | (?<=\p{Lu}) - (?=\p{Nd}+ (?!\p{L}))
      ) (?&word)
  )*
  \u05f3?
  # The English possessive
| ['\u2019] [sS] (?!\p{L})
  # Anything else that can be seen: repeated signs together
| (?<sign>[^\s\p{C}\p{M}]) \p{M}* (?: (?P=sign) )* [\p{M}\u200d]*
"""


@cache
def _token() -> regex.Pattern[str]:
    import regex

    return regex.compile(_RULE, regex.VERBOSE)


def token_bounds(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where each token begins and ends, in code points, for those who need no spans."""
    stop = len(text) if end is None else end
    return (found.span() for found in _token().finditer(text, start, stop))


def tokens(text: str) -> list[Span]:
    """Return the tokens of a text in order; they never overlap and never hold white space."""
    return [Span(start, end) for start, end in token_bounds(text)]


def token_at(text: str, offset: int) -> Span | None:
    """Return the token that holds the code point at an offset, or None where there is only space."""
    for start, end in _around(text, offset):
        if start <= offset < end:
            return Span(start, end)
    return None


def _around(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the piece between white space that holds an offset."""
    if not 0 <= offset < len(text) or text[offset].isspace():
        return iter(())
    start, end = offset, offset
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return token_bounds(text, start, end)


def next_token_bound(text: str, offset: int) -> int:
    """Return where the token that ends next after an offset ends, or the length of the text."""
    position = offset
    while position < len(text):
        for _, end in _around(text, position):
            if end > offset:
                return end
            position = max(position, end)
        position += 1
    return len(text)


def previous_token_bound(text: str, offset: int) -> int:
    """Return where the token that began last before an offset begins, or 0."""
    position = min(offset, len(text)) - 1
    while position >= 0:
        found = [start for start, _ in _around(text, position) if start < offset]
        if found:
            return found[-1]
        position -= 1
    return 0


def next_token_start(text: str, offset: int) -> int:
    """Return where the token that begins next after an offset begins, or the length of the text."""
    position = offset
    while position < len(text):
        for start, _ in _around(text, position):
            if start > offset:
                return start
        position += 1
    return len(text)


def previous_token_end(text: str, offset: int) -> int:
    """Return where the token that ended last before an offset ends, or 0."""
    position = min(offset, len(text)) - 1
    while position >= 0:
        found = [end for _, end in _around(text, position) if end < offset]
        if found:
            return found[-1]
        position -= 1
    return 0
