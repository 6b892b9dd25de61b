from __future__ import annotations

import numpy as np

from annotator.training.names.alignment import Alignments, learn
from annotator.training.names.pairs import LATIN_HEBREW, Pair

LETTERS = dict(zip("אבגדהוז", ("a", "b", "g", "d", "h", "v", "z"), strict=True))


def pairs() -> list[Pair]:
    chosen = np.random.default_rng(4)
    words = {"".join(chosen.choice(list(LETTERS), 5)) for _ in range(400)}
    return [Pair("".join(LETTERS[letter] for letter in word), word, LATIN_HEBREW) for word in sorted(words)]


def test_units_are_learned_from_pairs_alone() -> None:
    said: list[str] = []
    model = learn(pairs(), said.append)
    right, wrong = model.features(["גדזבא"], ["gdzba", "hbvad"])[:, 0]
    assert right > wrong + 20
    assert len(said) > 2


def test_counts_are_the_slope_of_the_log_weight() -> None:
    model = learn(pairs(), lambda _line: None)
    aligned = Alignments(model, ["גדז"], ["gdz"])
    counts = aligned.expected(np.ones(1))
    row, column = np.unravel_index(int(counts.argmax()), counts.shape)
    step = 1e-4
    model.units[row, column] *= np.exp(step)
    slope = (Alignments(model, ["גדז"], ["gdz"]).logs - aligned.logs)[0] / step
    assert abs(slope - counts[row, column]) < 1e-3
