from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.keys import Chord, chords, digit

pytestmark = pytest.mark.usefixtures("qapp")

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


def _event(key: int, modifiers: Qt.KeyboardModifier = _NONE, text: str = "", scan_code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("z", "Z"), ("ז", "Z"), ("ئ", "Z"), ("ל", "K"), ("ن", "K"), ("ב", "C"), ("ؤ", "C"), ("ﻻ", "B"), ("נ", "B")],
)
def test_a_letter_counts_by_its_place_on_every_layout(written: str, meant: str) -> None:
    event = _event(ord(written.upper()), _CTRL, written)
    assert Chord.parse(f"Ctrl+{meant}") in chords(event)


@pytest.mark.parametrize("sign", ["3", "٣", "۳"])
def test_a_digit_counts_in_every_script(sign: str) -> None:
    assert digit(_event(ord(sign), text=sign)) == 3


def test_a_digit_counts_on_the_keypad() -> None:
    event = _event(Qt.Key.Key_4.value, Qt.KeyboardModifier.KeypadModifier, "4")
    assert digit(event) == 4


def test_a_digit_with_a_commanding_key_is_no_digit() -> None:
    assert digit(_event(Qt.Key.Key_4.value, Qt.KeyboardModifier.AltModifier)) is None


def test_a_latin_letter_means_itself_wherever_it_stands() -> None:
    place_of_y_on_a_us_keyboard = 21
    event = _event(Qt.Key.Key_Z.value, _CTRL, "z", place_of_y_on_a_us_keyboard)
    assert chords(event) == (Chord.parse("Ctrl+Z"),)


def test_the_place_tells_what_an_unknown_layout_means() -> None:
    place_of_k = 37
    cyrillic = _event(ord("Л"), _CTRL, "л", place_of_k)
    assert Chord.parse("Ctrl+K") in chords(cyrillic)


def test_a_sign_counts_before_its_place() -> None:
    place_of_q = 16
    slash_on_a_hebrew_keyboard = _event(Qt.Key.Key_Slash.value, text="/", scan_code=place_of_q)
    assert chords(slash_on_a_hebrew_keyboard)[0] == Chord.parse("/")
    assert Chord.parse("Q") in chords(slash_on_a_hebrew_keyboard)


def test_plus_is_found_with_and_without_shift() -> None:
    event = _event(Qt.Key.Key_Plus.value, _CTRL | _SHIFT, "+")
    assert Chord.parse("Ctrl++") in chords(event)


def test_shifted_digits_are_found_by_the_digit() -> None:
    event = _event(Qt.Key.Key_Asterisk.value, _CTRL | _SHIFT, "*")
    assert Chord.parse("Ctrl+Shift+8") in chords(event)


def test_the_keypads_enter_is_enter_and_backtab_is_shift_tab() -> None:
    assert chords(_event(Qt.Key.Key_Enter.value)) == (Chord.parse("Return"),)
    assert chords(_event(Qt.Key.Key_Backtab.value, _SHIFT)) == (Chord.parse("Shift+Tab"),)


@pytest.mark.parametrize(
    ("text", "writes"), [("A", True), ("7", True), ("Ctrl+A", False), ("Alt+7", False), ("F8", False)]
)
def test_what_a_field_takes_as_writing(text: str, *, writes: bool) -> None:
    assert Chord.parse(text).writes is writes
