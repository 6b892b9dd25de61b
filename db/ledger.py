"""Writes rows, and notes for each write what takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from annotator.core.ids import DocumentId
from db import counts
from db.changes import Extent, Insert, InsertDocument, Remove, RemoveDocument, Step, StepWriter, Update, encoded
from db.counts import Tally
from db.prepared import columns_of_row, deletion, image, insertion, key_of, updating
from db.touched import Touched

Values = Mapping[str, Any]  # Any: a column of any type


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every row that an act writes has in common: the act's number, its author, and when (in milliseconds)."""

    sequence: int
    author: str
    at: int


@dataclass(slots=True)
class Notes:
    """What was noted of an act, or of a part of it that may still fail."""

    lines: list[str] = field(default_factory=list)
    touched: Touched = field(default_factory=Touched)
    tallies: dict[DocumentId, Tally] = field(default_factory=dict)
    uncounted: set[DocumentId] = field(default_factory=set)

    def absorb(self, later: Notes) -> None:
        """Add what was noted later."""
        self.lines += later.lines
        self.touched.absorb(later.touched)
        for document, tally in later.tallies.items():
            self.tallies.setdefault(document, Tally()).absorb(tally)
        self.uncounted |= later.uncounted


class Ledger:
    """Every write of one act goes through here; what is written elsewhere cannot be taken back."""

    def __init__(self, connection: Connection, stamp: Stamp) -> None:
        self.connection = connection
        self.stamp = stamp
        self._notes = Notes()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been written."""
        return not self._notes.lines

    @property
    def touched(self) -> Touched:
        """What has been touched, since the current part of the act began."""
        return self._notes.touched

    def tally(self, document: DocumentId) -> Tally:
        """Return the tally of a document, to count in."""
        return self._notes.tallies.setdefault(document, Tally())

    def count_again(self, documents: Iterable[DocumentId]) -> None:
        """Have these documents counted at the end of the act, because their tallies would not be enough."""
        self._notes.uncounted.update(documents)

    def store_counts(self) -> None:
        """Bring the counts of all documents up to date that have gained or lost mentions."""
        for document, tally in self._notes.tallies.items():
            if document not in self._notes.uncounted:
                counts.store(self.connection, document, tally)
        counts.count_again(self.connection, self._notes.uncounted)

    def log(self) -> bytes:
        """Return the steps that take everything back."""
        writer = StepWriter()
        for line in self._notes.lines:
            writer.write(line)
        return writer.finish()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Begin a part whose notes are forgotten when the block raises."""
        whole, self._notes = self._notes, Notes()
        try:
            yield
            whole.absorb(self._notes)
        finally:
            self._notes = whole

    def insert(self, table: Table, *rows: Values) -> None:
        """Insert rows that have the same columns."""
        if not rows:
            return
        stamp = self.stamp
        common = {"author_id": stamp.author, "created": stamp.at, "revision": stamp.sequence}
        stamped = [{**common, **row} for row in rows]
        insertion(table, frozenset(stamped[0])).run_many(self.connection, stamped)
        key = key_of(table).name
        for row in rows:
            self._note(Remove(table.name, row[key], stamp.sequence))

    def update(self, table: Table, identifier: str, values: Values) -> dict[str, Any]:
        """Update a row where it differs from these values; return the old values of what was changed.

        Raises:
            LookupError: There is no such row.
        """
        names = ("revision", *values)
        row = columns_of_row(table, names).first(self.connection, key_=identifier)
        if row is None:
            raise LookupError(identifier)
        current = dict(zip(names, row, strict=True))
        old = {name: current[name] for name in values if current[name] != values[name]}
        if old:
            changed = {name: values[name] for name in old} | {"revision": self.stamp.sequence}
            updating(table, frozenset(changed)).run(self.connection, key_=identifier, **changed)
            self._note(Update(table.name, identifier, self.stamp.sequence, old | {"revision": current["revision"]}))
        return old

    def remove(self, table: Table, identifier: str) -> None:
        """Remove a row.

        Raises:
            LookupError: There is no such row.
        """
        row = image_of(self.connection, table, identifier)
        if row is None:
            raise LookupError(identifier)
        deletion(table).run(self.connection, key_=identifier)
        self._note(Insert(table.name, row))

    def note_added_document(self, document: DocumentId, mentions: int, links: int) -> None:
        """Note a document whose rows, its counts among them, were inserted together."""
        sequence = self.stamp.sequence
        extents = Extent(mentions, mentions * sequence), Extent(links, links * sequence)
        self._note(RemoveDocument(document, sequence, *extents))
        self.touched.document(document, mentioned=mentions > 0)

    def note_removed_document(self, document: DocumentId, step: InsertDocument) -> None:
        """Note a document whose rows were removed together."""
        self._note(step)
        self._notes.tallies.pop(document, None)
        self.touched.document(document, mentioned=bool(step.mentions.rows))

    def _note(self, step: Step) -> None:
        self._notes.lines.append(encoded(step))


def image_of(connection: Connection, table: Table, identifier: str) -> dict[str, Any] | None:
    """Return every column of a row, or None."""
    row = image(table).first(connection, key_=identifier)
    return None if row is None else dict(zip(table.columns.keys(), row, strict=True))
