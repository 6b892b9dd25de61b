"""What the finding of mentions works with: a piece of text that may be a mention, with what it may name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Evidence
from annotator.core.offsets import Span
from annotator.lang.adjectives import adjective_stem, is_adjective_of

ORGANIZATION: Final = "ORG"
PERSON: Final = "PERSON"
PLACE: Final = "PLACE"

_BEGINNING: Final = 3


class Reading(NamedTuple):
    """One entity that a piece of text may name.

    Attributes:
        entity: Which.
        type: Its type.
        sure: How sure it is that the piece, if it is a mention at all, names it and no other, from 0 to 1.
        evidence: Why, strongest first.
    """

    entity: EntityId
    type: str
    sure: float
    evidence: tuple[Evidence, ...]


class Proposal(NamedTuple):
    """A piece of text that may be a mention.

    Attributes:
        span: Where.
        sure: How sure it is that it is a mention of one of its readings, from 0 to 1.
        readings: What it may name, likeliest first; never empty.
    """

    span: Span
    sure: float
    readings: tuple[Reading, ...]

    @property
    def best(self) -> Reading:
        """What it names most likely."""
        return self.readings[0]

    @property
    def label(self) -> str:
        """The type of what it names most likely."""
        return self.readings[0].type

    @property
    def score(self) -> float:
        """How sure it is as a whole."""
        return self.sure * self.readings[0].sure


def surest_first(reading: Reading) -> tuple[float, str]:
    """Sort readings, equals by their entity."""
    return -reading.sure, reading.entity


class KnownEntities:
    """The entities that may be proposed."""

    def __init__(self, entities: Iterable[Entity], linking: Iterable[str]) -> None:
        self._linking = frozenset(linking)
        self._entities: dict[EntityId, Entity] = {}
        self._places: dict[str, set[str]] = {}
        for entity in entities:
            self.put(entity)

    def __contains__(self, entity: EntityId) -> bool:
        known = self._entities.get(entity)
        return known is not None and known.type in self._linking

    def __getitem__(self, entity: EntityId) -> Entity:
        return self._entities[entity]

    def get(self, entity: EntityId) -> Entity | None:
        """Return an entity, None if there is none of that id."""
        return self._entities.get(entity)

    def put(self, entity: Entity) -> None:
        """Take an entity over as it is now."""
        self._entities[entity.id] = entity
        if entity.type == PLACE:
            for alias in entity.aliases:
                self._places.setdefault(alias.key[:_BEGINNING], set()).add(alias.text)
                self._places.setdefault(alias.key.removeprefix("ال")[:_BEGINNING], set()).add(alias.text)

    def drop(self, entity: EntityId) -> None:
        """Forget an entity."""
        self._entities.pop(entity, None)

    def place_of_adjective(self, word: str) -> str:
        """Return the name of the place whose adjective a word is, "" where there is none."""
        stem = adjective_stem(word)
        names = self._places.get(stem[:_BEGINNING], ()) if stem else ()
        return min((name for name in names if is_adjective_of(word, name)), default="")

    def uses(self, entity: EntityId, name: str) -> int:
        """Return how many links were made to an entity from a name."""
        return sum(alias.uses for alias in self._entities[entity].aliases if alias.text == name)
