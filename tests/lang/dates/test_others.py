"""What is no date, what has no value, and what hangs nothing."""

from __future__ import annotations

import time
from datetime import date

import pytest

from annotator.core.datevalue import Calendar
from annotator.lang.dates import propose_document_date, read_date, recognise

ANCHOR = date(2021, 11, 24)

NO_DATES = (
    ("en", "three years later"), ("en", "a year ago"), ("en", "aged 24"), ("en", "in his nineties"),
    ("en", "for 24 hours"), ("en", "37 million people"), ("en", "50% of it"), ("en", "in 2000 soldiers"),
    ("en", "about 1500 demonstrators"), ("en", "call 050-1234567"), ("en", "call +972-2-123-4567"),
    ("en", "version 10.11.12.13"), ("en", "he may come"), ("en", "they march on"), ("en", "in the coming years"),
    ("en", "recently"), ("en", "every Monday"), ("en", "that week"), ("en", "the last year of his life"),
    ("en", "a 24″ screen"), ("en", "in the 1/2 part"), ("en", "F-16 and COVID-19"), ("en", "$2021"),
    ("he", "לפני שנה"), ("he", "50 אחוז"), ("he", "37 מיליון"), ("he", "בן 24"), ("he", "ב-1500 שקל"),
    ("he", "כ-1500 איש"), ("he", "בשנים האחרונות"), ("he", "בעשורים האחרונים"), ("he", "אבא של דני"),
    ("he", "לשבת על הגדר"), ("he", "באותו היום"), ("he", "כל השנה"), ("he", "השבוע הראשון"), ("he", "טלפון 02-6123456"),
    ("he", "במאי ומפיק"), ("he", "האביב הערבי"), ("he", "3.5 אחוזים"),
    ("ar", "قبل عام"), ("ar", "37 مليون"), ("ar", "في 2000 جندي"), ("ar", "الربيع العربي"),
    ("ar", "الأمين العام الحالي"),
    ("ar", "مارس الرياضة"), ("ar", "في اليوم التالي"), ("ar", "نسبة 94%"), ("ar", "الأيام 24″"), ("ar", "عربي21"),
    ("ar", "كان أب لثلاثة"), ("ar", "في الثمانينيات من عمره"), ("ar", "لسنوات طويلة"), ("ar", "كل أسبوع"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NO_DATES)
def test_it_is_no_date(language: str, text: str) -> None:
    assert [each.span.surface(text) for each in recognise(text, language, ANCHOR)] == []


def test_the_few_hijri_months_of_31_days_are_known() -> None:
    best = recognise("31 جمادى الأولى 1345 هـ", "ar")[0].best
    assert best is not None
    assert best.value == "1926-12-06"


def test_without_an_anchor_relative_dates_have_no_value() -> None:
    found = recognise("yesterday and on 3 May 2020", "en")
    assert [(each.best.value if each.best else None, each.impossible) for each in found] == [
        (None, False),
        ("2020-05-03", False),
    ]


def test_ambiguous_figures_have_both_readings() -> None:
    values = [each.value for each in recognise("05/06/2021", "en")[0].readings]
    assert values == ["2021-05-06", "2021-06-05"]
    best = recognise("05/06/2021", "en-GB")[0].best
    assert best is not None
    assert best.value == "2021-06-05"


def test_a_weekday_decides_between_readings() -> None:
    found = recognise("Saturday, 05/06/2021", "en")[0]
    assert found.best is not None
    assert found.best.value == "2021-06-05"


def test_weeks_begin_where_the_text_comes_from() -> None:
    sunday = date(2021, 11, 28)
    hebrew, english = recognise("השבוע", "he", sunday)[0].best, recognise("this week", "en-GB", sunday)[0].best
    assert hebrew is not None
    assert english is not None
    assert (hebrew.value, hebrew.first_weekday) == ("2021-W48", 7)
    assert (english.value, english.first_weekday) == ("2021-W47", 1)


def test_the_calendar_is_told_even_of_an_impossible_date() -> None:
    found = recognise("ל' באדר א' תשפ\"א", "he", ANCHOR)[0]
    assert (found.impossible, found.readings, found.calendar) == (True, (), Calendar.HEBREW)


def test_a_string_is_read_as_one_date_or_not_at_all() -> None:
    assert read_date("in May 2018", "en") is not None
    assert read_date("Morocco in May 2018", "en") is None
    assert read_date("May 2018 and 2019-01-01", "en") is None
    assert read_date("", "en") is None


@pytest.mark.parametrize("piece", ["1", "1 ", "2021 ", "1-", "1/ ", "May ", "'90s ", "twenty ", 'א"', "عام ", "((("])
def test_a_long_monotonous_text_hangs_nothing(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert all(each.span.end <= len(text) for each in recognise(text, "en", ANCHOR))


@pytest.mark.parametrize(
    "piece", ["7", ":", "/", "٧", "12:", "2021 and ", "يناير ", "May ", "15 May ", "Monday ", "15/", "2021-", "אתמול ("]
)
def test_a_million_bytes_of_one_thing_hang_nothing(piece: str) -> None:
    text = piece * (1_000_000 // len(piece.encode()))
    started = time.process_time()
    found = recognise(text, "he", ANCHOR)
    assert time.process_time() - started < 12  # as a rule below 2; other tests may run beside it
    assert len(found) <= len(text) / 4


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "A title\nBy Claire Whitmore – 24 November 2021\nText about May 2018.", "2021-11-24"),
        ("he", "כותרת\nמאת נועה אלמוג, 25.11.2021\nטקסט", "2021-11-25"),
        ("ar", "عنوان\nكتب: حسام - الخميس ٢٥ نوفمبر ٢٠٢١\nنص", "2021-11-25"),
    ],
)
def test_a_dateline_gives_the_date_of_a_text(language: str, text: str, value: str) -> None:
    proposal = propose_document_date(text, language)
    assert proposal is not None
    assert (proposal.value, proposal.sure) == (value, True)


def test_without_a_dateline_the_latest_date_is_proposed() -> None:
    text = "It began in 1993, and went on " + "for long " * 20 + "until 12 September 2022 and May 2018 came."
    proposal = propose_document_date(text, "en")
    assert proposal is not None
    assert (proposal.value, proposal.reason, proposal.sure) == ("2022-09-12", "12 September 2022", False)
    assert propose_document_date("Nothing here.", "en") is None
    known = propose_document_date(text, "en", known=ANCHOR)
    assert known is not None
    assert known.value == "2021-11-24"
