"""What the timeline draws and where, as plain data: marks in lanes, and years on three rulers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from annotator.app.timeline import DatedMention
from annotator.core.datevalue import Calendar, DateModifier
from annotator.lang.dates.bounds import day_number, year_month_day
from annotator.lang.dates.calendars import ImpossibleDateError, month_bounds, year_bounds
from annotator.lang.dates.writing import calendar_day, months_of, year_text
from annotator.ui.timeline.axis import YEAR, Axis

LANE: Final = 37
"""How far lanes are apart, in px."""

STACK: Final = 44.0
"""How wide the mark is that dates share for which no lane is free, in px."""

_SPACE: Final = 18.0
_LEAST_BAR: Final = 6.0
_LABEL_ROOM: Final = 64.0
_MONTH_ROOM: Final = 72.0
_MONTHS: Final = 12
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)

Measure = Callable[[str], float]


class Shape(Enum):
    """How a date is drawn."""

    DAY = "day"
    BAR = "bar"
    FADING_OUT = "fading out"
    FADING_IN = "fading in"


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions with equal values, which share one mark.

    Attributes:
        mentions: The mentions, at least one.
        first: The first day.
        last: The last day.
        shape: How it is drawn.
    """

    mentions: tuple[DatedMention, ...]
    first: int
    last: int
    shape: Shape

    @property
    def text(self) -> str:
        """The words of the first."""
        return " ".join(self.mentions[0].surface.split())


@dataclass(frozen=True, slots=True)
class Placed:
    """A group where it stands.

    Attributes:
        group: The group.
        left: Where its mark begins, in px from the start of the plot.
        right: Where it ends; of a day the same.
        lane: The lane, 0 is the lowest; None of a stack, which is drawn below all lanes.
        text_left: Where its words begin.
        text_width: How wide they are with their count.
        stacked: Of a stack, the dates for which no lane was free, in the order of time; the first is its group.
    """

    group: Group
    left: float
    right: float
    lane: int | None
    text_left: float
    text_width: float
    stacked: tuple[Group, ...] = ()

    @property
    def mentions(self) -> tuple[DatedMention, ...]:
        """The mentions that share its mark."""
        return tuple(each for group in self.stacked or (self.group,) for each in group.mentions)


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year or a month on a ruler.

    Attributes:
        x: Where, in px from the start of the plot.
        text: The name of the year, or "" for a month.
        is_early: Whether it is a year before the dense range.
        month: The year and month that begin here, where months are told.
    """

    x: float
    text: str
    is_early: bool = False
    month: tuple[int, int] | None = None


def groups_of(dated: Iterable[DatedMention]) -> list[Group]:
    """Return the mentions grouped by equal values, in the order of time; those without a value are left out."""
    by_value: dict[tuple[int, int, Shape], list[DatedMention]] = {}
    for each in dated:
        if each.date is None:
            continue
        first = each.first if each.first is not None else each.last
        last = each.last if each.last is not None else each.first
        if first is not None and last is not None:
            by_value.setdefault((first, last, _shape(each)), []).append(each)
    return [Group(tuple(mentions), *key) for key, mentions in sorted(by_value.items(), key=_by_days)]


def place_groups(groups: Sequence[Group], axis: Axis, lanes: int, measure: Measure) -> list[Placed]:
    """Put every group into the lowest lane in which it touches nothing, and those that find none on stacks."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(lanes)]
    placed: list[Placed] = []
    left_over: list[tuple[float, Group]] = []
    for group in sorted(groups, key=_by_length):
        left, right = _extent(group, axis)
        width = measure(group.text) + (measure(f" ×{len(group.mentions)}") if len(group.mentions) > 1 else 0)
        text_left = max(2.0, right - width) if group.shape is Shape.FADING_IN else left
        ends = max(right, text_left + width) + _SPACE
        begins = min(left, text_left)
        lane = _free_lane(taken, begins, ends)
        if lane is None:
            left_over.append((left, group))
        else:
            placed.append(Placed(group, left, right, lane, text_left, width))
    return [*placed, *_stacks(sorted(left_over, key=_by_place))]


def _stacks(groups: Iterable[tuple[float, Group]]) -> Iterator[Placed]:
    """Yield the stacks of groups that stand here and there, from the start: near ones share one."""
    begins, stacked = 0.0, list[Group]()
    for left, group in groups:
        if stacked and left - begins >= STACK:
            yield _stack(begins, stacked)
            stacked = []
        if not stacked:
            begins = left
        stacked.append(group)
    if stacked:
        yield _stack(begins, stacked)


