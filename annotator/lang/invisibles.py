"""Characters that cannot be seen, and what to call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple


class InvisibleKind(StrEnum):
    """What an invisible character does."""

    DIRECTION = "direction"
    JOINER = "joiner"
    SPACE = "space"
    BREAK = "break"
    ELONGATION = "elongation"
    OTHER = "other"


class Invisible(NamedTuple):
    """An invisible character.

    Attributes:
        character: The character itself.
        abbreviation: A few capitals to draw in its place, as the Unicode charts do.
        name: Its Unicode name.
        kind: What it does.
    """

    character: str
    abbreviation: str
    name: str
    kind: InvisibleKind


_ABBREVIATIONS: Final = {
    InvisibleKind.DIRECTION: {
        0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO",
        0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    },
    InvisibleKind.JOINER: {0x034F: "CGJ", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x2060: "WJ"},
    InvisibleKind.SPACE: {
        0x0009: "TAB", 0x00A0: "NBSP", 0x1680: "OSPM", 0x2000: "NQSP", 0x2001: "MQSP", 0x2002: "ENSP",
        0x2003: "EMSP", 0x2004: "3MSP", 0x2005: "4MSP", 0x2006: "6MSP", 0x2007: "FSP", 0x2008: "PSP",
        0x2009: "THSP", 0x200A: "HSP", 0x202F: "NNBSP", 0x205F: "MMSP", 0x3000: "IDSP",
    },
    InvisibleKind.BREAK: {
        0x000B: "VT", 0x000C: "FF", 0x000D: "CR", 0x0085: "NEL", 0x00AD: "SHY", 0x200B: "ZWSP", 0x2028: "LSEP",
        0x2029: "PSEP",
    },
    InvisibleKind.ELONGATION: {0x0640: "TATWEEL"},
    InvisibleKind.OTHER: {
        0x180E: "MVS", 0x2061: "FA", 0x2062: "IT", 0x2063: "IS", 0x2064: "IP", 0x206A: "ISS", 0x206B: "ASS",
        0x206C: "IAFS", 0x206D: "AAFS", 0x206E: "NADS", 0x206F: "NODS", 0xFEFF: "BOM", 0xFFF9: "IAA",
        0xFFFA: "IAS", 0xFFFB: "IAT", 0xFFFC: "OBJ",
    },
}  # fmt: skip

# Control characters have no Unicode name, only aliases.
_NAMES: Final = {
    0x0009: "CHARACTER TABULATION",
    0x000B: "LINE TABULATION",
    0x000C: "FORM FEED",
    0x000D: "CARRIAGE RETURN",
    0x0085: "NEXT LINE",
}

INVISIBLES: Final = {
    chr(code): Invisible(chr(code), abbreviation, _NAMES.get(code) or unicodedata.name(chr(code)), kind)
    for kind, codes in _ABBREVIATIONS.items()
    for code, abbreviation in codes.items()
}
"""Every invisible character by itself. The plain space and the line feed are not among them."""

_INVISIBLE: Final = re.compile("[" + "".join(INVISIBLES) + "]")


def invisibles_in(text: str) -> Iterator[tuple[int, Invisible]]:
    """Yield the invisible characters of a text with their offsets in code points."""
    return ((found.start(), INVISIBLES[found.group()]) for found in _INVISIBLE.finditer(text))
