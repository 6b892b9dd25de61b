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
from db.kinds import Kind, kind_named
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

    def insert(self, table: Table | Kind, *rows: Values) -> None:
        """Insert rows that have the same columns."""
        if not rows:
            return
        stamp = self.stamp
        common = {"author_id": stamp.author, "created": stamp.at, "revision": stamp.sequence}
        stamped = [{**common, **row} for row in rows]
        kind = kind_named(table.name)
        kind.insert(self.connection, stamped)
        for row in rows:
            self._note(Remove(kind.name, row[kind.key], stamp.sequence))

    def update(self, table: Table | Kind, identifier: str, values: Values) -> dict[str, Any]:
        """Update a row where it differs from these values; return the old values of what was changed.

        Raises:
            LookupError: There is no such row.
        """
        kind = kind_named(table.name)
        current = kind.values(self.connection, identifier, ("revision", *values))
        if current is None:
            raise LookupError(identifier)
        old = {name: current[name] for name in values if current[name] != values[name]}
        if old:
            changed = {name: values[name] for name in old} | {"revision": self.stamp.sequence}
            kind.update(self.connection, identifier, changed)
            self._note(Update(kind.name, identifier, self.stamp.sequence, old | {"revision": current["revision"]}))
        return old

    def remove(self, table: Table | Kind, identifier: str) -> None:
        """Remove a row.

        Raises:
            LookupError: There is no such row.
        """
        kind = kind_named(table.name)
        row = kind.image(self.connection, identifier)
        if row is None:
            raise LookupError(identifier)
        kind.remove(self.connection, identifier)
        self._note(Insert(kind.name, row))

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
