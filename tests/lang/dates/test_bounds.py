from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.lang.dates.bounds import bounds_of, day_number, year_month_day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-11-24", "2021-11-24", "2021-11-24"),
        ("2021-11-24T10:30", "2021-11-24", "2021-11-24"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-11-XX", "2021-11-01", "2021-11-30"),
        ("2021-W48", "2021-11-29", "2021-12-05"),
        ("2021-W48-3", "2021-12-01", "2021-12-01"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021-22", "2021-06-01", "2021-08-31"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-11/2022-02", "2021-11-01", "2022-02-28"),
    ],
)
def test_first_and_last_day(value: str, first: str, last: str) -> None:
    wanted = (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
    assert tuple(bounds_of(value)) == wanted


def test_open_ends_have_no_day() -> None:
    assert bounds_of("2015/..").last is None
    assert bounds_of("../2015").first is None
    assert bounds_of("../2015").last == date(2015, 12, 31).toordinal()


def test_years_before_christ_have_days_too() -> None:
    first, last = bounds_of("-0043")
    assert first is not None
    assert last is not None
    assert year_month_day(first) == (-43, 1, 1)
    assert year_month_day(last) == (-43, 12, 31)
    assert bounds_of("-04XX") == (day_number(-499, 1, 1), day_number(-400, 12, 31))
    assert day_number(1, 1, 1) - day_number(0, 12, 31) == 1


@given(st.integers(-3_000_000, 3_000_000))
def test_a_day_number_comes_back(number: int) -> None:
    assert day_number(*year_month_day(number)) == number


@given(st.dates())
def test_day_numbers_are_pythons(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()
