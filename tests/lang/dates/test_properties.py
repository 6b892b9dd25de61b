"""Every day comes back from the way it is written, in every tradition, and the calendars agree with their packages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.lang.dates import read_date, recognise

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
days = st.dates(FIRST, LAST)
LOCALES = ("en", "en_GB", "he", "ar_EG", "ar_MA", "ar_SY", "ar_IQ", "ar_LB", "ar_DZ", "ar_TN", "ar_MR")
ARABIC_FIGURES = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_FIGURES = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
EVERY_YEAR = [FIRST + timedelta(days=number) for number in range(0, (LAST - FIRST).days, 97)]


def value_of(text: str, language: str, anchor: date | None = None) -> str | None:
    found = read_date(text, language, anchor)
    assert found is not None, text
    assert found.span.start == 0
    assert found.best is not None, text
    return found.best.value


def written(day: date, locale: str, form: str = "long") -> str:
    from babel.dates import format_date

    return format_date(day, form, locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_days_come_back_from_the_month_names_of_every_tradition(locale: str) -> None:
    for day in EVERY_YEAR:
        assert value_of(written(day, locale), locale) == day.isoformat(), written(day, locale)


@given(days, st.sampled_from(LOCALES))
def test_any_day_comes_back_with_its_weekday(day: date, locale: str) -> None:
    assert value_of(written(day, locale, "full"), locale) == day.isoformat(), written(day, locale, "full")


@given(days, st.sampled_from(LOCALES), st.sampled_from((ARABIC_FIGURES, PERSIAN_FIGURES)))
def test_the_kind_of_figures_makes_no_difference(day: date, locale: str, figures: dict[int, int]) -> None:
    assert value_of(written(day, locale).translate(figures), locale) == day.isoformat()


@given(days, st.sampled_from(("he", "ar", "en-GB")), st.sampled_from("/.-"))
def test_figures_put_the_day_first(day: date, language: str, sign: str) -> None:
    assert value_of(day.strftime(f"%d{sign}%m{sign}%Y"), language) == day.isoformat()


@given(days)
def test_american_figures_put_the_month_first_and_tell_the_other_reading(day: date) -> None:
    found = read_date(day.strftime("%m/%d/%Y"), "en-US")
    assert found is not None
    assert found.readings[0].value == day.isoformat()
    assert len(found.readings) == (2 if day.day <= 12 and day.day != day.month else 1)


@given(days, st.integers(-6, 6))
def test_weekdays_are_the_nearest(anchor: date, shift: int) -> None:
    from babel.dates import format_date

    name = format_date(anchor + timedelta(days=shift), "EEEE", "en")
    found = recognise(f"on {name}", "en", anchor)[0]
    values = {reading.value for reading in found.readings}
    assert (anchor + timedelta(days=shift)).isoformat() in values


@given(days)
def test_hebrew_days_are_those_of_the_package(day: date) -> None:
    from pyluach.dates import HebrewDate  # type: ignore[import-untyped]  # it has no annotations

    hebrew = HebrewDate.from_pydate(day)
    text = hebrew.hebrew_date_string()
    found = read_date(text, "he")
    assert found is not None, text
    assert day.isoformat() in {reading.value for reading in found.readings}, text
    assert found.calendar == "hebrew"


@given(st.dates(date(1925, 1, 1), date(2076, 12, 31)))
def test_hijri_days_are_those_of_the_package(day: date) -> None:
    from hijridate import Gregorian

    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    months = ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان",
              "شوال", "ذو القعدة", "ذو الحجة")  # fmt: skip
    text = f"{hijri.day} {months[hijri.month - 1]} {hijri.year} هـ"
    assert value_of(text, "ar") == day.isoformat()


@given(st.text(max_size=80), st.sampled_from(("en", "he", "ar", "und", "fa")), st.none() | days)
def test_any_text_can_be_read(text: str, language: str, anchor: date | None) -> None:
    end = 0
    for mention in recognise(text, language, anchor):
        assert mention.span.start >= end
        end = mention.span.end
        assert end <= len(text)


PIECES = (
    "24", "2021", "31", "99", "May", "November", "the", "of", "end", "last", "-", "/", ",", "(", ")", "1990s", "BC",
    "נובמבר", "בשנת", 'תשפ"ב', "י'", "סוף", "אדר ב'", "ב-", "ה-", "שנות", "המאה", "עשרים", "عام", "الماضي", "هـ",
    "رمضان",
    "تشرين الثاني", "الحادي", "والعشرين", "من", "إلى", "القرن", "مطلع", "اليوم", "24/11", "\n", "week", "to", "present",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.none() | days)
def test_any_words_of_dates_can_be_read(pieces: list[str], anchor: date | None) -> None:
    from annotator.core.edtf import is_date_value

    text = " ".join(pieces)
    for mention in recognise(text, "en", anchor):
        assert mention.span.surface(text).strip() == mention.span.surface(text)
        assert "\n" not in mention.span.surface(text)
        assert all(is_date_value(reading.value) for reading in mention.readings)
