"""Texts that are nearly the same: an agency's report in two papers, an article and its later edition.

Texts are compared by their runs of three words, in the form in which names are matched, so that spelling habits, marks,
punctuation and line ends make no difference. Each text is remembered as 256 numbers: the runs are parted by a hash
into as many bins, of which the least hash is kept (one-permutation MinHash: Li, Owen and Zhang 2012; empty bins are
filled as by Shrivastava and Li 2014). The share of equal numbers estimates how much two texts have in common. Pairs
are looked for among texts that agree in one of 85 bands of three numbers (locality-sensitive hashing: Broder 1997;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from zlib import crc32

from annotator.lang.normalise import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST_WORDS: Final = 20
"""Shorter texts say too little: only equal ones are duplicates."""

_BINS: Final = 256
_ROWS: Final = 3
_LEAST_SHARED: Final = 0.6
"""How much of the shorter text's runs must stand in the longer one."""
_LEAST_LIKENESS: Final = 0.15
"""Below it the estimate is mostly chance; a text that stands in one of more than four times its length is not seen."""
_MOST_COMPARED: Final = 256

_EMPTY: Final = 1 << 32
_FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_STEP: Final = 0x85EBCA6B


class NearDuplicates:
    """Takes one text after the other and tells which of them are nearly the same.

    It keeps about a kilobyte for each text, and no text itself.
    """

    def __init__(self) -> None:
        self._signatures: list[NDArray[np.uint32]] = []
        self._positions: list[int] = []
        self._sizes: list[int] = []
        self._parents: list[int] = []
        self._first_with: dict[bytes, int] = {}

    def add(self, text: str) -> None:
        """Take the next text."""
        position = len(self._parents)
        self._parents.append(position)
        words = folded(text).split()
        joined = " ".join(words).encode("utf-8", "surrogatepass")
        same = self._first_with.setdefault(hashlib.sha256(joined).digest()[:16], position)
        if same != position:
            self._parents[position] = same
        elif len(words) >= _LEAST_WORDS:
            signature, size = _signature(joined)
            self._signatures.append(signature)
            self._positions.append(position)
            self._sizes.append(size)

    def groups(self) -> list[list[int]]:
        """Return the texts, counted from 0, with each one's near-duplicates; most stand alone.

        Near-duplicates of near-duplicates stand together.
        """
        if len(self._signatures) > 1:
            self._unite_alike()
        groups: dict[int, list[int]] = {}
        for position in range(len(self._parents)):
            groups.setdefault(self._root(position), []).append(position)
        return list(groups.values())

    def _unite_alike(self) -> None:
        import numpy as np

        signatures = np.stack(self._signatures)
        sizes = np.array(self._sizes, np.float64)
        for candidates in _bands(signatures):
            for at in range(len(candidates) - 1):
                others = candidates[at + 1 : at + 1 + _MOST_COMPARED]
                root = self._root(self._positions[candidates[at]])
                others = [other for other in others if self._root(self._positions[other]) != root]
                if others:
                    alike = _alike(signatures, sizes, candidates[at], others)
                    for other in (other for other, is_alike in zip(others, alike, strict=True) if is_alike):
                        self._unite(self._positions[candidates[at]], self._positions[other])

    def _root(self, position: int) -> int:
        while self._parents[position] != position:
            self._parents[position] = self._parents[self._parents[position]]
            position = self._parents[position]
        return position

    def _unite(self, one: int, other: int) -> None:
        roots = sorted((self._root(one), self._root(other)))
        self._parents[roots[1]] = roots[0]


def _signature(joined: bytes) -> tuple[NDArray[np.uint32], int]:
    """Return the numbers that stand for a text, and how many different runs of words it has."""
    import numpy as np

    words = joined.split(b" ")
    hashes = np.fromiter(map(crc32, words), np.uint64, len(words))
    runs = hashes[:-2] * np.uint64(_FACTORS[0])
    for at, factor in enumerate(_FACTORS[1:], 1):
        runs = (runs ^ (runs >> np.uint64(29))) + hashes[at : len(words) - 2 + at] * np.uint64(factor)
    runs = np.sort(_mixed(runs))
    least = np.full(_BINS, _EMPTY, np.uint64)
    np.minimum.at(least, (runs >> np.uint64(56)).astype(np.intp), runs & np.uint64(_EMPTY - 1))
    filled = np.flatnonzero(least != _EMPTY)
    empty = np.flatnonzero(least == _EMPTY)
    donors = filled[np.searchsorted(filled, empty) % len(filled)]
    # The distance goes in, or texts with few runs would agree by their gaps alone.
    least[empty] = least[donors] + ((donors - empty) % _BINS).astype(np.uint64) * np.uint64(_STEP)
    return least.astype(np.uint32), 1 + int(np.count_nonzero(runs[1:] != runs[:-1]))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter numbers over all 64 bits (the finalizer of SplitMix64: Steele, Lea and Flood 2014)."""
    import numpy as np

    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _bands(signatures: NDArray[np.uint32]) -> Iterator[list[int]]:
    """Yield the rows that agree in all numbers of a band, two at least, in their order."""
    import numpy as np

    for first in range(0, _BINS - _ROWS + 1, _ROWS):
        keys = np.zeros(len(signatures), np.uint64)
        for column in range(first, first + _ROWS):
            keys = _mixed(keys + signatures[:, column].astype(np.uint64) + np.uint64(_FACTORS[0]))
        order = np.argsort(keys, kind="stable")
        borders = np.flatnonzero(np.diff(keys[order])) + 1
        starts, ends = np.append(0, borders), np.append(borders, len(order))
        several = np.flatnonzero(ends - starts > 1)
        yield from (order[starts[run] : ends[run]].tolist() for run in several)


def _alike(
    signatures: NDArray[np.uint32], sizes: NDArray[np.float64], one: int, others: list[int]
) -> NDArray[np.bool_]:
    """Tell which of the others have most of their runs, or of the one's, in common with it."""
    import numpy as np

    likeness: NDArray[np.float64] = (signatures[others] == signatures[one]).mean(axis=1)
    both, fewer = sizes[others] + sizes[one], np.minimum(sizes[others], sizes[one])
    shared = likeness / (1 + likeness) * both / fewer
    alike: NDArray[np.bool_] = (likeness >= _LEAST_LIKENESS) & (shared >= _LEAST_SHARED)
    return alike
