"""Contests that an edit model learns from: a word, right partners, and wrong ones that the encoder finds like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.encoder import NameEncoder, cosines, in_bytes
from annotator.training.names.pairs import Pair, answers

if TYPE_CHECKING:
    import numpy as np

WRONG: Final = 15
"""How many wrong words are drawn against a right one."""
_NEAREST: Final = 40
_LONGEST: Final = 16
_AT_ONCE: Final = 500


class Contest(NamedTuple):
    """A word with the words of another script that are the same word, and others that are not."""

    asked: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]

    def drawn(self, chance: np.random.Generator) -> list[str]:
        """Return a right word and after it :data:`WRONG` wrong ones."""
        wrong = chance.choice(len(self.wrong), WRONG, replace=len(self.wrong) < WRONG)
        return [self.right[int(chance.integers(len(self.right)))], *(self.wrong[at] for at in wrong)]


def contests(encoder: NameEncoder, pairs: Sequence[Pair]) -> list[Contest]:
    """Make a contest for each word of the second column of pairs of the same scripts; very long words take no part."""
    import numpy as np

    partners = answers(pairs)
    asked = sorted(word for word in partners if len(word) <= _LONGEST)
    candidates = sorted({pair.one for pair in pairs if len(pair.one) <= _LONGEST})
    vectors, encoded = in_bytes(encoder.encode_words(candidates)), encoder.encode_words(asked)
    made = []
    for start in range(0, len(asked), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        for word, likeness in zip(asked[part], cosines(encoded[part], vectors), strict=True):
            nearest = [candidates[at] for at in np.argpartition(-likeness, _NEAREST)[:_NEAREST]]
            right = tuple(sorted(one for one in partners[word] if len(one) <= _LONGEST))
            wrong = tuple(one for one in nearest if one not in partners[word])
            if right and wrong:
                made.append(Contest(word, right, wrong))
    return made
