"""Entities and their aliases within a unit of work."""

from __future__ import annotations

from annotator.core.entity import Alias, Entity
from annotator.core.errors import UserError
from annotator.core.ids import AliasId, EntityId
from db import queries
from db.convert import alias_columns, alias_from, entity_columns, entity_from
from db.identities import Identities, target_of
from db.ledger import Ledger
from db.missing import missing_entity, missing_name
from db.schema import ALIASES, ENTITIES


class SqlEntities:
    """Implements :class:`annotator.core.ports.EntityStore`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._identities = Identities(ledger)

    def get(self, entity: EntityId) -> Entity:
        """Return it with its aliases. Raises NotFoundError."""
        found = self.find(entity)
        if found is None:
            raise missing_entity(entity)
        return found

    def find(self, entity: EntityId) -> Entity | None:
        """Return it with its aliases, or the one that its id stands for, or None."""
        connection = self._ledger.connection
        row = queries.ENTITY.first(connection, entity=entity)
        if row is None:
            target = target_of(connection, entity)
            return None if target is None else self.find(target)
        return entity_from(row, map(alias_from, queries.ALIASES_OF_ENTITY.all(connection, entity=entity)))

    def add(self, entity: Entity) -> None:
        """Add it with its aliases. Raises UserError if the id is taken."""
        if self._exists(entity.id):
            raise UserError("There is an entity {entity} already. Choose another id.", entity=entity.id)
        self._identities.release(entity.id)
        self._ledger.insert(ENTITIES, {"id": entity.id, **entity_columns(entity)})
        self._ledger.insert(ALIASES, *(_row_of(entity.id, alias) for alias in entity.aliases))
        self._touch(entity.id)

    def replace(self, entity: Entity) -> None:
        """Store its type, descriptions, external ids and aliases (added, altered and removed as they differ)."""
        known = self.get(entity.id)
        old = self._ledger.update(ENTITIES, entity.id, entity_columns(entity))
        before = {alias.id: alias for alias in known.aliases}
        after = {alias.id: alias for alias in entity.aliases}
        for identifier in before.keys() - after.keys():
            self._ledger.remove(ALIASES, identifier)
        for identifier in before.keys() & after.keys():
            if before[identifier] != after[identifier]:
                self._ledger.update(ALIASES, identifier, alias_columns(after[identifier]))
        added = [alias for identifier, alias in after.items() if identifier not in before]
        self._ledger.insert(ALIASES, *(_row_of(entity.id, alias) for alias in added))
        if old or before != after:
            self._touch(entity.id)

    def remove(self, entity: EntityId) -> None:
        """Remove it with its aliases. Raises UserError while a mention is linked to it."""
        known = self.get(entity)
        count = queries.LINKS_TO_ENTITY.value(self._ledger.connection, entity=entity)
        if count:
            raise UserError(
                "{name} cannot be removed while mentions are linked to it (there are {count}). Link them to another "
                "entity first, or take their links away.",
                name=known.display_name(()),
                count=count,
            )
        self._identities.forget(entity)
        for alias in known.aliases:
            self._ledger.remove(ALIASES, alias.id)
        self._ledger.remove(ENTITIES, entity)
        self._touch(entity)

    def remove_for(self, entity: EntityId, successor: EntityId) -> None:
        """Remove it with its aliases; its id, and those that stood for it, stand for another entity from now on."""
        self._identities.lead_on(entity, successor)
        self._identities.part_instead(entity, successor)
        self.remove(entity)
        self._identities.redirect(entity, successor)

    def keep_apart(self, one: EntityId, other: EntityId) -> None:
        """Remember that two entities are not the same thing. Raises NotFoundError."""
        self._identities.keep_apart(self.get(one).id, self.get(other).id)

    def add_alias(self, entity: EntityId, alias: Alias) -> None:
        """Add one name. Raises NotFoundError when there is no such entity."""
        if not self._exists(entity):
            raise missing_entity(entity)
        self._ledger.insert(ALIASES, _row_of(entity, alias))
        self._touch(entity)

    def replace_alias(self, entity: EntityId, alias: Alias) -> None:
        """Store one name, found by its id. Raises NotFoundError when the entity has no such name."""
        if self._owner_of(alias.id) != entity:
            raise missing_name(alias.text)
        if self._ledger.update(ALIASES, alias.id, alias_columns(alias)):
            self._touch(entity)

    def remove_alias(self, alias: AliasId) -> None:
        """Remove one name. Raises NotFoundError."""
        entity = self._owner_of(alias)
        if entity is None:
            raise missing_name(alias)
        self._ledger.remove(ALIASES, alias)
        self._touch(entity)

    def _exists(self, entity: EntityId) -> bool:
        return queries.ENTITY_EXISTS.first(self._ledger.connection, entity=entity) is not None

    def _owner_of(self, alias: AliasId) -> EntityId | None:
        owner: EntityId | None = queries.ALIAS_OWNER.value(self._ledger.connection, alias=alias)
        return owner

    def _touch(self, entity: EntityId) -> None:
        self._ledger.touched.entities.add(entity)


def _row_of(entity: EntityId, alias: Alias) -> dict[str, object]:
    return {"id": alias.id, "entity_id": entity, **alias_columns(alias)}
