"""Takes an act back, or does it again: puts rows as its log says, and writes the log of the opposite way."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from annotator.core.errors import ConflictError
from annotator.core.ids import EntityId
from db.changes import (
    Insert,
    InsertDocument,
    Remove,
    RemoveDocument,
    Row,
    Step,
    StepWriter,
    Update,
    encoded,
    steps_backwards,
)
from db.ledger import image_of
from db.prepared import columns_of_row, deletion, insertion, key_of, updating
from db.schema import ANNOTATORS, DOCUMENTS, MENTIONS, Base
from db.touched import Touched
from db.whole_documents import put_in, removal_of, take_out

_DOCUMENT_OF_MENTION: Final = columns_of_row(MENTIONS, ("document_id",))


class Replay:
    """One way through a log, in the caller's transaction, which must be rolled back when it raises."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opposite = StepWriter()
        self.touched = Touched()
        self.dates_moved = False

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
        updating(table, frozenset(step.values)).run(self._connection, key_=step.id, **step.values)
        self._touch(table, current)
        self.dates_moved |= "is_date" in step.values
        return Update(step.table, step.id, step.values["revision"], {name: current[name] for name in step.values})

    def _insert(self, step: Insert) -> Step:
        table = Base.metadata.tables[step.table]
        identifier = step.row[key_of(table).name]
        if image_of(self._connection, table, identifier) is not None:
            raise _conflict(table, identifier)
        insertion(table, frozenset(step.row)).run(self._connection, **step.row)
        self._touch(table, step.row)
        return Remove(step.table, identifier, step.row["revision"])

    def _remove(self, step: Remove) -> Step | None:
        table = Base.metadata.tables[step.table]
        current = self._as_left(table, step.id, step.expects)
        if table is ANNOTATORS and self._is_named(step.id):
            return None
        self._touch(table, current)
        deletion(table).run(self._connection, key_=step.id)
        return Insert(step.table, current)

    def _is_named(self, annotator: str) -> bool:
        """Tell whether any row names an annotator: then they stay, because the history speaks of them."""
        try:
            with self._connection.begin_nested() as trial:
                deletion(ANNOTATORS).run(self._connection, key_=annotator)
                trial.rollback()
        except IntegrityError:
            return True
        return False

    def _insert_document(self, step: InsertDocument) -> Step:
        identifier = step.document["id"]
        if image_of(self._connection, DOCUMENTS, identifier) is not None:
            raise _conflict(DOCUMENTS, identifier)
        put_in(self._connection, step)
        self.touched.document(identifier, mentioned=bool(step.mentions.rows))
        return removal_of(step)

    def _remove_document(self, step: RemoveDocument) -> Step:
        taken = take_out(self._connection, step.id)
        if taken is None or removal_of(taken) != step:
            raise _conflict(DOCUMENTS, step.id)
        self.touched.document(step.id, mentioned=bool(taken.mentions.rows))
        return taken

    def _as_left(self, table: Table, identifier: str, expects: int) -> dict[str, Any]:
        current = image_of(self._connection, table, identifier)
        if current is None or current["revision"] != expects:
            raise _conflict(table, identifier)
        return current

    def _touch(self, table: Table, row: Row) -> None:
        match table.name:
            case "documents":
                self.touched.documents.add(row["id"])
            case "mentions":
                self.touched.mention(row["id"], row["document_id"])
            case "links":
                mention = row["mention_id"]
                self.touched.mention(mention, _DOCUMENT_OF_MENTION.value(self._connection, key_=mention))
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
