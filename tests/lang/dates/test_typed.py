"""What is typed as a date, and the steps from one value to the next."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.datevalue import Calendar, DateValue
from annotator.core.edtf import Granularity, is_date_value
from annotator.lang.dates.bounds import bounds_of
from annotator.lang.dates.stepping import coarser, containing, finer, stepped, unit_of
from annotator.lang.dates.typed import read_typed, typed_form
from annotator.lang.dates.writing import calendar_day, day_text, days_of, month_text, months_of, year_text

ANCHOR = "2021-11-24"


@pytest.mark.parametrize(
    ("typed", "value", "calendar"),
    [
        ("2023", "2023", "gregorian"),
        ("٢٠٢١-١١", "2021-11", "gregorian"),
        ("202x", "202X", "gregorian"),
        ("תשפ״ג", "2022-09-26/2023-09-15", "hebrew"),
        ("כסלו", "2021-11-05/2021-12-04", "hebrew"),
        ("1444-06", "2022-12-25/2023-01-22", "hijri"),
        ("1444-06-08", "2023-01-01", "hijri"),
        ("march 2020", "2020-03", "gregorian"),
        ("yesterday", "2021-11-23", "gregorian"),
        ("غدا", "2021-11-25", "gregorian"),
        ("2015 to 2020", "2015/2020", "gregorian"),
        ("2015 إلى 2020", "2015/2020", "gregorian"),
    ],
)
def test_anything_may_be_typed(typed: str, value: str, calendar: str) -> None:
    best = read_typed(typed, "en", ANCHOR).readings[0]
    assert (best.value, best.calendar) == (value, calendar)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("20", "four figures"),
        ("2023-", "month is missing"),
        ("2023-1", "two figures"),
        ("2023-01-", "day is missing"),
        ("2021-02-30", "No calendar"),
        ("31 February 2021", "No calendar"),
        ("2023/2021", "ends before"),
        ("bananas", "not read as a date"),
    ],
)
def test_what_is_missing_is_said(typed: str, says: str) -> None:
    read = read_typed(typed, "en", ANCHOR)
    assert not read.readings
    assert read.problem is not None
    assert says in read.problem.sentence


def test_relative_words_need_a_date_to_count_from() -> None:
    problem = read_typed("yesterday", "en", None).problem
    assert problem is not None
    assert "not known" in problem.sentence
    assert read_typed("yesterday", "en", ANCHOR).is_relative


def test_nothing_typed_is_no_fault() -> None:
    assert read_typed("  ", "en", ANCHOR).problem is None


@given(st.text(max_size=30))
def test_whatever_is_typed_has_values_or_a_reason(typed: str) -> None:
    read = read_typed(typed, "he", ANCHOR)
    assert all(is_date_value(each.value) for each in read.readings)
    assert read.readings or read.problem is not None or not typed.strip()


GREGORIAN = [
    ("2021-11-24", "2021-11-25"),
    ("2021-12", "2022-01"),
    ("2021", "2022"),
    ("199X", "200X"),
    ("19XX", "20XX"),
    ("2021-W52", "2022-W01"),
    ("2021-24", "2022-21"),
    ("2021-Q4", "2022-Q1"),
    ("2021-H2", "2022-H1"),
    ("-0001", "0000"),
]


@pytest.mark.parametrize(("value", "following"), GREGORIAN)
def test_a_step_goes_to_the_next_of_its_kind_and_back(value: str, following: str) -> None:
    assert stepped(value, Calendar.GREGORIAN, 1) == following
    assert stepped(following, Calendar.GREGORIAN, -1) == value


@given(st.dates(date(700, 1, 1), date(2999, 1, 1)), st.sampled_from((Calendar.HEBREW, Calendar.HIJRI)), st.booleans())
def test_months_and_years_of_other_calendars_follow_each_other(day: date, calendar: Calendar, is_month: bool) -> None:
    found = calendar_day(calendar, day.toordinal())
    assert found is not None
    value = days_of(calendar, found.year, found.month if is_month else None)
    assert unit_of(value, calendar) is (Granularity.MONTH if is_month else Granularity.YEAR)
    following = stepped(value, calendar, 1)
    assert (bounds_of(following).first or 0) == (bounds_of(value).last or 0) + 1
    assert stepped(following, calendar, -1) == value


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(Calendar))
def test_coarser_and_finer_come_back_to_the_day(day: date, calendar: Calendar) -> None:
    value = day.isoformat()
    month = coarser(value, calendar)
    year = coarser(month, calendar)
    assert unit_of(year, calendar) is Granularity.YEAR
    assert finer(year, calendar, day.toordinal()) == month
    assert finer(month, calendar, day.toordinal()) == value


@given(
    st.dates(date(1937, 4, 1), date(2070, 1, 1)), st.sampled_from(Calendar),
    st.sampled_from((Granularity.DAY, Granularity.MONTH, Granularity.YEAR)),
)  # fmt: skip
def test_what_one_would_type_is_read_as_what_it_stands_for(day: date, calendar: Calendar, unit: Granularity) -> None:
    value = containing(day.toordinal(), unit, calendar)
    assert value is not None
    wanted = DateValue(value, calendar)
    assert wanted in read_typed(typed_form(wanted), "en", None).readings


def test_what_is_open_or_a_range_does_not_step() -> None:
    assert stepped("2015/..", Calendar.GREGORIAN, 1) == "2015/.."
    assert stepped("2015/2020", Calendar.GREGORIAN, 1) == "2015/2020"
    assert containing(-800_000, Granularity.DECADE) is None


def test_days_are_written_as_their_calendars_write_them() -> None:
    number = date(2021, 11, 24).toordinal()
    hebrew, hijri = (calendar_day(each, number) for each in (Calendar.HEBREW, Calendar.HIJRI))
    assert hebrew is not None
    assert hijri is not None
    assert day_text(Calendar.HEBREW, hebrew) == "כ׳ בכסלו תשפ״ב"
    assert day_text(Calendar.HIJRI, hijri) == "19 ربيع الآخر 1443"
    assert month_text(Calendar.HEBREW, hebrew.year, hebrew.month) == "כסלו תשפ״ב"
    assert year_text(Calendar.HIJRI, hijri.year) == "1443"
    assert len(months_of(Calendar.HEBREW, 5782)) == 13
    assert calendar_day(Calendar.HEBREW, 1) is None


@given(st.dates(date(1937, 4, 1), date(2076, 1, 1)))
def test_hijri_days_are_those_of_the_package(day: date) -> None:
    from hijridate import Gregorian

    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    assert calendar_day(Calendar.HIJRI, day.toordinal()) == (hijri.year, hijri.month, hijri.day)
