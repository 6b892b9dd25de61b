"""Learns the encoder: words that sound alike are drawn together, all others of a batch pushed apart."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from annotator.lang.names.ngrams import fingerprints
from annotator.training.names.pairs import SCRIPTS, Pair, of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NGRAMS: Final = 50_000
WIDTH: Final = 192
HIDDEN: Final = 384
BATCH: Final = 1024
_TEMPERATURE: Final = 0.05
_KEPT: Final = 0.85
_SPEED: Final = 4e-3
_SEED: Final = 5


class Vocabulary:
    """The commonest n-grams of the words, each with its row."""

    def __init__(self, words: Sequence[str]) -> None:
        import numpy as np

        counts: Counter[int] = Counter()
        for word in words:
            counts.update(fingerprints(word))
        commonest = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:NGRAMS]
        self.keys = np.array(sorted(key for key, _ in commonest), np.uint32)
        self._rows = {int(key): row for row, key in enumerate(self.keys)}

    def rows(self, word: str) -> list[int]:
        """Return the rows of a word's known n-grams."""
        return [self._rows[key] for key in fingerprints(word) if key in self._rows]


class Bags:
    """The n-grams of many words, laid end to end, ready to be gathered into batches."""

    def __init__(self, words: Sequence[str], vocabulary: Vocabulary) -> None:
        import numpy as np

        rows = [vocabulary.rows(word) for word in words]
        self.number = {word: at for at, word in enumerate(words)}
        self.starts = np.cumsum([0, *map(len, rows)])
        self._chance = np.random.default_rng(_SEED)
        self.flat = np.array([row for of_word in rows for row in of_word], np.int64)

    def gathered(self, numbers: NDArray[np.int64], kept: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return a random share of some words' n-grams end to end, and where each word begins."""
        import numpy as np

        lengths = self.starts[numbers + 1] - self.starts[numbers]
        begins = np.cumsum(lengths) - lengths
        inside = np.arange(lengths.sum()) - np.repeat(begins, lengths)
        staying = self._chance.random(len(inside)) < kept
        before = np.concatenate(([0], np.cumsum(staying)))
        return self.flat[(np.repeat(self.starts[numbers], lengths) + inside)[staying]], before[begins]


def learn(
    pairs: Sequence[Pair], epochs: int, threads: int, report: Callable[[str], None]
) -> dict[str, NDArray[np.float32] | NDArray[np.uint32]]:
    """Learn the weights of the encoder.

    Returns:
        The arrays of :class:`~annotator.lang.names.encoder.NameEncoder`, unquantised.
    """
    import numpy as np
    import torch  # type: ignore[import-not-found]  # only those who train have it

    torch.set_num_threads(threads)
    torch.manual_seed(_SEED)
    words = sorted({word for pair in pairs for word in (pair.one, pair.other)})
    vocabulary = Vocabulary(words)
    bags = Bags(words, vocabulary)
    network = _Network(torch, len(vocabulary.keys))
    sides = [
        (
            np.array([bags.number[pair.one] for pair in of(scripts, pairs)], np.int64),
            np.array([bags.number[pair.other] for pair in of(scripts, pairs)], np.int64),
        )
        for scripts in SCRIPTS
    ]
    order = np.random.default_rng(_SEED)
    steps = epochs * sum(math.ceil(len(latin) / BATCH) for latin, _ in sides)
    optimiser = torch.optim.Adam(network.weights, lr=_SPEED, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _SPEED, total_steps=steps, pct_start=0.1)
    began = time.monotonic()
    for epoch in range(epochs):
        loss_sum, batches = 0.0, _shuffled(sides, order)
        for latin, other in batches:
            loss = network.loss(bags, latin, other)
            optimiser.zero_grad()
            loss.backward()
            network.table.grad = network.table.grad.to_dense()
            optimiser.step()
            schedule.step()
            loss_sum += float(loss.detach())
        report(f"epoch {epoch + 1}: loss {loss_sum / len(batches):.3f}, {time.monotonic() - began:.0f} s")
    return {"keys": vocabulary.keys, **network.arrays()}


def _shuffled(
    sides: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], order: np.random.Generator
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return the pairs in batches of one script each, in random order."""
    batches = []
    for latin, other in sides:
        shuffled = order.permutation(len(latin))
        for start in range(0, len(shuffled), BATCH):
            chosen = shuffled[start : start + BATCH]
            batches.append((latin[chosen], other[chosen]))
    return [batches[at] for at in order.permutation(len(batches))]


class _Network:
    """A mean of n-gram vectors and one hidden layer beside it."""

    def __init__(self, torch: Any, ngrams: int) -> None:  # Any: torch has no types where it is not installed
        self._torch = torch
        self.table = torch.nn.Parameter(torch.randn(ngrams, WIDTH) * 0.3)
        self._into = torch.nn.Parameter(torch.randn(WIDTH, HIDDEN) / math.sqrt(WIDTH))
        self._bias = torch.nn.Parameter(torch.zeros(HIDDEN))
        self._out = torch.nn.Parameter(torch.randn(HIDDEN, WIDTH) * 0.3 / math.sqrt(HIDDEN))
        self._scale = torch.nn.Parameter(torch.tensor(1 / _TEMPERATURE).log())
        self.weights = [self.table, self._into, self._bias, self._out, self._scale]

    def loss(self, bags: Bags, latin: NDArray[np.int64], other: NDArray[np.int64]) -> Any:
        """Return how badly the words of each side find their partners among all of the other side."""
        import numpy as np

        torch = self._torch
        here, there = self._encoded(bags, np.concatenate((latin, other))).split(len(latin))
        likeness = here @ there.T * self._scale.exp().clamp(max=60)
        same = torch.from_numpy((latin[:, None] == latin) | (other[:, None] == other))
        same.fill_diagonal_(fill_value=False)
        likeness = likeness.masked_fill(same, -1e4)
        goal = torch.arange(len(latin))
        cross = torch.nn.functional.cross_entropy
        return cross(likeness, goal) + cross(likeness.T, goal)

    def _encoded(self, bags: Bags, numbers: NDArray[np.int64]) -> Any:
        torch = self._torch
        rows, offsets = (torch.from_numpy(array) for array in bags.gathered(numbers, _KEPT))
        bag = torch.nn.functional.embedding_bag
        summed = bag(rows, self.table, offsets, mode="sum", sparse=True)
        counts = torch.from_numpy(bags.starts[numbers + 1] - bags.starts[numbers]).clamp(min=1)
        mean = summed / (counts.sqrt()[:, None] * _KEPT)
        hidden = torch.relu(mean @ self._into + self._bias)
        return torch.nn.functional.normalize(mean + hidden @ self._out, dim=1)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return the weights by the names of the encoder's arrays."""
        named = {"table": self.table, "into": self._into, "bias": self._bias, "out": self._out}
        return {name: weight.detach().numpy() for name, weight in named.items()}
