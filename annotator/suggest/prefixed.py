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

_LAM: Final = "ل"


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


def beginnings(text: FoldedText) -> Beginnings:
    """Return the places behind what may be prefixes, going by the letters alone."""
    import numpy as np

    letters, following, columns, is_whole, before_lam = _automaton()
    states = following.take(letters.take(text.codes.take(text.starts)))
    words = np.flatnonzero(states)
    states, places = states[words], text.starts[words] + 1
    found = [(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.bool_))]
    while len(words):
        on = places < text.ends[words]
        words, places, states = words[on], places[on], states[on]
        codes = text.codes.take(places)
        whole = is_whole[states]
        hides = before_lam[states] & (codes == ord(_LAM))
        found.append((places[whole], words[whole], hides[whole]))
        states = following.take(states * columns + letters.take(codes))
        on = states > 0
        words, places, states = words[on], places[on] + 1, states[on]
    starts, words, hidden = (np.concatenate(column) for column in zip(*found, strict=True))
    return Beginnings(starts, words, hidden)


@cache
def _automaton() -> tuple[NDArray[np.uint8], NDArray[np.intp], int, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what reads prefixes letter by letter.

    Returns:
        The column of each code point; the state after each state and column, row by row, 0 where no prefix goes on
        so, the first being 0 too; how many columns there are; which states are whole prefixes; which end with the
        lam that hides an alef.
    """
    import numpy as np

    prefixes = sorted({folded(prefix) for prefix in prefix_letters()})
    states = {"": 0} | {
        beginning: number
        for number, beginning in enumerate(
            sorted({prefix[:length] for prefix in prefixes for length in range(1, len(prefix) + 1)}), start=1
        )
    }
    alphabet = sorted(set("".join(prefixes)))
    letters = np.zeros(0x110000, np.uint8)
    for column, letter in enumerate(alphabet, start=1):
        letters[ord(letter)] = column
    following = np.zeros((len(states), len(alphabet) + 1), np.intp)
    for beginning, number in states.items():
        if beginning:
            following[states[beginning[:-1]], letters[ord(beginning[-1])]] = number
    is_whole = np.array([state in set(prefixes) for state in states])
    before_lam = np.array([state.endswith(_LAM) and not state.endswith("ال") for state in states])
    return letters, following.ravel(), following.shape[1], is_whole, before_lam
