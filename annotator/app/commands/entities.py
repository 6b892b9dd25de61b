"""Commands on entities: make, edit, name, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.app.commands.learning import alias_named, next_position
from annotator.app.naming import new_alias, one_line
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.errors import ConflictError, NotFoundError, UserError
from annotator.core.ids import AliasId, EntityId
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class CreateEntity:
    """Make an entity.

    Attributes:
        entity: Its identifier; :func:`annotator.app.naming.free_entity_id` makes one.
        type: The name of the label its mentions usually have.
        names: Its names by language, the preferred one first.
        descriptions: One short text per language.
        external: Identifiers elsewhere.
    """

    entity: EntityId
    type: str
    names: Mapping[str, Sequence[str]]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    external: Mapping[str, str] = field(default_factory=dict)
    name: ClassVar[str] = "entity.create"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity."""
        first = next((names[0] for names in self.names.values() if names), self.entity)
        return {"entity": self.entity, "name": one_line(first)}

    def apply(self, work: UnitOfWork) -> None:
        """Add it."""
        blank = Entity(id=self.entity, type=self.type)
        work.entities.add(edited(blank, self.type, self.names, self.descriptions, self.external))


@dataclass(frozen=True, slots=True)
class EditEntity:
    """Store everything a person can edit about an entity at once: what is not given is taken away.

    Names that stay keep their history of use; the order within a language is the order given, the first preferred.
    """

    entity: EntityId
    type: str
    names: Mapping[str, Sequence[str]]
    descriptions: Mapping[str, str]
    external: Mapping[str, str]
    name: ClassVar[str] = "entity.edit"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity."""
        return _named(reader, self.entity)

    def apply(self, work: UnitOfWork) -> None:
        """Store it."""
        before = work.entities.get(self.entity)
        after = edited(before, self.type, self.names, self.descriptions, self.external)
        if after != before:
            work.entities.replace(after)


@dataclass(frozen=True, slots=True)
class AddAlias:
    """Give an entity one more name."""

    entity: EntityId
    text: str
    language: str
    name: ClassVar[str] = "entity.add_alias"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity and the new name."""
        return {**_named(reader, self.entity), "alias": one_line(self.text)}

    def apply(self, work: UnitOfWork) -> None:
        """Add the name at the end of its language."""
        entity = work.entities.get(self.entity)
        text = _visible(self.text)
        known = alias_named(entity, text, self.language)
        if known is not None and known.language == self.language:
            raise ConflictError("“{alias}” is a name of this entity already.", alias=text)
        position = next_position(entity, self.language)
        work.entities.add_alias(self.entity, new_alias(text, self.language, AliasSource.TYPED, position))


@dataclass(frozen=True, slots=True)
class RemoveAlias:
    """Take one name from an entity. Mentions that read so stay linked."""

    entity: EntityId
    alias: AliasId
    name: ClassVar[str] = "entity.remove_alias"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity and the name."""
        entity = reader.entity(self.entity)
        return {**_named(reader, self.entity), "alias": _own_alias(entity, self.alias).text}

    def apply(self, work: UnitOfWork) -> None:
        """Remove it."""
        work.entities.remove_alias(_own_alias(work.entities.get(self.entity), self.alias).id)


@dataclass(frozen=True, slots=True)
class PreferAlias:
    """Make one of an entity's names the preferred one of its language."""

    entity: EntityId
    alias: AliasId
    name: ClassVar[str] = "entity.prefer_alias"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity and the name."""
        entity = reader.entity(self.entity)
        return {**_named(reader, self.entity), "alias": _own_alias(entity, self.alias).text}

    def apply(self, work: UnitOfWork) -> None:
        """Move the name to the front."""
        entity = work.entities.get(self.entity)
        first = _own_alias(entity, self.alias)
        others = [alias for alias in entity.aliases if alias.language == first.language and alias.id != first.id]
        for position, alias in enumerate((first, *sorted(others, key=lambda alias: alias.position))):
            if alias.position != position:
                work.entities.replace_alias(self.entity, replace(alias, position=position))


@dataclass(frozen=True, slots=True)
class RemoveEntity:
    """Take an entity that no mention is linked to out of the base."""

    entity: EntityId
    name: ClassVar[str] = "entity.remove"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity."""
        return _named(reader, self.entity)

    def apply(self, work: UnitOfWork) -> None:
        """Remove it with its names."""
        linked = len(work.mentions.of_entity(self.entity))
        if linked:
            raise ConflictError(
                "{entity} cannot be removed: {count} mentions are linked to it. Link them to another entity first, "
                "or merge the two.",
                entity=self.entity,
                count=linked,
            )
        work.entities.remove(self.entity)


def edited(
    entity: Entity,
    entity_type: str,
    names: Mapping[str, Sequence[str]],
    descriptions: Mapping[str, str],
    external: Mapping[str, str],
) -> Entity:
    """Return the entity with new facts; names it had already keep their identity, source and uses.

    Raises:
        UserError: No name is left, or the type is blank.
    """
    known = {(alias.language, alias.text): alias for alias in entity.aliases}
    aliases: list[Alias] = []
    for language, texts in names.items():
        wanted = dict.fromkeys(line for line in map(one_line, texts) if line)
        for position, text in enumerate(wanted):
            old = known.get((language, text))
            new = replace(old, position=position) if old else None
            aliases.append(new or new_alias(text, language, AliasSource.TYPED, position))
    if not aliases:
        raise UserError("An entity needs at least one name.")
    if not entity_type.strip():
        raise UserError("An entity needs a type, such as PERSON or PLACE.")
    return replace(
        entity,
        type=entity_type.strip(),
        descriptions={language: one_line(text) for language, text in descriptions.items() if text.strip()},
        external={source: value.strip() for source, value in external.items() if value.strip()},
        aliases=tuple(aliases),
    )


def _visible(text: str) -> str:
    line = one_line(text)
    if not line:
        raise UserError("A name cannot be blank.")
    return line


def _own_alias(entity: Entity, alias: AliasId) -> Alias:
    for own in entity.aliases:
        if own.id == alias:
            return own
    raise NotFoundError("{entity} does not have this name any more.", entity=entity.id)


def _named(reader: Reader, entity: EntityId) -> dict[str, str | int]:
    return {"entity": entity, "name": reader.entity(entity).display_name(())}
