"""Lanes: at which depth under the text the line of each mark runs, so that nested and crossing marks stay apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def assign_lanes(extents: Iterable[tuple[Key, int, int]]) -> dict[Key, int]:
    """Give every extent the first lane in which nothing overlaps it, the shortest extent first.

    Args:
        extents: Keys with half-open ranges.

    Returns:
        The lane of every key, from 0, which is nearest to the text. Equally long extents take lanes in order of
        their beginning.
    """
    lanes: dict[Key, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for key, start, end in sorted(extents, key=_shortest_first):
        lane = next((depth for depth, others in enumerate(taken) if _has_room(others, start, end)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].insert(bisect_right(taken[lane], (start, end)), (start, end))
        lanes[key] = lane
    return lanes


def _shortest_first(extent: tuple[Hashable, int, int]) -> tuple[int, int]:
    _, start, end = extent
    return end - start, start


def _has_room(others: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a range meets none of the others, which are in order and do not meet one another."""
    after = bisect_right(others, (start, end))
    if after < len(others) and others[after][0] < end:
        return False
    return not after or others[after - 1][1] <= start
