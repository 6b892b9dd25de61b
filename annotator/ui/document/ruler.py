"""What the ruler beside the article shows: where marks are in the whole, and what part of it is in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import ceil

from annotator.ui.document.marks import Mark
from annotator.ui.document.page import Page
from annotator.ui.document.scrolling import Scroller


class Ticks:
    """Finds where some marks are on the ruler; what it finds is kept while they and the page stand as they are."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._tops: list[int] = []
        self._rows = 0
        self._offsets: dict[int, int] = {}
        self._marks: list[Mark] = []
        self._found: list[tuple[Mark, float]] = []

    def of(self, page: Page, marks: Sequence[Mark], rows: int) -> list[tuple[Mark, float]]:
        """Return marks with where they begin as a fraction of the page's height: of each row the first one.

        It takes about as long as there are rows, however many marks there are: from one row the text of the next is
        worked out, and the first mark in it is found by bisection.

        Args:
            page: What they are in.
            marks: Some of its marks, in reading order.
            rows: Into how many of them the page's height is cut.
        """
        tops = page.tops()
        if page is not self._page or rows != self._rows or tops != self._tops:
            self._page, self._rows, self._tops, self._offsets = page, rows, tops, {}
        elif marks == self._marks:
            return self._found
        height, offsets = max(page.height, 1), self._offsets
        block_starts, blocks = page.blocks.starts, page.blocks
        starts = [mark.span.start for mark in marks]
        found = []
        place = 0
        while place < len(marks):
            start = starts[place]
            block = bisect_right(block_starts, start) - 1
            share = (start - block_starts[block]) / max(1, blocks.length(block))
            y = tops[block] + (tops[block + 1] - tops[block]) * share
            found.append((marks[place], y / height))
            row = int(y / height * rows) + 1
            following = offsets.get(row)
            if following is None:
                following = offsets[row] = _offset_at(page, tops, row * height / rows)
            place = bisect_left(starts, following, place + 1)
        self._marks, self._found = list(marks), found
        return found


def _offset_at(page: Page, tops: Sequence[int], y: float) -> int:
    """Return the offset of the first character that is thought to be at a height or below it."""
    block = min(max(bisect_right(tops, y) - 1, 0), len(page.blocks) - 1)
    share = (y - tops[block]) / max(1, tops[block + 1] - tops[block])
    return page.blocks.start(block) + ceil(share * max(1, page.blocks.length(block)))


def sight(page: Page, scroller: Scroller) -> tuple[float, float]:
    """Return where the sight begins and ends, as fractions of the page's height."""
    height = max(page.height, scroller.sight, 1)
    return scroller.value / height, min(1.0, (scroller.value + scroller.sight) / height)
