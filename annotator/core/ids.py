"""Identifiers: one type per kind of row, and the maker of new ones.

Every row is named by whoever creates it, never by the database, so that the work of
several people (or of one person on two machines) can be united without renumbering.
"""

from __future__ import annotations

import os
import threading
import time
from typing import NewType

DocumentId = NewType("DocumentId", str)
MentionId = NewType("MentionId", str)
EntityId = NewType("EntityId", str)
AliasId = NewType("AliasId", str)
LabelId = NewType("LabelId", str)
AnnotatorId = NewType("AnnotatorId", str)
ActId = NewType("ActId", str)

_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
_RANDOM_BITS_A = 12
_RANDOM_BITS_B = 62


class _Clock:
    """Hands out strictly rising (millisecond, counter) pairs, also when the wall clock steps back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._counter = 0

    def next_pair(self) -> tuple[int, int]:
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._millisecond:
                self._millisecond, self._counter = now, 0
            elif self._counter < (1 << _RANDOM_BITS_A) - 1:
                self._counter += 1
            else:
                self._millisecond, self._counter = self._millisecond + 1, 0
            return self._millisecond, self._counter


_clock = _Clock()


def new_id() -> str:
    """Make a UUID version 7 (RFC 9562 §5.7, method 1 of §6.2: the 12 bits after the time count up).

    Returns:
        The canonical 36-character form. Within one process the ids sort in the order of their making,
        which keeps rows that were made together close together on disk.
    """
    millisecond, counter = _clock.next_pair()
    random_part = int.from_bytes(os.urandom(8), "big") & ((1 << _RANDOM_BITS_B) - 1)
    value = (millisecond << 80) | (counter << 64) | _VERSION_AND_VARIANT | random_part
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
