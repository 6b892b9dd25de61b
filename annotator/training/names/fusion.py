"""Learns to weigh the encoder's likeness and the alignment, on pairs that neither has seen, and judges the whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.alignment import Transducer
from annotator.lang.names.encoder import NameEncoder, cosines, in_bytes
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
    """The Latin words most like a word in another script.

    Attributes:
        columns: Likeness and what the alignment says, a row for each.
        right: Which are right.
        rank: How many of all candidates the encoder alone ranks before the first right one.
    """

    columns: Floats
    right: NDArray[np.bool_]
    rank: int


def lists(
    encoder: NameEncoder, transducer: Transducer, judged: Sequence[Pair], learned: Sequence[Pair], most: int
) -> list[Listed]:
    """List the nearest of 40,000 Latin words for words that were kept back.

    Args:
        encoder: The encoder.
        transducer: The units of the script.
        judged: Pairs kept back, of one script; all their Latin words are among the candidates.
        learned: Pairs of the same script whose Latin words are the other candidates.
        most: For how many words.
    """
    import numpy as np

    latins = sorted({pair.latin for pair in judged})
    rest = sorted({pair.latin for pair in learned} - set(latins))
    random.Random(_SEED).shuffle(rest)
    candidates = latins + rest[: CANDIDATES - len(latins)]
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
            gold = [number[latin] for latin in right[word]]
            top = np.argpartition(-likeness, LISTED)[:LISTED]
            evidence = transducer.features([word], [candidates[at] for at in top])
            columns = np.column_stack((likeness[top].astype(np.float64), evidence))
            rank = int((likeness > likeness[gold].max()).sum())
            found.append(Listed(columns, np.isin(top, gold), rank))
    return found


def weigh(listed: Sequence[Listed]) -> Floats:
    """Return the weights that put right words first, and after them an offset.

    They are scaled so that their logistic is the probability of a word being right, where half of the words are.
    """
    import numpy as np

    useful = [one for one in listed if one.right.any()]
    columns, right = np.stack([one.columns for one in useful]), np.stack([one.right for one in useful])
    mean, scale = columns.mean(axis=(0, 1)), columns.std(axis=(0, 1)) + 1e-9
    normal = (columns - mean) / scale
    goal = right / right.sum(axis=1, keepdims=True)
    weights = _descended(np.zeros(columns.shape[2]), lambda now: _list_slope(now, normal, goal))
    scores = np.concatenate([((one.columns - mean) / scale) @ weights for one in listed])
    is_right = np.concatenate([one.right for one in listed])
    stretch, offset = _descended(np.array([1.0, 0.0]), lambda now: _logistic_slope(now, scores, is_right))
    weights = weights * stretch / scale
    return np.append(weights, offset - float(mean @ weights))


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


def _logistic_slope(line: Floats, scores: Floats, right: NDArray[np.bool_]) -> Floats:
    import numpy as np

    wrong = 1 / (1 + np.exp(-np.clip(scores * line[0] + line[1], -40, 40))) - right
    wrong = np.where(right, wrong / right.sum(), wrong / (~right).sum())
    return np.array([float((wrong * scores).sum()), float(wrong.sum())])


def _descended(weights: Floats, slope: Callable[[Floats], Floats]) -> Floats:
    """Walk down a slope with steps of their own for each weight (Adam)."""
    import numpy as np

    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        now = slope(weights)
        first, second = 0.9 * first + 0.1 * now, 0.99 * second + 0.01 * now**2
        weights = weights - _SPEED * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    return weights
