from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.lang.names.edits import EditModel, ReadWords, summed
from annotator.lang.names.letters import Alphabet
from annotator.lang.names.matcher import NameMatcher

HEBREW = st.text(alphabet="אבגדהוזכלמנשת'", min_size=1, max_size=6)
LATIN = st.text(alphabet="abcdeghlnst'é", min_size=1, max_size=6)


@cache
def model() -> EditModel:
    return NameMatcher.load().models["Latn-Hebr"].edits


def ways(height: int, width: int) -> Iterator[tuple[tuple[str, int, int], ...]]:
    """Yield every way to go through two words, step by step."""
    if not height and not width:
        yield ()
    if height:
        yield from ((*way, ("here", height - 1, 0)) for way in ways(height - 1, width))
    if width:
        yield from ((*way, ("there", 0, width - 1)) for way in ways(height, width - 1))
    if height and width:
        yield from ((*way, ("both", height - 1, width - 1)) for way in ways(height - 1, width - 1))


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_a_pair_counts_as_much_as_all_ways_together(height: int, width: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    pairs, here, there = (chance.normal(size=shape).astype(np.float32) for shape in ((height, width), height, width))
    counts = {"both": pairs, "here": here[:, None], "there": there[None, :]}
    expected = np.log(sum(np.exp(sum(counts[kind][i, j] for kind, i, j in way)) for way in ways(height, width)))
    nothing = np.zeros((1, 0, 0), np.float32)
    found = summed(
        pairs[None],
        ReadWords(nothing, here[None], np.array([height])),
        ReadWords(nothing, there[None], np.array([width])),
    )
    assert found[0] == pytest.approx(expected, abs=1e-4)


@settings(deadline=None)
@given(st.lists(st.tuples(LATIN, HEBREW), min_size=1, max_size=5))
def test_a_pair_counts_the_same_in_any_company(pairs: list[tuple[str, str]]) -> None:
    latins, hebrews = zip(*pairs, strict=True)
    together = model().scores(latins, hebrews)
    alone = [model().scores([latin], [hebrew])[0] for latin, hebrew in pairs]
    assert together == pytest.approx(alone, abs=1e-3)


def test_one_word_is_compared_with_many() -> None:
    right, wrong = model().scores(["gantz", "lapid"], ["גנץ"])
    assert right > wrong + 5
    assert len(model().scores([], ["גנץ"])) == 0


def test_letters_stand_for_what_their_neighbours_make_of_them() -> None:
    right, wrong = model().scores(["shalom", "salom"], ["שלום"])
    assert right > wrong


def test_unknown_letters_are_numbered_too() -> None:
    numbers, lengths = Alphabet("ab").numbers(["aé", "", "b" * 99])
    assert lengths.tolist() == [4, 2, 26]
    assert numbers[0, :4].tolist() == [61, 1, 63, 62]
    assert numbers[1, 2:].max() == 0
