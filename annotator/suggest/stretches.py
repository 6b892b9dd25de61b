"""A text in stretches that can be read one after the other: cut where no name goes on and no date reaches across."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.core.offsets import Span

LENGTH: Final = 1_200
"""About how many code points a stretch has: read in a few milliseconds."""

# A sentence and its line end together, or a line is empty: the year that a date tells reaches no further.
_PARAGRAPH_END: Final = re.compile(r"[.!?؟]\s*\n|\n\s*\n")
# No known name goes on behind a full stop after a longer word.
_SENTENCE_END: Final = re.compile(r"(?<=[^\W\d_]{4})\.\s")
_LINE_END: Final = re.compile(r"\n")
_PATIENCE: Final = ((_PARAGRAPH_END, 4), (_LINE_END, 6), (_SENTENCE_END, 8))
"""Where to cut, best first, and by how many lengths at the latest before the next best will do."""


def stretches(text: str) -> list[Span]:
    """Return the stretches of a text in order; together they are all of it.

    A text without any paragraphs, lines and sentences stays whole.
    """
    return list(_stretches(text))


def touched(places: Sequence[Span], span: Span) -> range:
    """Return which of the stretches of a text, by number, share at least one code point with a span."""
    first = bisect_right(places, span.start, key=_end_of)
    stop = first
    while stop < len(places) and places[stop].start < span.end:
        stop += 1
    return range(first, stop)


def number_of(places: Sequence[Span], offset: int) -> int:
    """Return which of the stretches of a text, by number, has the code point at an offset."""
    return bisect_right(places, offset, key=_end_of)


def _stretches(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = _end(text, start)
        yield Span(start, end)
        start = end


def _end(text: str, start: int) -> int:
    if len(text) - start <= 2 * LENGTH:
        return len(text)
    for pattern, lengths in _PATIENCE:
        if found := pattern.search(text, start + LENGTH, start + lengths * LENGTH):
            return found.end()
    beyond = start + _PATIENCE[-1][1] * LENGTH
    ends = [found.end() for pattern, _ in _PATIENCE if (found := pattern.search(text, beyond))]
    return min(ends, default=len(text))


def _end_of(place: Span) -> int:
    return place.end
