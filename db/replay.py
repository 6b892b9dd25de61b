"""Takes an act back, or does it again: puts rows as its log says, and writes the log of the opposite way."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection
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
from db.kinds import MENTION_ROWS, BrokenReferenceError, Kind, kind_named
from db.schema import ANNOTATORS, DOCUMENTS
from db.touched import Touched
from db.whole_documents import put_in, removal_of, take_out

_ANNOTATORS: Final = kind_named(ANNOTATORS.name)
_DOCUMENTS: Final = kind_named(DOCUMENTS.name)

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
        except (IntegrityError, BrokenReferenceError) as error:
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
        kind = kind_named(step.table)
        current = self._as_left(kind, step.id, step.expects)
        kind.update(self._connection, step.id, step.values)
        self._touch(kind, current)
        self.moves_dates |= "is_date" in step.values
        return Update(step.table, step.id, step.values["revision"], {name: current[name] for name in step.values})

    def _insert(self, step: Insert) -> Step:
        kind = kind_named(step.table)
        identifier = step.row[kind.key]
        if (current := kind.image(self._connection, identifier)) is not None:
            raise self._conflict(kind, identifier, current)
        kind.insert(self._connection, [step.row])
        self._touch(kind, step.row)
        return Remove(step.table, identifier, step.row["revision"])

    def _remove(self, step: Remove) -> Step | None:
        kind = kind_named(step.table)
        current = self._as_left(kind, step.id, step.expects)
        if kind is _ANNOTATORS and self._is_named(step.id):
            return None
        self._touch(kind, current)
        kind.remove(self._connection, step.id)
        return Insert(step.table, current)

    def _is_named(self, annotator: str) -> bool:
        """Tell whether any row names an annotator. Then they stay: the history speaks of them, and others may too."""
        try:
            with self._connection.begin_nested() as trial:
                _ANNOTATORS.remove(self._connection, annotator)
                trial.rollback()
        except IntegrityError:
            return True
        return False

    def _insert_document(self, step: InsertDocument) -> Step:
        identifier = step.document["id"]
        if (current := _DOCUMENTS.image(self._connection, identifier)) is not None:
            raise self._conflict(_DOCUMENTS, identifier, current)
        put_in(self._connection, step)
        self.touched.document(identifier, mentioned=bool(step.mentions.rows))
        return removal_of(step)

    def _remove_document(self, step: RemoveDocument) -> Step:
        taken = take_out(self._connection, step.id)
        if taken is None or removal_of(taken) != step:
            raise self._conflict(_DOCUMENTS, step.id, None if taken is None else taken.latest_row())
        self.touched.document(step.id, mentioned=bool(taken.mentions.rows))
        return taken

    def _as_left(self, kind: Kind, identifier: str, expects: int) -> dict[str, Any]:
        current = kind.image(self._connection, identifier)
        if current is None or current["revision"] != expects:
            raise self._conflict(kind, identifier, current)
        return current

    def _conflict(self, kind: Kind, identifier: str, current: Row | None) -> ConflictError:
        """Return the error that names who has written the row as it is now, as far as that is known."""
        who = queries.AUTHOR_OF_REVISION.value(self._connection, sequence=current["revision"]) if current else None
        return ConflictError(_CHANGED[kind.name], who=who or "Somebody else", id=identifier)

    def _touch(self, kind: Kind, row: Row) -> None:
        match kind.name:
            case "documents":
                self.touched.documents.add(DocumentId(row["id"]))
            case "mentions":
                self.touched.mention(row["id"], row["document_id"])
            case "links":
                mention = row["mention_id"]
                place = MENTION_ROWS.values(self._connection, mention, ["document_id"]) or {}
                self.touched.mention(mention, place["document_id"])
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
