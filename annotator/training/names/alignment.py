"""Learns the letter units by expectation maximisation, from nothing but pairs of words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from annotator.lang.names.alignment import UNITS, Transducer, runs
from annotator.lang.names.letters import MOST_LETTERS, Alphabet
from annotator.training.names.pairs import Pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_LONGEST_LEARNED: Final = 12
_MOST_LEARNED: Final = 30_000
_ROUNDS: Final = 7
_BATCH: Final = 2000
_OTHER_RUNS: Final = 500
_LATIN_RUNS: Final = 2500
_LEAST_COUNT: Final = 0.2
_SEED: Final = 9


def learn(pairs: Sequence[Pair], report: Callable[[str], None]) -> Transducer:
    """Learn the units of one script."""
    import numpy as np

    short = [pair for pair in pairs if max(len(pair.one), len(pair.other)) <= _LONGEST_LEARNED]
    random.Random(_SEED).shuffle(short)
    chosen = short[:_MOST_LEARNED]
    latins, others = [pair.one for pair in chosen], [pair.other for pair in chosen]
    other, latin = _alphabet(others), _alphabet(latins)
    other_runs, rows = _commonest(other.numbers(others)[0], 2, _OTHER_RUNS)
    latin_runs, columns = _commonest(latin.numbers(latins)[0], 3, _LATIN_RUNS)
    units = np.full((rows, columns), 1e-4)
    units[0, 0] = 0.0
    orders = _order_of(other.numbers(others)[0]), _order_of(latin.numbers(latins)[0])
    for turn in range(_ROUNDS):
        model = Transducer(other, latin, other_runs, latin_runs, units, *orders)
        counts, log = _expected(model, others, latins)
        counts[counts < (_LEAST_COUNT if turn > 1 else 0.01)] = 0.0
        units = counts / counts.sum()
        report(f"alignment round {turn + 1}: mean log probability {log / len(chosen):.3f}")
    return Transducer(other, latin, other_runs, latin_runs, units, *orders)


def _alphabet(words: Sequence[str]) -> Alphabet:
    counts = Counter(letter for word in words for letter in word)
    return Alphabet("".join(letter for letter, _ in counts.most_common(MOST_LETTERS)))


def _commonest(codes: Numbers, longest: int, most: int) -> tuple[NDArray[np.int32], int]:
    """Number the commonest runs of letters; single letters all have a number."""
    import numpy as np

    table = np.zeros(64**longest, np.int32)
    found, counts = np.unique(np.concatenate([run.ravel() for run in runs(codes, longest)[1:]]), return_counts=True)
    single = found % 64 ** (longest - 1) == 0
    ranked = found[np.lexsort((found, -counts, ~single))]
    ranked = ranked[ranked > 0][:most]
    table[ranked] = np.arange(1, len(ranked) + 1)
    return table, len(ranked) + 1


def _order_of(codes: Numbers) -> Floats:
    import numpy as np

    counts = np.full((64, 64), 0.1)
    np.add.at(counts, (codes[:, :-1], codes[:, 1:]), 1.0)
    order: Floats = np.log(counts / counts.sum(axis=1, keepdims=True))
    return order


def _expected(model: Transducer, others: Sequence[str], latins: Sequence[str]) -> tuple[Floats, float]:
    """Count how often each unit is expected in the alignments of all pairs, and sum up their log probabilities."""
    import numpy as np

    counts = np.zeros(model.units.shape)
    log = 0.0
    for start in range(0, len(others), _BATCH):
        aligned = Alignments(model, others[start : start + _BATCH], latins[start : start + _BATCH])
        counts += aligned.expected(np.ones(len(aligned.logs)))
        log += float(aligned.logs.sum())
    counts[0, 0] = 0.0
    return counts, log


class Alignments:
    """All ways to align some pairs of words.

    Attributes:
        logs: The log of the summed weight of each pair.
    """

    def __init__(self, model: Transducer, others: Sequence[str], latins: Sequence[str]) -> None:
        import numpy as np

        other, self._other_lengths = model.other.numbers(others)
        latin, self._latin_lengths = model.latin.numbers(latins)
        self._shape = model.units.shape
        self._cells, self._weights = model.cells(other, latin), model.weights(other, latin)
        self._sums, self._ends = model.forward(self._weights, self._other_lengths, self._latin_lengths)
        self.logs: Floats = np.log(self._ends)

    def expected(self, shares: Floats) -> Floats:
        """Count how often each unit is expected, each pair counting by its share."""
        import numpy as np

        size = self._shape[0] * self._shape[1]
        counts = np.zeros(size)
        rest = _backward(self._weights, self._other_lengths, self._latin_lengths)
        rest *= (shares / self._ends)[:, None, None]
        height, width = rest.shape[1:]
        for (p, q), cell, weight in zip(UNITS, self._cells, self._weights, strict=True):
            here = slice(None), slice(0, height - p), slice(0, width - q)
            share = self._sums[here] * weight[here] * rest[:, p:, q:]
            counts += np.bincount(cell[here].ravel(), share.ravel(), size)
        return counts.reshape(self._shape)


def _backward(weights: Sequence[Floats], other_lengths: Numbers, latin_lengths: Numbers) -> Floats:
    """Sum over all alignments of what is left of the words."""
    import numpy as np

    pairs, height, width = weights[0].shape
    rest = np.zeros((pairs, height + 2, width))
    rest[np.arange(pairs), other_lengths, latin_lengths] = 1.0
    for i in range(height - 1, -1, -1):
        for (p, q), weight in zip(UNITS[:-1], weights[:-1], strict=True):
            rest[:, i, : width - q] += weight[:, i, : width - q] * rest[:, i + p, q:]
        for j in range(width - 2, -1, -1):
            rest[:, i, j] += weights[-1][:, 0, j] * rest[:, i, j + 1]
    return rest[:, :height]
