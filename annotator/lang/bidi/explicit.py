"""Explicit levels and directions (UAX #9 rules P2 to P3 and X1 to X8)."""

from __future__ import annotations

from typing import Final, NamedTuple

from annotator.lang.bidi_classes import (
    AL,
    BN,
    EMBEDDINGS,
    FSI,
    ISOLATES,
    LRO,
    PDF,
    PDI,
    RLE,
    RLI,
    RLO,
    STRONG,
    B,
    L,
    R,
)

MAX_DEPTH: Final = 125
"""The deepest explicit level there may be (BD2)."""


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str
    isolate: bool


def matching_isolates(classes: str) -> dict[int, int]:
    """Pair every isolate initiator with its PDI, both ways (BD9)."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for position, kind in enumerate(classes):
        if kind in ISOLATES:
            waiting.append(position)
        elif kind == PDI and waiting:
            initiator = waiting.pop()
            pairs[initiator], pairs[position] = position, initiator
    return pairs


def first_strong(classes: str, start: int, end: int, isolates: dict[int, int]) -> str | None:
    """Return the first L, R or AL of a range, passing over isolates (P2), or None."""
    position = start
    while position < end:
        kind = classes[position]
        if kind in STRONG:
            return kind
        if kind in ISOLATES:
            position = isolates.get(position, end)
        position += 1
    return None


def paragraph_level(classes: str, isolates: dict[int, int]) -> int:
    """Return the level of a paragraph by its first strong character (P2, P3)."""
    return 1 if first_strong(classes, 0, len(classes), isolates) in (R, AL) else 0


def _next_level(level: int, *, odd: bool) -> int:
    """Return the least odd or even level that is greater."""
    return (level + 1) | 1 if odd else (level + 2) & ~1


class ExplicitLevels:
    """Walks a paragraph once and gives every character its explicit level (X1 to X8).

    Attributes:
        levels: The level of each character, one byte each.
        classes: The classes after directional overrides.
    """

    def __init__(self, classes: str, base: int, isolates: dict[int, int]) -> None:
        self._original = classes
        self._isolates = isolates
        self._base = base
        self._stack = [_Status(base, "", isolate=False)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0
        self.levels = bytearray([base]) * len(classes)
        self._classes = list(classes)
        for position, kind in enumerate(classes):
            self._visit(position, kind)
        self.classes = "".join(self._classes)

    def _visit(self, position: int, kind: str) -> None:
        if kind in EMBEDDINGS:
            self.levels[position] = self._stack[-1].level
            self._embed(kind)
        elif kind in ISOLATES:
            self._place(position)
            self._isolate(position, kind)
        elif kind == PDI:
            self._end_isolate()
            self._place(position)
        elif kind == PDF:
            self.levels[position] = self._stack[-1].level
            self._end_embedding()
        elif kind == B:
            self.levels[position] = self._base  # X8
        elif kind == BN:
            self.levels[position] = self._stack[-1].level
        else:
            self._place(position)

    def _place(self, position: int) -> None:
        """Give a character the current level and override (X5a to X6a)."""
        status = self._stack[-1]
        self.levels[position] = status.level
        if status.override:
            self._classes[position] = status.override

    def _embed(self, kind: str) -> None:
        """Begin an embedding or override (X2 to X5)."""
        level = _next_level(self._stack[-1].level, odd=kind in RLE + RLO)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            override = R if kind == RLO else L if kind == LRO else ""
            self._stack.append(_Status(level, override, isolate=False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _isolate(self, position: int, kind: str) -> None:
        """Begin an isolate (X5a to X5c)."""
        odd = kind == RLI
        if kind == FSI:
            end = self._isolates.get(position, len(self._original))
            odd = first_strong(self._original, position + 1, end, self._isolates) in (R, AL)
        level = _next_level(self._stack[-1].level, odd=odd)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._valid_isolates += 1
            self._stack.append(_Status(level, "", isolate=True))
        else:
            self._overflow_isolates += 1

    def _end_isolate(self) -> None:
        """End an isolate, with all embeddings left open inside it (X6a)."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._valid_isolates -= 1

    def _end_embedding(self) -> None:
        """End an embedding or override (X7)."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()
