"""The days of three calendars as Gregorian days, by pyluach for the Hebrew and hijridate (Umm al-Qura) for the Muslim.

Every function raises :class:`ImpossibleDateError` for a day, month or year that its calendar does not have.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.lang.dates.meaning import ADAR, ADAR_FIRST, ADAR_SECOND

_SAME_KIND: Final = 400
_MONTHS: Final = 12
# Umm al-Qura has three months of 31 days: 1345-05, 1348-11 and 1349-11.
_LONGEST_HIJRI_MONTH: Final = 31
_TISHRI: Final = 7
_ELUL: Final = 6
# The arithmetic Muslim calendar (type II, civil epoch of Friday 16 July 622 Julian), for years that the tables of
# Umm al-Qura do not reach: Reingold and Dershowitz, Calendrical Calculations, 4th edition, chapter 7.
_HIJRI_EPOCH: Final = date(622, 7, 19).toordinal()


class ImpossibleDateError(ValueError):
    """No calendar has such a date."""


def days_of_month(year: int, month: int) -> int:
    """Return how many days a Gregorian month has, of any year, before Christ too."""
    if not 1 <= month <= _MONTHS:
        raise ImpossibleDateError
    return monthrange(year if year >= 1 else year % _SAME_KIND + _SAME_KIND, month)[1]


def is_leap_year(hebrew_year: int) -> bool:
    """Tell whether a Hebrew year has thirteen months."""
    return (7 * hebrew_year + 1) % 19 < 7


def hebrew_months(year: int, month: int) -> tuple[int, ...]:
    """Return the months of a year that a name may mean, as pyluach numbers them, likeliest first.

    Adar of a leap year may be either; without a number the second is meant more often, as its feasts are kept then.
    """
    if month == ADAR_FIRST:
        return (ADAR,) if is_leap_year(year) else ()
    if month == ADAR_SECOND:
        return (ADAR_SECOND,) if is_leap_year(year) else ()
    if month == ADAR and is_leap_year(year):
        return (ADAR_SECOND, ADAR)
    return (month,)


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Return a day of the Hebrew or Muslim calendar; Hebrew months as pyluach numbers them."""
    if calendar is Calendar.HEBREW:
        return _hebrew_day(year, month, day)
    if calendar is Calendar.HIJRI:
        return _hijri_day(year, month, day)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError from error


def month_bounds(calendar: Calendar, year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    first = day_of(calendar, year, month, 1)
    return first, first + timedelta(days=_length(calendar, year, month) - 1)


def year_bounds(calendar: Calendar, year: int) -> tuple[date, date]:
    """Return the first and last day of a year of the Hebrew or Muslim calendar."""
    if calendar is Calendar.HEBREW:
        return _hebrew_day(year, _TISHRI, 1), _hebrew_day(year, _ELUL, 29)
    return _hijri_day(year, 1, 1), _hijri_day(year + 1, 1, 1) - timedelta(days=1)


def year_at(calendar: Calendar, day: date) -> int:
    """Return the year of a calendar that a day belongs to."""
    if calendar is Calendar.HEBREW:
        from pyluach.dates import HebrewDate  # type: ignore[import-untyped]  # it has no annotations

        return int(HebrewDate.from_pydate(day).year)
    if calendar is Calendar.HIJRI:
        return _hijri_year_at(day)
    return day.year


def _length(calendar: Calendar, year: int, month: int) -> int:
    if calendar is Calendar.GREGORIAN:
        return days_of_month(year, month)
    for length in (_LONGEST_HIJRI_MONTH, 30):
        try:
            day_of(calendar, year, month, length)
        except ImpossibleDateError:
            continue
        return length
    return 29


def _hebrew_day(year: int, month: int, day: int) -> date:
    from pyluach.dates import HebrewDate

    try:
        return date.fromordinal(HebrewDate(year, month, day).to_pydate().toordinal())
    except ValueError as error:
        raise ImpossibleDateError from error


def _hijri_day(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    if not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_HIJRI_MONTH):
        raise ImpossibleDateError
    try:
        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    except OverflowError:
        return _arithmetic_hijri_day(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError from error


def _arithmetic_hijri_day(year: int, month: int, day: int) -> date:
    has_thirty = month % 2 == 1 or (month == _MONTHS and (11 * year + 14) % 30 < 11)
    ordinal = _HIJRI_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    if day > 29 + has_thirty or not 1 <= year < 9000:
        raise ImpossibleDateError
    return date.fromordinal(ordinal)


def _hijri_year_at(day: date) -> int:
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (OverflowError, ValueError):
        return max(1, (30 * (day.toordinal() - _HIJRI_EPOCH) + 10646) // 10631)
