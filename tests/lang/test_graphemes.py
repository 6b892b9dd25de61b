from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import Span
from annotator.lang.graphemes import (
    _SIMPLE,
    grapheme_bounds,
    graphemes,
    is_grapheme_bound,
    next_grapheme_bound,
    previous_grapheme_bound,
    snap_to_graphemes,
)
from tests.lang.texts import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("abc", ["a", "b", "c"]),
        ("שָׁלוֹם", ["שָׁ", "ל", "וֹ", "ם"]),
        ("مُحَمَّد", ["مُ", "حَ", "مَّ", "د"]),
        ("مـد", ["م", "ـ", "د"]),
        ("لا", ["ل", "ا"]),
        ("é!", ["é", "!"]),
        ("👨‍👩‍👧x", ["👨‍👩‍👧", "x"]),
        ("🇮🇱🇲🇦", ["🇮🇱", "🇲🇦"]),
        ("👋🏽", ["👋🏽"]),
        ("각", ["각"]),
        ("\r\n\n", ["\r\n", "\n"]),
    ],
)
def test_what_a_reader_takes_for_one_character(text: str, expected: list[str]) -> None:
    assert graphemes(text) == expected


@given(texts)
def test_bounds_are_where_clusters_begin_and_end(text: str) -> None:
    bounds = grapheme_bounds(text)
    assert bounds[0] == 0
    assert bounds[-1] == len(text)
    assert [text[start:end] for start, end in pairwise(bounds)] == graphemes(text)


@given(texts)
def test_asking_at_one_place_agrees_with_reading_the_whole(text: str) -> None:
    bounds = grapheme_bounds(text)
    for offset in range(len(text) + 1):
        assert is_grapheme_bound(text, offset) == (offset in bounds)
        assert next_grapheme_bound(text, offset) == min((b for b in bounds if b > offset), default=len(text))
        assert previous_grapheme_bound(text, offset) == max((b for b in bounds if b < offset), default=0)


@given(texts.filter(bool), st.data())
def test_snapping_widens_to_the_nearest_bounds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    bounds = grapheme_bounds(text)
    assert snap_to_graphemes(text, Span(start, end)) == Span(
        max(b for b in bounds if b <= start), min(b for b in bounds if b >= end)
    )


def test_between_simple_characters_there_is_always_a_bound() -> None:
    simple = [chr(point) for point in range(0x3000) if regex.fullmatch(f"[{_SIMPLE}]", chr(point))]
    assert len(simple) > 900
    for character in simple:
        assert len(regex.findall(r"\X", "a" + character + "a" + character + character)) == 5, hex(ord(character))


def test_offsets_outside_the_text_count_as_its_ends() -> None:
    assert next_grapheme_bound("ab", 7) == 2
    assert previous_grapheme_bound("ab", 0) == 0
    assert previous_grapheme_bound("ab", 9) == 1
