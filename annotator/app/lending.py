"""Lends the entities of a workspace the names that the reference base has for them, and offers the rest beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from annotator.app.entity_reading import EntityReader
from annotator.app.reference import LENT_LANGUAGES, spoken
from annotator.app.reference_base import ReferenceBase, prior, with_names_of
from annotator.app.reference_places import city_id, territory_id
from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Candidate, Evidence, EvidenceKind
from annotator.core.rows import EntityStamp
from annotator.suggest.shelf import Shelf

_PLACE: Final = "PLACE"
_PLAINLY_LARGER: Final = 10
_NAMESAKES: Final = 40
_SHORTEST_TOLD: Final = 4


class Lender:
    """Knows which entities of a workspace the reference base has too, and lends those its names.

    It is made from all entities of a workspace at once and follows later changes. To be used from one thread.

    Args:
        base: The reference base; None lends nothing.
        entities: The workspace's entities.
    """

    def __init__(self, base: ReferenceBase | None, entities: Iterable[Entity] = ()) -> None:
        self._base = base
        self._shelf = base.shelf() if base is not None else None
        self._claims: dict[EntityId, EntityId] = {}
        self._claimants = Counter[EntityId]()
        for entity in entities:
            self.note(entity)

    def note(self, entity: Entity) -> EntityId | None:
        """Note an entity that is new or changed, and return the reference entry that it is, if any."""
        self.forget(entity.id)
        same = self._same(entity)
        if same is not None:
            self._claims[entity.id] = same
            self._claimants[same] += 1
        return same

    def forget(self, entity: EntityId) -> EntityId | None:
        """Forget an entity that is gone, and return the reference entry that stands for itself again, if any."""
        same = self._claims.pop(entity, None)
        if same is not None:
            self._claimants[same] -= 1
        return same if same is not None and not self._claimants[same] else None

    @property
    def has_base(self) -> bool:
        """Whether there is a reference base to lend from."""
        return self._base is not None

    @property
    def claims(self) -> Mapping[EntityId, EntityId]:
        """Which entities of the workspace are which reference entries."""
        return self._claims

    def recall(self, claims: Mapping[EntityId, EntityId]) -> None:
        """Take over what was noted of entities before, without reading them."""
        there = self._base.entities(set(claims.values())) if self._base is not None and claims else {}
        for entity, same in claims.items():
            self.forget(entity)
            if same in there:
                self._claims[entity] = same
                self._claimants[same] += 1

    def shelves(self) -> tuple[Shelf, ...]:
        """Return the shelf of reference names to look in beside those of a workspace; none without a base."""
        return () if self._base is None else (self._base.shelf(),)

    def hide_claimed(self, shelves: Iterable[Shelf]) -> None:
        """Hide on shelves what the workspace has itself."""
        for shelf in shelves:
            for entity in self.claimed:
                shelf.hide(entity)

    @property
    def claimed(self) -> set[EntityId]:
        """The reference entries that entities of the workspace are."""
        return set(self._claims.values())

    def lent(self, entities: Iterable[Entity]) -> list[Entity]:
        """Return entities that were noted with the names they are lent."""
        found = list(entities)
        # Two entities that both look like one reference entry are told apart by something it does not know.
        wanted = {same for each in found if (same := self._claims.get(each.id)) and self._claimants[same] == 1}
        there = self._base.entities(wanted) if self._base is not None and wanted else {}
        return [
            with_names_of(each, there[same], {*LENT_LANGUAGES, *each.languages})
            if (same := self._claims.get(each.id, each.id)) in there and same != each.id
            else each
            for each in found
        ]

    def others(self) -> list[Entity]:
        """Return the reference entries that articles name most, apart from those that the workspace has."""
        if self._base is None:
            return []
        claimed = self.claimed
        found = (_told_by_name(spoken(entity)) for entity in self._base.prominent() if entity.id not in claimed)
        return [entity for entity in found if entity.aliases]

    def prominent(self, ids: Collection[EntityId]) -> list[Entity]:
        """Return those of these reference entries that articles name most."""
        return [entity for entity in self.others() if entity.id in ids]

    def _same(self, entity: Entity) -> EntityId | None:
        if self._base is None or self._shelf is None:
            return None
        if entity.id.startswith("place/") and entity.id in self._base.entities((entity.id,)):
            return entity.id
        external = entity.external
        ids = [territory_id(external["iso3166"])] if external.get("iso3166") else []
        ids += [city_id(external["geonames"])] if external.get("geonames") else []
        if found := next(iter(self._base.entities([EntityId(each) for each in ids])), None):
            return found
        return self._namesake(entity, self._shelf) if entity.type == _PLACE and not ids else None

    def _namesake(self, entity: Entity, shelf: Shelf) -> EntityId | None:
        """Return the entry that has an entity's names, if no other one might as well be meant."""
        votes = Counter[EntityId]()
        for key in {alias.key for alias in entity.aliases if alias.key}:
            votes.update({name.entity for name in shelf.with_key(key)})
        if not votes or self._base is None:
            return None
        most = max(votes.values())
        there = self._base.entities([each for each, count in votes.items() if count == most])
        first, *rest = sorted(there.values(), key=_standing, reverse=True)
        if rest and not _outshines(first, rest[0]):
            return None
        return first.id


