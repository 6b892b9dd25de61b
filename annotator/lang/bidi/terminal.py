"""Text for terminals that know nothing of right-to-left: letters in their joined forms, in visual order.

The order is our own resolver's. That of python-bidi is the same, and tests compare the two, but it neither mirrors
brackets nor keeps marks behind their letters, and both need the levels that it does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from annotator.core.document import Direction
from annotator.lang.bidi.brackets import PAIRS
from annotator.lang.bidi.lines import visual_runs
from annotator.lang.bidi.paragraph import resolve
from annotator.lang.graphemes import graphemes

_CONTROL: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MIRRORED_SIGNS: Final = ("<>", "«»", "‹›", "≤≥", "≪≫", "≦≧", "＜＞")
_MIRRORED: Final = str.maketrans(
    {
        character: mirrored
        for one, other in (*PAIRS.items(), *_MIRRORED_SIGNS)
        for character, mirrored in ((one, other), (other, one))
    }
)


@cache
def _shaper() -> Callable[[str], str]:
    from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]  # it has no type hints

    reshape: Callable[[str], str] = ArabicReshaper({"delete_harakat": False}).reshape
    return reshape


def for_terminal(text: str, base: Direction = Direction.AUTO) -> str:
    """Return a text as a terminal without bidirectional layout must be given it, line by line.

    Arabic letters take their joined forms, every line its visual order (UAX #9 L2), brackets of right-to-left
    pieces their mirror image (L4), and marks stay after their letter (L3). Direction controls are left out. The
    result is for the eye alone: it must never be stored or read back.

    Args:
        text: Any text.
        base: The base direction of every line, or AUTO for that of its first strong character.
    """
    return "\n".join(_line_for_terminal(line, base) for line in text.split("\n"))


def _line_for_terminal(line: str, base: Direction) -> str:
    if line.isascii() and base is not Direction.RTL:
        return line
    shaped = _shaper()(line)
    paragraph = resolve(shaped, base)
    pieces = []
    for run in visual_runs(paragraph):
        piece = shaped[run.start : run.end]
        if run.level & 1:
            piece = "".join(reversed(graphemes(piece))).translate(_MIRRORED)
        pieces.append(piece)
    return _CONTROL.sub("", "".join(pieces))
