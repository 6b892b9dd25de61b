"""What is found: a place in the text and the values it may have."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.edtf import Granularity
from annotator.core.offsets import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a date.

    Attributes:
        value: ISO 8601 or EDTF level 1. A month or year of the Hebrew or Muslim calendar is the interval of its days.
        granularity: The unit that was written: ``month`` also for a Hebrew month, whose value is an interval.
        calendar: The calendar it was written in.
        modifier: The part that is meant, or None for the whole.
        first_weekday: For weeks, the day on which they begin where the text comes from (ISO: Monday 1, Sunday 7).
    """

    value: str
    granularity: Granularity
    calendar: Calendar = Calendar.GREGORIAN
    modifier: DateModifier | None = None
    first_weekday: int | None = None

    def as_value(self) -> DateValue:
        """Return what a mention keeps of it."""
        return DateValue(self.value, self.calendar, self.modifier)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression.

    Attributes:
        span: Where it stands, in code points; prefixes and prepositions are outside.
        readings: What it may mean, likeliest first. Empty when it is impossible, and when it counts from the date of
            the text and that is not known.
        impossible: Whether no calendar has such a date: 31 February, 30 Adar I in a plain year.
        calendar: The calendar it was written in, also when it has no reading.
        granularity: The unit it was written to, also when it has no reading.
        is_relative: Whether its value counts from the date of the text.
    """

    span: Span
    readings: tuple[Reading, ...]
    impossible: bool
    calendar: Calendar
    granularity: Granularity
    is_relative: bool = False

    @property
    def best(self) -> Reading | None:
        """The likeliest reading, or None where there is none."""
        return self.readings[0] if self.readings else None
