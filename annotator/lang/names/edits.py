"""How likely two words are one word in two scripts, letter by letter, each letter read with its neighbours.

One word is turned into the other by leaving letters out, putting letters in and pairing letters. What each such step
counts follows from the letters around it, which two small convolutions read; a pair of words counts as much as all
ways from one to the other together: the neural string edit distance of Libovický and Fraser (2021).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.forms import LONGEST_WORD
from annotator.lang.names.letters import Alphabet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

NEAR, WIDE = 5, 3
"""How many letters the first and the second convolution read together."""
_IMPOSSIBLE: Final = -1e4
_AT_ONCE: Final = 2048


class ReadWords(NamedTuple):
    """Words as one side of an edit model reads them.

    Attributes:
        states: A vector for each letter of each word.
        alone: What each letter counts when it has no partner.
        lengths: How many letters each word has, its ends included.
    """

    states: Floats
    alone: Floats
    lengths: Numbers

    def chosen(self, rows: Numbers) -> ReadWords:
        """Return some of the words, in this order."""
        return ReadWords(self.states[rows], self.alone[rows], self.lengths[rows])


@dataclass(frozen=True)
class Side:
    """How the words of one script are read.

    Attributes:
        alphabet: Its letters.
        letters: A vector for each number of a letter, a row each.
        near: The first convolution, ``NEAR`` vectors end to end to one; its last row is the offset.
        wide: The second one, over ``WIDE`` of what the first one gives.
        alone: What a letter without a partner counts by its vector; the last one is the offset.
    """

    alphabet: Alphabet
    letters: Floats
    near: Floats
    wide: Floats
    alone: Floats

    def read(self, words: Sequence[str]) -> ReadWords:
        """Read words as :func:`~annotator.lang.names.forms.heard` gives them."""
        import numpy as np

        numbers, lengths = self.alphabet.numbers(words)
        is_letter = (numbers > 0)[:, :, None].astype(np.float32)
        states = self.letters[numbers] * is_letter
        for weights, reach in ((self.near, NEAR), (self.wide, WIDE)):
            windows = _windows(states, reach)
            # One product of two matrices takes a fraction of what one for each word takes.
            read = windows.reshape(-1, windows.shape[2]) @ weights[:-1] + weights[-1]
            states = states + np.maximum(read, 0.0).reshape(states.shape) * is_letter
        return ReadWords(states, states @ self.alone[:-1] + self.alone[-1], lengths)


@dataclass(frozen=True)
class EditModel:
    """What turning words of one script into words of another counts.

    Attributes:
        one: The one script.
        other: The other one.
        pairing: What two letters count together: the product of their vectors with this matrix between them; its
            last row holds the offset.
    """

    one: Side
    other: Side
    pairing: Floats

    def scores(self, ones: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
        """Return the log of what each pair of words counts, the sum over all ways from one word to the other.

        Args:
            ones: Words of the one script, or one word for all pairs.
            others: Words of the other script, or one word for all pairs.
        """
        import numpy as np

        size = max(len(ones), len(others)) if ones and others else 0
        if not size:
            return np.zeros(0)
        distinct, rows = zip(*(_distinct(words, size) for words in (ones, others)), strict=True)
        one, other = self.one.read(distinct[0]), self.other.read(distinct[1])
        one = one._replace(states=one.states @ self.pairing[:-1])
        found = np.empty(size)
        for start in range(0, size, _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            here, there = one.chosen(rows[0][part]), other.chosen(rows[1][part])
            pairs = here.states @ there.states.transpose(0, 2, 1) + self.pairing[-1, 0]
            found[part] = summed(pairs, here, there)
        return found

    def features(self, ones: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
        """Return what speaks for each pair of words being one word, one row a pair."""
        import numpy as np

        scores = self.scores(ones, others)
        if not len(scores):
            return np.zeros((0, 4))
        lengths = [
            np.broadcast_to([min(len(word), LONGEST_WORD) for word in words], scores.shape) for words in (ones, others)
        ]
        size, apart = np.maximum(*lengths), np.abs(lengths[0] - lengths[1])
        return np.stack((scores, scores / (size + 2), size, apart), axis=1)


def summed(pairs: Floats, here: ReadWords, there: ReadWords) -> Floats:
    """Return the log of the sum over all ways to go through two words, for each pair of words.

    All beginnings with so many letters together are reckoned at once, from those with one or two letters fewer.
    """
    import numpy as np

    count, height, width = pairs.shape
    # The first column stands before the beginning: what cannot be is reached from it, and from any other not reckoned.
    before = np.full((count, height + 2), _IMPOSSIBLE, np.float32)
    last = before.copy()
    last[:, 1] = 0.0
    ends = np.full(count, _IMPOSSIBLE, np.float32)
    whole = here.lengths + there.lengths
    for together in range(1, int(whole.max()) + 1):
        at = np.arange(max(0, together - width), min(height, together) + 1)
        rest = together - at
        one_fewer, as_many = slice(at[0], at[-1] + 1), slice(at[0] + 1, at[-1] + 2)
        left_out = last[:, one_fewer] + here.alone[:, at - 1]
        put_in = last[:, as_many] + there.alone[:, rest - 1]
        paired = before[:, one_fewer] + pairs[:, at - 1, rest - 1]
        now = np.full_like(last, _IMPOSSIBLE)
        now[:, as_many] = np.logaddexp(np.logaddexp(left_out, put_in), paired)
        done = whole == together
        ends[done] = now[done, here.lengths[done] + 1]
        before, last = last, now
    return ends


def edit_model(arrays: Mapping[str, NDArray[np.generic]], name: str) -> EditModel:
    """Put an edit model together from the arrays it is kept in."""
    import numpy as np

    def array(part: str) -> Floats:
        return np.asarray(arrays[f"{name}.{part}"], np.float32)

    def side(which: str) -> Side:
        letters = "".join(map(chr, arrays[f"{name}.{which}.alphabet"].tolist()))
        return Side(Alphabet(letters), *(array(f"{which}.{part}") for part in ("letters", "near", "wide", "alone")))

    return EditModel(side("one"), side("other"), array("pairing"))


def _windows(states: Floats, reach: int) -> Floats:
    """Return for each letter the vectors of the letters around it, end to end."""
    import numpy as np

    words, length, width = states.shape
    padded = np.zeros((words, length + reach - 1, width), np.float32)
    padded[:, reach // 2 : reach // 2 + length] = states
    return np.concatenate([padded[:, at : at + length] for at in range(reach)], axis=2)


def _distinct(words: Sequence[str], size: int) -> tuple[list[str], Numbers]:
    """Return the different words, and which of them stands at each place of a list of this size."""
    import numpy as np

    rows: dict[str, int] = {}
    numbers = [rows.setdefault(word, len(rows)) for word in words]
    return list(rows), np.broadcast_to(np.array(numbers, np.int64), (size,))
