"""Embedding levels of a paragraph: the whole of UAX #9 up to rule I2, with a short way for plain text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from annotator.core.document import Direction
from annotator.lang.bidi.explicit import ExplicitLevels, matching_isolates, paragraph_level
from annotator.lang.bidi.implicit import implicit_levels
from annotator.lang.bidi.sequences import direction_of, run_sequences
from annotator.lang.bidi_classes import (
    AL,
    BN,
    CS,
    EN,
    ES,
    ET,
    EXPLICIT,
    NSM,
    ON,
    REMOVED,
    WS,
    B,
    L,
    R,
    S,
    classes_of,
)

# Paragraphs of only these classes lie wholly on their base level: nothing in them can turn another way.
_PLAIN_LTR: Final = frozenset(L + EN + ES + ET + CS + NSM + BN + B + S + WS + ON)
_PLAIN_RTL: Final = frozenset(R + AL + ES + ET + CS + NSM + BN + B + S + WS + ON)
_HAS_EXPLICIT: Final = re.compile(f"[{EXPLICIT}]")
_HAS_REMOVED: Final = re.compile(f"[{REMOVED}]")
_PIECES: Final = re.compile(f"[^{B}]*{B}|[^{B}]+")
_BASE_LEVELS: Final = {Direction.LTR: 0, Direction.RTL: 1}


class Paragraph(NamedTuple):
    """A paragraph with its embedding levels.

    Attributes:
        level: The paragraph's own level: 0 left-to-right, 1 right-to-left.
        levels: One byte per code point. Characters that rule X9 removes (embedding controls, boundary neutrals)
            have the level of the character before them, as UAX #9 §5.2 advises those who keep them.
        classes: The bidirectional class of every code point, a letter each (``annotator.lang.bidi_classes``).
    """

    level: int
    levels: bytes
    classes: str

    @property
    def direction(self) -> Direction:
        """The base direction, LTR or RTL."""
        return Direction.RTL if self.level else Direction.LTR

    def is_removed(self, position: int) -> bool:
        """Tell whether rule X9 removes the character: it takes no part in the order."""
        return self.classes[position] in REMOVED


def resolve(text: str, base: Direction = Direction.AUTO) -> Paragraph:
    """Resolve the embedding levels of a paragraph (UAX #9, rules P2 to I2).

    Args:
        text: One paragraph. Paragraph separators inside it end all embeddings, as rule X8 wants; what follows keeps
            the same base.
        base: The base direction, or AUTO for that of the first strong character.
    """
    classes = classes_of(text)
    kinds = frozenset(classes)
    level = _BASE_LEVELS.get(base)
    if level is None:
        level = paragraph_level(classes, matching_isolates(classes))
    if kinds <= (_PLAIN_RTL if level else _PLAIN_LTR):
        return Paragraph(level, bytes([level]) * len(text), classes)
    if kinds.isdisjoint(B):
        return Paragraph(level, _levels(text, classes, level), classes)
    pieces = [found.span() for found in _PIECES.finditer(classes)]
    levels = b"".join(_levels(text[start:end], classes[start:end], level) for start, end in pieces)
    return Paragraph(level, levels, classes)


def _levels(text: str, classes: str, base: int) -> bytes:
    if not _HAS_REMOVED.search(classes) and not _HAS_EXPLICIT.search(classes):
        direction = direction_of(base)
        return implicit_levels(text, classes, classes, level=base, before=direction, after=direction)
    isolates = matching_isolates(classes)
    explicit = ExplicitLevels(classes, base, isolates)
    levels = bytearray(explicit.levels)
    for sequence in run_sequences(classes, bytes(levels), base, isolates):
        positions = sequence.positions
        resolved = implicit_levels(
            "".join([text[position] for position in positions]),
            "".join([explicit.classes[position] for position in positions]),
            "".join([classes[position] for position in positions]),
            level=sequence.level,
            before=sequence.start,
            after=sequence.end,
        )
        for position, level in zip(positions, resolved, strict=True):
            levels[position] = level
    return _with_removed_like_neighbours(levels, classes, base)


def _with_removed_like_neighbours(levels: bytearray, classes: str, base: int) -> bytes:
    for found in _HAS_REMOVED.finditer(classes):
        position = found.start()
        levels[position] = levels[position - 1] if position else base
    return bytes(levels)
