"""How many of the words under a mark find room."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

SHORTEST_NAME: Final = 56
"""A name that is cut never gets less room than this, in pixels."""

SHORTEST_SHARE: Final = 0.5
"""Nor less than this share of its whole width."""

GAP: Final = 5
"""Between label and name."""


class NameFit(Enum):
    """How much of a name is shown."""

    WHOLE = auto()
    SHORTENED = auto()
    NONE = auto()


class LabelFit(Enum):
    """How a label is shown."""

    WORD = auto()
    DOT = auto()
    NONE = auto()


class WordsFit(NamedTuple):
    """What is shown under a mark."""

    label: LabelFit
    name: NameFit


def fit_words(
    label_width: float, name_width: float, room: float, *, names_only: bool = False, label_needed: bool = False
) -> WordsFit:
    """Choose the most telling words that fit.

    The order in which room runs out: label and name, the name, the name shortened, the label, a dot.

    Args:
        label_width: Of the label as a word.
        name_width: Of the whole name; 0 when there is none.
        room: What there is until the next words or the end of the column.
        names_only: Whether a label is to be left out where there is a name.
        label_needed: Whether the label must be shown as a word: it is the sign of the selected mark.
    """
    if label_needed:
        left = room - label_width - GAP
        return WordsFit(LabelFit.WORD, _name_fit(name_width, left))
    if name_width and not names_only and label_width + GAP + name_width <= room:
        return WordsFit(LabelFit.WORD, NameFit.WHOLE)
    name = _name_fit(name_width, room)
    if name is not NameFit.NONE:
        return WordsFit(LabelFit.NONE, name)
    return WordsFit(LabelFit.WORD if label_width <= room else LabelFit.DOT, NameFit.NONE)


def _name_fit(name_width: float, room: float) -> NameFit:
    if not name_width:
        return NameFit.NONE
    if name_width <= room:
        return NameFit.WHOLE
    if room >= SHORTEST_NAME and room >= SHORTEST_SHARE * name_width:
        return NameFit.SHORTENED
    return NameFit.NONE
