"""Every day from 1900 to 2100 as every tradition writes it: how many come back as the day they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.lang.dates import recognise
from annotator.lang.dates.writing import calendar_day, day_text
from tests.bench.figures import Figure

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2100, 12, 31)
LOCALES: Final = ("en", "en_GB", "he", "ar_EG", "ar_MA", "ar_SY", "ar_IQ", "ar_LB", "ar_DZ", "ar_TN", "ar_MR")
EVERY_DAY: Final = tuple(FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))


def run(folder: Path) -> Iterator[Figure]:
    """Write every day, read all of them, and count."""
    from babel.dates import format_date

    for locale in LOCALES:
        written = [format_date(day, "long", locale) for day in EVERY_DAY]
        yield _figure(locale, written, locale)
    for calendar, language in ((Calendar.HEBREW, "he"), (Calendar.HIJRI, "ar")):
        yield _figure(f"{calendar.value} calendar", [_in_calendar(calendar, day) for day in EVERY_DAY], language)


def _in_calendar(calendar: Calendar, day: date) -> str:
    found = calendar_day(calendar, day.toordinal())
    assert found is not None
    return day_text(calendar, found) + (" هـ" if calendar is Calendar.HIJRI else "")


def _figure(name: str, written: Sequence[str], language: str) -> Figure:
    found = iter(recognise("\n".join(written), language, date(2000, 1, 1)))
    right = 0
    for day, mention in zip(EVERY_DAY, found, strict=False):
        right += day.isoformat() in {reading.value for reading in mention.readings}
    share = right / len(EVERY_DAY)
    return Figure(f"dates: every day 1900–2100 comes back, {name}", share, "", "1", share == 1.0)
