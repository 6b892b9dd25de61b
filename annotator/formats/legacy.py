"""Guessing the encoding of text that is not Unicode, or does not say that it is.

Only encodings that Hebrew, Arabic and English articles come in are considered. A reading is judged by its words:
letters of two scripts in one word, far more marks than letters, or hardly any Latin letter without an accent show that
bytes were read as what they are not. Where several readings look alike, charset-normalizer's models of languages
decide.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_HEBREW = re.compile("[\u05d0-\u05ea]")
_ARABIC = re.compile("[\u0621-\u064a]")
_ANYTHING = re.compile("")

LEGACY_ENCODINGS: Final = {
    "windows-1255": _HEBREW,
    "windows-1256": _ARABIC,
    "windows-1252": _ANYTHING,
    "iso-8859-8": _HEBREW,
    "iso-8859-6": _ARABIC,
    "cp862": _HEBREW,
}
"""Encodings in order of preference where nothing else decides, each with the letters it is chosen for."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0591-\u05c7\u064b-\u065f'’\-])*")
_STRAY_MARK = re.compile(r"(?<![\w\u05b0-\u05c2\u064b-\u0655])[\u05b0-\u05c2\u064b-\u0655]")
_PLAUSIBLE: Final = 0.15
_ALIKE: Final = 0.02
_JUDGED_BYTES: Final = 200_000

_AT_HOME = re.compile(r"[\t\n\r\x20-\x7e\u00a0-\u00ff\u0590-\u05ff\u0600-\u06ff\u200c-\u200f\u2010-\u203a\ufeff]")
_AT_HOME_SHARE: Final = 0.95


def guess_utf16_without_mark(data: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` if the bytes read as an article in it, else None."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_AT_HOME.findall(text)) >= _AT_HOME_SHARE * len(text):
            return encoding
    return None


def guess_legacy_encoding(data: bytes) -> str | None:
    """Return the likeliest of :data:`LEGACY_ENCODINGS`, or None if the bytes look like text in none of them."""
    oddities: dict[str, float] = {}
    for encoding, letters in LEGACY_ENCODINGS.items():
        try:
            text = data.decode(encoding)[:_JUDGED_BYTES]
        except UnicodeDecodeError:
            continue
        if letters.search(text):
            oddities[encoding] = _oddity(text)
    if not oddities or min(oddities.values()) > _PLAUSIBLE:
        return None
    best = min(oddities.values())
    alike = [encoding for encoding, oddity in oddities.items() if oddity <= best + _ALIKE]
    return alike[0] if len(alike) == 1 else _by_language(data, alike)


def _by_language(data: bytes, encodings: list[str]) -> str:
    from charset_normalizer import from_bytes

    names = {_python_name(encoding): encoding for encoding in encodings}
    best = from_bytes(data[:_JUDGED_BYTES], cp_isolation=list(names)).best()
    return names.get(best.encoding, encodings[0]) if best is not None else encodings[0]


def _python_name(encoding: str) -> str:
    return encoding.replace("windows-", "cp").replace("-", "_").replace("iso_", "iso")


def _oddity(text: str) -> float:
    """Return the share of words with non-ASCII letters that no language writes so, from 0 to 1."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    stray = len(_STRAY_MARK.findall(text))
    return (sum(map(_is_odd, words)) + stray) / max(1, len(words) + stray)


def _is_odd(word: str) -> bool:
    marks = sum(unicodedata.combining(character) > 0 for character in word)
    letters = [character for character in word if character.isalpha()]
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters}
    if len(scripts) > 1 or marks > 1.5 * len(letters):
        return True
    accented = sum(not letter.isascii() for letter in letters)
    return scripts == {"LATIN"} and len(letters) > 2 and accented * 3 > len(letters) * 2
