"""Learns an edit model: right words are to count more than the wrong ones that the encoder takes for right."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from annotator.lang.names.edits import NEAR, WIDE
from annotator.lang.names.letters import MOST_LETTERS, NUMBERS, Alphabet
from annotator.training.names.contests import WRONG, Contest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[np.generic]]

_WIDTH: Final = 48
_BATCH: Final = 64
_SPEED: Final = 3e-3
_STEEPEST: Final = 5.0
_IMPOSSIBLE: Final = -1e4
_SEED: Final = 3


def learn(contests: Sequence[Contest], epochs: int, threads: int, report: Callable[[str], None]) -> Arrays:
    """Learn the weights of an edit model.

    Returns:
        The arrays that :func:`~annotator.lang.names.edits.edit_model` reads, without the model's name before theirs.
    """
    import numpy as np
    import torch  # type: ignore[import-not-found]  # only those who train have it

    torch.set_num_threads(threads)
    torch.manual_seed(_SEED)
    words = _Words([contest.asked for contest in contests])
    candidates = _Words([word for contest in contests for word in (*contest.right, *contest.wrong)])
    network = _Network(torch)
    steps = epochs * (len(contests) // _BATCH)
    optimiser = torch.optim.Adam(network.weights, lr=_SPEED)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _SPEED, total_steps=steps, pct_start=0.1)
    order = np.random.default_rng(_SEED)
    goal = torch.zeros(_BATCH, dtype=torch.long)
    began = time.monotonic()
    for epoch in range(epochs):
        loss_sum, shuffled = 0.0, order.permutation(len(contests))
        for start in range(0, len(contests) - _BATCH + 1, _BATCH):
            chosen = [contests[at] for at in shuffled[start : start + _BATCH]]
            drawn = [word for contest in chosen for word in contest.drawn(order)]
            asked = words.tensors(torch, [contest.asked for contest in chosen])
            scores = network.scores(candidates.tensors(torch, drawn), asked).view(_BATCH, 1 + WRONG)
            loss = torch.nn.functional.cross_entropy(scores, goal)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.weights, _STEEPEST)
            optimiser.step()
            schedule.step()
            loss_sum += float(loss.detach())
        report(f"epoch {epoch + 1}: loss {loss_sum * _BATCH / len(contests):.3f}, {time.monotonic() - began:.0f} s")
    return network.arrays(candidates.alphabet, words.alphabet)


class _Words:
    """Words of one script as rows of numbers."""

    def __init__(self, words: Sequence[str]) -> None:
        distinct = sorted(set(words))
        counts = Counter(letter for word in words for letter in word)
        common = sorted(counts, key=lambda letter: (-counts[letter], letter))
        self.alphabet = Alphabet("".join(common[:MOST_LETTERS]))
        self._row = {word: at for at, word in enumerate(distinct)}
        self._numbers, self._lengths = self.alphabet.numbers(distinct)

    def tensors(self, torch: Any, words: Sequence[str]) -> tuple[Any, Any]:  # Any: torch has no types where it is not
        """Return the numbers and the lengths of words."""
        rows = [self._row[word] for word in words]
        lengths = self._lengths[rows]
        return torch.from_numpy(self._numbers[rows][:, : lengths.max()]), torch.from_numpy(lengths)


class _Side:
    """How the words of one script are read."""

    def __init__(self, torch: Any) -> None:
        self._torch = torch
        self.letters = torch.nn.Parameter(torch.randn(NUMBERS, _WIDTH) * 0.3)
        self.near = torch.nn.Parameter(torch.randn(NEAR * _WIDTH + 1, _WIDTH) / math.sqrt(NEAR * _WIDTH))
        self.wide = torch.nn.Parameter(torch.randn(WIDE * _WIDTH + 1, _WIDTH) / math.sqrt(WIDE * _WIDTH))
        self.alone = torch.nn.Parameter(torch.randn(_WIDTH + 1) / math.sqrt(_WIDTH))
        self.weights = {"letters": self.letters, "near": self.near, "wide": self.wide, "alone": self.alone}

    def read(self, numbers: Any) -> tuple[Any, Any]:
        """Return a vector for each letter, and what each counts alone."""
        torch = self._torch
        is_letter = (numbers > 0)[:, :, None].float()
        states = self.letters[numbers] * is_letter
        for weights, reach in ((self.near, NEAR), (self.wide, WIDE)):
            padded = torch.nn.functional.pad(states, (0, 0, reach // 2, reach // 2))
            windows = torch.cat([padded[:, at : at + states.shape[1]] for at in range(reach)], 2)
            states = states + torch.relu(windows @ weights[:-1] + weights[-1]) * is_letter
        return states, states @ self.alone[:-1] + self.alone[-1]


class _Network:
    """Two sides and what their letters count together."""

    def __init__(self, torch: Any) -> None:
        self._torch = torch
        self._one, self._other = _Side(torch), _Side(torch)
        # One row more than a matrix needs: it holds the offset, of which the first number alone is read.
        self._pairing = torch.nn.Parameter(torch.randn(_WIDTH + 1, _WIDTH) / _WIDTH)
        self.weights = [*self._one.weights.values(), *self._other.weights.values(), self._pairing]

    def scores(self, candidates: tuple[Any, Any], asked: tuple[Any, Any]) -> Any:
        """Return the log of what each candidate counts with the word asked, so many candidates in a row for each."""
        (ones, one_lengths), (others, other_lengths) = candidates, asked
        each = len(ones) // len(others)
        here, here_alone = self._one.read(ones)
        there, there_alone = (part.repeat_interleave(each, 0) for part in self._other.read(others))
        pairs = (here @ self._pairing[:-1]) @ there.transpose(1, 2) + self._pairing[-1, 0]
        return self._summed(pairs, here_alone, there_alone, one_lengths, other_lengths.repeat_interleave(each, 0))

    def _summed(self, pairs: Any, here: Any, there: Any, here_lengths: Any, there_lengths: Any) -> Any:
        """Sum over all ways, as :func:`annotator.lang.names.edits.summed` does."""
        torch = self._torch
        count, height, width = pairs.shape
        at = torch.arange(height + 1)
        nothing = torch.full((count, 1), _IMPOSSIBLE)
        before = torch.full((count, height + 1), _IMPOSSIBLE)
        last = torch.cat((torch.zeros(count, 1), before[:, 1:]), 1)
        reckoned = []
        for together in range(1, height + width + 1):
            rest = together - at
            column = (rest - 1).clamp(0, width - 1)
            is_there = (rest >= 0) & (rest <= width)
            left_out = torch.where(is_there, torch.cat((nothing, last[:, :-1] + here), 1), _IMPOSSIBLE)
            put_in = torch.where(is_there & (rest >= 1), last + there[:, column], _IMPOSSIBLE)
            paired = torch.cat((nothing, before[:, :-1] + pairs[:, at[:-1], column[1:]]), 1)
            paired = torch.where(is_there & (rest >= 1), paired, _IMPOSSIBLE)
            before, last = last, torch.logsumexp(torch.stack((left_out, put_in, paired)), 0)
            reckoned.append(last)
        whole = here_lengths + there_lengths
        return torch.stack(reckoned, 1)[torch.arange(count), whole - 1, here_lengths]

    def arrays(self, one: Alphabet, other: Alphabet) -> Arrays:
        """Return the weights by the names that the product reads them by."""
        import numpy as np

        named: Arrays = {"pairing": self._pairing.detach().numpy()}
        for which, side, alphabet in (("one", self._one, one), ("other", self._other, other)):
            named[f"{which}.alphabet"] = np.array([ord(letter) for letter in alphabet.letters], np.uint32)
            named |= {f"{which}.{name}": weight.detach().numpy() for name, weight in side.weights.items()}
        return named
