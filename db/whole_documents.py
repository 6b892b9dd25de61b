"""Documents with everything that belongs to them, read, put in and taken out in one go."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, delete, select

from db import queries
from db.changes import InsertDocument, RemoveDocument, Rows
from db.ledger import image_of
from db.prepared import Prepared, deletion, insertion
from db.schema import COUNTS, DOCUMENTS, LINKS, MENTIONS, TEXTS

_INSIDE: Final = select(MENTIONS.c.id).where(MENTIONS.c.document_id == bindparam("document"))
_MENTIONS: Final = Prepared(
    select(MENTIONS).where(MENTIONS.c.document_id == bindparam("document")).order_by(MENTIONS.c.id)
)
_LINKS: Final = Prepared(
    select(LINKS)
    .join(MENTIONS, MENTIONS.c.id == LINKS.c.mention_id)
    .where(MENTIONS.c.document_id == bindparam("document"))
    .order_by(LINKS.c.mention_id)
)
_DELETE_LINKS: Final = Prepared(delete(LINKS).where(LINKS.c.mention_id.in_(_INSIDE)))
_DELETE_MENTIONS: Final = Prepared(delete(MENTIONS).where(MENTIONS.c.document_id == bindparam("document")))
_MENTION_COLUMNS: Final = [column.name for column in MENTIONS.columns]
_LINK_COLUMNS: Final = [column.name for column in LINKS.columns]


def take_out(connection: Connection, document: str) -> InsertDocument | None:
    """Remove a document with its mentions and links, and return what puts it back; None when there is none."""
    row = image_of(connection, DOCUMENTS, document)
    if row is None:
        return None
    mentions = Rows(_MENTION_COLUMNS, _MENTIONS.all(connection, document=document))
    links = Rows(_LINK_COLUMNS, _LINKS.all(connection, document=document))
    _DELETE_LINKS.run(connection, document=document)
    _DELETE_MENTIONS.run(connection, document=document)
    text = queries.TEXT.value(connection, key_=document)
    for table in (COUNTS, TEXTS, DOCUMENTS):
        deletion(table).run(connection, key_=document)
    return InsertDocument(row, text, mentions, links)


def put_in(connection: Connection, step: InsertDocument) -> None:
    """Put back what :func:`take_out` took. Its counts are left to the caller."""
    insertion(DOCUMENTS, frozenset(step.document)).run(connection, **step.document)
    insertion(TEXTS, frozenset({"document_id", "text"})).run(
        connection, document_id=step.document["id"], text=step.text
    )
    for table, rows in ((MENTIONS, step.mentions), (LINKS, step.links)):
        statement = insertion(table, frozenset(rows.columns))
        statement.run_many(connection, [dict(zip(rows.columns, row, strict=True)) for row in rows.rows])


def removal_of(step: InsertDocument) -> RemoveDocument:
    """Return the step that takes out what this one puts in, provided that nobody has changed it."""
    return RemoveDocument(step.document["id"], step.document["revision"], step.mentions.extent, step.links.extent)
