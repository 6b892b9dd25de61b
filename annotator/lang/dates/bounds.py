"""The first and last day of a date value, as day numbers, which know years before Christ as well.

A day number is what :meth:`datetime.date.toordinal` returns (1 January of year 1 is 1), carried on in both directions
by the rules of the proleptic Gregorian calendar.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from annotator.core.edtf import granularity_of
from annotator.lang.dates.calendars import days_of_month

_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146_097
_FIRST_MONTHS: Final = {21: 3, 22: 6, 23: 9, 24: 12}
_MONTHS: Final = 12
_FORM: Final = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX)"
    r"(?:-(?:W(?P<week>\d\d)(?:-(?P<weekday>\d))?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?))?"
)
_OPEN: Final = ("", "..")


class Bounds(NamedTuple):
    """The first and the last day of a value, both included. An open end of a range is None."""

    first: int | None
    last: int | None


def bounds_of(value: str) -> Bounds:
    """Return the first and last day of a date value.

    Seasons are those of the weather service, three whole months from 1 March, June, September and December; winter
    belongs to the year that it begins in.

    Raises:
        UserError: It is not a date value.
    """
    granularity_of(value)
    start, slash, end = value.partition("/")
    if not slash:
        return Bounds(*_days_of(value))
    return Bounds(
        None if start in _OPEN else _days_of(start)[0],
        None if end in _OPEN else _days_of(end)[1],
    )


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day of any year; year 0 is 1 BC."""
    cycles = (year - 1) // _CYCLE_YEARS
    return date(year - cycles * _CYCLE_YEARS, month, day).toordinal() + cycles * _CYCLE_DAYS


def year_month_day(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a day number; year 0 is 1 BC."""
    cycles, rest = divmod(number - 1, _CYCLE_DAYS)
    day = date.fromordinal(rest + 1)
    return day.year + cycles * _CYCLE_YEARS, day.month, day.day


def _days_of(value: str) -> tuple[int, int]:
    found = _FORM.match(value)
    assert found is not None  # noqa: S101 - granularity_of has let it through
    parts = {name: part for name, part in found.groupdict().items() if part is not None}
    first_year, last_year = _years(parts["year"])
    if "week" in parts:
        return _week(first_year, int(parts["week"]), parts.get("weekday"))
    first_month, last_month = _months(parts)
    if parts.get("day", "XX") != "XX":
        day = day_number(first_year, first_month, int(parts["day"]))
        return day, day
    years_on, last_month = divmod(last_month - 1, _MONTHS)
    last_year, last_month = last_year + years_on, last_month + 1
    return (
        day_number(first_year, first_month, 1),
        day_number(last_year, last_month, days_of_month(last_year, last_month)),
    )


def _years(written: str) -> tuple[int, int]:
    """Return the first and last year of a year, decade or century."""
    span: int = 10 ** written.count("X")
    number = int(written.rstrip("X")) * span
    if not written.startswith("-"):
        return number, number + span - 1
    return number - span + 1, number


def _months(parts: dict[str, str]) -> tuple[int, int]:
    """Return the first and last month, counted on into the year after where a season goes on there."""
    if "quarter" in parts:
        return 3 * int(parts["quarter"]) - 2, 3 * int(parts["quarter"])
    if "half" in parts:
        return 6 * int(parts["half"]) - 5, 6 * int(parts["half"])
    if parts.get("month", "XX") == "XX":
        return 1, _MONTHS
    month = int(parts["month"])
    first = _FIRST_MONTHS.get(month, month)
    return first, first + 2 if month in _FIRST_MONTHS else month


def _week(year: int, week: int, weekday: str | None) -> tuple[int, int]:
    cycles = (year - 1) // _CYCLE_YEARS
    monday = date.fromisocalendar(year - cycles * _CYCLE_YEARS, week, 1).toordinal() + cycles * _CYCLE_DAYS
    if weekday is None:
        return monday, monday + 6
    return monday + int(weekday) - 1, monday + int(weekday) - 1
