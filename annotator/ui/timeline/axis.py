"""Where days stand on the timeline: even in the dense range, and the years before it each in a slot of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.lang.dates.bounds import day_number, year_month_day

YEAR: Final = 365.2425
GAP: Final = 540
"""After so many days without any date the dense range ends."""

_LEAST_DENSE: Final = 2
_LEAST_SLOT: Final = 34.0
_MOST_SLOT: Final = 96.0
_FIRST_SLOT: Final = 24.0
_LEAST_RANGE: Final = 60


@dataclass(frozen=True, slots=True)
class Axis:
    """Day numbers to pixels and back.

    Attributes:
        slots: The years before the dense range that have dates, in order.
        slot_width: How wide each of them is, in px.
        start: Where the dense range begins, in px.
        first: The day with which it begins.
        last: The day with which it ends.
        per_day: How many px a day has.
        offset: How far the dense range is scrolled, in px.
    """

    slots: tuple[int, ...]
    slot_width: float
    start: float
    first: int
    last: int
    per_day: float
    offset: float = 0.0

    def x(self, day: float) -> float:
        """Return where a day begins."""
        if day >= self.first or not self.slots:
            return self.start + (day - self.first) * self.per_day - self.offset
        year = year_month_day(int(day))[0]
        slot = max(0, bisect_right(self.slots, year) - 1)
        share = min(1.0, max(0.0, (day - day_number(self.slots[slot], 1, 1)) / YEAR))
        return _FIRST_SLOT + (slot + share * 0.25) * self.slot_width

    def day(self, x: float) -> float:
        """Return the day at a place of the dense range."""
        return self.first + (x - self.start + self.offset) / self.per_day

    def is_early(self, day: float) -> bool:
        """Tell whether a day lies before the dense range."""
        return bool(self.slots) and day < self.first

    @property
    def length(self) -> float:
        """How long the dense range is, in px."""
        return (self.last - self.first + 1) * self.per_day


def dense_range(days: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and last day of the dense range: from the newest date back to the first long gap.

    Args:
        days: First and last day of every date, sorted.
    """
    if not days:
        return 0, 0
    last = max(end for _, end in days)
    first, count = days[-1][0], 0
    for start, end in sorted(days, key=_by_end, reverse=True):
        if count >= _LEAST_DENSE and first - end > GAP:
            break
        first, count = min(first, start), count + 1
    year, _, _ = year_month_day(first)
    begins = day_number(year, 1, 1)
    return begins, max(last, begins + _LEAST_RANGE)


def make_axis(days: Iterable[tuple[int, int]], width: float, per_day: float | None, offset: float = 0.0) -> Axis:
    """Return the axis for dates.

    Args:
        days: First and last day of every date.
        width: Of the plot, in px.
        per_day: Px for a day in the dense range; None lets the whole of it fit.
        offset: How far the dense range is to be scrolled.
    """
    known = sorted(days)
    first, last = dense_range(known)
    slots = tuple(sorted({year_month_day(start)[0] for start, _ in known if start < first}))
    slot_width = max(_LEAST_SLOT, min(_MOST_SLOT, width * 0.3 / len(slots))) if slots else 0.0
    start = _FIRST_SLOT + slot_width * len(slots) + (14 if slots else 0)
    room = max(100.0, width - start - 24)
    fitting = room / (last - first + 1)
    scale = fitting if per_day is None else per_day
    most = max(0.0, (last - first + 1) * scale - room)
    return Axis(slots, slot_width, start, first, last, scale, max(0.0, min(offset, most)))


def _by_end(days: tuple[int, int]) -> tuple[int, int]:
    return days[1], days[0]
