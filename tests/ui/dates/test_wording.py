"""Date values in words, and what the editor holds while one is made."""

from __future__ import annotations

import pytest

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.edtf import Granularity
from annotator.lang.dates.bounds import bounds_of
from annotator.ui.dates.draft import DateDraft
from annotator.ui.dates.wording import in_calendar, value_text

ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("value", "calendar", "modifier", "words"),
    [
        ("2021-11-24", "gregorian", None, "24 November 2021"),
        ("2021-11", "gregorian", None, "November 2021"),
        ("2021", "gregorian", DateModifier.START, "The beginning of 2021"),
        ("2021", "gregorian", DateModifier.APPROX, "About 2021"),
        ("1967", "gregorian", DateModifier.BEFORE, "Before 1967"),
        ("-0043", "gregorian", None, "44 BC"),
        ("199X", "gregorian", DateModifier.MID, "The middle of the 1990s"),
        ("19XX", "gregorian", None, "Century 20"),
        ("-04XX", "gregorian", None, "Century 5 BC"),
        ("2021-W48", "gregorian", None, "Week 48 of 2021"),
        ("2021-Q3", "gregorian", None, "Quarter 3 of 2021"),
        ("2021-H1", "gregorian", None, "Half 1 of 2021"),
        ("2006-22", "gregorian", None, "Summer 2006"),
        ("2015/2020", "gregorian", None, "2015 to 2020"),
        ("2015/..", "gregorian", None, "From 2015 on"),
        ("../1967-06", "gregorian", None, "Until June 1967"),
        ("2021-11-05/2021-12-04", "hebrew", None, "כסלו תשפ״ב"),
        ("2022-04-02/2022-05-01", "hijri", None, "رمضان 1443"),
        ("2021-11-24", "hebrew", None, "כ׳ בכסלו תשפ״ב"),
        ("2021-11-XX", "gregorian", None, "2021-11-XX"),
    ],
)
def test_a_value_in_words(value: str, calendar: str, modifier: DateModifier | None, words: str) -> None:
    assert value_text(DateValue(value, Calendar(calendar), modifier)).translate(ISOLATES) == words


@pytest.mark.parametrize(
    ("value", "unit", "titles"),
    [
        ("2021-11-24", Granularity.DAY, ("24 November 2021", "כ׳ בכסלו תשפ״ב", "19 ربيع الآخر 1443")),
        ("2023-02", Granularity.MONTH, ("February 2023", "שבט–אדר תשפ״ג", "رجب–شعبان 1444")),
        ("2023", Granularity.YEAR, ("2023", "תשפ״ג–תשפ״ד", "1444–1445")),
        ("0500", Granularity.YEAR, ("500", "", "")),
    ],
)
def test_a_value_in_three_calendars(value: str, unit: Granularity, titles: tuple[str, ...]) -> None:
    shown = [in_calendar(each, bounds_of(value), unit).title.translate(ISOLATES) for each in Calendar]
    assert tuple(shown) == titles


def test_a_finer_unit_comes_back_to_where_a_coarser_one_was_taken() -> None:
    draft = DateDraft(DateValue("2021-11-24"), (), is_relative=False)
    draft.coarsen()
    draft.coarsen()
    assert draft.text == "2021"
    draft.refine()
    draft.refine()
    assert draft.value == DateValue("2021-11-24")


def test_another_calendar_keeps_the_unit() -> None:
    draft = DateDraft(DateValue("2021-11", modifier=DateModifier.END), (), is_relative=False)
    draft.write_in(Calendar.HIJRI)
    assert draft.value == DateValue("2021-11-06/2021-12-04", Calendar.HIJRI, DateModifier.END)
    assert draft.text == "1443-04"


def test_an_empty_field_is_no_value_and_a_wrong_one_sets_nothing() -> None:
    draft = DateDraft(DateValue("2021"), (), is_relative=False)
    draft.type("", "en", None)
    assert draft.can_be_set
    assert draft.result is None
    draft.type("20210", "en", None)
    assert draft.problem is not None
    assert draft.value == DateValue("2021")
    assert not draft.choose(5)
