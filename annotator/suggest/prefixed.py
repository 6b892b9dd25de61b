"""Where in a folded text a name may begin behind prefixes that are written together with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.clitics import prefix_letters
from annotator.lang.normalise import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.suggest.folding import FoldedText, Offsets

_ALEF: Final = ord("ا")
_LAM: Final = ord("ل")
_LONGEST: Final = 6
_AT_ONCE: Final = 3
"""How many letters are read at once; the few longer prefixes are read one by one."""


class Beginnings(NamedTuple):
    """Places where names may begin.

    Attributes:
        starts: The places.
        words: The word of each, by number.
        hide_alef: Which of the places may stand for a name with an alef before it: the second lam of للمغرب.
    """

    starts: Offsets
    words: Offsets
    hide_alef: Offsets


class _Reading(NamedTuple):
    """What reads prefixes.

    Attributes:
        columns: The number of each code point among the letters of prefixes, 0 for any other.
        base: How many numbers there are.
        lengths: For each three letters, as one number, which of their first one, two and three are a whole prefix;
            the first column tells whether a longer prefix may begin so.
        longer: The prefixes of more than three letters.
    """

    columns: NDArray[np.intp]
    base: int
    lengths: NDArray[np.bool_]
    longer: frozenset[str]


def beginnings(text: FoldedText) -> Beginnings:
    """Return the places behind what may be prefixes, going by the letters alone."""
    import numpy as np

    reading = _reading()
    codes, starts = text.codes, text.starts
    columns = [reading.columns.take(codes.take(starts + at, mode="clip")) for at in range(_AT_ONCE)]
    numbers = (columns[0] * reading.base + columns[1]) * reading.base + columns[2]
    words, lengths = np.divmod(reading.lengths.take(numbers, axis=0).ravel().nonzero()[0], _AT_ONCE + 1)
    for word in words.compress(lengths == 0).tolist():
        longer = np.array(_longer(text, word, reading.longer), np.intp)
        words = np.concatenate((words, np.full(len(longer), word)))
        lengths = np.concatenate((lengths, longer))
    at = starts.take(words) + lengths
    inside = ((lengths > 0) & (at < text.ends.take(words))).nonzero()[0]
    at, words = at.take(inside), words.take(inside)
    # The lam before must be the preposition, not that of the article.
    lams = (codes.take(at) == _LAM).nonzero()[0]
    behind = at.take(lams)
    hides = lams.compress((codes.take(behind - 1) == _LAM) & (codes.take(behind - 2) != _ALEF))
    return Beginnings(at, words, hides)


def _longer(text: FoldedText, word: int, longer: frozenset[str]) -> list[int]:
    """Return the lengths of the longer prefixes that a word begins with."""
    start, end = text.starts[word], text.ends[word]
    letters = text.codes[start : min(end, start + _LONGEST)].tobytes().decode("utf-32-le", "surrogatepass")
    return [length for length in range(_AT_ONCE + 1, len(letters) + 1) if letters[:length] in longer]


@cache
def _reading() -> _Reading:
    import numpy as np

    prefixes = {folded(prefix) for prefix in prefix_letters()}
    alphabet = sorted(set("".join(prefixes)))
    columns = np.zeros(0x110000, np.intp)
    for number, letter in enumerate(alphabet, start=1):
        columns[ord(letter)] = number
    base = len(alphabet) + 1
    lengths = np.zeros((base, base, base, _AT_ONCE + 1), np.bool_)
    for prefix in prefixes:
        beginning = lengths
        for letter in prefix[:_AT_ONCE]:
            beginning = beginning[columns[ord(letter)]]
        beginning[..., len(prefix) if len(prefix) <= _AT_ONCE else 0] = True
    longer = frozenset(prefix for prefix in prefixes if len(prefix) > _AT_ONCE)
    return _Reading(columns, base, lengths.reshape(-1, _AT_ONCE + 1), longer)
