"""Days, months and years of the Hebrew and the Muslim calendar as they are written in their own languages.

The days are told by day numbers (see :mod:`annotator.lang.dates.bounds`).
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.core.datevalue import Calendar
from annotator.lang.dates.calendars import ImpossibleDateError, day_of, month_bounds, year_at, year_bounds
from annotator.lang.dates.meaning import ADAR, ADAR_SECOND

_HIJRI_MONTHS: Final = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة", "ذو الحجة",
)  # fmt: skip
_FIRST_DAY: Final = date(622, 7, 20).toordinal()
_LAST_DAY: Final = date(9000, 1, 1).toordinal()
_TISHRI: Final = 7


class CalendarDay(NamedTuple):
    """A day as a calendar counts it; Hebrew months count from Nisan."""

    year: int
    month: int
    day: int


def calendar_day(calendar: Calendar, number: int) -> CalendarDay | None:
    """Return a day in the Hebrew or Muslim calendar; None where that calendar is not reckoned (before 622, after 8999).

    The Hebrew calendar is reckoned from the year 622 as well, so that both always stand side by side.
    """
    if not _FIRST_DAY <= number <= _LAST_DAY:
        return None
    if calendar is Calendar.HEBREW:
        from pyluach.dates import HebrewDate  # type: ignore[import-untyped]  # it has no annotations

        found = HebrewDate.from_pydate(date.fromordinal(number))
        return CalendarDay(int(found.year), int(found.month), int(found.day))
    year = year_at(Calendar.HIJRI, date.fromordinal(number))
    starts = _hijri_months(year)
    month = bisect_right(starts, number)
    return CalendarDay(year, month, number - starts[month - 1] + 1)


def day_text(calendar: Calendar, day: CalendarDay) -> str:
    """Return a day as its calendar writes it: כ׳ בכסלו תשפ״ב, 19 ربيع الآخر 1443."""
    if calendar is Calendar.HIJRI:
        return f"{day.day} {_HIJRI_MONTHS[day.month - 1]} {day.year}"
    from pyluach.dates import HebrewDate

    found = HebrewDate(day.year, day.month, day.day)
    return f"{found.hebrew_day()} ב{found.month_name(hebrew=True)} {found.hebrew_year()}"


def month_text(calendar: Calendar, year: int, month: int) -> str:
    """Return a month as its calendar writes it: כסלו תשפ״ב, ربيع الآخر 1443."""
    return f"{month_name(calendar, year, month)} {year_text(calendar, year)}"


def month_name(calendar: Calendar, year: int, month: int) -> str:
    """Return the name of a month in the language of its calendar; Adar of a leap year says which."""
    if calendar is Calendar.HIJRI:
        return _HIJRI_MONTHS[month - 1]
    from pyluach.dates import HebrewDate

    return str(HebrewDate(year, month, 1).month_name(hebrew=True))


def year_text(calendar: Calendar, year: int) -> str:
    """Return a year as its calendar writes it: תשפ״ב, 1443."""
    if calendar is Calendar.HIJRI:
        return str(year)
    from pyluach.dates import HebrewDate

    return str(HebrewDate(year, _TISHRI, 1).hebrew_year())


def months_of(calendar: Calendar, year: int) -> list[int]:
    """Return the months of a year of the Hebrew or Muslim calendar in their order."""
    if calendar is Calendar.HIJRI:
        return list(range(1, len(_HIJRI_MONTHS) + 1))
    last = ADAR_SECOND if _has(year, ADAR_SECOND) else ADAR
    return [*range(_TISHRI, last + 1), *range(1, _TISHRI)]


def days_of(calendar: Calendar, year: int, month: int | None = None) -> str:
    """Return the value of a year or month of the Hebrew or Muslim calendar: the interval of its days.

    Raises:
        ImpossibleDateError: There is no such year or month.
    """
    first, last = year_bounds(calendar, year) if month is None else month_bounds(calendar, year, month)
    return f"{first.isoformat()}/{last.isoformat()}"


@lru_cache(maxsize=64)
def _hijri_months(year: int) -> list[int]:
    return [day_of(Calendar.HIJRI, year, month, 1).toordinal() for month in range(1, len(_HIJRI_MONTHS) + 1)]


def _has(year: int, month: int) -> bool:
    try:
        return bool(day_of(Calendar.HEBREW, year, month, 1) - timedelta(days=1))
    except ImpossibleDateError:
        return False
