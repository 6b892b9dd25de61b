"""How often entities are used, where, and by whom: questions about links of all documents at once.

They are answered from the index of links as far as can be; what has to look into the rows of mentions looks into few.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, case, func, select

from annotator.core.mention import MentionStatus
from db import queries
from db.prepared import Prepared, Query
from db.schema import ALIASES, ANNOTATORS, DOCUMENTS, ENTITIES, LABELS, MENTIONS

_IS_ACCEPTED: Final = MENTIONS.c.status == MentionStatus.ACCEPTED.value


def _select_entity_rows() -> Query:
    uses = (
        select(
            MENTIONS.c.entity_id,
            func.count().label("mentions"),
            func.count(MENTIONS.c.document_id.distinct()).label("documents"),
        )
        .where(_IS_ACCEPTED, MENTIONS.c.entity_id.is_not(None))
        .group_by(MENTIONS.c.entity_id, MENTIONS.c.status)  # one status only, but so the index has the groups in order
        .subquery()
    )
    count = func.coalesce(uses.c.mentions, 0)
    return (
        select(ENTITIES.c.id, ENTITIES.c.type, count, func.coalesce(uses.c.documents, 0))
        .select_from(ENTITIES.outerjoin(uses, uses.c.entity_id == ENTITIES.c.id))
        .order_by(count.desc(), ENTITIES.c.id)
    )


def _select_language_uses() -> Query:
    return (
        select(MENTIONS.c.entity_id, DOCUMENTS.c.language, func.count())
        .join(DOCUMENTS, DOCUMENTS.c.id == MENTIONS.c.document_id)
        .where(_IS_ACCEPTED, MENTIONS.c.entity_id.is_not(None))
        .group_by(MENTIONS.c.entity_id, DOCUMENTS.c.language)
    )


def _select_occurrences() -> Query:
    """Select the first accepted mentions of an entity: first their documents, each of which has one at least."""
    is_use = MENTIONS.c.entity_id == bindparam("entity"), _IS_ACCEPTED
    places = (
        select(DOCUMENTS.c.id, DOCUMENTS.c.number, DOCUMENTS.c.sha256)
        .distinct()
        .join(MENTIONS, MENTIONS.c.document_id == DOCUMENTS.c.id)
        .where(*is_use)
        .order_by(*queries.DOCUMENT_ORDER)
        .limit(bindparam("limit"))
        .subquery()
    )
    return (
        queries.select_mentions_anywhere()
        .add_columns(places.c.sha256)
        .join(places, places.c.id == MENTIONS.c.document_id)
        .where(*is_use)
        .order_by(places.c.number, places.c.id, *queries.TEXT_ORDER)
        .limit(bindparam("limit"))
    )


def _select_mention_tallies() -> Query:
    """Select how many mentions there are of each label, annotator, status and decision."""
    decision = case((MENTIONS.c.link_revision.is_(None), None), else_=MENTIONS.c.entity_id.is_not(None))
    groups = (
        select(
            MENTIONS.c.label_id,
            MENTIONS.c.author_id,
            MENTIONS.c.status,
            decision.label("decision"),
            func.count().label("mentions"),
        )
        .group_by(MENTIONS.c.label_id, MENTIONS.c.author_id, MENTIONS.c.status, decision)
        .subquery()
    )
    return (
        select(LABELS.c.name, ANNOTATORS.c.name, groups.c.status, groups.c.decision, groups.c.mentions)
        .join(LABELS, LABELS.c.id == groups.c.label_id)
        .join(ANNOTATORS, ANNOTATORS.c.id == groups.c.author_id)
        .order_by(LABELS.c.position, LABELS.c.name, ANNOTATORS.c.name, groups.c.status)
    )


def _select_entity_tallies() -> Query:
    """Select how many entities there are of each type, how many of them are used, and how many names they have."""
    is_used = select(MENTIONS.c.id).where(MENTIONS.c.entity_id == ENTITIES.c.id, _IS_ACCEPTED).exists()
    names = select(func.count()).where(ALIASES.c.entity_id == ENTITIES.c.id).scalar_subquery()
    return (
        select(ENTITIES.c.type, func.count(), func.sum(case((is_used, 1), else_=0)), func.sum(names))
        .group_by(ENTITIES.c.type)
        .order_by(ENTITIES.c.type)
    )


ENTITY_ROWS: Final = Prepared(_select_entity_rows())
LANGUAGE_USES: Final = Prepared(_select_language_uses())
OCCURRENCES: Final = Prepared(_select_occurrences())
MENTION_TALLIES: Final = Prepared(_select_mention_tallies())
ENTITY_TALLIES: Final = Prepared(_select_entity_tallies())
