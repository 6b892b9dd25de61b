"""Which documents name the same entities, asked before something is linked, to know who is named together."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter
from typing import Final

from sqlalchemy import ColumnElement, Connection, Subquery, func, select

from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import MentionStatus
from db.schema import ENTITIES, MENTIONS

_ACCEPTED: Final = MentionStatus.ACCEPTED.value
_MOST_ENTITIES: Final = 200
_MOST_LINKS: Final = 500
"""What is linked more often is named beside everything, so it tells nothing and would have to be read through."""


def companions(
    connection: Connection, entities: Collection[EntityId], apart_from: DocumentId, most: int
) -> dict[DocumentId, frozenset[EntityId]]:
    """Return what the documents name that share most of these entities.

    Args:
        connection: Where to ask.
        entities: The entities; those that hundreds of mentions name count for nothing.
        apart_from: The document that is not asked for.
        most: How many documents at most.
    """
    telling = connection.execute(
        select(ENTITIES.c.id).where(ENTITIES.c.id.in_(sorted(entities)[:_MOST_ENTITIES]), _is_telling())
    )
    if not (wanted := [row.id for row in telling]):
        return {}
    near = _nearest(wanted, apart_from, most)
    rows = connection.execute(
        select(near.c.document_id, MENTIONS.c.entity_id)
        .distinct()
        .join(MENTIONS, MENTIONS.c.document_id == near.c.document_id)
        .where(MENTIONS.c.status == _ACCEPTED, MENTIONS.c.entity_id.is_not(None))
        .order_by(near.c.document_id, MENTIONS.c.entity_id)
    )
    return {
        DocumentId(document): frozenset(EntityId(entity) for _, entity in named)
        for document, named in groupby(rows, itemgetter(0))
    }


def _is_telling() -> ColumnElement[bool]:
    """Say that an entity is linked, but not by hundreds of mentions."""
    some = select(MENTIONS.c.entity_id).where(MENTIONS.c.entity_id == ENTITIES.c.id).limit(_MOST_LINKS)
    counted = select(func.count()).select_from(some.correlate(ENTITIES).subquery()).scalar_subquery()
    return counted.between(1, _MOST_LINKS - 1)


def _nearest(entities: Collection[str], apart_from: DocumentId, most: int) -> Subquery:
    shared = func.count(MENTIONS.c.entity_id.distinct())
    return (
        select(MENTIONS.c.document_id)
        .where(MENTIONS.c.entity_id.in_(entities), MENTIONS.c.status == _ACCEPTED, MENTIONS.c.document_id != apart_from)
        .group_by(MENTIONS.c.document_id)
        .order_by(shared.desc(), MENTIONS.c.document_id)
        .limit(most)
        .subquery()
    )
