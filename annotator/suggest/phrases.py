"""The words of a million names in sorted arrays, and where in a text they stand.

Every name, and every beginning of it that ends with a word, has a number of 64 bits that follows from its letters (a
polynomial, as Karp and Rabin 1987 have it). The number of any piece of a text follows from two sums, so that whole
texts are looked up with a few operations on arrays. Automata do the same work in more memory: at a million names their
makers hold the interpreter for seconds, and what they make cannot be kept in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from annotator.suggest.folding import FoldedText

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]
    Arrays = Mapping[str, NDArray[Any]]

_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_SPREAD: Final = 0xD6E8FEB86659FD93
_WORD: Final = (1 << 64) - 1
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_SPARE_BITS: Final = 3
_NOWHERE: Final = -1
NO_NAME: Final = -1
LONGEST_NAME: Final = 400
"""In characters; texts are not searched for longer names."""


class PieceNumbers:
    """The numbers of all pieces of one folded text."""

    def __init__(self, folded: FoldedText) -> None:
        import numpy as np

        length = len(folded.codes)
        self._powers, self._inverses = _powers(1 << max(10, length.bit_length()))
        sums = np.empty(length + 1, np.uint64)
        sums[0] = 0
        np.cumsum(folded.codes * self._powers[:length], out=sums[1:])
        self._sums = sums

    def of(self, starts: Places, ends: Places) -> Numbers:
        """Return the number of each piece."""
        numbers: Numbers = (self._sums.take(ends) - self._sums.take(starts)) * self._inverses.take(starts)
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
    bases[0], inverses[0] = _SPREAD, 1
    return np.cumprod(bases, dtype=np.uint64), np.cumprod(inverses, dtype=np.uint64)


class PhraseTable:
    """Names by their numbers.

    Attributes:
        numbers: The numbers of names and of their beginnings, in rising order.
        names: Which name each is, ``NO_NAME`` for a mere beginning; of equal numbers names come as they were given.
        goes_on: Whether some name begins with it; told at the first of equal numbers.
    """

    __slots__ = ("_first", "_has_more", "_shift", "goes_on", "names", "numbers")

    def __init__(self, numbers: Numbers, names: NDArray[np.int32], goes_on: NDArray[np.bool_]) -> None:
        import numpy as np

        self.numbers, self.names, self.goes_on = numbers, names, goes_on
        self._has_more = np.append(numbers[1:] == numbers[:-1], False)
        # The first bits of a number tell that it is not there, as those of most pieces of a text, or nearly where.
        bits = len(numbers).bit_length() + _SPARE_BITS
        self._shift = np.uint64(64 - bits)
        self._first = np.full(1 << bits, _NOWHERE, np.int32)
        self._first[(numbers[::-1] >> self._shift).view(np.int64)] = np.arange(len(numbers), dtype=np.int32)[::-1]

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> PhraseTable:
        """Return the table of the arrays that :meth:`arrays` named so."""
        return cls(arrays[f"{name}.numbers"], arrays[f"{name}.names"], arrays[f"{name}.goes_on"])

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return the arrays it is made of, named after it."""
        return {f"{name}.numbers": self.numbers, f"{name}.names": self.names, f"{name}.goes_on": self.goes_on}

    def find(self, numbers: Numbers) -> tuple[Places, Places]:
        """Find the numbers that are there.

        Returns:
            Which of the numbers they are, and the first row of each.
        """
        import numpy as np

        places = self._first.take((numbers >> self._shift).view(np.int64))
        left = (places != _NOWHERE).nonzero()[0]
        wanted, places = numbers.take(left), places.take(left).astype(np.intp)
        behind, last = (self.numbers.take(places) < wanted).nonzero()[0], len(self.numbers) - 1
        while len(behind):
            following = places.take(behind) + 1
            behind, following = behind.compress(following <= last), following.compress(following <= last)
            places[behind] = following
            behind = behind.compress(self.numbers.take(following) < wanted.take(behind))
        same = (self.numbers.take(places) == wanted).nonzero()[0]
        return left.take(same), places.take(same)

    def names_from(self, rows: Places) -> tuple[Places, Places]:
        """Return all names of the numbers that begin at these rows.

        Returns:
            For each name which of ``rows`` it belongs to, and the names.
        """
        import numpy as np

        which, names = np.arange(len(rows)), self.names.take(rows).astype(np.intp)
        if not self._has_more.take(rows).any():
            return which, names
        owners, found, numbers = [which], [names], self.numbers[rows]
        rows = rows + 1
        while len(rows):
            more = np.flatnonzero(rows < len(self.numbers))
            more = more[self.numbers[rows[more]] == numbers[more]]
            which, numbers, rows = which[more], numbers[more], rows[more]
            owners.append(which)
            found.append(self.names[rows].astype(np.intp))
            rows = rows + 1
        return np.concatenate(owners), np.concatenate(found)


class PhraseTableMaker:
    """Takes names in portions and makes their table."""

    def __init__(self) -> None:
        self._names: list[tuple[Numbers, NDArray[np.int32]]] = []
        self._beginnings: list[Numbers] = []

    def add(self, names: Sequence[str], first: int) -> None:
        """Take some names; they are called by the numbers from ``first`` on."""
        names = [name if len(name) <= LONGEST_NAME else "" for name in names]
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
