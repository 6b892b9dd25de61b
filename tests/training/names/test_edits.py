from __future__ import annotations

import numpy as np
import pytest

from annotator.lang.names.edits import edit_model
from annotator.lang.names.encoder import NameEncoder
from annotator.training.names import edits
from annotator.training.names.contests import WRONG, Contest, contests
from annotator.training.names.pairs import LATIN_HEBREW, Pair

LETTERS = dict(zip("אבגדהוז", ("a", "b", "g", "d", "h", "v", "z"), strict=True))


def pairs() -> list[Pair]:
    chosen = np.random.default_rng(4)
    words = {"".join(chosen.choice(list(LETTERS), 5)) for _ in range(200)}
    return [Pair("".join(LETTERS[letter] for letter in word), word, LATIN_HEBREW) for word in sorted(words)]


def test_contests_put_right_words_against_others_that_sound_like_them() -> None:
    made = contests(NameEncoder.load(), pairs())
    partners = {pair.other: pair.one for pair in pairs()}
    assert {contest.asked for contest in made} == set(partners)
    for contest in made:
        assert contest.right == (partners[contest.asked],)
        assert contest.right[0] not in contest.wrong
        drawn = contest.drawn(np.random.default_rng(1))
        assert len(drawn) == 1 + WRONG
        assert drawn[0] in contest.right


def test_letters_are_learned_from_words_alone() -> None:
    pytest.importorskip("torch", reason="only those who train the models of names have PyTorch")
    chance = np.random.default_rng(7)
    ones = [pair.one for pair in pairs()]
    made = [Contest(pair.other, (pair.one,), tuple(chance.choice(ones, 20))) for pair in pairs()]
    arrays = edits.learn(made, epochs=25, threads=1, report=lambda _line: None)
    model = edit_model({f"toy.{name}": array for name, array in arrays.items()}, "toy")
    right, wrong = model.scores(["gdzba", "hbvad"], ["גדזבא"])
    assert right > wrong + 3
