"""Which documents name what another one names: asked before somebody links there, to know who is named together."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Integer, bindparam, func, select

from annotator.core.mention import MentionStatus
from db.prepared import Prepared, Query
from db.schema import LINKS, MENTIONS

_ACCEPTED: Final = MentionStatus.ACCEPTED.value
_MOST_LINKS: Final = 500
"""What is linked more often is named beside everything, so it tells nothing and would have to be read through."""


def _select_companions() -> Query:
    own, shared, whole = (MENTIONS.alias(), LINKS.alias()), (MENTIONS.alias(), LINKS.alias()), MENTIONS.alias()
    counted = LINKS.alias()
    some = select(counted.c.mention_id).where(counted.c.entity_id == own[1].c.entity_id).limit(_MOST_LINKS)
    here = (
        select(own[1].c.entity_id)
        .distinct()
        .join(own[0], own[0].c.id == own[1].c.mention_id)
        .where(
            own[0].c.document_id == bindparam("document"),
            own[0].c.status == _ACCEPTED,
            own[1].c.entity_id.is_not(None),
            select(func.count()).select_from(some.correlate(own[1]).subquery()).scalar_subquery() < _MOST_LINKS,
        )
    )
    how_many = func.count(shared[1].c.entity_id.distinct())
    near = (
        select(shared[0].c.document_id, how_many.label("shared"))
        .join(shared[1], shared[0].c.id == shared[1].c.mention_id)
        .where(
            shared[1].c.entity_id.in_(here),
            shared[0].c.status == _ACCEPTED,
            shared[0].c.document_id != bindparam("document"),
        )
        .group_by(shared[0].c.document_id)
        .order_by(how_many.desc(), shared[0].c.document_id)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    return (
        select(near.c.document_id, LINKS.c.entity_id)
        .distinct()
        .join(whole, whole.c.document_id == near.c.document_id)
        .join(LINKS, LINKS.c.mention_id == whole.c.id)
        .where(whole.c.status == _ACCEPTED, LINKS.c.entity_id.is_not(None))
        .order_by(near.c.document_id, LINKS.c.entity_id)
    )


COMPANIONS: Final = Prepared(_select_companions())
"""Rows of a document and an entity that it names, for the documents that share most entities with another.

Entities that hundreds of documents name count for nothing.
"""
