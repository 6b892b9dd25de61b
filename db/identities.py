"""Which entity an id that is gone stands for, and which entities are known not to be the same thing."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, or_, select

from annotator.core.ids import EntityId
from db.ledger import Ledger
from db.prepared import Prepared
from db.schema import APART, REDIRECTS

_TARGET: Final = Prepared(select(REDIRECTS.c.entity_id).where(REDIRECTS.c.id == bindparam("entity")))
_LEADING_TO: Final = Prepared(select(REDIRECTS.c.id).where(REDIRECTS.c.entity_id == bindparam("entity")))
_REDIRECTS: Final = Prepared(select(REDIRECTS.c.id, REDIRECTS.c.entity_id).order_by(REDIRECTS.c.id))
_APART: Final = Prepared(select(APART.c.first_id, APART.c.second_id).order_by(APART.c.id))
_APART_FROM: Final = Prepared(
    select(APART.c.id, APART.c.first_id, APART.c.second_id).where(
        or_(APART.c.first_id == bindparam("entity"), APART.c.second_id == bindparam("entity"))
    )
)
_APART_ROW: Final = Prepared(select(APART.c.id).where(APART.c.id == bindparam("pair")))


def target_of(connection: Connection, entity: EntityId) -> EntityId | None:
    """Return what an id stands for that is no entity's any more; None when it never was one's."""
    found: EntityId | None = _TARGET.value(connection, entity=entity)
    return found


def redirects(connection: Connection) -> dict[EntityId, EntityId]:
    """Return what each id stands for that is gone."""
    return {EntityId(old): EntityId(new) for old, new in _REDIRECTS.all(connection)}


def apart(connection: Connection) -> list[tuple[EntityId, EntityId]]:
    """Return the pairs that are known not to be the same, each with the smaller id first."""
    return [(EntityId(first), EntityId(second)) for first, second in _APART.all(connection)]


class Identities:
    """Writes them within an act."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def redirect(self, old: EntityId, entity: EntityId) -> None:
        """Let an id that is gone stand for an entity."""
        self._ledger.insert(REDIRECTS, {"id": old, "entity_id": entity})
        self._ledger.touched.entities.add(old)

    def lead_on(self, gone: EntityId, entity: EntityId) -> None:
        """Let every id that stands for one entity stand for another."""
        for (identifier,) in _LEADING_TO.all(self._ledger.connection, entity=gone):
            self._ledger.update(REDIRECTS, identifier, {"entity_id": entity})

    def release(self, old: EntityId) -> None:
        """Let an id stand for nothing, because an entity gets it."""
        if target_of(self._ledger.connection, old) is not None:
            self._ledger.remove(REDIRECTS, old)

    def keep_apart(self, one: EntityId, other: EntityId) -> None:
        """Remember that two entities are not the same; nothing happens where that is known."""
        first, second = sorted((one, other))
        pair = f"{first}\n{second}"
        if first != second and _APART_ROW.first(self._ledger.connection, pair=pair) is None:
            self._ledger.insert(APART, {"id": pair, "first_id": first, "second_id": second})
            self._ledger.touched.entities |= {first, second}

    def part_instead(self, gone: EntityId, entity: EntityId) -> None:
        """Let what is apart from one entity be apart from another."""
        others = [second if first == gone else first for _, first, second in self._pairs_with(gone)]
        self.forget_pairs(gone)
        for other in others:
            self.keep_apart(EntityId(other), entity)

    def forget(self, entity: EntityId) -> None:
        """Forget everything about an entity that is about to go."""
        for (identifier,) in _LEADING_TO.all(self._ledger.connection, entity=entity):
            self._ledger.remove(REDIRECTS, identifier)
        self.forget_pairs(entity)

    def forget_pairs(self, entity: EntityId) -> None:
        """Forget what an entity is apart from."""
        for pair, _, _ in self._pairs_with(entity):
            self._ledger.remove(APART, pair)

    def _pairs_with(self, entity: EntityId) -> list[tuple[str, str, str]]:
        return [(row[0], row[1], row[2]) for row in _APART_FROM.all(self._ledger.connection, entity=entity)]
