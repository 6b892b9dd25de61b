"""Sorts millions of pieces of packed text without making a string of any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Letters = NDArray[np.uint8]
    Offsets = NDArray[np.int64]

_COLUMNS: Final = 4
_WIDTH: Final = 8


def sorted_pieces(letters: Letters, begins: Offsets, ends: Offsets) -> NDArray[np.intp]:
    """Return the order in which pieces of UTF-8 text are sorted by code points; of equals, the first stays first.

    Args:
        letters: The text, in which there is no NUL.
        begins: Where each piece begins.
        ends: Where it ends.
    """
    import numpy as np

    columns = [_column(letters, begins + at * _WIDTH, ends) for at in range(_COLUMNS)]
    order = np.lexsort(columns[::-1])
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for column in columns:
        ordered = column[order]
        same &= ordered[1:] == ordered[:-1]
    longer = (ends - begins)[order] > _COLUMNS * _WIDTH
    _sort_longer(letters, begins, ends, order, same & (longer[1:] | longer[:-1]))
    return order


def are_new(letters: Letters, begins: Offsets, ends: Offsets, order: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which of the sorted pieces differ from the one before them."""
    import numpy as np

    begins, ends = begins[order], ends[order]
    lengths = ends - begins
    same = np.append(False, lengths[1:] == lengths[:-1])[: len(order)]
    for at in range(_COLUMNS):
        column = _column(letters, begins + at * _WIDTH, ends)
        same[1:] &= column[1:] == column[:-1]
    view = letters.data
    for place in np.flatnonzero(same & (lengths > _COLUMNS * _WIDTH)).tolist():
        same[place] = view[begins[place] : ends[place]] == view[begins[place - 1] : ends[place - 1]]
    return ~same


def _column(letters: Letters, begins: Offsets, ends: Offsets) -> NDArray[np.uint64]:
    """Return eight bytes of each piece as a number that sorts as they do, with zeros for what is behind its end."""
    import numpy as np

    made = np.zeros(len(begins), np.uint64)
    if not len(letters):
        return made
    for at in range(_WIDTH):
        places = begins + at
        is_there = places < ends
        made <<= np.uint64(8)
        made |= letters.take(places, mode="clip") * is_there
    return made


def _sort_longer(letters: Letters, begins: Offsets, ends: Offsets, order: Any, tied: NDArray[np.bool_]) -> None:
    """Sort by their whole text the runs of pieces that begin alike and go on."""
    import numpy as np

    if not tied.any():
        return
    view = letters.data
    edges = np.diff(np.concatenate(([False], tied, [False])).astype(np.int8))
    for first, last in zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True):
        run = order[first : last + 1].tolist()
        run.sort(key=lambda piece: (bytes(view[begins[piece] : ends[piece]]), piece))
        order[first : last + 1] = run
