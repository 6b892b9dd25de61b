"""What the finding of mentions works with: a piece of text that may be a mention, with what it may name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Evidence
from annotator.core.offsets import Span
from annotator.lang.adjectives import adjective_stem, is_adjective_of
from annotator.lang.normalise import match_key

ORGANIZATION: Final = "ORG"
PERSON: Final = "PERSON"
PLACE: Final = "PLACE"

_BEGINNING: Final = 3
_MOST_FETCHED: Final = 20_000

ReadEntities: TypeAlias = Callable[[Collection[EntityId]], Mapping[EntityId, Entity]]
"""Reads those of some entities that are there."""


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
    """The entities that may be proposed.

    Args:
        entities: Those that are held.
        linking: The labels that link: entities of another type may not be proposed.
        read: Reads others, of which there may be too many to be held. What they are called tells no adjectives.
    """

    def __init__(self, entities: Iterable[Entity], linking: Iterable[str], read: ReadEntities | None = None) -> None:
        self._linking = frozenset(linking)
        self._read = read
        self._entities: dict[EntityId, Entity] = {}
        self._fetched: dict[EntityId, Entity | None] = {}
        self._places: dict[str, dict[str, set[EntityId]]] = {}
        for entity in entities:
            self.put(entity)

    def __contains__(self, entity: EntityId) -> bool:
        known = self.get(entity)
        return known is not None and known.type in self._linking

    def __getitem__(self, entity: EntityId) -> Entity:
        known = self.get(entity)
        if known is None:
            raise KeyError(entity)
        return known

    def get(self, entity: EntityId) -> Entity | None:
        """Return an entity, None if there is none of that id."""
        held = self._entities.get(entity)
        if held is not None or self._read is None:
            return held
        if entity not in self._fetched:
            self.fetch((entity,))
        return self._fetched[entity]

    def holds(self, entity: EntityId) -> bool:
        """Tell whether an entity is held, and need not be read."""
        return entity in self._entities

    def fetch(self, entities: Iterable[EntityId]) -> None:
        """Read those of these that are not held, all at once, because they are going to be asked for."""
        if self._read is None:
            return
        missing = {*entities} - self._entities.keys() - self._fetched.keys()
        if missing:
            if len(self._fetched) + len(missing) > _MOST_FETCHED:
                self._fetched.clear()
            self._fetched |= dict.fromkeys(missing) | dict(self._read(missing))

    def put(self, entity: Entity) -> None:
        """Take an entity over as it is now."""
        self.drop(entity.id)
        self._entities[entity.id] = entity
        if entity.type == PLACE:
            for alias in entity.aliases:
                for beginning in {alias.key[:_BEGINNING], alias.key.removeprefix("ال")[:_BEGINNING]}:
                    self._places.setdefault(beginning, {}).setdefault(alias.text, set()).add(entity.id)

    def drop(self, entity: EntityId) -> None:
        """Forget an entity."""
        self._fetched.pop(entity, None)
        known = self._entities.pop(entity, None)
        for alias in known.aliases if known is not None and known.type == PLACE else ():
            for beginning in {alias.key[:_BEGINNING], alias.key.removeprefix("ال")[:_BEGINNING]}:
                owners = self._places[beginning].get(alias.text, set())
                owners.discard(entity)
                if not owners:
                    self._places[beginning].pop(alias.text, None)

    def is_adjective_of_place(self, word: str) -> bool:
        """Tell whether a word is the adjective of a place."""
        return bool(self._adjective_of(word))

    def places_meant(self, word: str) -> frozenset[EntityId]:
        """Return the places that a word names, or whose adjective it is."""
        key = match_key(word)
        named = (owners for name, owners in self._places.get(key[:_BEGINNING], {}).items() if match_key(name) == key)
        found = frozenset(entity for owners in named for entity in owners)
        return found or self._adjective_of(word)

    def _adjective_of(self, word: str) -> frozenset[EntityId]:
        stem = adjective_stem(word)
        names = self._places.get(stem[:_BEGINNING], {}) if stem else {}
        return frozenset(entity for name, owners in names.items() if is_adjective_of(word, name) for entity in owners)

    def uses(self, entity: EntityId, name: str) -> int:
        """Return how many links were made to an entity from a name."""
        return sum(alias.uses for alias in self[entity].aliases if alias.text == name)
