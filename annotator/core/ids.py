"""Identifiers: one type per kind of row, and the maker of new ones.

Every row is named by whoever creates it, never by the database, so that the work of
several people (or of one person on two machines) can be united without renumbering.
"""

from __future__ import annotations

import os
import threading
import time
from functools import cache
from typing import NewType

DocumentId = NewType("DocumentId", str)
MentionId = NewType("MentionId", str)
EntityId = NewType("EntityId", str)
AliasId = NewType("AliasId", str)
LabelId = NewType("LabelId", str)
AnnotatorId = NewType("AnnotatorId", str)
ActId = NewType("ActId", str)

_COUNTERS = 0x1000
_VARIANT = 0b10 << 62


class _Clock:
    """Hands out strictly rising (millisecond, counter) pairs, also when the wall clock steps back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._next = 0

    def take(self, count: int) -> list[tuple[int, range]]:
        """Return so many pairs, as milliseconds with a range of counters each."""
        runs = []
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._millisecond:
                self._millisecond, self._next = now, 0
            while count:
                if self._next == _COUNTERS:
                    self._millisecond, self._next = self._millisecond + 1, 0
                last = min(_COUNTERS, self._next + count)
                runs.append((self._millisecond, range(self._next, last)))
                count -= last - self._next
                self._next = last
        return runs


_clock = _Clock()


@cache
def _counter_digits() -> tuple[str, ...]:
    """Write every counter down once; writing them anew would take as long as all the rest of an id."""
    return tuple(f"{counter:03x}" for counter in range(_COUNTERS))


def new_id() -> str:
    """Make a UUID version 7 (RFC 9562 §5.7, method 1 of §6.2: the 12 bits after the time count up).

    Returns:
        The canonical 36-character form. Within one process the ids sort in the order of their making,
        which keeps rows that were made together close together on disk.
    """
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Make several at once, in rising order, at a fraction of the cost of as many calls of :func:`new_id`.

    They share their random part: time and counter tell them apart from each other, and the random part from
    those that other processes make.
    """
    random_part = f"{_VARIANT | int.from_bytes(os.urandom(8), 'big') >> 2:016x}"
    suffix = f"-{random_part[:4]}-{random_part[4:]}"
    ids: list[str] = []
    for millisecond, counters in _clock.take(count):
        moment = f"{millisecond:012x}"
        prefix = f"{moment[:8]}-{moment[8:]}-7"
        ids += [f"{prefix}{digits}{suffix}" for digits in _counter_digits()[counters.start : counters.stop]]
    return ids
