"""What an expression says, before it is known from which day it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity

ADAR: Final = 12
"""Adar of a plain year; of a leap year, which of the two is open."""
ADAR_SECOND: Final = 13
ADAR_FIRST: Final = 21
"""Adar I, which only leap years have. Other Hebrew months count from Nisan, as in the Bible and in pyluach."""


_ROUND_IN_YEARS: Final = frozenset(
    {Granularity.DAY, Granularity.MONTH, Granularity.SEASON, Granularity.QUARTER, Granularity.HALF}
)


class Tense(IntEnum):
    """Of what time the words around a date speak, as far as they tell."""

    PAST = -1
    UNTOLD = 0
    FUTURE = 1
    NEAREST = 2
    """The present, or what was to come: meets on Monday, was due in March."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar, as far as the words fix it.

    Attributes:
        unit: What kind of stretch.
        calendar: The calendar it is written in.
        year: The year in that calendar (astronomical: 0 is 1 BC). Of a decade, the century that it belongs to.
        year_shift: How many years after the year of the text; of a decade, how many centuries.
        month: The month, 1 to 12; see :data:`ADAR` for the Hebrew calendar.
        month_shift: How many months after the month of the text.
        day: The day of the month.
        weekday: ISO weekday, Monday 1.
        number: Which season (EDTF 21–24), quarter, half, century (negative before Christ) or decade (of two figures,
            or its first year).
        shift: How many units after that of the text: yesterday is a day with -1.
        turn: For what comes round, which one: the last -1, this one 0, the next 1, that of the next week 2; None when
            the words do not say.
        short_year: Whether the year was written with two figures.
        literal: A value that was written in ISO 8601 and stands for itself.
        modifier: The part that is meant.
        piece: Of a century or decade only this piece: into how many, and which (-1 is the last).
    """

    unit: Granularity
    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    shift: int | None = None
    turn: int | None = None
    short_year: bool = False
    literal: str | None = None
    modifier: DateModifier | None = None
    piece: tuple[int, int] | None = None

    def __hash__(self) -> int:
        """Return a number made of what mostly tells moments apart; hashing every field takes ten times as long."""
        return hash((self.year, self.month, self.day, self.weekday, self.shift, self.number))

    @property
    def shape(self) -> tuple[Granularity, Calendar, bool, bool]:
        """What must agree between the two ends of a range."""
        return self.unit, self.calendar, self.month is None and self.month_shift is None, self.day is None

    @property
    def is_relative(self) -> bool:
        """Whether it counts from the date of the text."""
        if self.literal is not None:
            return False
        if self.shift is not None or self.year_shift is not None or self.month_shift is not None:
            return True
        return self.unit in _ROUND_IN_YEARS and self.year is None

    @property
    def has_year(self) -> bool:
        """Whether the words fix the year."""
        return self.year is not None or self.year_shift is not None or self.shift is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to another, both included; an end that is None is open."""

    start: Moment | None
    end: Moment | None

    @property
    def is_relative(self) -> bool:
        """Whether one of its ends counts from the date of the text."""
        return any(end is not None and end.is_relative for end in (self.start, self.end))


Meaning = Moment | Stretch
