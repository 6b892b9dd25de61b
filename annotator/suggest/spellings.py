"""Names and words that differ from a mistyped one by a letter or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

_SHORTEST: Final = 4
_LIKENESS: Final = 0.75
_MOST: Final = 50


class Spellings:
    """Keys and their single words, by script and length, so that only those of nearly the same length are compared.

    The measure is the optimal string alignment distance (insertions, deletions, substitutions and transpositions of
    neighbours) against the longer length; three quarters must be alike.
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
        """Return the spellings nearest to a key with their likeness (0.75 to 1), most alike first.

        Keys of fewer than four letters have none: any other short name would be like them.
        """
        if len(key) < _SHORTEST:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        least, most = int(len(key) * _LIKENESS + 0.999), int(len(key) / _LIKENESS)
        near = [
            (spelling, likeness)
            for length in range(least, most + 1)
            for spelling, likeness, _ in process.extract_iter(
                key,
                self._by_length.get((script, length), ()),
                scorer=OSA.normalized_similarity,
                score_cutoff=_LIKENESS,
            )
        ]
        return sorted(near, key=lambda found: (-found[1], found[0]))[:_MOST]
