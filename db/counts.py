"""What there is in each document, kept beside it so that lists need not count."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, case, delete, func, insert, select

from db.schema import COUNTS, LABELS, LINKS, MENTIONS

_ACCEPTED = MENTIONS.c.status == "accepted"


def count_again(connection: Connection, documents: Iterable[str]) -> None:
    """Count what these documents have now; those that are gone are left out."""
    for document in documents:
        connection.execute(delete(COUNTS).where(COUNTS.c.document_id == document))
        row = connection.execute(_counting(document)).one()
        if any(row):
            names = ("mentions", "linked", "dates", "suggestions", "reach")
            connection.execute(insert(COUNTS), {"document_id": document, **dict(zip(names, row, strict=True))})


def _counting(document: str):  # type: ignore
    accepted_link = and_(_ACCEPTED, LINKS.c.mention_id.is_not(None))
    return (
        select(
            func.coalesce(func.sum(case((_ACCEPTED, 1), else_=0)), 0),
            func.coalesce(func.sum(case((accepted_link, 1), else_=0)), 0),
            func.coalesce(func.sum(case((and_(_ACCEPTED, LABELS.c.is_date), 1), else_=0)), 0),
            func.coalesce(func.sum(case((MENTIONS.c.status == "suggested", 1), else_=0)), 0),
            func.coalesce(func.max(case((_ACCEPTED, MENTIONS.c.end), else_=0)), 0),
        )
        .select_from(
            MENTIONS.join(LABELS, LABELS.c.id == MENTIONS.c.label_id).outerjoin(
                LINKS, LINKS.c.mention_id == MENTIONS.c.id
            )
        )
        .where(MENTIONS.c.document_id == document)
    )
