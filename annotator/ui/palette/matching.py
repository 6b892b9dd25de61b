"""How well a few typed letters fit a line of text, and which of its letters they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

_EXACT: Final = 1.0
_PREFIX: Final = 0.95
_WORD_PREFIX: Final = 0.85
_INSIDE: Final = 0.7
_SCATTERED: Final = 0.6
_COST_OF_A_GAP: Final = 0.12
_LEAST: Final = 0.35
_KEPT_TEXTS: Final = 50_000
_FINAL_LETTERS: Final = str.maketrans("ךםןףץ", "כמנפצ")


@dataclass(frozen=True, slots=True)
class Match:
    """A fit.

    Attributes:
        score: Between 0 and 1; more is better.
        letters: The indices of the fitting characters of the text.
    """

    score: float
    letters: tuple[int, ...] = ()


def match(query: str, text: str) -> Match | None:
    """Fit a query to a text; None when its letters do not appear there in order.

    A whole match beats a beginning, that a beginning of a word, that a place inside a word, and that letters apart,
    of which fewer pieces are better. Case and vowel marks do not count, nor whether a Hebrew letter is final.
    """
    wanted = _folded(query.strip())[0]
    if not wanted:
        return None
    folded, origins = _folded(text)
    start = _best_start(wanted, folded)
    if start is not None:
        letters = tuple(dict.fromkeys(origins[start : start + len(wanted)]))
        return Match(_score_of_run(wanted, folded, start), letters)
    places = _scattered(wanted, folded)
    if places is None:
        return None
    pieces = 1 + sum(after != before + 1 for before, after in pairwise(places))
    off_word = sum(
        not _begins_word(folded, place) and (k == 0 or place != places[k - 1] + 1) for k, place in enumerate(places)
    )
    score = _SCATTERED - _COST_OF_A_GAP * (pieces - 1) - _COST_OF_A_GAP * off_word / 2
    return Match(score, tuple(dict.fromkeys(origins[k] for k in places))) if score >= _LEAST else None


def has_words(query: str, text: str) -> bool:
    """Tell whether the letters of a query stand together in a text, in whatever case."""
    found = match(query, text)
    return found is not None and found.score >= _INSIDE


def _score_of_run(wanted: str, folded: str, start: int) -> float:
    if start == 0:
        return _EXACT if len(wanted) == len(folded) else _PREFIX
    return _WORD_PREFIX if _begins_word(folded, start) else _INSIDE


def _best_start(wanted: str, folded: str) -> int | None:
    """Return where the whole query stands, at the beginning of a word if it does so anywhere."""
    first = start = folded.find(wanted)
    while start > 0 and not _begins_word(folded, start):
        start = folded.find(wanted, start + 1)
    if start >= 0:
        return start
    return first if first >= 0 else None


def _scattered(wanted: str, folded: str) -> list[int] | None:
    """Return rising places of the query's letters; a space in the query stands for any gap.

    Each next letter is looked for right after the one before, then at the beginning of a later word, then anywhere.
    """
    places: list[int] = []
    after = 0
    for letter in wanted:
        if letter == " ":
            continue
        place = _next_place(letter, folded, after)
        if place is None:
            return None
        places.append(place)
        after = place + 1
    return places


def _next_place(letter: str, folded: str, after: int) -> int | None:
    if after < len(folded) and folded[after] == letter and after:
        return after
    first = place = folded.find(letter, after)
    while place >= 0 and not _begins_word(folded, place):
        place = folded.find(letter, place + 1)
    if place >= 0:
        return place
    return first if first >= 0 else None


def _begins_word(folded: str, place: int) -> bool:
    return place == 0 or not folded[place - 1].isalnum()


@lru_cache(maxsize=_KEPT_TEXTS)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text as it is compared, and for each of its characters the index it came from."""
    letters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        for letter in _fold_character(character):
            letters.append(letter)
            origins.append(index)
    return "".join(letters), tuple(origins)


@cache
def _fold_character(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf"))
    return kept.casefold().translate(_FINAL_LETTERS)
