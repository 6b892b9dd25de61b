"""Sharpens the letter units: right words are to align better than the wrong ones that the encoder takes for right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from annotator.lang.names.alignment import Transducer
from annotator.training.names.alignment import Alignments
from annotator.training.names.contests import Contest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LEARNED: Final = 28_000
_BATCH: Final = 96
_ROUNDS: Final = 3
_SPEED: Final = 0.04
_LONGEST: Final = 14
_WEIGHTS: Final = (1e-12, 0.9)
_SEED: Final = 3


def sharpened(transducer: Transducer, contested: Sequence[Contest], report: Callable[[str], None]) -> Transducer:
    """Return the units with weights that tell right words from wrong ones; they are no probabilities any more.

    Args:
        transducer: The units as expectation maximisation left them.
        contested: Contests of the transducer's script, none of their words kept back.
        report: Takes a line about the progress.
    """
    import numpy as np

    order = np.random.default_rng(_SEED)
    contests = _chosen(contested, order)
    known = transducer.units > 0
    logs = np.log(np.where(known, transducer.units, 1.0))
    first, second = np.zeros_like(logs), np.zeros_like(logs)
    step, steps = 0, _ROUNDS * (len(contests) // _BATCH)
    for turn in range(_ROUNDS):
        loss = 0.0
        shuffled = order.permutation(len(contests))
        for start in range(0, len(contests) - _BATCH + 1, _BATCH):
            now = replace(transducer, units=np.where(known, np.exp(logs), 0.0))
            slope, lost = _slope(now, [contests[at] for at in shuffled[start : start + _BATCH]])
            loss += lost
            step += 1
            first += 0.1 * (slope - first)
            second += 0.01 * (slope**2 - second)
            pace = _SPEED * (1 - (step - 1) / steps)
            logs -= pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-5)
            logs = np.clip(logs, *np.log(_WEIGHTS))
        report(f"sharpening round {turn + 1}: loss {loss / (len(contests) // _BATCH):.3f}")
    return replace(transducer, units=np.where(known, np.exp(logs), 0.0))


def _chosen(contested: Sequence[Contest], order: np.random.Generator) -> list[tuple[str, list[str]]]:
    """Choose contests of words that are not very long, each with a right Latin word and then wrong ones."""
    chosen = []
    for at in order.permutation(len(contested)):
        asked, right, wrong = contested[at]
        short = Contest(asked, tuple(filter(_is_short, right)), tuple(filter(_is_short, wrong)))
        if _is_short(asked) and short.right and short.wrong:
            chosen.append((asked, short.drawn(order)))
        if len(chosen) == _LEARNED:
            break
    return chosen


def _is_short(word: str) -> bool:
    return len(word) <= _LONGEST


def _slope(transducer: Transducer, contests: Sequence[tuple[str, list[str]]]) -> tuple[Floats, float]:
    """Return how the mean loss changes with the log of each weight, and the mean loss."""
    import numpy as np

    others = [word for word, latins in contests for _ in latins]
    aligned = Alignments(transducer, others, [latin for _, latins in contests for latin in latins])
    scores = aligned.logs.reshape(len(contests), -1)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    loss = -float(np.log(np.maximum(shares[:, 0], 1e-12)).mean())
    shares[:, 0] -= 1.0
    return aligned.expected(shares.ravel() / len(contests)), loss
