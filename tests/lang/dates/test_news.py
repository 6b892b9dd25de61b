"""Sentences as news writes them: where their dates stand and what they mean, and sentences without any."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.lang.dates import recognise

DATA = Path(__file__).parents[2] / "data"


class Sentence(NamedTuple):
    language: str
    anchor: date
    text: str
    dates: dict[tuple[int, int], str]


def sentences() -> Iterator[Sentence]:
    for group in tomllib.loads((DATA / "dates_news.toml").read_text(encoding="utf-8"))["group"]:
        for marked, *values in group["cases"]:
            text, spans = without_brackets(marked)
            yield Sentence(group["language"], group["anchor"], text, dict(zip(spans, values, strict=True)))


def without_brackets(marked: str) -> tuple[str, list[tuple[int, int]]]:
    first, *rest = marked.split("[")
    text, spans = first, []
    for piece in rest:
        inside, _, after = piece.partition("]")
        spans.append((len(text), len(text) + len(inside)))
        text += inside + after
    return text, spans


def empty_sentences() -> Iterator[tuple[str, str]]:
    for language, texts in tomllib.loads((DATA / "no_dates.toml").read_text(encoding="utf-8")).items():
        for text in texts:
            yield language, text


@pytest.mark.parametrize("sentence", list(sentences()), ids=lambda sentence: sentence.text)
def test_the_dates_of_a_sentence(sentence: Sentence) -> None:
    found = recognise(sentence.text, sentence.language, sentence.anchor)
    values = {
        (each.span.start, each.span.end): " ".join(
            filter(None, (each.best.value, each.best.modifier)) if each.best else ()
        )
        for each in found
    }
    assert values == sentence.dates


@pytest.mark.parametrize(("language", "text"), list(empty_sentences()))
def test_a_sentence_without_dates(language: str, text: str) -> None:
    assert [each.span.surface(text) for each in recognise(text, language, date(2023, 3, 14))] == []
