"""Bidirectional classes of characters (UAX #9 table 4), one letter each, so that a text's classes are a string.

Rules that look at neighbours are then regular expressions over that string, which is both how the standard words
them and the fastest way to apply them in Python.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Strong classes and numbers are capitals, weak and neutral ones small letters, explicit controls digits.
L: Final = "L"
R: Final = "R"
AL: Final = "A"
EN: Final = "E"
AN: Final = "N"
ES: Final = "s"
ET: Final = "t"
CS: Final = "c"
NSM: Final = "m"
BN: Final = "b"
B: Final = "P"
S: Final = "T"
WS: Final = "w"
ON: Final = "o"
LRE: Final = "1"
RLE: Final = "2"
LRO: Final = "3"
RLO: Final = "4"
PDF: Final = "5"
LRI: Final = "6"
RLI: Final = "7"
FSI: Final = "8"
PDI: Final = "9"

STRONG: Final = L + R + AL
EMBEDDINGS: Final = LRE + RLE + LRO + RLO
ISOLATES: Final = LRI + RLI + FSI
EXPLICIT: Final = EMBEDDINGS + PDF + ISOLATES + PDI
REMOVED: Final = EMBEDDINGS + PDF + BN
"""Classes that rule X9 takes out before the other rules apply."""

NEUTRALS: Final = B + S + WS + ON + ISOLATES + PDI
"""What rules N0 to N2 call NI."""

_BY_NAME: Final = {
    "L": L, "R": R, "AL": AL, "EN": EN, "AN": AN, "ES": ES, "ET": ET, "CS": CS, "NSM": NSM, "BN": BN, "B": B, "S": S,
    "WS": WS, "ON": ON, "LRE": LRE, "RLE": RLE, "LRO": LRO, "RLO": RLO, "PDF": PDF, "LRI": LRI, "RLI": RLI,
    "FSI": FSI, "PDI": PDI,
}  # fmt: skip

# What code points that are not assigned yet are taken for (DerivedBidiClass.txt, its @missing lines). Python's own
# tables say nothing about those, and newer texts hold characters that are new to them.
_UNASSIGNED: Final = (
    (0x0590, 0x05FF, R),
    (0x0600, 0x07BF, AL),
    (0x07C0, 0x085F, R),
    (0x0860, 0x08FF, AL),
    (0x20A0, 0x20CF, ET),
    (0xFB1D, 0xFB4F, R),
    (0xFB50, 0xFDCF, AL),
    (0xFDF0, 0xFDFF, AL),
    (0xFE70, 0xFEFE, AL),
    (0x10800, 0x10CFF, R),
    (0x10D00, 0x10D3F, AL),
    (0x10D40, 0x10EBF, R),
    (0x10EC0, 0x10EFF, AL),
    (0x10F00, 0x10F2F, R),
    (0x10F30, 0x10F6F, AL),
    (0x10F70, 0x10FFF, R),
    (0x1E800, 0x1EC6F, R),
    (0x1EC70, 0x1ECBF, AL),
    (0x1ECC0, 0x1ECFF, R),
    (0x1ED00, 0x1ED4F, AL),
    (0x1ED50, 0x1EDFF, R),
    (0x1EE00, 0x1EEFF, AL),
    (0x1EF00, 0x1EFFF, R),
)
_LAST_OF_PLANE: Final = 0xFFFE


def _class_of(code_point: int) -> str:
    if name := unicodedata.bidirectional(chr(code_point)):
        return _BY_NAME[name]
    if 0xFDD0 <= code_point <= 0xFDEF or code_point & _LAST_OF_PLANE == _LAST_OF_PLANE:
        return BN  # noncharacters
    if 0xE0000 <= code_point <= 0xE0FFF or 0xFFF0 <= code_point <= 0xFFF8 or code_point == 0x2065:
        return BN  # reserved for default ignorable characters
    for first, last, kind in _UNASSIGNED:
        if first <= code_point <= last:
            return kind
    return L


class _ClassTable(dict[int, str]):
    """The table that ``str.translate`` asks, filled as characters turn up."""

    def __missing__(self, code_point: int) -> str:
        found = self[code_point] = _class_of(code_point)
        return found


_TABLE: Final = _ClassTable()


def classes_of(text: str) -> str:
    """Return the bidirectional class of every character, one letter each."""
    return text.translate(_TABLE)


def class_of(character: str) -> str:
    """Return the class of one character."""
    return _TABLE[ord(character)]
