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

_LEFT_AT_LEAST: Final = 1
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

    letters, following, is_whole, before_lam = _automaton()
    words = np.arange(len(text.starts))
    places, states = text.starts, np.zeros(len(words), np.intp)
    found: list[tuple[Offsets, Offsets, NDArray[np.bool_]]] = []
    while len(words):
        states = following[states, letters[text.codes[places]]]
        places = places + 1
        on = (states > 0) & (places + _LEFT_AT_LEAST <= text.ends[words])
        words, places, states = words[on], places[on], states[on]
        whole = is_whole[states]
        hide = before_lam[states] & (text.codes[places] == ord(_LAM))
        found.append((places[whole], words[whole], hide[whole]))
    starts, words, hide = (np.concatenate(column) for column in zip(*found, strict=True)) if found else _NONE()
    return Beginnings(starts, words, hide)


def _NONE() -> tuple[Offsets, Offsets, NDArray[np.bool_]]:  # noqa: N802
    import numpy as np

    return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.bool_)


@cache
def _automaton() -> tuple[NDArray[np.uint8], NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what reads prefixes letter by letter.

    Returns:
        The column of each code point; the state after each state and column, 0 where no prefix goes on so, the
        first being 0 too; which states are whole prefixes; which end with the lam that hides an alef.
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
    return letters, following, is_whole, before_lam
