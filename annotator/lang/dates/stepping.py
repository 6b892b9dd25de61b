"""Steps from one date value to the next, to a coarser one, and to a finer one, in the calendar it is written in."""

from __future__ import annotations

from datetime import date
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.core.edtf import Granularity, granularity_of
from annotator.lang.dates.bounds import bounds_of, day_number, year_month_day
from annotator.lang.dates.calendars import ImpossibleDateError
from annotator.lang.dates.writing import calendar_day, days_of, months_of

_MONTHS: Final = 12
_COARSER: Final = {
    Granularity.TIME: Granularity.DAY,
    Granularity.DAY: Granularity.MONTH,
    Granularity.WEEK: Granularity.MONTH,
    Granularity.MONTH: Granularity.YEAR,
    Granularity.QUARTER: Granularity.YEAR,
    Granularity.HALF: Granularity.YEAR,
    Granularity.SEASON: Granularity.YEAR,
    Granularity.YEAR: Granularity.DECADE,
    Granularity.DECADE: Granularity.CENTURY,
}
_FINER: Final = {
    Granularity.CENTURY: Granularity.DECADE,
    Granularity.DECADE: Granularity.YEAR,
    Granularity.YEAR: Granularity.MONTH,
    Granularity.HALF: Granularity.MONTH,
    Granularity.SEASON: Granularity.MONTH,
    Granularity.QUARTER: Granularity.MONTH,
    Granularity.MONTH: Granularity.DAY,
    Granularity.WEEK: Granularity.DAY,
}
_PER_YEAR: Final = {Granularity.QUARTER: (4, "Q"), Granularity.HALF: (2, "H")}


def unit_of(value: str, calendar: Calendar) -> Granularity:
    """Return the unit of a value, also where it is a month or year of the Hebrew or Muslim calendar."""
    granularity = granularity_of(value)
    if granularity is not Granularity.INTERVAL or calendar is Calendar.GREGORIAN:
        return granularity
    first, _ = bounds_of(value)
    day = calendar_day(calendar, first) if first is not None else None
    if day is None:
        return granularity
    try:
        if value == days_of(calendar, day.year, day.month):
            return Granularity.MONTH
        return Granularity.YEAR if value == days_of(calendar, day.year) else granularity
    except ImpossibleDateError:
        return granularity


def stepped(value: str, calendar: Calendar, by: int) -> str:
    """Return the value so many of its units further on; ranges and what leaves the calendar stay as they are."""
    unit = unit_of(value, calendar)
    first, last = bounds_of(value)
    if first is None or last is None or unit is Granularity.INTERVAL:
        return value
    try:
        return _stepped(value.rstrip("?~%"), unit, calendar, first if by < 0 else last, by)
    except (ValueError, OverflowError):
        return value


def coarser(value: str, calendar: Calendar) -> str:
    """Return the next larger unit around a value, the same value when there is none."""
    unit = unit_of(value, calendar)
    first, _ = bounds_of(value)
    if first is None or unit not in _COARSER:
        return value
    wanted = _COARSER[unit]
    if calendar is not Calendar.GREGORIAN and wanted not in (Granularity.MONTH, Granularity.YEAR, Granularity.DAY):
        return value
    return containing(first, wanted, calendar) or value


def finer(value: str, calendar: Calendar, towards: int | None) -> str:
    """Return the next smaller unit in a value: the one with this day in it where there is one, otherwise its first."""
    unit = unit_of(value, calendar)
    first, last = bounds_of(value)
    if first is None or last is None or unit not in _FINER:
        return value
    day = towards if towards is not None and first <= towards <= last else first
    return containing(day, _FINER[unit], calendar) or value


def containing(number: int, unit: Granularity, calendar: Calendar = Calendar.GREGORIAN) -> str | None:
    """Return the day, month, year, decade or century of a calendar that a day number belongs to."""
    if calendar is not Calendar.GREGORIAN and unit is not Granularity.DAY:
        day = calendar_day(calendar, number)
        if day is None:
            return None
        return days_of(calendar, day.year, day.month if unit is Granularity.MONTH else None)
    year, month, day_of_month = year_month_day(number)
    if unit is Granularity.DAY:
        return f"{_year(year)}-{month:02d}-{day_of_month:02d}"
    if unit is Granularity.MONTH:
        return f"{_year(year)}-{month:02d}"
    if unit is Granularity.YEAR:
        return _year(year)
    if year < 0:
        return None
    return f"{year // 10:03d}X" if unit is Granularity.DECADE else f"{year // 100:02d}XX"


def _stepped(value: str, unit: Granularity, calendar: Calendar, edge: int, by: int) -> str:
    if unit in (Granularity.DAY, Granularity.TIME):
        return containing(edge + by, Granularity.DAY) or value
    if unit is Granularity.WEEK:
        week = date.fromordinal(edge + 7 * by).isocalendar()
        return f"{week.year:04d}-W{week.week:02d}"
    if calendar is not Calendar.GREGORIAN:
        return _other_stepped(value, unit, calendar, edge + by)
    if unit is Granularity.MONTH:
        year, month = divmod(int(value[:-3]) * _MONTHS + int(value[-2:]) - 1 + by, _MONTHS)
        return f"{_year(year)}-{month + 1:02d}"
    if unit is Granularity.SEASON:
        year, season = divmod(int(value[:-3]) * 4 + int(value[-2:]) - 21 + by, 4)
        return f"{_year(year)}-{season + 21}"
    if unit in _PER_YEAR:
        count, letter = _PER_YEAR[unit]
        year, number = divmod(int(value[:-3]) * count + int(value[-1]) - 1 + by, count)
        return f"{_year(year)}-{letter}{number + 1}"
    if unit is Granularity.YEAR:
        return _year(int(value) + by)
    unknown = value.count("X")
    number = max(0, int(value.rstrip("X")) + by)
    return f"{number:0{4 - unknown}d}" + "X" * unknown


def _other_stepped(value: str, unit: Granularity, calendar: Calendar, number: int) -> str:
    """Return the month or year of another calendar that begins or ends beside this one."""
    day = calendar_day(calendar, number)
    if day is None:
        return value
    months = months_of(calendar, day.year)
    return days_of(calendar, day.year, day.month if unit is Granularity.MONTH and day.month in months else None)


def _year(year: int) -> str:
    if not -9999 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


__all__ = ["coarser", "containing", "day_number", "finer", "stepped", "unit_of"]
