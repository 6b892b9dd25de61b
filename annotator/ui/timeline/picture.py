"""Everything the timeline shows at one moment, worked out from the dates, the size and the zoom: plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from annotator.app.timeline import DatedMention
from annotator.core.datevalue import Calendar
from annotator.ui.timeline.axis import YEAR, Axis, make_axis
from annotator.ui.timeline.layout import LANE, Group, Measure, Placed, Tick, groups_of, place_groups, year_ticks

RULER: Final = 30
"""How high a ruler is, in px."""

STACK_HEIGHT: Final = 16
"""How high a stack is, in px: what is free under the marks of the lowest lane."""

_TOP: Final = 16
_BELOW_LANES: Final = 12
_ZOOM_RANGE: Final = (0.002, 60.0)


class Zoom(Enum):
    """How wide the dense range is drawn: px for a year, or as wide as there is room for."""

    DECADES = 32.0
    YEARS = 316.0
    MONTHS = 1440.0
    FIT = 0.0

    @property
    def per_day(self) -> float | None:
        """Px for a day; None: what fits."""
        return self.value / YEAR if self.value else None


@dataclass(slots=True)
class Picture:
    """The timeline as it is drawn.

    Attributes:
        width: Of the plot with its rulers, in px.
        height: Likewise.
        axis: Where days stand.
        placed: The marks.
        rulers: The years of each calendar.
    """

    width: float
    height: float
    axis: Axis
    placed: list[Placed]
    rulers: dict[Calendar, list[Tick]] = field(default_factory=dict)

    @property
    def floor(self) -> float:
        """Where the plot ends and the rulers begin, in px."""
        return self.height - RULER * len(Calendar)

    def lane_top(self, lane: int | None) -> float:
        """Return where a lane begins, or with None the row of stacks under all lanes, in px from the top."""
        if lane is None:
            return self.floor - STACK_HEIGHT - 1
        return self.floor - _BELOW_LANES - LANE * (lane + 1)

    def at(self, x: float, y: float) -> Placed | None:
        """Return the mark or words at a place."""
        for each in self.placed:
            top = self.lane_top(each.lane)
            left, right = min(each.left, each.text_left) - 4, max(each.right + 4, each.text_left + each.text_width)
            height = LANE - 2 if each.lane is not None else STACK_HEIGHT
            if left <= x <= right and top <= y <= top + height:
                return each
        return None

    def of(self, group: Group | None) -> Placed | None:
        """Return where a group is, on its own or on a stack."""
        if group is None:
            return None
        return next((each for each in self.placed if each.group == group or group in each.stacked), None)


def draw_up(
    groups: Sequence[Group], width: float, height: float, measure: Measure, *, per_day: float | None, offset: float
) -> Picture:
    """Work out what is shown.

    Args:
        groups: The dates, grouped, in the order of time.
        width: Of the plot, in px.
        height: Of the plot with its rulers, in px.
        measure: How wide words are.
        per_day: Px for a day of the dense range; None lets all of it fit.
        offset: How far the dense range is scrolled, in px.
    """
    axis = make_axis(((group.first, group.last) for group in groups), width, per_day, offset)
    lanes = max(1, int((height - RULER * len(Calendar) - _TOP - _BELOW_LANES) // LANE))
    shown = [group for group in groups if _is_in_sight(group, axis, width)]
    picture = Picture(width, height, axis, place_groups(shown, axis, lanes, measure))
    if groups:
        picture.rulers = {calendar: year_ticks(calendar, axis, width) for calendar in Calendar}
    return picture


def shown_groups(dated: Sequence[DatedMention], languages: set[str]) -> list[Group]:
    """Return the groups of the mentions in these languages."""
    return groups_of(each for each in dated if each.language.partition("-")[0] in languages)


def zoomed(axis: Axis, x: float, factor: float) -> tuple[float, float]:
    """Return px for a day and the offset with which the day at ``x`` stays where it is."""
    low, high = _ZOOM_RANGE
    per_day = max(low, min(high, axis.per_day * factor))
    day = axis.day(max(x, axis.start))
    return per_day, (day - axis.first) * per_day - (max(x, axis.start) - axis.start)


def _is_in_sight(group: Group, axis: Axis, width: float) -> bool:
    """Tell whether a mark is in sight; in the dense range, what is scrolled under the early years is not."""
    if axis.is_early(group.first):
        return True
    left, right = axis.x(group.first), axis.x(group.last + 1)
    return right >= axis.start and left <= width
