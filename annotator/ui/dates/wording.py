"""Date values in words, in the window's language; those of the Hebrew and Muslim calendar in their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.edtf import Granularity
from annotator.lang.dates.bounds import Bounds, bounds_of, year_month_day
from annotator.lang.dates.stepping import unit_of
from annotator.lang.dates.writing import CalendarDay, calendar_day, day_text, month_name, month_text, year_text
from annotator.ui.wording import LRI, PDI, QT_TRANSLATE_NOOP, isolated

_CONTEXT: Final = "Dates"
_MODIFIED: Final = {
    DateModifier.START: QT_TRANSLATE_NOOP("Dates", "The beginning of {date}"),
    DateModifier.MID: QT_TRANSLATE_NOOP("Dates", "The middle of {date}"),
    DateModifier.END: QT_TRANSLATE_NOOP("Dates", "The end of {date}"),
    DateModifier.APPROX: QT_TRANSLATE_NOOP("Dates", "About {date}"),
    DateModifier.BEFORE: QT_TRANSLATE_NOOP("Dates", "Before {date}"),
    DateModifier.AFTER: QT_TRANSLATE_NOOP("Dates", "After {date}"),
}
_SEASONS: Final = {
    "21": QT_TRANSLATE_NOOP("Dates", "spring {year}"),
    "22": QT_TRANSLATE_NOOP("Dates", "summer {year}"),
    "23": QT_TRANSLATE_NOOP("Dates", "autumn {year}"),
    "24": QT_TRANSLATE_NOOP("Dates", "winter {year}"),
}
_CALENDARS: Final = {
    Calendar.GREGORIAN: QT_TRANSLATE_NOOP("Dates", "Gregorian"),
    Calendar.HEBREW: QT_TRANSLATE_NOOP("Dates", "Hebrew"),
    Calendar.HIJRI: QT_TRANSLATE_NOOP("Dates", "Hijri"),
}
_FEW_DAYS: Final = 100


@dataclass(frozen=True, slots=True)
class InCalendar:
    """A value as one calendar shows it; every text is empty where the calendar is not reckoned or the end is open."""

    title: str
    first: str
    last: str


def calendar_name(calendar: Calendar) -> str:
    """Return what a calendar is called."""
    return _said(_CALENDARS[calendar])


def value_text(date: DateValue) -> str:
    """Return a value in words with the part that is meant: “The beginning of 2023”."""
    plain = plain_text(date)
    if date.modifier is None:
        return plain[:1].upper() + plain[1:]
    return _said(_MODIFIED[date.modifier]).format(date=isolated(plain))


def plain_text(date: DateValue) -> str:
    """Return a value in words: “24 November 2021”, “week 48 of 2021”, “the 1990s”."""
    value = date.value.rstrip("?~%")
    unit = unit_of(date.value, date.calendar)
    bounds = bounds_of(date.value)
    if unit is Granularity.INTERVAL:
        return _range_text(value)
    if date.calendar is not Calendar.GREGORIAN and bounds.first is not None:
        return _other_text(date.calendar, bounds.first, unit)
    if unit in (Granularity.DAY, Granularity.MONTH) and "X" not in value and bounds.first is not None:
        return gregorian_text(bounds.first, unit)
    return _long_text(value, unit)


def in_calendar(calendar: Calendar, bounds: Bounds, unit: Granularity) -> InCalendar:
    """Return a value's days as a calendar counts them, with a title as long as the value is.

    Args:
        calendar: The calendar.
        bounds: First and last day.
        unit: The unit of the value.
    """
    first = _day(calendar, bounds.first)
    last = _day(calendar, bounds.last)
    return InCalendar(_title(calendar, bounds, unit), first, last)


def gregorian_text(number: int, unit: Granularity) -> str:
    """Return the day, month or year around a day as the window's language writes it."""
    year, month, day = year_month_day(number)
    if unit is Granularity.YEAR:
        return gregorian_year(year)
    locale = QLocale()
    made = QDate(year if year > 0 else 4, month, day)
    if unit is Granularity.MONTH:
        return f"{locale.standaloneMonthName(month)} {gregorian_year(year)}"
    pattern = "d בMMMM" if locale.language() is QLocale.Language.Hebrew else "d MMMM"
    return f"{locale.toString(made, pattern)} {gregorian_year(year)}"


def gregorian_year(year: int) -> str:
    """Return a year as people count it; year 0 is 1 BC."""
    if year > 0:
        return str(year)
    return QCoreApplication.translate(_CONTEXT, "{year} BC").format(year=1 - year)


