"""Sixty-four bits of a spelling that tell at once of most others that they are not nearly the same.

There are 32 classes of letters, and two bits for each: whether one of its letters is there, and whether two are. A
letter put in or left out changes one bit at most, one in place of another two, and letters that change places none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_SPELLING: Final = 120
"""Longer names are not looked for by nearly the same spelling."""

_CLASSES: Final = 32
_FIRST_LETTERS: Final = 8


def script_block(spelling: str) -> int:
    """Return what tells scripts apart well enough to keep them out of each other's way: where the first letter is.

    Keys are folded so far that the letters of Latin, Hebrew and Arabic lie in one block of 256 code points each.
    """
    return ord(spelling[0]) >> _FIRST_LETTERS


def group_of(block: int, length: int) -> int:
    """Return the number of the group of spellings of one script and length."""
    return block * (LONGEST_SPELLING + 1) + length


def bits_of_edits(edits: int, apart: int) -> int:
    """Return how many bits may differ between spellings.

    Args:
        edits: How many letters put in, left out, replaced or swapped lie between them at most.
        apart: By how many letters their lengths differ.
    """
    return 2 * edits - apart


def signatures(
    spellings: Sequence[str],
) -> tuple[NDArray[np.uint16], NDArray[np.int64], NDArray[np.uint64]]:
    """Return the script block, the length in characters and the signature of each spelling."""
    import numpy as np

    text = "\n".join(spellings) + "\n" if spellings else ""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.flatnonzero(codes == ord("\n"))
    begins = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    blocks = np.where(ends > begins, codes[begins] >> _FIRST_LETTERS, 0).astype(np.uint16)
    owners = np.repeat(np.arange(len(spellings)), ends - begins + 1)
    classes = (codes ^ (codes >> 5)) % _CLASSES
    is_letter = codes != ord("\n")
    counts = np.bincount(owners[is_letter] * _CLASSES + classes[is_letter], minlength=len(spellings) * _CLASSES)
    counts = counts.reshape(len(spellings), _CLASSES)
    bits = np.uint64(1) << np.arange(_CLASSES, dtype=np.uint64)
    marks = ((counts >= 1) * bits).sum(axis=1, dtype=np.uint64)
    marks |= ((counts >= 2) * bits).sum(axis=1, dtype=np.uint64) << np.uint64(_CLASSES)
    return blocks, ends - begins, marks
