"""Takes an act back, or does it again: puts rows as its log says, and writes the log of the opposite way."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from annotator.core.errors import ConflictError
from annotator.core.ids import DocumentId, EntityId
from db import queries
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
from db.schema import ANNOTATORS, DOCUMENTS, MENTIONS, METADATA
from db.touched import Touched
from db.whole_documents import put_in, removal_of, take_out

_DOCUMENT_OF_MENTION: Final = columns_of_row(MENTIONS, ("document_id",))

_CHANGED: Final = {
    "documents": "{who} has changed the document {id} since, so this cannot be undone or redone.",
    "mentions": "{who} has changed one of the mentions since, so this cannot be undone or redone.",
    "links": "{who} has linked one of the mentions anew since, so this cannot be undone or redone.",
    "entities": "{who} has changed the entity {id} since, so this cannot be undone or redone.",
    "aliases": "{who} has changed one of the names since, so this cannot be undone or redone.",
    "redirects": "{who} has merged one of the entities since, so this cannot be undone or redone.",
    "apart": "{who} has decided about the two entities since, so this cannot be undone or redone.",
    "labels": "{who} has changed one of the labels since, so this cannot be undone or redone.",
    "annotators": "{who} has changed one of the annotators since, so this cannot be undone or redone.",
}


class Replay:
    """One way through a log, in the caller's transaction, which must be rolled back when it raises.

    Attributes:
        touched: What has been touched so far.
        moves_dates: Whether a label has become, or is no longer, one of dates.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opposite = StepWriter()
        self.touched = Touched()
        self.moves_dates = False

    def run(self, log: bytes) -> bytes:
        """Do every step of the log, the last one first, and return the log of the opposite way.

        Raises:
            ConflictError: A row is not as the act left it.
        """
        try:
            for step in steps_backwards(log):
                opposite = self._do(step)
                if opposite is not None:
                    self._opposite.write(encoded(opposite))
        except IntegrityError as error:
            raise ConflictError(
                "What this needs or takes away is used by something done since, so it cannot be undone or redone."
            ) from error
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
        table = METADATA.tables[step.table]
        current = self._as_left(table, step.id, step.expects)
        updating(table, frozenset(step.values)).run(self._connection, key_=step.id, **step.values)
        self._touch(table, current)
        self.moves_dates |= "is_date" in step.values
        return Update(step.table, step.id, step.values["revision"], {name: current[name] for name in step.values})

    def _insert(self, step: Insert) -> Step:
        table = METADATA.tables[step.table]
        identifier = step.row[key_of(table).name]
        if (current := image_of(self._connection, table, identifier)) is not None:
            raise self._conflict(table, identifier, current)
        insertion(table, frozenset(step.row)).run(self._connection, **step.row)
        self._touch(table, step.row)
        return Remove(step.table, identifier, step.row["revision"])

    def _remove(self, step: Remove) -> Step | None:
        table = METADATA.tables[step.table]
        current = self._as_left(table, step.id, step.expects)
        if table is ANNOTATORS and self._is_named(step.id):
            return None
        self._touch(table, current)
        deletion(table).run(self._connection, key_=step.id)
        return Insert(step.table, current)

    def _is_named(self, annotator: str) -> bool:
        """Tell whether any row names an annotator. Then they stay: the history speaks of them, and others may too."""
        try:
            with self._connection.begin_nested() as trial:
                deletion(ANNOTATORS).run(self._connection, key_=annotator)
                trial.rollback()
        except IntegrityError:
            return True
        return False

    def _insert_document(self, step: InsertDocument) -> Step:
        identifier = step.document["id"]
        if (current := image_of(self._connection, DOCUMENTS, identifier)) is not None:
            raise self._conflict(DOCUMENTS, identifier, current)
        put_in(self._connection, step)
        self.touched.document(identifier, mentioned=bool(step.mentions.rows))
        return removal_of(step)

    def _remove_document(self, step: RemoveDocument) -> Step:
        taken = take_out(self._connection, step.id)
        if taken is None or removal_of(taken) != step:
            raise self._conflict(DOCUMENTS, step.id, None if taken is None else taken.latest_row())
        self.touched.document(step.id, mentioned=bool(taken.mentions.rows))
        return taken

    def _as_left(self, table: Table, identifier: str, expects: int) -> dict[str, Any]:
        current = image_of(self._connection, table, identifier)
        if current is None or current["revision"] != expects:
            raise self._conflict(table, identifier, current)
        return current

    def _conflict(self, table: Table, identifier: str, current: Row | None) -> ConflictError:
        """Return the error that names who has written the row as it is now, as far as that is known."""
        who = queries.AUTHOR_OF_REVISION.value(self._connection, sequence=current["revision"]) if current else None
        return ConflictError(_CHANGED[table.name], who=who or "Somebody else", id=identifier)

    def _touch(self, table: Table, row: Row) -> None:
        match table.name:
            case "documents":
                self.touched.documents.add(DocumentId(row["id"]))
            case "mentions":
                self.touched.mention(row["id"], row["document_id"])
            case "links":
                mention = row["mention_id"]
                self.touched.mention(mention, _DOCUMENT_OF_MENTION.value(self._connection, key_=mention))
            case "entities":
                self.touched.entities.add(EntityId(row["id"]))
            case "aliases":
                self.touched.entities.add(EntityId(row["entity_id"]))
            case "redirects":
                self.touched.entities.add(EntityId(row["id"]))
            case "apart":
                self.touched.entities |= {EntityId(row["first_id"]), EntityId(row["second_id"])}
            case "labels":
                self.touched.labels = True
            case "annotators":
                self.touched.annotators = True
