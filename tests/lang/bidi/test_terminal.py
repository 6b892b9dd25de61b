from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Direction
from annotator.lang.bidi import for_terminal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain (ascii) text", "plain (ascii) text"),
        ("שלום", "םולש"),
        ("שלום (abc) [12%]", "[12%] (abc) םולש"),
        ("(שלום)", "(םולש)"),
        ("a < b", "a < b"),
        ("א < ב", "ב > א"),
        ("abc\nאב", "abc\nבא"),
        ("a\u2067אב\u2069c\u200e", "aבאc"),
    ],
)
def test_visual_order_with_mirrored_brackets(text: str, expected: str) -> None:
    assert for_terminal(text) == expected


def test_arabic_letters_join() -> None:
    shown = for_terminal("سلم")
    assert [unicodedata.name(letter) for letter in shown] == [
        "ARABIC LETTER MEEM FINAL FORM",
        "ARABIC LETTER LAM MEDIAL FORM",
        "ARABIC LETTER SEEN INITIAL FORM",
    ]


def test_lam_and_alef_become_one() -> None:
    assert for_terminal("لا") == "\ufefb"


def test_marks_stay_after_their_letter() -> None:
    assert for_terminal("אָב") == "באָ"
    assert for_terminal("مَ") == "\ufee1\u064e"


def test_the_base_may_be_forced() -> None:
    assert for_terminal("abc!", Direction.RTL) == "!abc"


@given(st.text("abאבגמ12 .,(\u05b0\n", max_size=30))
def test_hebrew_text_keeps_all_its_characters(text: str) -> None:
    assert sorted(for_terminal(text).replace(")", "(")) == sorted(text.replace(")", "("))
