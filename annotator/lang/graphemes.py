"""What a reader takes for one character: extended grapheme clusters (UAX #29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from annotator.core.offsets import Span

if TYPE_CHECKING:
    import regex

# Characters that are clusters of their own beside one another, so that plain text needs no segmentation.
_SIMPLE: Final = re.compile("[\\n -~\u00a0\u00ab\u00bb\u05be\u05d0-\u05f4\u060c\u061b\u061f\u0620-\u064a"
                            "\u0660-\u066d\u2010-\u2027]*")  # fmt: skip
_SAFE_TO_BEGIN: Final = re.compile("[!-~\u05d0-\u05ea\u0621-\u064a](?=[ \\n])")
_LONG_LINE: Final = 512


@cache
def _cluster() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")


def _is_simple(text: str) -> bool:
    return (text.isascii() and "\r" not in text) or _SIMPLE.fullmatch(text) is not None


def grapheme_bounds(text: str) -> list[int]:
    """Return every offset, in code points, where a grapheme cluster begins or ends: from 0 to the length."""
    if _is_simple(text):
        return list(range(len(text) + 1))
    return [0, *(found.end() for found in _cluster().finditer(text))]


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text."""
    if _is_simple(text):
        return list(text)
    return _cluster().findall(text)


def is_grapheme_bound(text: str, offset: int) -> bool:
    """Tell whether an offset lies between two grapheme clusters or at an end of the text."""
    return not 0 < offset < len(text) or _bound_at_or_before(text, offset) == offset


def next_grapheme_bound(text: str, offset: int) -> int:
    """Return the first bound after an offset, or the length of the text."""
    if offset >= len(text):
        return len(text)
    start = _bound_at_or_before(text, offset)
    return _end_of_cluster(text, start)


def previous_grapheme_bound(text: str, offset: int) -> int:
    """Return the last bound before an offset, or 0."""
    return _bound_at_or_before(text, min(offset, len(text)) - 1) if offset > 0 else 0


def snap_to_graphemes(text: str, span: Span) -> Span:
    """Widen a span so that it cuts no grapheme cluster."""
    start = _bound_at_or_before(text, span.start)
    end = span.end if is_grapheme_bound(text, span.end) else next_grapheme_bound(text, span.end)
    return span if (start, end) == (span.start, span.end) else Span(start, end)


def _end_of_cluster(text: str, start: int) -> int:
    found = _cluster().match(text, start)
    return found.end() if found else len(text)


def _bound_at_or_before(text: str, offset: int) -> int:
    if offset <= 0:
        return 0
    if offset >= len(text):
        return len(text)
    bound = start = _place_to_begin(text, offset)
    if _is_simple(text[start : offset + 1]):
        return offset
    for end in _cluster_ends(text, start):
        if end > offset:
            break
        bound = end
    return bound


def _cluster_ends(text: str, start: int) -> Iterator[int]:
    return (found.end() for found in _cluster().finditer(text, start))


def _place_to_begin(text: str, offset: int) -> int:
    """Return a sure bound not far before the offset: a line's start, or the end of a word in a long line."""
    line = text.rfind("\n", 0, offset) + 1
    near = max(line, offset - _LONG_LINE)
    if near == line:
        return line
    found = _SAFE_TO_BEGIN.search(text, near, offset)
    return found.end() if found else line
