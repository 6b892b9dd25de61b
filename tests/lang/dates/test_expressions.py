"""Expressions with the values that the calendars give them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.core.edtf import is_date_value
from annotator.lang.dates import recognise

TABLE = Path(__file__).parents[2] / "data" / "dates.toml"


class Case(NamedTuple):
    language: str
    anchor: date
    text: str
    start: int
    end: int
    value: str
    modifier: str


def cases() -> Iterator[Case]:
    for group in tomllib.loads(TABLE.read_text(encoding="utf-8"))["group"]:
        for marked, value, *modifier in group["cases"]:
            before, _, rest = marked.partition("[")
            inside, _, after = rest.partition("]")
            start, end = len(before), len(before) + len(inside)
            yield Case(
                group["language"], group["anchor"], before + inside + after, start, end, value, "".join(modifier)
            )


CASES = list(cases())


def test_there_are_enough() -> None:
    assert len(set(CASES)) == len(CASES) >= 300
    assert {case.language for case in CASES} == {"en", "he", "ar"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_expression_has_its_place_and_its_value(case: Case) -> None:
    found = recognise(case.text, case.language, case.anchor)
    assert [(each.span.start, each.span.end) for each in found] == [(case.start, case.end)]
    best = found[0].best
    assert found[0].impossible == (case.value == "")
    assert (best.value if best else "") == case.value
    assert (best.modifier or "" if best else "") == case.modifier
    assert all(is_date_value(reading.value) for reading in found[0].readings)
