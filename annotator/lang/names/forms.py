"""A name as the sound models read it: its words, without what does not sound."""

from __future__ import annotations

import unicodedata
from typing import Final

from annotator.lang.normalise import match_key

MOST_CHARACTERS: Final = 200
"""Of a longer text only the beginning is read; no name is as long."""

LONGEST_WORD: Final = 24
"""Of a longer word only the beginning is heard."""

_APOSTROPHES: Final = "'`´׳‘’‛′ʹʻʼʽʾʿˈ＇"
_HARAKAT: Final = frozenset(map(chr, (*range(0x0610, 0x061B), *range(0x064B, 0x0653), *range(0x0656, 0x0660), 0x0670)))
_DROPPED_CATEGORIES: Final = frozenset({"Cf", "Cc", "Sk", "Me"})


class _SoundTable(dict[int, str]):
    """The table that ``str.translate`` asks, filled as characters turn up."""

    def __missing__(self, code_point: int) -> str:
        found = self[code_point] = _heard(chr(code_point))
        return found


def _heard(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    is_point = "\u0591" <= character <= "\u05c7" and category == "Mn"
    if character in _HARAKAT or is_point or character == "\u0640" or category in _DROPPED_CATEGORIES:
        return ""
    return character if category[0] in "LMN" else " "


_SOUNDS: Final = _SoundTable()


def heard(name: str) -> str:
    """Return a name in lower case with single spaces, without points, vowel signs and punctuation.

    What :func:`~annotator.lang.normalise.match_key` folds but what changes the sound stays: accents, hamza, geresh.
    """
    cut = unicodedata.normalize("NFKC", name[: 4 * MOST_CHARACTERS]).casefold()
    return " ".join(unicodedata.normalize("NFC", cut).translate(_SOUNDS)[:MOST_CHARACTERS].split())


def folded(word: str) -> str:
    """Return the matching key of a word in one piece."""
    return match_key(word).replace(" ", "")
