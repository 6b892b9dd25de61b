"""Writes rows, and notes for each write what takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from db.changes import Extent, Insert, Remove, RemoveDocument, Rows, Step, StepWriter, Update, encoded
from db.schema import COUNTS, DOCUMENTS, LINKS, MENTIONS
from db.touched import Touched

Values = Mapping[str, Any]  # Any: a column of any type


def key_of(table: Table) -> Column[Any]:
    """Return the column that holds a row's id."""
    (key,) = table.primary_key.columns
    return key


def image_of(connection: Connection, table: Table, identifier: str) -> dict[str, Any] | None:
    """Return every column of a row, or None."""
    row = connection.execute(select(table).where(key_of(table) == identifier)).mappings().first()
    return None if row is None else dict(row)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every row that an act writes has in common."""

    sequence: int
    author: str
    at: int


class Ledger:
    """Every write of one act goes through here; what is written elsewhere cannot be taken back."""

    def __init__(self, connection: Connection, stamp: Stamp) -> None:
        self.connection = connection
        self.stamp = stamp
        self.touched = Touched()
        self._lines: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been written."""
        return not self._lines

    def log(self) -> bytes:
        """Return the steps that take everything back."""
        writer = StepWriter()
        for line in self._lines:
            writer.write(line)
        return writer.finish()

    def mark(self) -> tuple[int, Touched]:
        """Remember this point, for :meth:`rewind`."""
        return len(self._lines), self.touched.copy()

    def rewind(self, mark: tuple[int, Touched]) -> None:
        """Forget what was noted since a mark, because the database has taken it back."""
        length, self.touched = mark
        del self._lines[length:]

    def insert(self, table: Table, values: Values) -> None:
        """Insert a row."""
        self.insert_many(table, [values])

    def insert_many(self, table: Table, rows: Sequence[Values]) -> None:
        """Insert rows that have the same columns."""
        if not rows:
            return
        self.connection.execute(insert(table), [self._stamped(row) for row in rows])
        key = key_of(table).name
        for row in rows:
            self._note(Remove(table.name, row[key], self.stamp.sequence))

    def update(self, table: Table, identifier: str, values: Values) -> bool:
        """Update a row where it differs from these values; tell whether it did.

        Raises:
            LookupError: There is no such row.
        """
        mine = key_of(table) == identifier
        columns = [table.c[name] for name in values]
        current = self.connection.execute(select(table.c.revision, *columns).where(mine)).mappings().first()
        if current is None:
            raise LookupError(identifier)
        old = {name: current[name] for name in values if current[name] != values[name]}
        if not old:
            return False
        old["revision"] = current["revision"]
        changed = {name: values[name] for name in old if name != "revision"}
        self.connection.execute(update(table).where(mine).values(**changed, revision=self.stamp.sequence))
        self._note(Update(table.name, identifier, self.stamp.sequence, old))
        return True

    def remove(self, table: Table, identifier: str) -> None:
        """Remove a row.

        Raises:
            LookupError: There is no such row.
        """
        image = image_of(self.connection, table, identifier)
        if image is None:
            raise LookupError(identifier)
        self.connection.execute(delete(table).where(key_of(table) == identifier))
        self._note(Insert(table.name, image))

    def added_document(self, identifier: str, mentions: int, links: int) -> None:
        """Note a document whose rows have been inserted together."""
        sequence = self.stamp.sequence
        self._note(
            RemoveDocument(
                identifier,
                sequence,
                Extent(mentions, mentions * sequence),
                Extent(links, links * sequence),
            )
        )

    def removed_document(self, step: Step) -> None:
        """Note a document whose rows have been removed together."""
        self._note(step)

    def _stamped(self, row: Values) -> dict[str, Any]:
        stamp = self.stamp
        return {"author_id": stamp.author, "created": stamp.at, **row, "revision": stamp.sequence}

    def _note(self, step: Step) -> None:
        self._lines.append(encoded(step))


def rows_of_document(connection: Connection, table: Table, document: str) -> Rows:
    """Return the images of all rows of a table that belong to a document."""
    result = connection.execute(select(table).where(belongs_to(table, document)).order_by(key_of(table)))
    return Rows(list(result.keys()), [list(row) for row in result])


def belongs_to(table: Table, document: str) -> Any:
    """Return the condition that a mention or link stands in a document."""
    if table is MENTIONS:
        return MENTIONS.c.document_id == document
    return LINKS.c.mention_id.in_(select(MENTIONS.c.id).where(MENTIONS.c.document_id == document))


def delete_document(connection: Connection, document: str) -> None:
    """Delete a document with everything that belongs to it."""
    connection.execute(delete(LINKS).where(belongs_to(LINKS, document)))
    connection.execute(delete(MENTIONS).where(belongs_to(MENTIONS, document)))
    connection.execute(delete(COUNTS).where(COUNTS.c.document_id == document))
    connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document))


def extent_of(rows: Rows) -> Extent:
    """Return the extent of some rows."""
    revision = list(rows.columns).index("revision")
    return Extent(len(rows.rows), sum(row[revision] for row in rows.rows))