def _stack(left: float, stacked: Sequence[Group]) -> Placed:
    return Placed(stacked[0], left, left, None, max(0.0, left - 6), STACK - 6, tuple(stacked))


def year_ticks(calendar: Calendar, axis: Axis, width: float) -> list[Tick]:
    """Return the years of a calendar on its ruler."""
    per_year = axis.per_day * YEAR
    step = next((each for each in _STEPS if each * per_year >= _LABEL_ROOM), _STEPS[-1])
    ticks = _early_ticks(calendar, axis)
    first, last = axis.day(axis.start), axis.day(width)
    year = _year_at(calendar, int(first))
    end = _year_at(calendar, int(last))
    if year is None or end is None:
        return ticks
    for each in range(year, end + 1):
        begins = _year_begins(calendar, each)
        if begins is None or each % step:
            continue
        x = axis.x(begins)
        if axis.start - 1 <= x <= width:
            ticks.append(Tick(x, year_name(calendar, each)))
        if per_year / _MONTHS >= _MONTH_ROOM:
            ticks += _month_ticks(calendar, each, axis, width)
    return ticks


def _month_ticks(calendar: Calendar, year: int, axis: Axis, width: float) -> Iterator[Tick]:
    """Yield the beginnings of the months of a year but the first."""
    months = range(2, _MONTHS + 1) if calendar is Calendar.GREGORIAN else months_of(calendar, year)[1:]
    for month in months:
        if calendar is Calendar.GREGORIAN:
            begins = day_number(year, month, 1)
        else:
            begins = month_bounds(calendar, year, month)[0].toordinal()
        if axis.start - 1 <= axis.x(begins) <= width:
            yield Tick(axis.x(begins), "", month=(year, month))


def year_name(calendar: Calendar, year: int) -> str:
    """Return a year as its calendar writes it."""
    if calendar is Calendar.GREGORIAN:
        return str(year) if year > 0 else f"−{1 - year}"
    return year_text(calendar, year)


def _early_ticks(calendar: Calendar, axis: Axis) -> list[Tick]:
    """Return the name of each early year's slot: in other calendars that of the year that has its first of April."""
    ticks = []
    for slot in axis.slots:
        year = _year_at(calendar, day_number(slot, 4, 1))
        if year is not None:
            ticks.append(Tick(axis.x(day_number(slot, 1, 1)), year_name(calendar, year), is_early=True))
    return ticks


def _shape(each: DatedMention) -> Shape:
    modifier = each.date.modifier if each.date else None
    if each.first is None or modifier is DateModifier.END:
        return Shape.FADING_IN
    if each.last is None or modifier is DateModifier.START:
        return Shape.FADING_OUT
    return Shape.DAY if each.first == each.last else Shape.BAR


def _extent(group: Group, axis: Axis) -> tuple[float, float]:
    left = axis.x(group.first)
    if not axis.is_early(group.first):
        left = max(left, axis.start)  # what is scrolled away begins where the dense range does
    if group.shape is Shape.DAY:
        return left, left
    if axis.is_early(group.first):
        return left, left + _LEAST_BAR
    return left, max(left + _LEAST_BAR, axis.x(group.last + 1))


def _free_lane(taken: list[list[tuple[float, float]]], begins: float, ends: float) -> int | None:
    """Return the lowest lane in which this stretch is free, and take it. Stretches of a lane are in order."""
    for lane, stretches in enumerate(taken):
        at = bisect_left(stretches, (begins, ends))
        is_free_before = at == 0 or stretches[at - 1][1] <= begins
        if is_free_before and (at == len(stretches) or ends <= stretches[at][0]):
            stretches.insert(at, (begins, ends))
            return lane
    return None


def _year_at(calendar: Calendar, day: int) -> int | None:
    if calendar is Calendar.GREGORIAN:
        return year_month_day(day)[0]
    found = calendar_day(calendar, day)
    return found.year if found is not None else None


def _year_begins(calendar: Calendar, year: int) -> int | None:
    if calendar is Calendar.GREGORIAN:
        return day_number(year, 1, 1)
    try:
        return year_bounds(calendar, year)[0].toordinal()
    except ImpossibleDateError:
        return None


def _by_days(item: tuple[tuple[int, int, Shape], list[DatedMention]]) -> tuple[int, int]:
    return item[0][0], item[0][1]


def _by_place(item: tuple[float, Group]) -> tuple[float, int, int]:
    return item[0], item[1].first, item[1].last


def _by_length(group: Group) -> tuple[bool, int]:
    """Longest first, so that long bars lie at the bottom; then in the order of time."""
    return group.first == group.last, group.first
