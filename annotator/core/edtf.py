"""Which strings are date values: ISO 8601 dates and weeks, and the Extended Date/Time Format, levels 0 and 1.

Sources: ISO 8601-1:2019 for dates, weeks and times; ISO 8601-2:2019 and the Library of Congress' EDTF
specification (2019) for unspecified digits, seasons, qualifiers and open intervals. Quarters and halves are written
``2021-Q3`` and ``2021-H1`` as in TIMEX3.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Final

from annotator.core.errors import UserError


class Granularity(StrEnum):
    """The unit a date value is exact to."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half-year"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    TIME = "time"
    INTERVAL = "interval"


_YEAR: Final = r"(?P<year>-?\d{4})"
_CLOCK: Final = r"T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_FORMS: Final = tuple(
    (re.compile(pattern, re.ASCII), granularity)
    for pattern, granularity in (
        (_YEAR, Granularity.YEAR),
        (r"-?\d\dXX", Granularity.CENTURY),
        (r"-?\d{3}X", Granularity.DECADE),
        (_YEAR + r"-(?:0[1-9]|1[0-2])", Granularity.MONTH),
        (_YEAR + r"-XX", Granularity.MONTH),
        (_YEAR + r"-2[1-4]", Granularity.SEASON),
        (_YEAR + r"-Q[1-4]", Granularity.QUARTER),
        (_YEAR + r"-H[12]", Granularity.HALF),
        (_YEAR + r"-W(?P<week>0[1-9]|[1-4]\d|5[0-3])", Granularity.WEEK),
        (_YEAR + r"-W(?P<week>0[1-9]|[1-4]\d|5[0-3])-[1-7]", Granularity.DAY),
        (_YEAR + r"-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])", Granularity.DAY),
        (_YEAR + r"-(?:0[1-9]|1[0-2]|XX)-XX", Granularity.DAY),
        (_YEAR + r"-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])" + _CLOCK, Granularity.TIME),
    )
)
_QUALIFIERS: Final = "?~%"


def granularity_of(value: str) -> Granularity:
    """Return the unit a date value is exact to.

    Args:
        value: Such as ``2021``, ``2021-11``, ``2021-11-24``, ``2021-W48``, ``2021-Q3``, ``202X`` or
            ``2021-11/2022-02``, possibly with a closing ``?``, ``~`` or ``%``.

    Raises:
        UserError: It is not a date value, or names a day or week that no calendar has.
    """
    if "/" in value:
        return _granularity_of_interval(value)
    bare = value[:-1] if value[-1:] and value[-1] in _QUALIFIERS else value
    for form, granularity in _FORMS:
        if found := form.fullmatch(bare):
            _check_exists(value, found.groupdict())
            return granularity
    raise UserError(
        "{value} is not a date value. Write a year (2021), a month (2021-11), a day (2021-11-24), a week (2021-W48), "
        "a quarter (2021-Q3), a decade (202X) or a range (2021-11/2022-02).",
        value=value or "“”",
    )


def is_date_value(value: str) -> bool:
    """Tell whether a string is a date value."""
    try:
        granularity_of(value)
    except UserError:
        return False
    return True


def _granularity_of_interval(value: str) -> Granularity:
    start, _, end = value.partition("/")
    ends = [end_value for end_value in (start, end) if end_value not in ("", "..")]
    if not ends or "/" in end:
        raise UserError("{value} is not a range of dates. Write it as 2021-11/2022-02 or 2021-11/..", value=value)
    for end_value in ends:
        granularity_of(end_value)
    if len(ends) == 2 and _starts_after(start, end):
        raise UserError("{value} ends before it begins.", value=value)
    return Granularity.INTERVAL


def _starts_after(start: str, end: str) -> bool:
    """Compare what two ends have in common, where that is plain digits."""
    comparable = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
    first, last = comparable.match(start), comparable.match(end)
    if first is None or last is None:
        return False
    length = min(len(first.group()), len(last.group()))
    return first.group()[:length] > last.group()[:length]


def _check_exists(value: str, parts: dict[str, str | None]) -> None:
    """Refuse a day or week that its year does not have (proleptic Gregorian calendar, ISO 8601 weeks)."""
    year = int(parts.get("year") or 0)
    if (day := parts.get("day")) and (month := parts.get("month")) and int(day) > _days(year, int(month)):
        raise UserError("There is no such day as {value}.", value=value)
    if parts.get("week") == "53" and not _has_week_53(year):
        raise UserError("There is no such week as {value}: that year has 52.", value=value)


def _days(year: int, month: int) -> int:
    return monthrange(_same_kind_of_year(year), month)[1]


def _has_week_53(year: int) -> bool:
    return date(_same_kind_of_year(year), 12, 28).isocalendar().week == 53


def _same_kind_of_year(year: int) -> int:
    """Return a year that ``datetime`` has, 400 years (one whole cycle of the calendar) or more away."""
    return year if year >= 1 else year % 400 + 400
