"""What was done: named acts that can be taken back, and what each of them changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.core.ids import ActId, AnnotatorId, DocumentId, EntityId, MentionId

GROUP: Final = "group"
"""What an act's detail calls the group it belongs to: acts of one group that follow each other are undone together."""


class ActState(StrEnum):
    """Whether an act stands, was taken back, or was taken back and overtaken by a newer one."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a user did, executed in one transaction.

    Attributes:
        id: The act's own identifier.
        name: The command's name, such as ``mention.create``.
        detail: Values for the sentence that describes it, such as ``{"surface": "Rabat", "label": "PLACE"}``.
        author: Who did it.
        at: When, as ISO 8601 in UTC.
        state: Whether it stands.
    """

    id: ActId
    name: str
    detail: Mapping[str, str | int]
    author: AnnotatorId
    at: str
    state: ActState = ActState.DONE


@dataclass(frozen=True, slots=True)
class Changes:
    """What a committed act (or its undoing) touched, so that each view can tell whether to look again.

    Attributes:
        act: The act itself; its state tells doing from undoing.
        documents: Documents added, altered or removed.
        mentioned: Documents whose mentions, links or dates changed.
        mentions: The mentions that changed.
        entities: Entities added, altered or removed, also by a new name.
        labels: Whether the label set changed.
        annotators: Whether the list of annotators changed.
    """

    act: Act
    documents: frozenset[DocumentId] = field(default_factory=frozenset)
    mentioned: frozenset[DocumentId] = field(default_factory=frozenset)
    mentions: frozenset[MentionId] = field(default_factory=frozenset)
    entities: frozenset[EntityId] = field(default_factory=frozenset)
    labels: bool = False
    annotators: bool = False


def all_of(parts: Sequence[Changes]) -> Changes:
    """Return what several acts touched, as what the last of them did; there must be one."""
    return Changes(
        parts[-1].act,
        documents=frozenset[DocumentId]().union(*(part.documents for part in parts)),
        mentioned=frozenset[DocumentId]().union(*(part.mentioned for part in parts)),
        mentions=frozenset[MentionId]().union(*(part.mentions for part in parts)),
        entities=frozenset[EntityId]().union(*(part.entities for part in parts)),
        labels=any(part.labels for part in parts),
        annotators=any(part.annotators for part in parts),
    )
