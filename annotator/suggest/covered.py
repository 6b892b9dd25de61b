"""Which pieces of a text are taken, told at once however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter

from annotator.core.mention import Mention
from annotator.core.offsets import Span


class Covered:
    """The union of spans, to which more can be added.

    Args:
        spans: Those it begins with, in any order.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=attrgetter("start")):
            self.add(span)

    def touches(self, span: Span) -> bool:
        """Tell whether a span shares at least one code point with it."""
        place = bisect_left(self._starts, span.end)
        return place > 0 and self._ends[place - 1] > span.start

    def add(self, span: Span) -> None:
        """Take in a span."""
        first = bisect_right(self._ends, span.start)
        inside = slice(first, max(first, bisect_left(self._starts, span.end)))
        self._starts[inside] = [min([span.start, *self._starts[inside]])]
        self._ends[inside] = [max([span.end, *self._ends[inside]])]


class Laid:
    """Mentions as they lie in a text.

    Args:
        mentions: In any order.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=_start)
        self._starts = list(map(_start, self._mentions))
        self._reach = list(accumulate((mention.span.end for mention in self._mentions), max))

    def across(self, span: Span) -> list[Mention]:
        """Return the mentions that share at least one code point with a span."""
        found = []
        place = bisect_left(self._starts, span.end)
        while place > 0 and self._reach[place - 1] > span.start:
            place -= 1
            if self._mentions[place].span.end > span.start:
                found.append(self._mentions[place])
        return found


def _start(mention: Mention) -> int:
    return mention.span.start