class LendingReader:
    """Part of a workspace's reader, with the names that the reference base lends.

    Args:
        reader: The workspace's reader.
        lender: Lends the names; it learns the entities that are read.
    """

    def __init__(self, reader: EntityReader, lender: Lender) -> None:
        self._reader = reader
        self._lender = lender

    def entity_stamps(self) -> Iterator[EntityStamp]:
        """Stream every entity with a number that tells whether it has changed since."""
        return self._reader.entity_stamps()

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        """Return these entities, or all, with the names that they are lent."""
        found = self._reader.entities(ids)
        for entity in found.values():
            self._lender.note(entity)
        return {entity.id: entity for entity in self._lender.lent(found.values())}


def looked_at(limit: int, base: ReferenceBase | None) -> int:
    """Return how many candidates to look for, when so many are wanted: namesakes from the base have to be sorted."""
    return limit if base is None else limit + _NAMESAKES


def with_reference(
    candidates: Sequence[Candidate], base: ReferenceBase | None, languages: Sequence[str], limit: int
) -> list[Candidate]:
    """Return candidates of which those from the reference base say what they are; of equals the larger comes first.

    Args:
        candidates: What an index that has the base's shelf beside it has found, more than are wanted.
        base: The reference base.
        languages: In which languages to say it, most wanted first.
        limit: How many are wanted.
    """
    there = base.entities([each.entity for each in candidates]) if base is not None else {}
    told = [
        replace(each, evidence=(*each.evidence, Evidence(EvidenceKind.REFERENCE, name=known.description(languages))))
        if (known := there.get(each.entity)) is not None
        else each
        for each in candidates
    ]
    sizes = {identifier: prior(entity) for identifier, entity in there.items()}
    told.sort(key=lambda each: (-round(each.score, 2), each.entity in sizes, -sizes.get(each.entity, 0)))
    return told[:limit]


def _told_by_name(entity: Entity) -> Entity:
    """Return a city without the names that are so short that they are mostly something else."""
    if "iso3166" in entity.external:
        return entity
    return replace(entity, aliases=tuple(alias for alias in entity.aliases if len(alias.key) >= _SHORTEST_TOLD))


def _standing(entity: Entity) -> tuple[bool, int]:
    return "iso3166" in entity.external, prior(entity)


def _outshines(first: Entity, second: Entity) -> bool:
    if "iso3166" in first.external and "iso3166" not in second.external:
        return True
    return prior(first) >= _PLAINLY_LARGER * prior(second)
