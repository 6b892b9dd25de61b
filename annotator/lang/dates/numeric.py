"""Dates in figures: 24/11/2021, 2021-11-24, 24.11.21, 11/2021."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SPACES: Final = "[ ]{0,2}"
_NOT_BEFORE: Final = r"(?<![0-9a-z_+.,:/\\=<>~@])(?<![0-9a-z]-)(?<![0-9] -)"
_NOT_AFTER: Final = r"(?![0-9a-z_]|[./:\\-][0-9]|,[0-9]{3}|\ ?[%°$€£₪])"
_CLOCK: Final = r"t[0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?"
_YEAR_FIRST: Final = rf"[0-9]{{4}}(?:{_SPACES}/{_SPACES}|[-.])[0-9]{{1,2}}(?:{_SPACES}/{_SPACES}|[-.])[0-9]{{1,2}}"
_YEAR_LAST: Final = (
    rf"[0-9]{{1,2}}(?:{_SPACES}/{_SPACES}[0-9]{{1,2}}{_SPACES}/{_SPACES}|\.[ ]?[0-9]{{1,2}}\.[ ]?|-[0-9]{{1,2}}-)"
    r"(?:[0-9]{4}|[0-9]{2})"
)
_TWO_PARTS: Final = r"[0-9]{1,2}/[0-9]{4}|[0-9]{4}[/-][0-9]{2}|[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}[./][0-9]{1,2}"
_WITH_CLOCK: Final = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_CLOCK}"
NUMERIC: Final = rf"{_NOT_BEFORE}(?:{_WITH_CLOCK}|(?:{_YEAR_FIRST}|{_YEAR_LAST}|{_TWO_PARTS}){_NOT_AFTER})"
"""A pattern for folded text; what it finds is still to be judged by :func:`numeric_dates`."""

_PARTS: Final = re.compile("[0-9]+")
_SEPARATOR: Final = re.compile("[-./]")
_LAST_DAY, _LAST_MONTH = 31, 12
_MOST_BEYOND: Final = 39


@dataclass(frozen=True, slots=True)
class NumericDate:
    """One way to read figures.

    Attributes:
        code: ``d`` for a whole date, ``m`` for a month of a year, ``E`` for a day without a year, ``z`` for two years.
        year: The year, or None.
        month: The month, which may be one that no year has.
        day: The day, which may be one that no month has; for ``z`` the second year.
        short_year: Whether the year was written with two figures.
        order: ``dmy``, ``mdy`` or ``ymd``.
        separator: What stands between the figures.
        clock: The time of day in ISO 8601, with its T.
    """

    code: str
    year: int | None
    month: int | None = None
    day: int | None = None
    short_year: bool = False
    order: str = "ymd"
    separator: str = "-"
    clock: str = ""


def numeric_dates(written: str) -> tuple[NumericDate, ...]:
    """Return every way to read figures as a date, the day before the month first; none when they are no date."""
    body, _, clock = written.partition("t")
    parts = _PARTS.findall(body)
    separator = (_SEPARATOR.search(body) or [""])[0]
    numbers = [int(part) for part in parts]
    if len(parts) == 3:
        if len(parts[0]) == 4:
            return _year_first(numbers, separator, f"T{clock.upper()}" if clock else "")
        return _year_last(numbers, separator, short=len(parts[2]) == 2)
    if len(parts[1]) == 4:
        return (NumericDate("m", numbers[1], numbers[0]),) if 1 <= numbers[0] <= _LAST_MONTH else ()
    if len(parts[0]) == 4:
        return _year_and_more(numbers, separator)
    return _day_and_month(numbers, separator)


def _year_first(numbers: list[int], separator: str, clock: str) -> tuple[NumericDate, ...]:
    year, month, day = numbers
    if month > _MOST_BEYOND or day > _MOST_BEYOND:
        return ()
    return (NumericDate("d", year, month, day, separator=separator, clock=clock),)


def _year_last(numbers: list[int], separator: str, *, short: bool) -> tuple[NumericDate, ...]:
    first, second, year = numbers
    day_first = NumericDate("d", year, second, first, short, "dmy", separator)
    month_first = NumericDate("d", year, first, second, short, "mdy", separator)
    possible = [each for each in (day_first, month_first) if _exists(each)]
    if possible:
        return tuple(possible) if first != second else (day_first,)
    # Figures like 31/13/2021 can only have been meant as a date; 45.67.89 can be anything.
    return (day_first,) if not short and first <= _MOST_BEYOND and second <= _MOST_BEYOND else ()


def _exists(date: NumericDate) -> bool:
    return 1 <= (date.month or 0) <= _LAST_MONTH and 1 <= (date.day or 0) <= _LAST_DAY


def _year_and_more(numbers: list[int], separator: str) -> tuple[NumericDate, ...]:
    """Read 2021-11 as a month, 2020/21 as two years; 2011/12 may be either."""
    year, more = numbers
    month = (NumericDate("m", year, more),) if 1 <= more <= _LAST_MONTH else ()
    years = (NumericDate("z", year, day=year - year % 100 + more),) if more > year % 100 else ()
    return month + years if separator == "-" else years + month


def _day_and_month(numbers: list[int], separator: str) -> tuple[NumericDate, ...]:
    first, second = numbers
    day_first = NumericDate("E", None, second, first, order="dmy", separator=separator)
    month_first = NumericDate("E", None, first, second, order="mdy", separator=separator)
    possible = [each for each in (day_first, month_first) if _exists(each)]
    return tuple(possible) if first != second else tuple(possible[:1])
