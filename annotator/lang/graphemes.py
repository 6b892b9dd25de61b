"""What a reader takes for one character: extended grapheme clusters (UAX #29)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from annotator.core.offsets import Span

if TYPE_CHECKING:
    import regex

# Between any two of these is a bound (their Grapheme_Cluster_Break is Other, or they are tab and line feed), so that
# plain text needs no segmentation.
_SIMPLE: Final = (
    "\\t\\n -~\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff\u05be\u05c0\u05c3\u05c6\u05d0-\u05ea\u05f0-\u05f4"
    "\u0606-\u060f\u061b\u061e-\u064a\u0660-\u066f\u0671-\u06d5\u2010-\u2027\u2030-\u203b\u20a0-\u20bf"
)
_PLAIN_TEXT: Final = re.compile(f"[{_SIMPLE}]*")
_TWO_PLAIN: Final = re.compile(f"[{_SIMPLE}]{{2}}")


@cache
def _cluster() -> regex.Pattern[str]:
    import regex  # plain text, the usual kind, never needs it

    return regex.compile(r"\X")


def is_plain(text: str) -> bool:
    """Tell whether every character of a text is quickly seen to be a cluster of its own."""
    return _PLAIN_TEXT.fullmatch(text) is not None


def grapheme_bounds(text: str) -> list[int]:
    """Return every offset, in code points, where a grapheme cluster begins or ends: from 0 to the length."""
    if _PLAIN_TEXT.fullmatch(text):
        return list(range(len(text) + 1))
    return [0, *(found.end() for found in _cluster().finditer(text))]


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text."""
    return list(text) if _PLAIN_TEXT.fullmatch(text) else _cluster().findall(text)


def is_grapheme_bound(text: str, offset: int) -> bool:
    """Tell whether an offset lies between two grapheme clusters or at an end of the text."""
    return _TWO_PLAIN.match(text, offset - 1) is not None or _bound_at_or_before(text, offset) == offset


def next_grapheme_bound(text: str, offset: int) -> int:
    """Return the first bound after an offset, or the length of the text."""
    if offset >= len(text):
        return len(text)
    found = _cluster().match(text, _bound_at_or_before(text, offset))
    return found.end() if found else len(text)


def previous_grapheme_bound(text: str, offset: int) -> int:
    """Return the last bound before an offset, or 0."""
    return _bound_at_or_before(text, min(offset, len(text)) - 1)


def snap_to_graphemes(text: str, span: Span) -> Span:
    """Widen a span so that it cuts no grapheme cluster."""
    start = _bound_at_or_before(text, span.start)
    end = span.end if is_grapheme_bound(text, span.end) else next_grapheme_bound(text, span.end)
    return Span(start, end)


def _bound_at_or_before(text: str, offset: int) -> int:
    """Return the last bound that is not after an offset; offsets outside the text count as its ends."""
    bound = offset = max(0, min(offset, len(text)))
    while 0 < bound < len(text) and not _TWO_PLAIN.match(text, bound - 1):
        bound -= 1
    for found in _cluster().finditer(text, bound) if bound < offset else ():
        if found.end() > offset:
            break
        bound = found.end()
    return bound
