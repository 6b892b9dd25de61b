"""How likely two words are one word in two scripts, letter by letter.

A pair of words is taken to be made of units, each of up to two letters of one script against up to three Latin ones.
The probability of the pair is the sum over all ways to cut both words into such units: a memoryless stochastic
transducer (Ristad and Yianilos 1998) with many-to-many units (Jiampojamarn et al. 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.lang.names.letters import Alphabet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

UNITS: Final = ((1, 0), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (0, 1))
"""How many letters of each side a unit has."""

_FLOOR: Final = 1e-6
_LEAST: Final = 1e-290


@dataclass(frozen=True)
class Transducer:
    """The units of one script against Latin, and how letters follow each other in each.

    Attributes:
        other: The letters of the script.
        latin: The Latin letters.
        other_runs: Which row of ``units`` a run of letters has, by its code; 0 for a run without one.
        latin_runs: Which column of ``units`` it has, in the same way.
        units: The probability of each unit.
        other_order: The log probability of a letter after another.
        latin_order: The same in Latin.
    """

    other: Alphabet
    latin: Alphabet
    other_runs: NDArray[np.int32]
    latin_runs: NDArray[np.int32]
    units: Floats
    other_order: Floats
    latin_order: Floats

    def features(self, others: Sequence[str], latins: Sequence[str]) -> Floats:
        """Return what the alignments of pairs of words say, one row a pair.

        Args:
            others: Words in the script, or one word for all pairs.
            latins: Words in Latin letters, or one word for all pairs.
        """
        import numpy as np

        (other, other_lengths), (latin, latin_lengths) = self.other.numbers(others), self.latin.numbers(latins)
        together = np.log(self.forward(self.weights(other, latin), other_lengths, latin_lengths)[1])
        size = np.broadcast_to(np.maximum(other_lengths, latin_lengths), together.shape)
        apart = np.broadcast_to(np.abs(other_lengths - latin_lengths), together.shape)
        orders = (_order(other, self.other_order), _order(latin, self.latin_order))
        columns = (together, together / size, size, apart, *(np.broadcast_to(one, together.shape) for one in orders))
        return np.stack(columns, axis=1)

    def cells(self, other: Numbers, latin: Numbers) -> list[Numbers]:
        """Return for each kind of unit which one of ``units`` stands at each place, as a flat position."""
        rows = [self.other_runs[codes] for codes in runs(other, 2)]
        columns = [self.latin_runs[codes] for codes in runs(latin, 3)]
        width = self.units.shape[1]
        return [rows[p][:, :, None].astype("int64") * width + columns[q][:, None, :] for p, q in UNITS]

    def weights(self, other: Numbers, latin: Numbers) -> list[Floats]:
        """Return the probability of each kind of unit at each place; single letters never have none."""
        import numpy as np

        found = []
        for (p, q), cells in zip(UNITS, self.cells(other, latin), strict=True):
            weight = self.units.ravel()[cells]
            found.append(np.maximum(weight, _FLOOR) if p + q == 1 or (p, q) == (1, 1) else weight)
        return found

    @staticmethod
    def forward(weights: Sequence[Floats], other_lengths: Numbers, latin_lengths: Numbers) -> tuple[Floats, Floats]:
        """Sum over all alignments of the beginnings of words.

        Returns:
            The sums of each beginning with each, and those of the whole words.
        """
        import numpy as np

        pairs, height, width = weights[0].shape
        sums = np.zeros((pairs, height, width))
        sums[:, 0, 0] = 1.0
        inserted = weights[-1][:, 0, :]
        for i in range(height):
            row = sums[:, i]
            for (p, q), weight in zip(UNITS[:-1], weights[:-1], strict=True):
                if i >= p:
                    stop = width - q
                    row[:, q:] += sums[:, i - p, :stop] * weight[:, i - p, :stop]
            for j in range(width - 1):
                row[:, j + 1] += row[:, j] * inserted[:, j]
        ends = sums[np.arange(pairs), np.broadcast_to(other_lengths, pairs), np.broadcast_to(latin_lengths, pairs)]
        return sums, np.maximum(ends, _LEAST)


def runs(codes: Numbers, longest: int) -> list[Numbers]:
    """Return the codes of the runs of no letter, one, two … from each place on, the end of the row included."""
    import numpy as np

    places = codes.shape[1] + 1
    padded = np.pad(codes, ((0, 0), (0, longest + 1)))
    found = [np.zeros((len(codes), places), np.int64)]
    for length in range(1, longest + 1):
        code = np.zeros((len(codes), places), np.int64)
        whole = np.ones((len(codes), places), bool)
        for at in range(longest):
            letters = padded[:, at : at + places] if at < length else 0
            code = code * 64 + letters
            if at < length:
                whole &= padded[:, at : at + places] > 0
        found.append(np.where(whole, code, 0))
    return found


def _order(codes: Numbers, order: Floats) -> Floats:
    """Return the log probability of the letters of each word, one after the other."""
    import numpy as np

    steps = order[codes[:, :-1], codes[:, 1:]]
    total: Floats = np.where(codes[:, 1:] > 0, steps, 0.0).sum(axis=1)
    return total
