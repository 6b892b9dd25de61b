"""The words of a million names in sorted arrays, and where in a text they stand.

Every name, and every beginning of it that ends with a word, has a number of 64 bits that follows from its letters (a
polynomial, as Karp and Rabin 1987 have it). The number of any piece of a text follows from two sums, so that whole
texts are looked up with a few operations on arrays. Automata do the same work in more memory: at a million names their
makers hold the interpreter for seconds, and what they make cannot be kept in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from annotator.suggest.folding import FoldedText

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]

_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_SPREAD: Final = 0xD6E8FEB86659FD93
_WORD: Final = (1 << 64) - 1
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_BUCKETS_EACH: Final = 1
NO_NAME: Final = -1


class PieceNumbers:
    """The numbers of all pieces of one folded text."""

    def __init__(self, folded: FoldedText) -> None:
        import numpy as np

        length = len(folded.codes)
        self._powers, self._inverses = _powers(1 << max(10, length.bit_length()))
        sums = np.empty(length + 1, np.uint64)
        sums[0] = 0
        np.cumsum(folded.codes * np.uint64(_SPREAD) * self._powers[:length], out=sums[1:])
        self._sums = sums

    def of(self, starts: Places, ends: Places) -> Numbers:
        """Return the number of each piece."""
        numbers: Numbers = (self._sums[ends] - self._sums[starts]) * self._inverses[starts]
        return numbers


def with_letter_before(letter: str, numbers: Numbers) -> Numbers:
    """Return the numbers of pieces with a folded letter put before them."""
    import numpy as np

    before: Numbers = np.uint64(ord(letter) * _SPREAD & _WORD) + numbers * np.uint64(_BASE)
    return before


@lru_cache(maxsize=4)
def _powers(length: int) -> tuple[Numbers, Numbers]:
    import numpy as np

    bases = np.full(length, _BASE, np.uint64)
    inverses = np.full(length, _INVERSE, np.uint64)
    bases[0] = inverses[0] = 1
    return np.cumprod(bases, dtype=np.uint64), np.cumprod(inverses, dtype=np.uint64)


class PhraseTable:
    """Names by their numbers.

    Attributes:
        numbers: The numbers of names and of their beginnings, in rising order.
        names: Which name each is, ``NO_NAME`` for a mere beginning; of equal numbers names come as they were given.
        goes_on: Whether some name begins with it; told at the first of equal numbers.
    """

    __slots__ = ("_first", "_shift", "goes_on", "names", "numbers")

    def __init__(self, numbers: Numbers, names: NDArray[np.int32], goes_on: NDArray[np.bool_]) -> None:
        import numpy as np

        self.numbers, self.names, self.goes_on = numbers, names, goes_on
        bits = max(1, (len(numbers) * _BUCKETS_EACH).bit_length())
        self._shift = np.uint64(64 - bits)
        bounds = np.arange((1 << bits) + 1, dtype=np.uint64)[:-1] << self._shift
        self._first = np.append(np.searchsorted(numbers, bounds), len(numbers)).astype(np.int32)

    def find(self, numbers: Numbers) -> Places:
        """Return the first row of each number, -1 where there is none."""
        import numpy as np

        buckets = (numbers >> self._shift).astype(np.intp)
        places = self._first[buckets]
        left = np.flatnonzero(places < self._first[buckets + 1])
        found = np.full(len(numbers), -1, np.intp)
        stops = self._first[buckets[left] + 1]
        places, wanted = places[left], numbers[left]
        while len(left):
            there = self.numbers[places]
            same = there == wanted
            found[left[same]] = places[same]
            places = places + 1
            on = (there < wanted) & (places < stops)
            left, places, stops, wanted = left[on], places[on], stops[on], wanted[on]
        return found

    def has_more(self, rows: Places) -> NDArray[np.bool_]:
        """Tell which rows are followed by another name of the same number."""
        import numpy as np

        following = np.minimum(rows + 1, len(self.numbers) - 1)
        more: NDArray[np.bool_] = (self.numbers[following] == self.numbers[rows]) & (following > rows)
        return more

    def names_at(self, row: int) -> list[int]:
        """Return the names that have the number of a row, which is the first of its number."""
        number, last = self.numbers[row], len(self.numbers)
        found = []
        while row < last and self.numbers[row] == number:
            if self.names[row] != NO_NAME:
                found.append(int(self.names[row]))
            row += 1
        return found


class PhraseTableMaker:
    """Takes names in portions and makes their table."""

    def __init__(self) -> None:
        self._names: list[tuple[Numbers, NDArray[np.int32]]] = []
        self._beginnings: list[Numbers] = []

    def add(self, names: Sequence[str], first: int) -> None:
        """Take some names; they are called by the numbers from ``first`` on."""
        self._add(names, range(first, first + len(names)), possessives=True)
        owners = [at for at, name in enumerate(names) if "'" in name or "’" in name]
        if owners:  # texts also write them without the apostrophe
            self._add([names[at] for at in owners], [first + at for at in owners], possessives=False)

    def _add(self, names: Sequence[str], called: Iterable[int], *, possessives: bool) -> None:
        import numpy as np

        offsets = np.cumsum([0, *(len(name) + 1 for name in names)])
        folded = FoldedText("\n".join(names), possessives=possessives)
        if not len(folded.starts):
            return
        owners = np.searchsorted(offsets, folded.origin[folded.starts], "right") - 1
        is_first = np.append(True, owners[1:] != owners[:-1])
        is_last = np.append(is_first[1:], True)
        begins = folded.starts[is_first][np.cumsum(is_first) - 1]
        numbers = PieceNumbers(folded).of(begins, folded.ends)
        self._names.append((numbers[is_last], np.fromiter(called, np.int32)[owners[is_last]]))
        self._beginnings.append(np.unique(numbers[~is_last]))

    def finish(self) -> PhraseTable:
        """Return the table."""
        import numpy as np

        numbers = np.concatenate([np.empty(0, np.uint64), *(numbers for numbers, _ in self._names)])
        names = np.concatenate([np.empty(0, np.int32), *(names for _, names in self._names)])
        beginnings = np.unique(np.concatenate([np.empty(0, np.uint64), *self._beginnings]))
        self._names, self._beginnings = [], []
        order = np.lexsort((names, numbers))
        numbers, names = numbers[order], names[order]
        distinct = np.append(True, (numbers[1:] != numbers[:-1]) | (names[1:] != names[:-1]))[: len(numbers)]
        numbers, names = numbers[distinct], names[distinct]
        mere = beginnings[~_are_in(beginnings, numbers)]
        names = np.concatenate((names, np.full(len(mere), NO_NAME, np.int32)))
        numbers = np.concatenate((numbers, mere))
        order = np.argsort(numbers, kind="stable")
        numbers, names = numbers[order], names[order]
        return PhraseTable(numbers, names, _are_in(numbers, beginnings))


def _are_in(numbers: Numbers, among: Numbers) -> NDArray[Any]:
    """Tell which numbers are among others, which are sorted."""
    import numpy as np

    if not len(among):
        return np.zeros(len(numbers), np.bool_)
    places = np.minimum(np.searchsorted(among, numbers), len(among) - 1)
    found: NDArray[Any] = among[places] == numbers
    return found
