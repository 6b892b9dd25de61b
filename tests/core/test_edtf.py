from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.edtf import Granularity, granularity_of, is_date_value
from annotator.core.errors import UserError


@pytest.mark.parametrize(
    ("value", "granularity"),
    [
        ("2021", Granularity.YEAR),
        ("-0044", Granularity.YEAR),
        ("202X", Granularity.DECADE),
        ("20XX", Granularity.CENTURY),
        ("2021-11", Granularity.MONTH),
        ("2021-XX", Granularity.MONTH),
        ("2021-22", Granularity.SEASON),
        ("2021-Q3", Granularity.QUARTER),
        ("2021-H2", Granularity.HALF),
        ("2021-W48", Granularity.WEEK),
        ("2020-W53", Granularity.WEEK),
        ("2021-W48-3", Granularity.DAY),
        ("2021-11-24", Granularity.DAY),
        ("2021-11-XX", Granularity.DAY),
        ("2020-02-29", Granularity.DAY),
        ("2021-11-24T14:32", Granularity.TIME),
        ("2021-11-24T14:32:05+02:00", Granularity.TIME),
        ("2021~", Granularity.YEAR),
        ("2021-11?", Granularity.MONTH),
        ("2021-11/2022-02", Granularity.INTERVAL),
        ("2021/..", Granularity.INTERVAL),
        ("../2021-11-24", Granularity.INTERVAL),
        ("2021-12-10/2021", Granularity.INTERVAL),
    ],
)
def test_what_is_a_value(value: str, granularity: Granularity) -> None:
    assert granularity_of(value) is granularity


@pytest.mark.parametrize(
    "value",
    [
        "",
        "21",
        "2021-13",
        "2021-00",
        "2021-2",
        "2021-02-29",
        "2021-04-31",
        "1900-02-29",
        "2021-W00",
        "2021-W53",
        "2021-W54",
        "2021-W48-8",
        "2021-Q5",
        "2021-H3",
        "24/11/2021",
        "2021-11-24T25:00",
        "2022/2021",
        "2021-11-24/2021-11-23",
        "/",
        "../..",
        "2021/2022/2023",
        "2021-11-24 ",
        "٢٠٢١",
        "today",
        "~",
        "2021~~",
    ],
)
def test_what_is_not(value: str) -> None:
    assert not is_date_value(value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_real_day_and_its_week_are_values(day: date) -> None:
    year, week, weekday = day.isocalendar()
    assert granularity_of(day.isoformat()) is Granularity.DAY
    assert granularity_of(f"{year:04d}-W{week:02d}-{weekday}") is Granularity.DAY
    assert granularity_of(f"{year:04d}-W{week:02d}") is Granularity.WEEK


@given(st.integers(1000, 9999), st.integers(0, 99), st.integers(0, 99))
def test_days_are_values_exactly_when_the_calendar_has_them(year: int, month: int, day: int) -> None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        date.fromisoformat(text)
        exists = True
    except ValueError:
        exists = False
    assert is_date_value(text) is exists


def test_the_sentence_says_what_to_write() -> None:
    with pytest.raises(UserError) as caught:
        granularity_of("soon")
    assert "soon" in str(caught.value)
    assert "2021-11-24" in str(caught.value)
