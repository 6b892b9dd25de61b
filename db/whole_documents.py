"""Documents with everything that belongs to them, read, put in and taken out in one go."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select

from db import queries
from db.changes import InsertDocument, RemoveDocument, Rows
from db.kinds import LINKS, MENTION_ROWS, kind_named
from db.prepared import Prepared, deletion, insertion
from db.schema import COUNTS, DOCUMENTS, LINK_COLUMNS, MENTIONS, TEXTS

_OWN: Final = len(MENTION_ROWS.names)
_ID: Final = MENTION_ROWS.names.index(MENTION_ROWS.key)
_DECIDED: Final = [*LINK_COLUMNS].index("link_revision")
_MENTIONS: Final = Prepared(
    select(*(MENTIONS.c[name] for name in (*MENTION_ROWS.names, *LINK_COLUMNS)))
    .where(MENTIONS.c.document_id == bindparam("document"))
    .order_by(MENTIONS.c.id)
)
_DELETE_MENTIONS: Final = Prepared(delete(MENTIONS).where(MENTIONS.c.document_id == bindparam("document")))
_UNDECIDED: Final[dict[str, Any]] = dict.fromkeys(LINK_COLUMNS)  # Any: a column of any type


def take_out(connection: Connection, document: str) -> InsertDocument | None:
    """Remove a document with its mentions and links, and return what puts it back; None when there is none."""
    row = kind_named(DOCUMENTS.name).image(connection, document)
    if row is None:
        return None
    mentions, links = [], []
    for both in _MENTIONS.all(connection, document=document):
        mention, link = both[:_OWN], both[_OWN:]
        mentions.append(mention)
        if link[_DECIDED] is not None:
            links.append((mention[_ID], *link))
    _DELETE_MENTIONS.run(connection, document=document)
    text = queries.TEXT.value(connection, key_=document)
    for table in (COUNTS, TEXTS, DOCUMENTS):
        deletion(table).run(connection, key_=document)
    return InsertDocument(row, text, Rows(MENTION_ROWS.names, mentions), Rows(LINKS.names, links))


def put_in(connection: Connection, step: InsertDocument) -> None:
    """Put back what :func:`take_out` took. Its counts are left to the caller."""
    insertion(DOCUMENTS, frozenset(step.document)).run(connection, **step.document)
    insertion(TEXTS, frozenset({"document_id", "text"})).run(
        connection, document_id=step.document["id"], text=step.text
    )
    links = {}
    for row in step.links.rows:
        link = dict(zip(step.links.columns, row, strict=True))
        links[link[LINKS.key]] = {column: link[name] for column, name in LINK_COLUMNS.items()}
    mentions = [dict(zip(step.mentions.columns, row, strict=True)) for row in step.mentions.rows]
    statement = insertion(MENTIONS, frozenset([*step.mentions.columns, *LINK_COLUMNS]))
    statement.run_many(connection, [{**mention, **links.get(mention["id"], _UNDECIDED)} for mention in mentions])


def removal_of(step: InsertDocument) -> RemoveDocument:
    """Return the step that takes out what this one puts in, provided that nobody has changed it."""
    return RemoveDocument(step.document["id"], step.document["revision"], step.mentions.extent, step.links.extent)
