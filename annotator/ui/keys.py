"""Keys by meaning and by place, so that shortcuts work whatever keyboard layout is in force.

A key that writes a Latin letter or a digit means that letter or digit wherever it stands (Ctrl+Z is where Z is written,
also on a German or French keyboard). A key that writes anything else, as on Hebrew, Arabic, Greek or Cyrillic
layouts, is taken by its place: the letter that a US keyboard has there. Where the platform does not tell the place,
the standard Hebrew (SI 1452) and Arabic (101) layouts are known by what their keys write.
"""

from __future__ import annotations

import sys
from typing import Final, NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

_ROWS: Final = (
    (2, "1234567890-="),
    (16, "QWERTYUIOP[]"),
    (30, "ASDFGHJKL;'`"),
    (43, "\\ZXCVBNM,./"),
)
"""The first position of each row and what a US keyboard writes from there on; positions as in Linux' ``evdev`` and in
set 1 of the PC scan codes, which agree for these keys."""

_POSITIONS: Final = {first + n: ord(sign) for first, signs in _ROWS for n, sign in enumerate(signs)}

_MAC_ORDER: Final = "ASDFHGZXCV\x00BQWERYT123465=97-80]OU[IP\x00LJ'K;\\,/NM.\x00\x00`"
_MAC_KEYS: Final = {code: ord(sign) for code, sign in enumerate(_MAC_ORDER) if sign != "\x00"}
"""Positions on a Mac (``kVK_ANSI_…`` in HIToolbox' Events.h)."""

_HEBREW: Final = dict(zip("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ERTYUIOPASDFGHJKL;ZXCVBNM,.", strict=True))
_ARABIC: Final = dict(zip("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظذ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./`", strict=True))
_WRITTEN: Final = {ord(sign): ord(place) for table in (_HEBREW, _ARABIC) for sign, place in table.items()}

_FOREIGN_DIGITS: Final = (0x0660, 0x06F0, 0x0966)
"""Where Arabic-Indic, Persian and Devanagari digits begin."""

_XKB_OFFSET: Final = 8
_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFTED: Final = dict(zip('!@#$%^&*()_+{}|:"<>?~', "1234567890-=[]\\;',./`", strict=True))
_UNSHIFTED: Final = {ord(shifted): ord(plain) for shifted, plain in _SHIFTED.items()}
"""What a US keyboard writes without Shift where it writes these with it."""


class Chord(NamedTuple):
    """A key with the modifiers held down.

    Attributes:
        key: A ``Qt.Key`` value.
        modifiers: The bits of Ctrl, Shift, Alt and Meta.
    """

    key: int
    modifiers: int = 0

    @classmethod
    def parse(cls, text: str) -> Chord:
        """Read a shortcut as it is written in the action table, such as ``Ctrl+Shift+Z``."""
        sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
        combination = sequence[0]  # type: ignore[index] # the stubs leave QKeySequence's operator out
        return cls(int(combination.key()), combination.keyboardModifiers().value)

    @property
    def text(self) -> str:
        """How this platform writes it."""
        combination = QKeyCombination.fromCombined(self.modifiers | self.key)
        return QKeySequence(combination).toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def writes(self) -> bool:
        """Whether a text field takes it as something to write."""
        commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        commanding |= Qt.KeyboardModifier.MetaModifier
        return self.key < Qt.Key.Key_Escape.value and not self.modifiers & commanding.value


def chords(event: QKeyEvent) -> tuple[Chord, ...]:
    """Return what a key event may mean, the likeliest first."""
    modifiers = (event.modifiers() & _MODIFIERS).value
    shift = Qt.KeyboardModifier.ShiftModifier.value
    key = _plain_digit(event.key())
    if key == Qt.Key.Key_Backtab.value:
        return (Chord(Qt.Key.Key_Tab.value, modifiers | shift),)
    if key == Qt.Key.Key_Enter.value:
        return (Chord(Qt.Key.Key_Return.value, modifiers),)
    found = [Chord(key, modifiers)]
    if not _is_latin(key) and key < Qt.Key.Key_Escape.value:
        if modifiers & shift:
            found.append(Chord(key, modifiers & ~shift))
        place = _place(event) or _WRITTEN.get(key) or (_UNSHIFTED.get(key) if modifiers & shift else None)
        if place is not None:
            found.append(Chord(place, modifiers))
    return tuple(dict.fromkeys(found))


def digit(event: QKeyEvent) -> int | None:
    """Return the digit that a key event means when no modifier but Shift is held, or None."""
    for chord in chords(event):
        bare = chord.modifiers & ~Qt.KeyboardModifier.ShiftModifier.value
        if not bare and Qt.Key.Key_0.value <= chord.key <= Qt.Key.Key_9.value:
            return chord.key - Qt.Key.Key_0.value
    return None


def _plain_digit(key: int) -> int:
    """Turn a key that writes a digit of another script into the plain digit's key."""
    for zero in _FOREIGN_DIGITS:
        if zero <= key < zero + 10:
            return Qt.Key.Key_0.value + key - zero
    return key


def _is_latin(key: int) -> bool:
    return Qt.Key.Key_A.value <= key <= Qt.Key.Key_Z.value or Qt.Key.Key_0.value <= key <= Qt.Key.Key_9.value


def _place(event: QKeyEvent) -> int | None:
    """Return what a US keyboard writes where this key stands, if the platform tells."""
    code = event.nativeScanCode()
    if code == 0:
        return None
    if sys.platform == "darwin":
        return _MAC_KEYS.get(event.nativeVirtualKey())
    if QGuiApplication.platformName() in {"xcb", "wayland"}:
        code -= _XKB_OFFSET
    return _POSITIONS.get(code)
