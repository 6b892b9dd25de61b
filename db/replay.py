"""Takes an act back, or does it again: puts rows as its log says, and writes the log of the opposite way."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Delete, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from annotator.core.errors import ConflictError
from annotator.core.ids import DocumentId, EntityId
from db.changes import (
    Extent,
    Insert,
    InsertDocument,
    Remove,
    RemoveDocument,
    Row,
    Rows,
    Step,
    StepWriter,
    Update,
    encoded,
    steps_backwards,
)
from db.ledger import delete_document, extent_of, image_of, key_of, rows_of_document
from db.schema import ANNOTATORS, DOCUMENTS, LABELS, LINKS, MENTIONS, Base
from db.touched import Touched

_DOCUMENT_OF_MENTION = select(MENTIONS.c.document_id)


class Replay:
    """One way through a log. Everything happens in the caller's transaction, which must be rolled back on an error."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opposite = StepWriter()
        self.touched = Touched()

    def run(self, log: bytes) -> bytes:
        """Do every step of the log, the last one first, and return the log of the opposite way.

        Raises:
            ConflictError: A row is not as the act left it.
        """
        for step in steps_backwards(log):
            opposite = self._do(step)
            if opposite is not None:
                self._opposite.write(encoded(opposite))
        return self._opposite.finish()

    def _do(self, step: Step) -> Step | None:
        match step:
            case Update():
                return self._update(step)
            case Insert():
                return self._insert(step)
            case Remove():
                return self._remove(step)
            case InsertDocument():
                return self._insert_document(step)
            case RemoveDocument():
                return self._remove_document(step)

    def _update(self, step: Update) -> Step:
        table = Base.metadata.tables[step.table]
        current = self._as_left(table, step.id, step.expects)
        self._connection.execute(update(table).where(key_of(table) == step.id).values(**step.values))
        self._touch(table, current)
        return Update(step.table, step.id, step.values["revision"], {name: current[name] for name in step.values})

    def _insert(self, step: Insert) -> Step:
        table = Base.metadata.tables[step.table]
        identifier = step.row[key_of(table).name]
        if image_of(self._connection, table, identifier) is not None:
            raise _conflict(table, identifier)
        self._connection.execute(insert(table), dict(step.row))
        self._touch(table, step.row)
        return Remove(step.table, identifier, step.row["revision"])

    def _remove(self, step: Remove) -> Step | None:
        table = Base.metadata.tables[step.table]
        current = self._as_left(table, step.id, step.expects)
        removal = delete(table).where(key_of(table) == step.id)
        if table is ANNOTATORS and not self._unless_used(removal):
            return None
        self._touch(table, current)
        self._connection.execute(removal)
        return Insert(step.table, current)

    def _unless_used(self, removal: Delete) -> bool:
        """Remove an annotator whom no row names, not even one of the history, and tell whether there was none."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(removal)
        except IntegrityError:
            return False
        return True

    def _insert_document(self, step: InsertDocument) -> Step:
        identifier = step.document["id"]
        if image_of(self._connection, DOCUMENTS, identifier) is not None:
            raise _conflict(DOCUMENTS, identifier)
        self._connection.execute(insert(DOCUMENTS), dict(step.document))
        for table, rows in ((MENTIONS, step.mentions), (LINKS, step.links)):
            if rows.rows:
                self._connection.execute(insert(table), [dict(zip(rows.columns, row)) for row in rows.rows])
        self._touch_document(identifier, step.mentions)
        return RemoveDocument(identifier, step.document["revision"], extent_of(step.mentions), extent_of(step.links))

    def _remove_document(self, step: RemoveDocument) -> Step:
        document = self._as_left(DOCUMENTS, step.id, step.expects)
        mentions = rows_of_document(self._connection, MENTIONS, step.id)
        links = rows_of_document(self._connection, LINKS, step.id)
        if extent_of(mentions) != step.mentions or extent_of(links) != step.links:
            raise _conflict(DOCUMENTS, step.id)
        delete_document(self._connection, step.id)
        self._touch_document(step.id, mentions)
        return InsertDocument(document, mentions, links)

    def _as_left(self, table: Table, identifier: str, expects: int) -> dict[str, Any]:
        current = image_of(self._connection, table, identifier)
        if current is None or current["revision"] != expects:
            raise _conflict(table, identifier)
        return current

    def _touch_document(self, identifier: str, mentions: Rows) -> None:
        self.touched.documents.add(DocumentId(identifier))
        if mentions.rows:
            self.touched.mentioned.add(DocumentId(identifier))

    def _touch(self, table: Table, row: Row) -> None:
        match table.name:
            case "documents":
                self.touched.documents.add(DocumentId(row["id"]))
            case "mentions":
                self.touched.mention(row["id"], row["document_id"])
            case "links":
                mention = row["mention_id"]
                document = self._connection.execute(_DOCUMENT_OF_MENTION.where(MENTIONS.c.id == mention)).scalar_one()
                self.touched.mention(mention, document)
            case "entities":
                self.touched.entities.add(EntityId(row["id"]))
            case "aliases":
                self.touched.entities.add(EntityId(row["entity_id"]))
            case "labels":
                self.touched.labels = True
            case "annotators":
                self.touched.annotators = True


def _conflict(table: Table, identifier: str) -> ConflictError:
    return ConflictError("changed since {table} {id}", table=table.name, id=identifier)
