"""Labels that an import makes: a name, the next free place, and a colour that is not used yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from annotator.core.ids import LabelId, new_id
from annotator.core.labels import Label, LabelColours, LinePattern

_COLOURS: Final = (
    LabelColours("#0f7285", "#4cc7dd", "#004a5c"),
    LabelColours("#6b4fc4", "#b09cff", "#3d1f9e"),
    LabelColours("#9b4a1c", "#f09a6a", "#6e2800"),
    LabelColours("#5c6f0f", "#b5cc52", "#3a4700"),
    LabelColours("#a3304a", "#ff8fa3", "#8a0024"),
    LabelColours("#4a5a70", "#a3b8d4", "#1f2f47"),
)
"""Light, dark and high contrast; each is at least 4.5 : 1 against the paper of its theme."""


def next_label(name: str, labels: Collection[Label], *, is_date: bool) -> Label:
    """Make a label that comes after all others.

    Args:
        name: What formats and people call it.
        labels: The labels there are.
        is_date: Whether its mentions have a date value; they do not link to entities then.
    """
    used = {label.colours for label in labels}
    free = [colours for colours in _COLOURS if colours not in used]
    made = len(labels)
    return Label(
        id=LabelId(new_id()),
        name=name,
        position=1 + max((label.position for label in labels), default=-1),
        colours=free[0] if free else _COLOURS[made % len(_COLOURS)],
        pattern=tuple(LinePattern)[made % len(LinePattern)],
        links=not is_date,
        is_date=is_date,
    )
