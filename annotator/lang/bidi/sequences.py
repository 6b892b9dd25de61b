"""Level runs and isolating run sequences (UAX #9 rule X10, definitions BD7 and BD13)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from annotator.lang.bidi_classes import ISOLATES, PDI, REMOVED, L, R


class RunSequence(NamedTuple):
    """The characters that the weak and neutral rules look at together.

    Attributes:
        positions: Their positions in the paragraph, rising.
        level: Their common explicit level.
        start: The strong class before the first of them (sos).
        end: The strong class after the last of them (eos).
    """

    positions: list[int]
    level: int
    start: str
    end: str


def direction_of(level: int) -> str:
    """Return L for even levels and R for odd ones."""
    return R if level & 1 else L


def run_sequences(classes: str, levels: bytes, base: int, isolates: dict[int, int]) -> Iterator[RunSequence]:
    """Yield the isolating run sequences of a paragraph.

    Args:
        classes: The original classes.
        levels: The explicit levels.
        base: The paragraph's level.
        isolates: Isolate initiators and their PDIs, both ways.
    """
    kept = [position for position, kind in enumerate(classes) if kind not in REMOVED]
    runs = [list(run) for _, run in groupby(kept, key=levels.__getitem__)]
    run_at = {run[0]: index for index, run in enumerate(runs)}
    before = {run[0]: levels[runs[index - 1][-1]] for index, run in enumerate(runs) if index}
    after = {run[-1]: levels[runs[index + 1][0]] for index, run in enumerate(runs[:-1])}
    for run in runs:
        first = run[0]
        if classes[first] == PDI and first in isolates:
            continue  # goes on with the run of its isolate initiator
        positions = list(run)
        while classes[positions[-1]] in ISOLATES and positions[-1] in isolates:
            positions += runs[run_at[isolates[positions[-1]]]]
        last = positions[-1]
        # An initiator without PDI has nothing of its own level after it, wherever the paragraph goes on.
        following = base if classes[last] in ISOLATES else after.get(last, base)
        level = levels[first]
        yield RunSequence(
            positions,
            level,
            direction_of(max(level, before.get(first, base))),
            direction_of(max(level, following)),
        )
