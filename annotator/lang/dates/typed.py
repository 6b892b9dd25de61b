"""What somebody types as a date: a value, a year or month of the Hebrew or Muslim calendar, or any words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from annotator.core.datevalue import Calendar, DateValue
from annotator.core.edtf import Granularity, granularity_of, is_date_value
from annotator.core.errors import UserError
from annotator.lang.dates.bounds import bounds_of
from annotator.lang.dates.calendars import ImpossibleDateError, day_of
from annotator.lang.dates.readings import DateMention
from annotator.lang.dates.recognise import recognise
from annotator.lang.dates.stepping import unit_of
from annotator.lang.dates.writing import calendar_day, day_text, days_of, month_text, year_text

_HIJRI_YEARS: Final = range(1300, 1500)
_HEBREW_YEARS: Final = range(5000, 6200)
_PARTS: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
# What one writes before a date says no more than that it is one; it helps where a word alone might be anything.
_LEADS: Final = ("", "in ", "on ", "ב", "في ", "from ", "between ", "מ", "من ", "بين ")
_ARABIC_FIGURES: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_BEGUN: Final = (
    (r"\d{1,3}", "A year has four figures, as in 2023."),
    (r"-\d{0,3}", "A year before Christ has four figures, as in -0043 for 44 BC."),
    (r"\d{4}-", "The month is missing: 2023-01. Or write the year alone."),
    (r"\d{4}-\d", "A month has two figures, as in 2023-01."),
    (r"\d{4}-\d\d-", "The day is missing: 2023-01-24. Or write the month alone."),
    (r"\d{4}-\d\d-\d", "A day has two figures, as in 2023-01-05."),
    (r"\d{4}-[Ww]\d?", "A week has two figures, as in 2023-W05."),
    (r"\d{4}-[Qq]", "The number of the quarter is missing: 2023-Q1."),
    (r"\d{4}-[Hh]", "The number of the half is missing: 2023-H1."),
    (r".+/", "The end of the range is missing: 2021/2023, or 2021/.. where it has none."),
    (r"/.+", "The start of the range is missing: 2021/2023, or ../2023 where it has none."),
)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What was typed.

    Attributes:
        readings: What it may mean, likeliest first; empty when nothing was typed or it cannot be read.
        problem: Why it cannot be read, as far as can be told.
        is_relative: Whether it counts from the date of the document.
    """

    readings: tuple[DateValue, ...] = ()
    problem: UserError | None = None
    is_relative: bool = False


def read_typed(typed: str, language: str, anchor: str | date | None) -> TypedDate:
    """Read what somebody types as a date.

    Args:
        typed: A date value (EDTF), a year or month of the Hebrew or Muslim calendar, or words of any of the languages.
        language: Of the text that it is for, which decides the order of figures and where weeks begin.
        anchor: What relative words count from.
    """
    text = typed.strip()
    if not text:
        return TypedDate()
    value = text.translate(_ARABIC_FIGURES).upper() if text[:1].isdigit() or text[:1] in "-." else text
    if is_date_value(value):
        return TypedDate(tuple(dict.fromkeys((*_of_other_calendars(value), DateValue(value)))))
    found = _in_words(text, language, anchor)
    if found is not None and found.readings:
        return TypedDate(tuple(reading.as_value() for reading in found.readings), None, found.is_relative)
    return TypedDate(problem=_problem(value, found))


def typed_form(date: DateValue) -> str:
    """Return what one would type for a value: :func:`read_typed` gives the value back, with its calendar.

    Values of the Hebrew calendar are written in its letters, of the Muslim calendar in figures (1444-06-08).
    """
    if date.calendar is Calendar.GREGORIAN:
        return date.value
    unit = unit_of(date.value, date.calendar)
    first = bounds_of(date.value).first
    day = calendar_day(date.calendar, first) if first is not None else None
    if day is None or unit not in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR):
        return date.value
    if date.calendar is Calendar.HIJRI:
        parts = (f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}")
        return "-".join(parts[: {Granularity.YEAR: 1, Granularity.MONTH: 2, Granularity.DAY: 3}[unit]])
    if unit is Granularity.DAY:
        return day_text(date.calendar, day)
    return (
        year_text(date.calendar, day.year)
        if unit is Granularity.YEAR
        else month_text(date.calendar, day.year, day.month)
    )


def _of_other_calendars(value: str) -> Iterator[DateValue]:
    """Yield what figures mean in the Muslim or Hebrew calendar when their year is one of our time there."""
    parts = _PARTS.fullmatch(value)
    if parts is None:
        return
    year, month, day = (int(part) if part else None for part in parts.groups())
    calendar = Calendar.HIJRI if year in _HIJRI_YEARS else Calendar.HEBREW if year in _HEBREW_YEARS else None
    if calendar is None or year is None:
        return
    try:
        if day is not None and month is not None:
            yield DateValue(day_of(calendar, year, month, day).isoformat(), calendar)
        else:
            yield DateValue(days_of(calendar, year, month), calendar)
    except ImpossibleDateError:
        return


def _in_words(text: str, language: str, anchor: str | date | None) -> DateMention | None:
    for form in dict.fromkeys((text, text.title())):
        for lead in _LEADS:
            found = recognise(lead + form, language, anchor)
            if len(found) == 1 and found[0].span.start <= len(lead) and found[0].span.end == len(lead) + len(form):
                return found[0]
    return None


def _problem(value: str, found: DateMention | None) -> UserError:
    if found is not None:
        if found.impossible:
            return UserError("No calendar has such a day.")
        return UserError("This counts from the date of the article, which is not known.")
    for begun, sentence in _BEGUN:
        if re.fullmatch(begun, value):
            return UserError(sentence)
    try:
        granularity_of(value)
    except UserError as error:
        if "no such" in error.template or "before it begins" in error.template:
            return error
    return UserError("This is not read as a date yet. Write 2023-01-24, 2023-01, 2023, a range, or words.")
