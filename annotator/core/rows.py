"""Rows that views show: what a query answers when a whole domain object would be too much."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.document import Direction, DocumentState
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import Mention, MentionStatus


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text.

    Attributes:
        characters: The length of the text in code points.
        mentions: How many accepted mentions it has, of all annotators.
        linked: How many of them are linked to an entity or decided NIL.
        dates: How many of them have a date label.
        suggestions: How many mentions are only suggested.
        reach: Where the last accepted mention ends, in code points; 0 without mentions.
    """

    id: DocumentId
    name: str
    title: str
    language: str
    direction: Direction
    date: str | None
    state: DocumentState
    sha256: str
    characters: int
    mentions: int
    linked: int
    dates: int
    suggestions: int
    reach: int

    @property
    def progress(self) -> float:
        """Return how far through the text the work has come, from 0 to 1."""
        if self.state is DocumentState.FINISHED:
            return 1.0
        return min(1.0, self.reach / self.characters) if self.characters else 0.0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention with the text around it, for a concordance.

    Attributes:
        mention: The mention.
        before: Up to the asked number of code points before it, never past a line end.
        after: Up to the asked number of code points after it, never past a line end.
    """

    mention: Mention
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with how often it is used.

    Attributes:
        mentions: How many accepted mentions are linked to it.
        documents: In how many documents.
    """

    id: EntityId
    type: str
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class EntityStamp:
    """An entity as somebody sees it who only wants to know whether it has changed.

    Attributes:
        names: How many names it has.
        stamp: A number of 63 bits that is another one whenever the entity or a name of it has changed.
    """

    id: EntityId
    names: int
    stamp: int


class Decision(StrEnum):
    """What was decided about the thing that a mention names."""

    OPEN = "unlinked"
    NIL = "nil"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class MentionTally:
    """How many mentions there are that have all of this in common. ``label`` and ``annotator`` are names."""

    label: str
    annotator: str
    status: MentionStatus
    decision: Decision
    mentions: int


@dataclass(frozen=True, slots=True)
class EntityTally:
    """How many entities there are of a type.

    Attributes:
        used: How many of them an accepted mention is linked to.
        names: How many names they have in all.
    """

    type: str
    entities: int
    used: int
    names: int
