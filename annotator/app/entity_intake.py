"""Takes in entities: new ones are added, those that are there gain names, and nothing is ever taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from annotator.app.commands.learning import next_position
from annotator.app.known import Known
from annotator.app.naming import new_alias, one_line
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.errors import UserError
from annotator.core.ids import EntityId
from annotator.core.ports import UnitOfWork
from annotator.core.records import UNTYPED, EntityRecord
from annotator.formats.remarks import Remark

_GATHERED: Final = 1_000


class EntityIntake:
    """Stores the entities of one file.

    Entities are gathered before they are stored, since a table may tell of one entity in thousands of places.

    Args:
        work: The transaction.
        known: What there is; additions go there too.
        remarks: Takes what is worth telling.
    """

    def __init__(self, work: UnitOfWork, known: Known, remarks: list[Remark]) -> None:
        self._work = work
        self._known = known
        self._remarks = remarks
        self._types: dict[EntityId, str] = {}
        self._gathered: dict[EntityId, _Gathered] = {}
        self._bare: set[EntityId] = set()
        self._related: list[EntityRecord] = []
        self.led_on: dict[str, EntityId] = {}
        """What ids stand for that were merged away, as far as they were asked for."""

    @property
    def count(self) -> int:
        """How many entities the file spoke of or made necessary."""
        return len(self._types.keys() | self._bare)

    def is_there(self, identifier: EntityId) -> bool:
        """Tell whether there is such an entity."""
        if identifier in self._known.entities:
            return True
        entity = self._work.entities.find(identifier)
        if entity is None:
            return False
        if entity.id != identifier:
            self.led_on[identifier] = entity.id
        self._known.entities[entity.id] = entity.type
        return True

    def make_bare(self, identifier: EntityId, entity_type: str, name: str, language: str) -> None:
        """Make an entity of which nothing is known but that a mention names it so."""
        alias = new_alias(name, language, AliasSource.IMPORTED, position=0)
        self._work.entities.add(Entity(id=identifier, type=entity_type, aliases=(alias,)))
        self._known.entities[identifier] = entity_type
        self._bare.add(identifier)

    def take(self, record: EntityRecord) -> None:
        """Add the entity, or unite it with the one that has its id.

        Raises:
            UserError: The file gives one id two types.
        """
        identifier = EntityId(record.id)
        if (first := self._types.setdefault(identifier, record.type)) != record.type:
            raise UserError(
                "{entity} is {first} in an earlier line and {second} here; one entity cannot be both.",
                line=record.line,
                entity=identifier,
                first=first,
                second=record.type,
            )
        gathered = self._gathered.get(identifier)
        if gathered is None:
            if len(self._gathered) >= _GATHERED:
                self.store()
            gathered = self._gathered[identifier] = self._begun(identifier, record)
        gathered.add(record, self._remarks)
        if record.replaces or record.not_same:
            self._related.append(record)

    def store(self) -> None:
        """Store what was gathered, so that mentions can be linked to it."""
        for gathered in self._gathered.values():
            entity = gathered.entity()
            if gathered.there is None:
                self._work.entities.add(entity)
            elif entity != gathered.there:
                self._work.entities.replace(entity)
        self._gathered.clear()

    def finish(self) -> None:
        """Store what is left, and say what had to be made up."""
        self.store()
        for record in self._related:
            self._relate(record)
        undescribed = len(self._bare - self._types.keys())
        if undescribed:
            self._remarks.append(
                Remark(
                    "Entities that mentions name but nothing describes: {count}. They were made with the names that "
                    "the text gives them.",
                    count=undescribed,
                )
            )

    def _relate(self, record: EntityRecord) -> None:
        """Let ids that were merged away stand for the entity, and remember what it is not, once all are there."""
        entity = self._work.entities.get(EntityId(record.id))
        for old in map(EntityId, record.replaces):
            there = self._work.entities.find(old)
            if there is None:
                self._work.entities.add(Entity(id=old, type=entity.type))
                self._work.entities.remove_for(old, entity.id)
            elif there.id != entity.id:
                self._remarks.append(
                    Remark(
                        "{old} was merged into {entity} in this table, but here it is {there}, which was left alone.",
                        line=record.line,
                        old=old,
                        entity=entity.id,
                        there=there.id,
                    )
                )
        for other in map(EntityId, record.not_same):
            there = self._work.entities.find(other)
            if there is not None and there.id != entity.id:
                self._work.entities.keep_apart(entity.id, there.id)

    def _begun(self, identifier: EntityId, record: EntityRecord) -> _Gathered:
        there = self._work.entities.find(identifier)
        base = there or Entity(id=identifier, type=record.type)
        if identifier in self._bare and record.type != UNTYPED:
            base = replace(base, type=record.type)
        elif record.type not in {base.type, UNTYPED}:
            self._remarks.append(_difference(record, "type", base.type, record.type))
        self._known.entities[base.id] = base.type
        return _Gathered.of(there, base)


@dataclass(slots=True)
class _Gathered:
    """One entity with all that was told of it so far.

    Attributes:
        there: The entity as it is in the workspace, or None.
        base: The same, or a bare one to begin with.
        names: Every name with its language.
        positions: The next free place in each language.
        aliases: The names that are new.
        descriptions: All descriptions by language.
        external: All identifiers by source.
    """

    there: Entity | None
    base: Entity
    names: set[tuple[str, str]]
    positions: dict[str, int]
    aliases: list[Alias]
    descriptions: dict[str, str]
    external: dict[str, str]

    @classmethod
    def of(cls, there: Entity | None, base: Entity) -> _Gathered:
        """Begin with what is there."""
        return cls(
            there=there,
            base=base,
            names={(alias.language, alias.text) for alias in base.aliases},
            positions={language: next_position(base, language) for language in base.languages},
            aliases=[],
            descriptions=dict(base.descriptions),
            external=dict(base.external),
        )

    def add(self, record: EntityRecord, remarks: list[Remark]) -> None:
        """Add what a record says where nothing says otherwise."""
        _fill(self.descriptions, record.description, record, "description", remarks)
        _fill(self.external, record.external, record, "identifier", remarks)
        for language, names in record.names.items():
            for name in map(one_line, names):
                if name and (language, name) not in self.names:
                    position = self.positions.get(language, 0)
                    self.names.add((language, name))
                    self.positions[language] = position + 1
                    self.aliases.append(new_alias(name, language, AliasSource.IMPORTED, position))

    def entity(self) -> Entity:
        """Return the entity."""
        return replace(
            self.base,
            descriptions=self.descriptions,
            external=self.external,
            aliases=(*self.base.aliases, *self.aliases),
        )


def _fill(
    kept: dict[str, str], given: Mapping[str, str], record: EntityRecord, what: str, remarks: list[Remark]
) -> None:
    for key, value in given.items():
        if kept.setdefault(key, value) != value:
            remarks.append(_difference(record, f"{what} ({key})", kept[key], value))


def _difference(record: EntityRecord, what: str, kept: str, given: str) -> Remark:
    return Remark(
        "{entity} has another {what} already, which was kept: {kept}, not {given}.",
        line=record.line,
        entity=record.id,
        what=what,
        kept=kept,
        given=given,
    )
