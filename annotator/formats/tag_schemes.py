"""Ways to mark names on tokens by tags: IOB1, IOB2, BILOU and BIOSE.

Sources: Ramshaw and Marcus (1995) for IOB1, Tjong Kim Sang and Veenstra (1999) for IOB2, Ratinov and Roth (2009) for
BILOU, which BIOSE spells otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

OUTSIDE: Final = "O"
TAG: Final = re.compile(r"O|[BILUSE]-\S+")
BEGINS: Final = "BUS"
ENDS: Final = "LUES"


class Scheme(StrEnum):
    """How the tokens of a name are tagged."""

    IOB1 = "IOB1"
    IOB2 = "IOB2"
    BILOU = "BILOU"
    BIOSE = "BIOSE"


class Tagged(NamedTuple):
    """A name on tokens ``[first, last)`` with its label as it is to be written."""

    first: int
    last: int
    label: str


def tags_of(names: Sequence[Tagged], count: int, scheme: Scheme) -> list[str]:
    """Return the tag of each token.

    Args:
        names: In text order, and without overlaps.
        count: How many tokens there are.
        scheme: How they are tagged.
    """
    tags = [OUTSIDE] * count
    before: Tagged | None = None
    for name in names:
        first, last, label = name
        tags[first:last] = [f"I-{label}"] * (last - first)
        if scheme is Scheme.IOB1:
            if before is not None and before.last == first and before.label == label:
                tags[first] = f"B-{label}"
        else:
            tags[first] = f"B-{label}"
        if scheme in (Scheme.BILOU, Scheme.BIOSE):
            is_unit = last - first == 1
            end, unit = ("L", "U") if scheme is Scheme.BILOU else ("E", "S")
            tags[last - 1] = f"{unit if is_unit else end}-{label}"
        before = name
    return tags
