from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.datevalue import DateModifier
from annotator.formats.timex3 import timex3_of, value_of_timex3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", {"type": "DATE", "value": "2021"}),
        ("199X", {"type": "DATE", "value": "199"}),
        ("19XX", {"type": "DATE", "value": "19"}),
        ("2021-22", {"type": "DATE", "value": "2021-SU"}),
        ("-0043", {"type": "DATE", "value": "BC0044"}),
        ("0000", {"type": "DATE", "value": "BC0001"}),
        ("2021-11-24T10:30", {"type": "TIME", "value": "2021-11-24T10:30"}),
        ("2015/..", {"type": "DATE", "value": "2015", "mod": "ON_OR_AFTER"}),
        ("../2015-03", {"type": "DATE", "value": "2015-03", "mod": "ON_OR_BEFORE"}),
        ("2015/2020", {"type": "DURATION", "value": "P6Y", "beginPoint": "2015", "endPoint": "2020"}),
        ("2021-11/2022-02", {"type": "DURATION", "value": "P4M", "beginPoint": "2021-11", "endPoint": "2022-02"}),
        (
            "2021-11-05/2021-12-04",
            {"type": "DURATION", "value": "P30D", "beginPoint": "2021-11-05", "endPoint": "2021-12-04"},
        ),
        ("2021~", {"type": "DATE", "value": "2021", "mod": "APPROX"}),
        ("2021?", {"type": "DATE", "value": "2021", "comment": "uncertain"}),
    ],
)
def test_what_a_value_is_in_timex3(value: str, expected: dict[str, str]) -> None:
    assert timex3_of(value) == expected


def test_relative_dates_name_what_they_count_from() -> None:
    assert timex3_of("2023", "START", "gregorian", is_relative=True) == {
        "type": "DATE",
        "value": "2023",
        "mod": "START",
        "temporalFunction": "true",
        "anchorTimeID": "t0",
    }


def test_a_date_without_a_value_has_a_type_alone() -> None:
    assert timex3_of(None) == {"type": "DATE"}


def test_what_is_no_value_of_ours_has_none() -> None:
    assert value_of_timex3({"type": "DATE", "value": "PAST_REF"}) == (None, None, "gregorian")
    assert value_of_timex3({"type": "DURATION", "value": "P2Y", "mod": "LESS_THAN"}) == (None, None, "gregorian")


days = st.dates(date(1, 1, 1)).map(date.isoformat)
singles = st.one_of(
    days,
    days.map(lambda day: day[:7]),
    st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04d}"),
    st.integers(100, 999).map(lambda decade: f"{decade}X"),
    st.integers(10, 99).map(lambda century: f"{century}XX"),
    st.builds("{:04d}-{}".format, st.integers(1, 9999), st.sampled_from(("21", "22", "23", "24", "Q3", "H1", "W07"))),
)


@given(
    st.one_of(
        singles,
        singles.map(lambda value: f"{value}/.."),
        singles.map(lambda value: f"../{value}"),
        st.tuples(days, days).map(lambda pair: "/".join(sorted(pair))),
    ),
    st.sampled_from((None, "START", "MID", "END")),
    st.sampled_from(("gregorian", "hebrew", "hijri")),
)
def test_every_value_comes_back(value: str, modifier: str | None, calendar: str) -> None:
    wanted = None if ".." in value else modifier  # an open end takes the one place that TIMEX3 has for modifiers
    assert value_of_timex3(timex3_of(value, modifier, calendar)) == (value, wanted, calendar)


def test_every_modifier_is_one_of_timex3() -> None:
    for modifier in DateModifier:
        assert timex3_of("2021", modifier.value)["mod"] == modifier.value
