"""The command that reads dates."""

from __future__ import annotations

import json

from tests.cli.conftest import Run

FIELDS = ["start", "end", "text", "value", "modifier", "calendar", "granularity"]


def test_dates_are_one_line_of_json_for_each_text(run: Run) -> None:
    result = run("dates", "signed yesterday", "31 February 2021", "nothing", "--anchor", "2021-11-24", "--json")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert [line["text"] for line in lines] == ["signed yesterday", "31 February 2021", "nothing"]
    assert list(lines[0]["dates"][0]) == FIELDS
    assert list(lines[0]["dates"][0].values()) == [7, 16, "yesterday", "2021-11-23", None, "gregorian", "day"]
    assert [(each["value"], each["impossible"]) for each in lines[1]["dates"]] == [(None, True)]
    assert lines[2]["dates"] == []


def test_texts_come_from_standard_input_one_a_line(run: Run) -> None:
    result = run("dates", "-", "--json", stdin='ט"ו בשבט תשפ"ב\nمطلع عام 2021\n')
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [line["dates"][0]["value"] for line in lines] == ["2022-01-17", "2021"]
    assert [line["dates"][0]["calendar"] for line in lines] == ["hebrew", "gregorian"]
    assert lines[1]["dates"][0]["modifier"] == "START"


def test_the_language_says_what_comes_first_in_figures(run: Run) -> None:
    for language, value in (("en-GB", "2021-06-05"), ("en-US", "2021-05-06")):
        result = run("dates", "05/06/2021", "--language", language, "--json")
        assert json.loads(result.out)["dates"][0]["value"] == value


def test_what_may_be_meant_otherwise_is_told(run: Run) -> None:
    arguments = ("dates", "05/06/2021", "next week", "31 February 2021", "--language", "en", "--anchor", "2021-11-24")
    ambiguous, week, impossible = (json.loads(line)["dates"][0] for line in run(*arguments, "--json").out.splitlines())
    assert ambiguous["readings"] == ["2021-05-06", "2021-06-05"]
    assert (week["value"], week["first_weekday"]) == ("2021-W48", 1)
    assert "readings" not in impossible
    table = run(*arguments).out
    assert "2021-05-06 or 2021-06-05" in table
    assert "no such date" in table


def test_people_get_a_table(run: Run) -> None:
    result = run("dates", "late 2020")
    assert result.code == 0
    assert "late 2020" in result.out
    assert "END" in result.out


def test_an_anchor_must_be_a_day(run: Run) -> None:
    result = run("dates", "today", "--anchor", "24/11/2021")
    assert result.code == 2
    assert "2021-11-24" in result.err
