"""Names and words that differ from a mistyped one by a letter or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from annotator.suggest.signatures import LONGEST_SPELLING, script_block
from annotator.suggest.tails import MOST_WORDS

SHORTEST: Final = 4
"""Shorter names are like nothing: any other short name would be like them."""

MOST_ALIKE: Final = 50
"""How many spellings are returned at most."""

_TWO_EDITS_FROM: Final = 7


class Spellings:
    """Keys and their single words, by script and length, so that only those of nearly the same length are compared.

    The measure is the optimal string alignment distance: letters inserted, left out, replaced, or swapped with a
    neighbour. One such slip is allowed in four to six letters, two in more.
    """

    def __init__(self) -> None:
        self._alike: dict[tuple[int, int], set[str]] = {}

    @classmethod
    def build(cls, keys: Iterable[str]) -> Spellings:
        """Make it from many keys."""
        spellings: set[str] = set()
        for key in keys:
            spellings.add(key)
            spellings.update(_words(key))
        made = cls()
        for spelling in spellings:
            made._enter(spelling)
        return made

    def add(self, key: str) -> None:
        """Enter a key and its words."""
        for spelling in (key, *_words(key)):
            self._enter(spelling)

    def _enter(self, spelling: str) -> None:
        if len(spelling) <= LONGEST_SPELLING:
            self._alike.setdefault((script_block(spelling), len(spelling)), set()).add(spelling)

    def remove(self, key: str, *, is_word: Callable[[str], bool]) -> None:
        """Take out a key and those of its words that (as ``is_word`` tells) no other key has."""
        words = _words(key)
        gone = [word for word in words if not is_word(word)]
        for spelling in gone if len(words) == 1 else (key, *gone):
            self._alike.get((script_block(spelling), len(spelling)), set()).discard(spelling)

    def like(self, key: str) -> list[tuple[str, float]]:
        """Return the spellings nearest to a key with their likeness (below 1 unless equal), most alike first.

        Keys of fewer than four letters have none.
        """
        if len(key) < SHORTEST:
            return []
        edits = edits_allowed(key)
        near = (
            spelling
            for length in range(len(key) - edits, len(key) + edits + 1)
            for spelling in self._alike.get((script_block(key), length), ())
        )
        return likenesses(key, near)[:MOST_ALIKE]


def edits_allowed(key: str) -> int:
    """Return how many slips may lie between a key and what is nearly the same."""
    return 1 if len(key) < _TWO_EDITS_FROM else 2


def likenesses(key: str, spellings: Iterable[str]) -> list[tuple[str, float]]:
    """Return those of some spellings that are nearly the same, most alike first, equals in alphabetical order."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract_iter(key, spellings, scorer=OSA.distance, score_cutoff=edits_allowed(key))
    found = ((spelling, 1 - edits / max(len(key), len(spelling))) for spelling, edits, _ in near)
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _words(key: str) -> list[str]:
    return key.split(" ")[:MOST_WORDS]
