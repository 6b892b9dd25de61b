"""Takes in entities: new ones are added, those that are there gain names, and nothing is ever taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annotator.app.commands.learning import next_position
from annotator.app.known import Known
from annotator.app.naming import new_alias, one_line
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.errors import UserError
from annotator.core.ids import EntityId
from annotator.core.ports import UnitOfWork
from annotator.core.records import EntityRecord
from annotator.formats.remarks import Remark


class EntityIntake:
    """Stores the entities of one file.

    Args:
        work: The transaction.
        known: What there is; additions go there too.
        remarks: Takes what is worth telling.
    """

    def __init__(self, work: UnitOfWork, known: Known, remarks: list[Remark]) -> None:
        self._work = work
        self._known = known
        self._remarks = remarks
        self._described: dict[EntityId, str] = {}
        self._bare = 0

    @property
    def count(self) -> int:
        """How many entities the file spoke of or made necessary."""
        return len(self._described) + self._bare

    def is_there(self, identifier: EntityId) -> bool:
        """Tell whether there is such an entity."""
        if identifier in self._known.entities:
            return True
        entity = self._work.entities.find(identifier)
        if entity is not None:
            self._known.entities[identifier] = entity.type
        return entity is not None

    def make_bare(self, identifier: EntityId, entity_type: str, name: str, language: str) -> None:
        """Make an entity of which nothing is known but that a mention names it so."""
        alias = new_alias(name, language, AliasSource.IMPORTED, position=0)
        self._work.entities.add(Entity(id=identifier, type=entity_type, aliases=(alias,)))
        self._known.entities[identifier] = entity_type
        self._bare += 1

    def take(self, record: EntityRecord) -> None:
        """Add the entity, or unite it with the one that has its id.

        Raises:
            UserError: The file gives one id two types.
        """
        identifier = EntityId(record.id)
        described_as = self._described.setdefault(identifier, record.type)
        if described_as != record.type:
            raise UserError(
                "{entity} is {first} in an earlier line and {second} here; one entity cannot be both.",
                line=record.line,
                entity=identifier,
                first=described_as,
                second=record.type,
            )
        there = self._work.entities.find(identifier)
        united = self._united(there or Entity(id=identifier, type=record.type), record)
        if there is None:
            self._work.entities.add(united)
        elif united != there:
            self._work.entities.replace(united)
        self._known.entities[identifier] = united.type

    def finish(self) -> None:
        """Say what had to be made up."""
        if self._bare:
            self._remarks.append(
                Remark(
                    "{count} entities were named by mentions but described nowhere; they were made with the names "
                    "that the text gives them.",
                    count=self._bare,
                )
            )

    def _united(self, entity: Entity, record: EntityRecord) -> Entity:
        if entity.type != record.type:
            self._note_difference(record, "type", entity.type, record.type)
        return replace(
            entity,
            descriptions=self._filled(entity.descriptions, record.description, record, "description"),
            external=self._filled(entity.external, record.external, record, "identifier"),
            aliases=(*entity.aliases, *_new_aliases(entity, record)),
        )

    def _filled(
        self, kept: Mapping[str, str], given: Mapping[str, str], record: EntityRecord, what: str
    ) -> dict[str, str]:
        for key in kept.keys() & given.keys():
            if kept[key] != given[key]:
                self._note_difference(record, f"{what} ({key})", kept[key], given[key])
        return {**kept, **{key: value for key, value in given.items() if key not in kept}}

    def _note_difference(self, record: EntityRecord, what: str, kept: str, given: str) -> None:
        self._remarks.append(
            Remark(
                "{entity} has another {what} in the workspace, which was kept: {kept}, not {given}.",
                line=record.line,
                entity=record.id,
                what=what,
                kept=kept,
                given=given,
            )
        )


def _new_aliases(entity: Entity, record: EntityRecord) -> Iterator[Alias]:
    for language, names in record.names.items():
        there = {alias.text for alias in entity.aliases if alias.language == language}
        position = next_position(entity, language)
        for name in dict.fromkeys(line for line in map(one_line, names) if line):
            if name not in there:
                yield new_alias(name, language, AliasSource.IMPORTED, position)
                position += 1
