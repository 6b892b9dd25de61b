"""A text as names are matched in it: folded like a matching key at the speed of arrays, with the way back.

Folding is that of :func:`annotator.lang.normalise.match_key`, character by character, with differences that make every
space a bound of words and every bound of words a space: signs are spaces, the letters of scripts that write no spaces
are words of their own, a possessive (Morocco’s) is cut off, and so is what three dots glue together. What is found in
it has therefore still to be compared as it is written.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from annotator.lang.normalise import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Offsets = NDArray[np.intp]

SPACE: Final = 0x20
_UNKNOWN: Final = 0xFFFFFFFF
_SEVERAL: Final = 0x80000000
_ELLIPSIS: Final = "…"
_APOSTROPHES: Final = "'’"
# Scripts that write no spaces between words: Thai to Myanmar, Khmer, kana, Han.
_UNSPACED: Final = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0x20000, 0x323AF),
)  # fmt: skip


class FoldedText:
    """A text folded for matching.

    Attributes:
        codes: The folded code points; words are parted by single spaces, and there is one at either end.
        origin: Which code point of the text each comes from.
        starts: Where each word begins in ``codes``.
        ends: Where it ends.
    """

    __slots__ = ("codes", "ends", "origin", "starts")

    def __init__(self, text: str, *, possessives: bool = True) -> None:
        import numpy as np

        text = f" {text} "
        written = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        values = _folds().of(written.astype(np.intp))
        if possessives:
            _without_possessives(text, values)
        codes, origin = _expanded(values)
        space = codes == SPACE
        space[1:] &= space[:-1]
        space[0] = False
        kept = (~space).nonzero()[0]
        self.codes = codes.take(kept)
        self.origin = origin.take(kept) - 1
        spaces = (self.codes == SPACE).nonzero()[0]
        self.starts: Offsets = spaces[:-1] + 1
        self.ends: Offsets = spaces[1:]


def _without_possessives(text: str, values: Codes) -> None:
    """Make the apostrophe of a possessive a space.

    Args:
        text: The text, with a space at either end.
        values: What its characters fold to.
    """
    for sign in _APOSTROPHES:
        place = text.find(sign)
        while place >= 0:
            if text[place + 1] in "sS":
                behind = values[place + 2]
                if behind in (0, SPACE) or behind >= _SEVERAL:
                    values[place] = SPACE
            place = text.find(sign, place + 1)


def _expanded(values: Codes) -> tuple[Codes, Offsets]:
    """Leave out what folds to nothing and write out what folds to several letters."""
    import numpy as np

    several = (values >= _SEVERAL).nonzero()[0]
    if not len(several):
        kept = (values != 0).nonzero()[0]
        return values.take(kept), kept
    lengths = (values != 0).astype(np.intp)
    runs = [_folds().run(int(value)) for value in values[several]]
    lengths[several] = [len(run) for run in runs]
    codes = np.repeat(values, lengths)
    places = np.cumsum(lengths)[several]
    for place, run in zip(places.tolist(), runs, strict=True):
        codes[place - len(run) : place] = run
    return codes, np.repeat(np.arange(len(values)), lengths)


class _Folds:
    """What every code point folds to, found out as they turn up."""

    def __init__(self) -> None:
        import numpy as np

        self._table = np.full(0x110000, _UNKNOWN, np.uint32)
        self._runs: list[list[int]] = []
        self._lock = Lock()

    def of(self, written: Offsets) -> Codes:
        """Return the folded code point of each, 0 for nothing, or from ``_SEVERAL`` on the number of a run."""
        values: Codes = self._table.take(written)
        if values.max() == _UNKNOWN:
            self._learn(set(written[values == _UNKNOWN].tolist()))
            values = self._table.take(written)
        return values

    def run(self, value: int) -> list[int]:
        """Return the code points that a number of a run stands for."""
        return self._runs[value - _SEVERAL]

    def _learn(self, code_points: set[int]) -> None:
        with self._lock:
            for code_point in code_points:
                letters = "".join(map(_in_words, folded(chr(code_point))))
                if chr(code_point) == _ELLIPSIS:
                    letters = " "
                if len(letters) > 1:
                    self._runs.append(list(map(ord, letters)))
                    self._table[code_point] = _SEVERAL + len(self._runs) - 1
                else:
                    self._table[code_point] = ord(letters) if letters else 0


def _in_words(letter: str) -> str:
    """Return a folded character as it stands among others: by itself if it is a word of its own."""
    if unicodedata.category(letter)[0] not in "LMN":
        return " "
    return f" {letter} " if _is_unspaced(letter) else letter


def _is_unspaced(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _UNSPACED)


@cache
def _folds() -> _Folds:
    return _Folds()
