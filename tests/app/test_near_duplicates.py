"""Texts that are nearly the same, whatever was done to them, and texts that only share their language."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.near_duplicates import NearDuplicates

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = ["בני", "גנץ", "מרוקו", "المغرب", "الرباط", "minister", "visited", "Rabat", "signed", "agreement", "ירושלים"]
SAMPLE = [json.loads(line)["text"] for line in (SEEDS / "sample.jsonl").read_text(encoding="utf-8").splitlines()]


def groups_of(*texts: str) -> list[list[int]]:
    alike = NearDuplicates()
    for text in texts:
        alike.add(text)
    return alike.groups()


def words_of(seed: int, count: int = 200, vocabulary: int = 4_000) -> list[str]:
    rng = random.Random(seed)
    return [f"{rng.choice(WORDS)}{rng.randrange(vocabulary)}" for _ in range(count)]


def edited(words: list[str], share: float, seed: int = 0) -> list[str]:
    rng = random.Random(seed)
    changed = set(rng.sample(range(len(words)), round(len(words) * share)))
    return [f"new{at}" if at in changed else word for at, word in enumerate(words)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(60, 600), st.sampled_from([0.01, 0.05, 0.08]))
def test_a_text_with_some_words_changed_is_found(seed: int, count: int, share: float) -> None:
    words = words_of(seed, count)
    assert groups_of(" ".join(words), " ".join(edited(words, share, seed))) == [[0, 1]]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 400), st.integers(10, 4_000))
def test_texts_of_the_same_words_in_another_order_are_not_alike(seed: int, count: int, vocabulary: int) -> None:
    assert groups_of(*(" ".join(words_of(seed * 2 + at, count, vocabulary)) for at in range(2))) == [[0], [1]]


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.upper(),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\n"),
        lambda text: "".join(f"{character}\u05b8" if "א" <= character <= "ת" else character for character in text),
        lambda text: text.replace(".", " …").replace(",", ""),
        lambda text: f"(AP) Breaking news\n{text}\nAll rights reserved.",
        lambda text: text[: len(text) * 3 // 4],
        lambda text: text[: len(text) // 2],
    ],
    ids=["capitals", "decomposed", "lines", "pointed", "punctuation", "framed", "cut", "halved"],
)
@pytest.mark.parametrize("text", [text for text in SAMPLE if len(text.split()) > 40])
def test_editions_of_an_article_are_alike(text: str, changed: object) -> None:
    assert callable(changed)
    assert groups_of(text, changed(text)) == [[0, 1]]


def test_articles_about_the_same_matter_are_not_alike() -> None:
    assert groups_of(*SAMPLE) == [[number] for number in range(len(SAMPLE))]


def test_short_texts_are_alike_only_when_they_are_equal() -> None:
    assert groups_of("Gantz in Rabat, 17", "Gantz in Rabat, 18", "gantz  in Rabat 17", "", " ") == [[0, 2], [1], [3, 4]]


def test_what_is_alike_by_way_of_a_third_stands_together() -> None:
    words = words_of(1, 300)
    chain = [words]
    for step in range(4):
        chain.append(edited(chain[-1], 0.12, step))
    assert groups_of(*(" ".join(each) for each in chain), " ".join(words_of(2))) == [[0, 1, 2, 3, 4], [5]]


def test_hundreds_of_duplicates_among_hundreds_are_found() -> None:
    originals = [words_of(seed, 120) for seed in range(400)]
    copies = [edited(words, 0.08, seed) for seed, words in enumerate(originals[:150])]
    found = groups_of(*(" ".join(words) for words in (*originals, *copies)))
    assert sorted(found) == sorted([[at, 400 + at] for at in range(150)] + [[at] for at in range(150, 400)])
