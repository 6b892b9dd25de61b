"""The letters of a script as numbers, for the models that read names letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.lang.names.forms import LONGEST_WORD, folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

MOST_LETTERS: Final = 60
NUMBERS: Final = 64
"""How many numbers a letter may have: 0 is no letter, the last three are the ends of words and unknown letters."""
_START, _END, _UNKNOWN = 61, 62, 63


@dataclass(frozen=True)
class Alphabet:
    """The letters of one script, numbered from 1; the ends of words and unknown letters have numbers too."""

    letters: str

    def numbers(self, words: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the letters of words, ends included, as rows of numbers padded with 0, and their lengths."""
        import numpy as np

        rows = [[_START, *map(self._number, word[:LONGEST_WORD]), _END] for word in words]
        lengths = np.array([len(row) for row in rows], np.int64)
        numbers = np.zeros((len(rows), max(lengths, default=2)), np.int64)
        for at, row in enumerate(rows):
            numbers[at, : len(row)] = row
        return numbers, lengths

    def _number(self, letter: str) -> int:
        found = self.letters.find(letter)
        if found < 0 and (plain := folded(letter)):
            found = self.letters.find(plain[0])
        return found + 1 if found >= 0 else _UNKNOWN
