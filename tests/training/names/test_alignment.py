from __future__ import annotations

import numpy as np

from annotator.training.names.alignment import Alignments, learn
from annotator.training.names.fusion import Listed, recall, weigh
from annotator.training.names.pairs import Pair

LETTERS = dict(zip("אבגדהוז", ("a", "b", "g", "d", "h", "v", "z"), strict=True))


def pairs() -> list[Pair]:
    chosen = np.random.default_rng(4)
    words = {"".join(chosen.choice(list(LETTERS), 5)) for _ in range(400)}
    return [Pair("".join(LETTERS[letter] for letter in word), word, "Hebr") for word in sorted(words)]


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


def test_weighing_puts_right_words_first() -> None:
    chance = np.random.default_rng(2)
    listed = []
    for _ in range(60):
        right = np.arange(12) == chance.integers(12)
        columns = np.column_stack((chance.normal(size=12), right * 2 + chance.normal(size=12) * 0.3))
        listed.append(Listed(columns, right, 5))
    weights = weigh(listed)
    assert recall(listed, weights, 1) > 0.95
    assert recall(listed, None, 5) == 0
    assert recall(listed, None, 6) == 1
