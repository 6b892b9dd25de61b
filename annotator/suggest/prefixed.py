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
_AT_ONCE: Final = 3
"""How many letters are read at once; the few longer prefixes are read one by one."""


class Beginnings(NamedTuple):
    """Places where names may begin.

    Attributes:
        starts: The places.
        words: The word of each, by number.
        hide_alef: Which of them may stand for a name with an alef before it: the second lam of للمغرب.
    """

    starts: Offsets
    words: Offsets
    hide_alef: NDArray[np.bool_]


class _Reading(NamedTuple):
    """What reads prefixes.

    Attributes:
        columns: The number of each code point among the letters of prefixes, 0 for any other.
        base: How many numbers there are.
        lengths: For each three letters, as one number, a bit for each length that is a whole prefix, and one more
            when a longer prefix may begin so.
        longer: The prefixes of more than three letters.
    """

    columns: NDArray[np.intp]
    base: int
    lengths: NDArray[np.uint8]
    longer: frozenset[str]


def beginnings(text: FoldedText) -> Beginnings:
    """Return the places behind what may be prefixes, going by the letters alone."""
    import numpy as np

    reading = _reading()
    codes, starts = text.codes, text.starts
    columns = [reading.columns.take(codes.take(starts + at, mode="clip")) for at in range(_AT_ONCE)]
    lengths = reading.lengths.take((columns[0] * reading.base + columns[1]) * reading.base + columns[2])
    prefixed = lengths.nonzero()[0]
    lengths = lengths.take(prefixed)
    found_words, found_starts = [], []
    for length in range(1, _AT_ONCE + 1):
        words = prefixed.take((lengths & (1 << length)).nonzero()[0])
        found_words.append(words)
        found_starts.append(starts.take(words) + length)
    for word in prefixed.take((lengths & 1).nonzero()[0]).tolist():
        places = _longer(text, word, reading.longer)
        found_words.append(np.full(len(places), word, np.intp))
        found_starts.append(np.array(places, np.intp))
    at, words = np.concatenate(found_starts), np.concatenate(found_words)
    inside = (at < text.ends.take(words)).nonzero()[0]
    at, words = at.take(inside), words.take(inside)
    # The lam before must be the preposition, not that of the article.
    hides = (codes.take(at) == _LAM) & (codes.take(at - 1) == _LAM) & (codes.take(at - 2) != _ALEF)
    return Beginnings(at, words, hides)


def _longer(text: FoldedText, word: int, longer: frozenset[str]) -> list[int]:
    """Return where a word goes on behind one of the longer prefixes."""
    start, end = int(text.starts[word]), int(text.ends[word])
    letters = "".join(map(chr, text.codes[start : min(end, start + max(map(len, longer)))].tolist()))
    return [start + length for length in range(_AT_ONCE + 1, len(letters) + 1) if letters[:length] in longer]


@cache
def _reading() -> _Reading:
    import numpy as np

    prefixes = {folded(prefix) for prefix in prefix_letters()}
    alphabet = sorted(set("".join(prefixes)))
    columns = np.zeros(0x110000, np.intp)
    for number, letter in enumerate(alphabet, start=1):
        columns[ord(letter)] = number
    base = len(alphabet) + 1
    lengths = np.zeros((base, base, base), np.uint8)
    for prefix in prefixes:
        numbers = tuple(slice(columns[ord(letter)], columns[ord(letter)] + 1) for letter in prefix[:_AT_ONCE])
        lengths[numbers] |= 1 << len(prefix) if len(prefix) <= _AT_ONCE else 1
    longer = frozenset(prefix for prefix in prefixes if len(prefix) > _AT_ONCE)
    return _Reading(columns, base, lengths.ravel(), longer)
