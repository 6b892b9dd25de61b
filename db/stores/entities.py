"""Entities and their aliases within a unit of work."""

from __future__ import annotations

from sqlalchemy import func, select

from annotator.core.entity import Alias, Entity
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import AliasId, EntityId
from db.convert import alias_columns, alias_from, entity_columns, entity_from, select_aliases, select_entities
from db.ledger import Ledger
from db.schema import ALIASES, ENTITIES, LINKS


class SqlEntities:
    """Implements :class:`annotator.core.ports.EntityStore`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, entity: EntityId) -> Entity:
        """Return it with its aliases. Raises NotFoundError."""
        found = self.find(entity)
        if found is None:
            raise _missing(entity)
        return found

    def find(self, entity: EntityId) -> Entity | None:
        """Return it with its aliases, or None."""
        connection = self._ledger.connection
        row = connection.execute(select_entities().where(ENTITIES.c.id == entity)).first()
        if row is None:
            return None
        rows = connection.execute(select_aliases().where(ALIASES.c.entity_id == entity))
        return entity_from(row, (alias_from(alias[1:]) for alias in rows))

    def add(self, entity: Entity) -> None:
        """Add it with its aliases. Raises UserError if the id is taken."""
        if self._exists(entity.id):
            raise UserError("There is an entity {entity} already.", entity=entity.id)
        self._ledger.insert(ENTITIES, {"id": entity.id, **entity_columns(entity)})
        self._ledger.insert_many(ALIASES, [_row_of(entity.id, alias) for alias in entity.aliases])
        self._touch(entity.id)

    def replace(self, entity: Entity) -> None:
        """Store its type, descriptions, external ids and aliases (added, altered and removed as they differ)."""
        known = self.get(entity.id)
        changed = self._ledger.update(ENTITIES, entity.id, entity_columns(entity))
        before = {alias.id: alias for alias in known.aliases}
        after = {alias.id: alias for alias in entity.aliases}
        for alias in before.keys() - after.keys():
            self._ledger.remove(ALIASES, alias)
        for identifier, alias in after.items():
            if identifier in before and before[identifier] != alias:
                self._ledger.update(ALIASES, identifier, alias_columns(alias))
        new = [_row_of(entity.id, alias) for identifier, alias in after.items() if identifier not in before]
        self._ledger.insert_many(ALIASES, new)
        if changed or before != after:
            self._touch(entity.id)

    def remove(self, entity: EntityId) -> None:
        """Remove it with its aliases. Raises UserError while a mention is linked to it."""
        known = self.get(entity)
        links = select(func.count()).select_from(LINKS).where(LINKS.c.entity_id == entity)
        count = self._ledger.connection.execute(links).scalar_one()
        if count:
            raise UserError(
                "{name} cannot be removed while {count} mentions are linked to it. Link them elsewhere first.",
                name=known.display_name(()),
                count=count,
            )
        for alias in known.aliases:
            self._ledger.remove(ALIASES, alias.id)
        self._ledger.remove(ENTITIES, entity)
        self._touch(entity)

    def add_alias(self, entity: EntityId, alias: Alias) -> None:
        """Add one name."""
        if not self._exists(entity):
            raise _missing(entity)
        self._ledger.insert(ALIASES, _row_of(entity, alias))
        self._touch(entity)

    def replace_alias(self, entity: EntityId, alias: Alias) -> None:
        """Store one name, found by its id."""
        try:
            changed = self._ledger.update(ALIASES, alias.id, alias_columns(alias))
        except LookupError:
            raise NotFoundError(
                "The name {name} of {entity} is not there any more.", name=alias.text, entity=entity
            ) from None
        if changed:
            self._touch(entity)

    def remove_alias(self, alias: AliasId) -> None:
        """Remove one name."""
        owner = select(ALIASES.c.entity_id).where(ALIASES.c.id == alias)
        entity = self._ledger.connection.execute(owner).scalar()
        if entity is None:
            raise NotFoundError("This name is not there any more.")
        self._ledger.remove(ALIASES, alias)
        self._touch(EntityId(entity))

    def _exists(self, entity: EntityId) -> bool:
        found = select(ENTITIES.c.id).where(ENTITIES.c.id == entity)
        return self._ledger.connection.execute(found).first() is not None

    def _touch(self, entity: EntityId) -> None:
        self._ledger.touched.entities.add(entity)


def _row_of(entity: EntityId, alias: Alias) -> dict[str, object]:
    return {"id": alias.id, "entity_id": entity, **alias_columns(alias)}


def _missing(entity: EntityId) -> NotFoundError:
    return NotFoundError("There is no entity {entity} in this workspace.", entity=entity)
