"""Names and words that differ from a mistyped one by a letter or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

_SHORTEST: Final = 4
_TWO_EDITS_FROM: Final = 7
_MOST: Final = 50


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
            spellings.update(key.split(" "))
        made = cls()
        for spelling in spellings:
            made._enter(spelling)
        return made

    def add(self, key: str) -> None:
        """Enter a key and its words."""
        for spelling in (key, *key.split(" ")):
            self._enter(spelling)

    def _enter(self, spelling: str) -> None:
        self._alike.setdefault((_script(spelling), len(spelling)), set()).add(spelling)

    def remove(self, key: str, *, is_word: Callable[[str], bool]) -> None:
        """Take out a key and those of its words that (as ``is_word`` tells) no other key has."""
        words = key.split(" ")
        gone = [word for word in words if not is_word(word)]
        for spelling in gone if len(words) == 1 else (key, *gone):
            self._alike[_script(spelling), len(spelling)].discard(spelling)

    def like(self, key: str) -> list[tuple[str, float]]:
        """Return the spellings nearest to a key with their likeness (below 1 unless equal), most alike first.

        Keys of fewer than four letters have none: any other short name would be like them.
        """
        if len(key) < _SHORTEST:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most_edits = 1 if len(key) < _TWO_EDITS_FROM else 2
        near = [
            (spelling, 1 - edits / max(len(key), length))
            for length in range(len(key) - most_edits, len(key) + most_edits + 1)
            for spelling, edits, _ in process.extract_iter(
                key, self._alike.get((_script(key), length), ()), scorer=OSA.distance, score_cutoff=most_edits
            )
        ]
        return sorted(near, key=lambda found: (-found[1], found[0]))[:_MOST]


def _script(spelling: str) -> int:
    """Return what tells scripts apart well enough to keep them out of each other's way: where the first letter is.

    Keys are folded so far that the letters of Latin, Hebrew and Arabic lie in one block of 256 code points each.
    """
    return ord(spelling[0]) >> 8
