"""A text's letters as the lexicon knows them, one for one, so that offsets stay what they are."""

from __future__ import annotations

import re
from typing import Final

from annotator.lang.normalise import match_key

FILLER: Final = "\u0640"
"""Tatweel, which stands for every mark that is written above or below a letter."""

_QUOTES: Final = {
    **dict.fromkeys("'`´׳‘’‛′ʹʻʼʽʾʿˈ＇", "'"),
    **dict.fromkeys('"״“”„‟″ʺ＂', '"'),
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u05be\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u060c\u066b\uff0c", ","),
    **dict.fromkeys("\u066a\uff05", "%"),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
    **dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u00a0\u202f\u2009\t", " "),
}
_MARKS: Final = ((0x0300, 0x036F), (0x0591, 0x05BD), (0x05BF, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F))
_ALSO_MARKS: Final = frozenset("\u0670\u200c\u200d\u00ad")


class _FoldTable(dict[int, str]):
    """The table that ``str.translate`` asks, filled as characters turn up."""

    def __missing__(self, code_point: int) -> str:
        found = self[code_point] = _fold(chr(code_point))
        return found


def _fold(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    code_point = ord(character)
    if character in _ALSO_MARKS or any(first <= code_point <= last for first, last in _MARKS):
        return FILLER
    key = match_key(character) if character.isalnum() else ""
    return key if len(key) == 1 else character


_TABLE: Final = _FoldTable()
_OTHER_SCRIPT: Final = re.compile(r"[^\x00-\x7f]+")
_MOSTLY: Final = 16


def fold(text: str) -> str:
    """Return the text in small letters, with ASCII figures, quotes and hyphens, and bare letters; of the same length.

    Letters are folded by the rules of :func:`annotator.lang.normalise.match_key`.
    """
    if text.isascii():
        return text.lower()
    if len(text.encode()) * _MOSTLY > len(text) * (_MOSTLY + 1):
        return text.translate(_TABLE)
    # Text of ASCII with a quote or an accent here and there; small letters of ASCII are as many as the large ones.
    lowered = _OTHER_SCRIPT.sub(_translated, text).lower()
    return lowered if len(lowered) == len(text) else text.translate(_TABLE)


def _translated(run: re.Match[str]) -> str:
    return run[0].translate(_TABLE)


def bare(word: str) -> str:
    """Return a folded word without the places of its marks."""
    return word.replace(FILLER, "") if FILLER in word else word
