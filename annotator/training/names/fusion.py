"""Learns to weigh likeness and letters on pairs that neither model has seen, and judges the whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.encoder import NameEncoder, cosines, in_bytes
from annotator.lang.names.letter_models import LetterModels
from annotator.training.names.pairs import Pair, answers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CANDIDATES: Final = 40_000
LISTED: Final = 60
_STEPS: Final = 1500
_SPEED: Final = 0.05
_SEED: Final = 1


class Listed(NamedTuple):
    """The words of another script most like a word.

    Attributes:
        columns: Likeness and what the letters say, a row for each.
        right: Which are right.
        rank: How many of all candidates the encoder alone ranks before the first right one.
    """

    columns: Floats
    right: NDArray[np.bool_]
    rank: int


def lists(
    encoder: NameEncoder, letters: LetterModels, judged: Sequence[Pair], learned: Sequence[Pair], most: int
) -> list[Listed]:
    """List the nearest of 40,000 words for words that were kept back.

    Args:
        encoder: The encoder.
        letters: The models of the scripts' letters.
        judged: Pairs kept back, of the same scripts; all their first words are among the candidates.
        learned: Pairs of the same scripts whose first words are the other candidates.
        most: For how many second words.
    """
    import numpy as np

    ones = sorted({pair.one for pair in judged})
    rest = sorted({pair.one for pair in learned} - set(ones))
    random.Random(_SEED).shuffle(rest)
    candidates = ones + rest[: CANDIDATES - len(ones)]
    number = {word: at for at, word in enumerate(candidates)}
    vectors = in_bytes(encoder.encode_words(candidates))
    right = answers(judged)
    asked = sorted(right)
    random.Random(_SEED).shuffle(asked)
    asked = asked[:most]
    encoded = encoder.encode_words(asked)
    found = []
    for start in range(0, len(asked), 100):
        scores = cosines(encoded[start : start + 100], vectors)
        for word, likeness in zip(asked[start : start + 100], scores, strict=True):
            gold = [number[one] for one in right[word]]
            top = np.argpartition(-likeness, LISTED)[:LISTED]
            evidence = letters.features([candidates[at] for at in top], [word])
            columns = np.column_stack((likeness[top].astype(np.float64), evidence))
            rank = int((likeness > likeness[gold].max()).sum())
            found.append(Listed(columns, np.isin(top, gold), rank))
    return found


def weigh(listed: Sequence[Listed]) -> Floats:
    """Return the weights that put right words first and tell them from wrong ones, and after them an offset.

    Two losses are lowered together: that of choosing the right word from each list, and that of saying of any word
    whether it is right, where the right ones and the wrong ones count as much. So a higher score is the likelier word
    of a list, and its logistic says how likely it is.
    """
    import numpy as np

    useful = [one for one in listed if one.right.any()]
    columns, right = np.stack([one.columns for one in useful]), np.stack([one.right for one in useful])
    every, is_right = np.concatenate([one.columns for one in listed]), np.concatenate([one.right for one in listed])
    mean, scale = every.mean(axis=0), every.std(axis=0) + 1e-9
    lists, every = (columns - mean) / scale, (every - mean) / scale
    goal = right / right.sum(axis=1, keepdims=True)
    shares = np.where(is_right, 1 / is_right.sum(), 1 / (~is_right).sum())

    def slope(now: Floats) -> Floats:
        wrong = _wrongness(every @ now[:-1] + now[-1], is_right) * shares
        return np.append(_list_slope(now[:-1], lists, goal) + every.T @ wrong, wrong.sum())

    weights = _descended(np.zeros(columns.shape[2] + 1), slope)
    scaled = weights[:-1] / scale
    return np.append(scaled, weights[-1] - float(mean @ scaled))


def recall(listed: Sequence[Listed], weights: Floats | None, most: int) -> float:
    """Return for which share of words a right one is among the first, by the encoder alone or all weighed."""
    import numpy as np

    if weights is None:
        return float(np.mean([one.rank < most for one in listed]))
    hits = []
    for one in listed:
        scores = one.columns @ weights[:-1]
        best = scores[one.right].max(initial=-np.inf)
        hits.append(bool(one.right.any()) and int((scores > best).sum()) < most)
    return float(np.mean(hits))


def _list_slope(weights: Floats, columns: Floats, goal: Floats) -> Floats:
    import numpy as np

    scores = columns @ weights
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    slope: Floats = np.einsum("qk,qkf->f", shares - goal, columns) / len(columns)
    return slope


def _wrongness(scores: Floats, right: NDArray[np.bool_]) -> Floats:
    """Return how far the logistic of each score is from 1 where it is right, and from 0 where it is not."""
    import numpy as np

    wrong: Floats = 1 / (1 + np.exp(-np.clip(scores, -40, 40))) - right
    return wrong


def _descended(weights: Floats, slope: Callable[[Floats], Floats]) -> Floats:
    """Walk down a slope with steps of their own for each weight (Adam)."""
    import numpy as np

    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        now = slope(weights)
        first, second = 0.9 * first + 0.1 * now, 0.99 * second + 0.01 * now**2
        weights = weights - _SPEED * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    return weights
