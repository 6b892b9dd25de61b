"""Single rows by their id, as the history speaks of them.

Most kinds of rows have a table of their own. A link has not: it stands in the row of its mention, which saves a row and
two entries in indexes for each of very many, and needs no looking up where mentions are read. It still is made, changed
and taken back by itself, and not always by the mention's author; so the history speaks of links as of any other rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table

from db.prepared import columns_of_row, deletion, insertion, key_of, updating
from db.schema import LINK_COLUMNS, MENTIONS, METADATA

Values = Mapping[str, Any]  # Any: a column of any type


class BrokenReferenceError(Exception):
    """A row would name one that is not there. Where the database has a rule of its own, it raises IntegrityError."""


class Kind:
    """One kind of rows.

    Args:
        name: What the history calls it.
        table: Where its rows are.
        columns: The column that holds each value, by the value's name. The first is the id.
    """

    def __init__(self, name: str, table: Table, columns: Mapping[str, str]) -> None:
        self.name = name
        self.key = next(iter(columns))
        self.names = tuple(columns)
        self._table = table
        self._columns = columns

    def image(self, connection: Connection, identifier: str) -> dict[str, Any] | None:
        """Return the whole row of this id, or None."""
        return self.values(connection, identifier, self.names)

    def values(self, connection: Connection, identifier: str, names: Sequence[str]) -> dict[str, Any] | None:
        """Return these values of the row of this id, or None when there is none."""
        columns = tuple(self._columns[name] for name in names)
        row = columns_of_row(self._table, columns).first(connection, key_=identifier)
        return None if row is None else dict(zip(names, row, strict=True))

    def insert(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Insert rows that have the same columns."""
        insertion(self._table, frozenset(rows[0])).run_many(connection, rows)

    def update(self, connection: Connection, identifier: str, values: Values) -> None:
        """Set some values of a row."""
        columns = {self._columns[name]: value for name, value in values.items()}
        updating(self._table, frozenset(columns)).run(connection, key_=identifier, **columns)

    def remove(self, connection: Connection, identifier: str) -> None:
        """Delete a row."""
        deletion(self._table).run(connection, key_=identifier)


class _Mentions(Kind):
    """Mentions without their links."""

    def __init__(self) -> None:
        own = [column.name for column in MENTIONS.columns if column.name not in LINK_COLUMNS]
        super().__init__(MENTIONS.name, MENTIONS, {name: name for name in own})

    def remove(self, connection: Connection, identifier: str) -> None:
        """Delete a mention. Raises BrokenReferenceError while it has a link."""
        if LINKS.image(connection, identifier) is not None:
            raise BrokenReferenceError(identifier)
        super().remove(connection, identifier)


class _Links(Kind):
    """Links: the columns of a mention that say what was decided, empty while nothing is."""

    def values(self, connection: Connection, identifier: str, names: Sequence[str]) -> dict[str, Any] | None:
        """Return these values of a link, or None when the mention has none or is not there."""
        found = super().values(connection, identifier, [*names, "revision"])
        return None if found is None or found["revision"] is None else {name: found[name] for name in names}

    def insert(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Link mentions that have no link. Raises BrokenReferenceError when one of them is not there."""
        for row in rows:
            if MENTION_ROWS.values(connection, row[self.key], [MENTION_ROWS.key]) is None:
                raise BrokenReferenceError(row[self.key])
            self.update(connection, row[self.key], {name: row[name] for name in self.names[1:]})

    def remove(self, connection: Connection, identifier: str) -> None:
        """Empty the columns."""
        self.update(connection, identifier, dict.fromkeys(self.names[1:]))


MENTION_ROWS: Final = _Mentions()
LINKS: Final = _Links("links", MENTIONS, {"mention_id": "id"} | {name: column for column, name in LINK_COLUMNS.items()})


def _kind_of(table: Table) -> Kind:
    key = key_of(table).name
    return Kind(table.name, table, {key: key} | {column.name: column.name for column in table.columns})


_KINDS: Final[Mapping[str, Kind]] = {table.name: _kind_of(table) for table in METADATA.tables.values()} | {
    kind.name: kind for kind in (MENTION_ROWS, LINKS)
}


def kind_named(name: str) -> Kind:
    """Return the kind of rows that the history calls so."""
    return _KINDS[name]