def _said(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def _long_text(value: str, unit: Granularity) -> str:
    if unit is Granularity.DECADE:
        return _said(QT_TRANSLATE_NOOP("Dates", "the {year}s")).format(year=value.replace("X", "0"))
    if unit is Granularity.CENTURY:
        return _century_text(value)
    if unit is Granularity.WEEK:
        year, _, week = value.partition("-W")
        return _said(QT_TRANSLATE_NOOP("Dates", "week {week} of {year}")).format(week=int(week), year=year)
    if unit is Granularity.SEASON:
        return _said(_SEASONS[value[-2:]]).format(year=gregorian_year(int(value[:-3])))
    if unit is Granularity.QUARTER:
        quarter = QT_TRANSLATE_NOOP("Dates", "quarter {number} of {year}")
        return _said(quarter).format(number=value[-1], year=gregorian_year(int(value[:-3])))
    if unit is Granularity.HALF:
        half = QT_TRANSLATE_NOOP("Dates", "half {number} of {year}")
        return _said(half).format(number=value[-1], year=gregorian_year(int(value[:-3])))
    if unit is Granularity.YEAR:
        return gregorian_year(int(value))
    return value


def _century_text(value: str) -> str:
    number = int(value.removesuffix("XX"))
    if value.startswith("-"):
        return _said(QT_TRANSLATE_NOOP("Dates", "century {number} BC")).format(number=1 - number)
    return _said(QT_TRANSLATE_NOOP("Dates", "century {number}")).format(number=number + 1)


def _range_text(value: str) -> str:
    start, _, end = value.partition("/")
    first, last = (isolated(plain_text(DateValue(each))) if each not in ("", "..") else "" for each in (start, end))
    if not last:
        return _said(QT_TRANSLATE_NOOP("Dates", "from {first} on")).format(first=first)
    if not first:
        return _said(QT_TRANSLATE_NOOP("Dates", "until {last}")).format(last=last)
    return _said(QT_TRANSLATE_NOOP("Dates", "{first} to {last}")).format(first=first, last=last)


def _other_text(calendar: Calendar, number: int, unit: Granularity) -> str:
    day = calendar_day(calendar, number)
    if day is None:
        return gregorian_text(number, unit)
    if unit is Granularity.MONTH:
        return month_text(calendar, day.year, day.month)
    return year_text(calendar, day.year) if unit is Granularity.YEAR else day_text(calendar, day)


def _day(calendar: Calendar, number: int | None) -> str:
    if number is None:
        return ""
    if calendar is Calendar.GREGORIAN:
        return gregorian_text(number, Granularity.DAY)
    day = calendar_day(calendar, number)
    return day_text(calendar, day) if day is not None else ""


def _title(calendar: Calendar, bounds: Bounds, unit: Granularity) -> str:
    if bounds.first is None or bounds.last is None:
        return _year_of(calendar, bounds.first if bounds.first is not None else bounds.last)
    if bounds.first == bounds.last:
        return _day(calendar, bounds.first)
    is_short = bounds.last - bounds.first < _FEW_DAYS and unit is not Granularity.YEAR
    if is_short:
        return _months(calendar, bounds.first, bounds.last)
    first, last = _year_of(calendar, bounds.first), _year_of(calendar, bounds.last)
    if first == last:
        return first
    if calendar is Calendar.HEBREW:
        return f"{isolated(first)}–{isolated(last)}"
    return f"{LRI}{first}–{last}{PDI}"  # figures read upward in any window


def _months(calendar: Calendar, first: int, last: int) -> str:
    """Return the months from one day to another, with the year once where it is the same."""
    starts, ends = (_calendar_day(calendar, number) for number in (first, last))
    if starts is None or ends is None:
        return ""
    if starts[:2] == ends[:2]:
        return _month(calendar, starts)
    if starts.year != ends.year:
        return f"{isolated(_month(calendar, starts))}–{isolated(_month(calendar, ends))}"
    return f"{isolated(month_alone(calendar, starts.year, starts.month))}–{isolated(_month(calendar, ends))}"


def _calendar_day(calendar: Calendar, number: int) -> CalendarDay | None:
    if calendar is Calendar.GREGORIAN:
        return CalendarDay(*year_month_day(number))
    return calendar_day(calendar, number)


def _month(calendar: Calendar, day: CalendarDay) -> str:
    if calendar is Calendar.GREGORIAN:
        return f"{QLocale().standaloneMonthName(day.month)} {gregorian_year(day.year)}"
    return month_text(calendar, day.year, day.month)


def month_alone(calendar: Calendar, year: int, month: int) -> str:
    """Return the name of a month without its year."""
    if calendar is Calendar.GREGORIAN:
        return QLocale().standaloneMonthName(month)
    return month_name(calendar, year, month)


def _year_of(calendar: Calendar, number: int | None) -> str:
    if number is None:
        return ""
    day = _calendar_day(calendar, number)
    if day is None:
        return ""
    return gregorian_year(day.year) if calendar is Calendar.GREGORIAN else year_text(calendar, day.year)
