"""Which script a text is written in, and which way its letters run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.core.document import Direction
from annotator.lang.bidi_classes import AL, L, R, classes_of

_SCRIPTS: Final = {
    "Hebr": re.compile("[\u05d0-\u05f2\ufb1d-\ufb4f]+"),
    "Arab": re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
                       "\ufb50-\ufdff\ufe70-\ufefc]+"),
    "Latn": re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
                       "\uff21-\uff3a\uff41-\uff5a]+"),
}  # fmt: skip
_LETTER: Final = re.compile(r"[^\W\d_]+")
_NOT_ARABIC: Final = re.compile("[پچژگٹڈڑںہےۆێ]")
_FOREIGN_SHARE: Final = 0.01
_ENGLISH_WORDS: Final = frozenset({"the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "by", "on"})
_COMMON_SHARE: Final = 0.06
_FEW_WORDS: Final = 20
NO_SCRIPT: Final = "Zyyy"
"""ISO 15924 for text without letters."""

OTHER_SCRIPT: Final = "Zzzz"
"""ISO 15924 for letters of a script that is not told apart here."""


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters belong to.

    ``Hebr``, ``Arab`` and ``Latn`` are told apart, everything else is ``Zzzz``; ``Zyyy`` when there are no letters.
    Of equals, the one whose letter comes first.
    """
    return script_of_all((text,))


def script_of_all(pieces: Sequence[str]) -> str:
    """Return what :func:`script_of` tells of a text that comes in pieces; no more than one of them is read at once."""
    counts = {script: sum(_letters(letters, piece) for piece in pieces) for script, letters in _SCRIPTS.items()}
    all_letters = sum(_letters(_LETTER, piece) for piece in pieces)
    if not all_letters:
        return NO_SCRIPT
    most = max(counts.values())
    if all_letters - sum(counts.values()) > most:
        return OTHER_SCRIPT
    best = [script for script, count in counts.items() if count == most]
    if len(best) == 1:
        return best[0]
    return min(best, key=lambda script: _first(_SCRIPTS[script], "".join(pieces)))


def _letters(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


def _first(letters: re.Pattern[str], text: str) -> int:
    found = letters.search(text)
    return found.start() if found else len(text)


def guess_language(text: str) -> str:
    """Return ``he``, ``ar`` or ``en``, or ``und`` for any other language, as far as script and commonest words tell.

    Latin text of some length counts as English only with a fair share of English function words; Arabic script with
    a fair share of letters that Arabic does not have is Persian, Urdu or another language.
    """
    script = script_of(text)
    if script == "Hebr":
        return "he"
    if script == "Arab":
        letters = sum(map(len, _SCRIPTS["Arab"].findall(text)))
        return "und" if len(_NOT_ARABIC.findall(text)) > letters * _FOREIGN_SHARE else "ar"
    if script == "Latn":
        words = _LETTER.findall(text.lower())
        common = sum(word in _ENGLISH_WORDS for word in words)
        return "en" if len(words) < _FEW_WORDS or common > len(words) * _COMMON_SHARE else "und"
    return "und"


def strong_direction(text: str) -> Direction | None:
    """Return the direction of most strong characters (UAX #9 classes L against R and AL), None without any.

    Of equals, the first strong character decides, as UAX #9 P2 has it.
    """
    kinds = classes_of("".join(set(text)))
    has_ltr, has_rtl = L in kinds, R in kinds or AL in kinds
    if not has_rtl:
        return Direction.LTR if has_ltr else None
    ltr, rtl = strong_counts(text) if has_ltr else (0, 1)
    if ltr == rtl:
        return _first_strong(text)
    return Direction.RTL if rtl > ltr else Direction.LTR


def strong_counts(text: str) -> tuple[int, int]:
    """Count the strong characters of each direction.

    Returns:
        How many are left-to-right and how many right-to-left.
    """
    # Counting each distinct character is many times faster than looking at every one.
    distinct = "".join(set(text))
    kinds = list(zip(distinct, classes_of(distinct), strict=True))
    ltr = sum(text.count(character) for character, kind in kinds if kind == L)
    return ltr, sum(text.count(character) for character, kind in kinds if kind in (R, AL))


def _first_strong(text: str) -> Direction:
    kinds = classes_of(text)
    rtl = min((at for at in map(kinds.find, (R, AL)) if at >= 0), default=len(kinds))
    return Direction.LTR if kinds.find(L) < rtl else Direction.RTL
