"""Links from mentions to entities, and what is offered for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.core.ids import EntityId

NIL: Final = "NIL"
"""How interchange formats and the command line write "not in the base"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A decision about a mention. A mention without a link has not been decided yet.

    Attributes:
        entity: The entity it names, or None for an explicit NIL: the thing is not in the base.
    """

    entity: EntityId | None

    @property
    def is_nil(self) -> bool:
        """Tell whether the mention was decided to name nothing in the base."""
        return self.entity is None


class EvidenceKind(StrEnum):
    """Why an entity is offered."""

    EXACT_ALIAS = "exact alias"
    NORMALISED_ALIAS = "same name, written differently"
    PREFIX = "name begins so"
    WORD_PREFIX = "a word of the name begins so"
    SAME_SURFACE = "linked so before"
    IN_DOCUMENT = "linked in this article"
    NEIGHBOUR = "named together elsewhere"
    OFTEN_LINKED = "often linked"
    WELL_KNOWN = "well known"
    STEM = "without the prefix letter"
    SIMILAR = "spelled almost so"
    SOUNDS_LIKE = "sounds alike"
    TRANSLATED = "the same in another language"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason, with a number of occurrences or the name that matched where that says more."""

    kind: EvidenceKind
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity offered for a mention.

    Attributes:
        entity: Which entity.
        name: Its name to show.
        label: Its type.
        score: Between 0 and 1; candidates come in falling order of it.
        evidence: The reasons, strongest first.
    """

    entity: EntityId
    name: str
    label: str
    score: float
    evidence: tuple[Evidence, ...]
