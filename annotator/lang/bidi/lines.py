"""From levels to the order on a line (UAX #9 rules L1 and L2)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from annotator.lang.bidi.paragraph import Paragraph
from annotator.lang.bidi_classes import ISOLATES, PDI, REMOVED, WS, B, S

_BLANKS_BEFORE_END: Final = re.compile(
    f"(?<![{WS}{ISOLATES}{PDI}{REMOVED}])[{WS}{ISOLATES}{PDI}{REMOVED}]*(?:[{S}{B}]|\\Z)"
)


class LevelRun(NamedTuple):
    """Neighbouring characters of one level, in code points of the paragraph."""

    start: int
    end: int
    level: int


def line_levels(paragraph: Paragraph, start: int = 0, end: int | None = None) -> bytes:
    """Return the levels of a line: tabs and blanks at its end fall back to the paragraph's level (L1).

    Args:
        paragraph: The resolved paragraph.
        start: Where the line begins, in code points.
        end: Where it ends; None for the paragraph's end.
    """
    line = paragraph.levels[start:end]
    for found in _BLANKS_BEFORE_END.finditer(paragraph.classes[start:end]):
        first, last = found.span()
        line = line[:first] + bytes([paragraph.level]) * (last - first) + line[last:]
    return line


def level_runs(paragraph: Paragraph, start: int = 0, end: int | None = None) -> list[LevelRun]:
    """Return the level runs of a line (after L1) in logical order."""
    levels = line_levels(paragraph, start, end)
    runs = []
    first = 0
    for position in range(1, len(levels) + 1):
        if position == len(levels) or levels[position] != levels[first]:
            runs.append(LevelRun(start + first, start + position, levels[first]))
            first = position
    return runs


def visual_runs(paragraph: Paragraph, start: int = 0, end: int | None = None) -> list[LevelRun]:
    """Return the level runs of a line from left to right (L2); characters of odd runs go right to left."""
    runs = level_runs(paragraph, start, end)
    if not runs:
        return []
    highest = max(run.level for run in runs)
    lowest_odd = min((run.level for run in runs if run.level & 1), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        _reverse_from(runs, level)
    return runs


def _reverse_from(runs: list[LevelRun], level: int) -> None:
    """Reverse every stretch of runs that are at this level or above it."""
    first = 0
    while first < len(runs):
        if runs[first].level < level:
            first += 1
            continue
        last = first
        while last < len(runs) and runs[last].level >= level:
            last += 1
        runs[first:last] = reversed(runs[first:last])
        first = last


def visual_order(paragraph: Paragraph, start: int = 0, end: int | None = None) -> list[int]:
    """Return the positions of a line's characters from left to right, without those that rule X9 removes."""
    order: list[int] = []
    for run in visual_runs(paragraph, start, end):
        positions = range(run.start, run.end)
        order.extend(reversed(positions) if run.level & 1 else positions)
    if frozenset(paragraph.classes).isdisjoint(REMOVED):
        return order
    return [position for position in order if not paragraph.is_removed(position)]
