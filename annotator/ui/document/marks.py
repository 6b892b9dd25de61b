"""What the document view is told to draw: mentions as plain data, without knowing where they are kept."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from annotator.core.ids import EntityId, MentionId
from annotator.core.offsets import Span


class MarkState(StrEnum):
    """What is known about the thing a mark names; decides the words under it."""

    LINKED = "linked"
    NIL = "nil"
    UNLINKED = "unlinked"
    DATED = "dated"
    UNDATED = "undated"


class UnderMarks(StrEnum):
    """What is written under the marks; their line patterns keep the labels readable in every case."""

    LABELS_AND_NAMES = "labels and names"
    NAMES = "names"
    NOTHING = "nothing"


class Mark(NamedTuple):
    """One mention as it is drawn.

    Attributes:
        id: The mention.
        span: Where, in code points of the document's text.
        label: The name of its label (styles are looked up by it).
        state: What is known about it.
        caption: The words after the label: the entity's name in the interface language, or a date's value; empty
            for the states that the view words itself ("not linked yet", "not in base").
        entity: The entity it is linked to; marks of one entity light up together.
        suggested: Whether nobody stands behind it yet.
    """

    id: MentionId
    span: Span
    label: str
    state: MarkState
    caption: str = ""
    entity: EntityId | None = None
    suggested: bool = False
