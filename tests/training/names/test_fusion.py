from __future__ import annotations

import numpy as np

from annotator.training.names.fusion import Listed, recall, weigh


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
