"""Heights of many blocks with fast sums: a binary indexed tree (P. M. Fenwick, 1994)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


class HeightIndex:
    """Heights in whole pixels, of which any prefix sum is found, or any one changed, in logarithmic time."""

    __slots__ = ("_heights", "_tree")

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._tree = [0, *heights]
        for position in range(1, len(self._tree)):
            above = position + (position & -position)
            if above < len(self._tree):
                self._tree[above] += self._tree[position]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self.top(len(self._heights))

    def tops(self) -> list[int]:
        """Return the sum of the heights before each, and after the last one that of all."""
        return list(accumulate(self._heights, initial=0))

    def top(self, index: int) -> int:
        """Return the sum of the heights before ``index``."""
        total = 0
        while index:
            total += self._tree[index]
            index &= index - 1
        return total

    def change(self, index: int, height: int) -> None:
        """Replace one height."""
        difference = height - self._heights[index]
        if not difference:
            return
        self._heights[index] = height
        position = index + 1
        while position < len(self._tree):
            self._tree[position] += difference
            position += position & -position

    def at(self, y: float) -> int:
        """Return the index of the height that ``y`` falls into; the first or the last when it falls outside."""
        position, remaining = 0, y
        step = 1 << len(self._heights).bit_length()
        while step:
            beyond = position + step
            if beyond < len(self._tree) and self._tree[beyond] <= remaining:
                position = beyond
                remaining -= self._tree[beyond]
            step >>= 1
        return min(position, len(self._heights) - 1)
