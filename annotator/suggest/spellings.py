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
        self._by_length: dict[tuple[str, int], set[str]] = {}

    @classmethod
    def build(cls, keys: Iterable[tuple[str, str]]) -> Spellings:
        """Make it from pairs of script and key."""
        of_script: dict[str, set[str]] = {}
        for script, key in keys:
            spellings = of_script.setdefault(script, set())
            spellings.add(key)
            spellings.update(key.split(" "))
        made = cls()
        for script, spellings in of_script.items():
            for spelling in spellings:
                made._by_length.setdefault((script, len(spelling)), set()).add(spelling)
        return made

    def add(self, script: str, key: str) -> None:
        """Enter a key and its words."""
        for spelling in (key, *key.split(" ")):
            self._by_length.setdefault((script, len(spelling)), set()).add(spelling)

    def remove(self, script: str, key: str, *, is_word: Callable[[str], bool]) -> None:
        """Take out a key and those of its words that (as ``is_word`` tells) no other key has."""
        for spelling in (key, *key.split(" ")):
            if not is_word(spelling):
                self._by_length.get((script, len(spelling)), set()).discard(spelling)

    def like(self, key: str, script: str) -> list[tuple[str, float]]:
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
                key, self._by_length.get((script, length), ()), scorer=OSA.distance, score_cutoff=most_edits
            )
        ]
        return sorted(near, key=lambda found: (-found[1], found[0]))[:_MOST]
