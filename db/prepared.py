"""Statements that are built and compiled once, and run on the driver's own cursor.

Building a statement anew for each execution takes SQLAlchemy twenty times as long as the database takes to answer it.
An act is a dozen statements and an import half a million rows, so here the work is done once per statement: what is
left is what the driver needs. Types are converted as SQLAlchemy would (JSON, booleans), and errors are its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NoReturn

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]  # Any: a column of any type
Processor = Callable[[Any], Any]
Query = Select[*tuple[Any, ...]]
Statement = Query | Insert | Update | Delete

_PIECE: Final = 256
_ROWS_AT_ONCE: Final = 500
"""A statement of so many rows takes a quarter less time than as many statements. Of 18 columns, that are 9,000
parameters; databases allow 32,766 (SQLite since 3.32) or more."""


class Prepared:
    """One statement with its named parameters.

    Args:
        statement: What to execute.
        columns: For an INSERT or UPDATE, the columns it sets; they are parameters of the same names.
    """

    def __init__(self, statement: Statement, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = None if columns is None else list(columns)
        self._compiled: dict[str, _Compiled] = {}

    def all(self, connection: Connection, **parameters: object) -> list[Row]:
        """Return every row."""
        compiled = self._for(connection)
        cursor = compiled.execute(connection, parameters)
        rows: list[Row] = cursor.fetchall()
        cursor.close()
        return compiled.processed(rows) if compiled.processors else rows

    def first(self, connection: Connection, **parameters: object) -> Row | None:
        """Return the first row, or None."""
        compiled = self._for(connection)
        cursor = compiled.execute(connection, parameters)
        row: Row | None = cursor.fetchone()
        cursor.close()
        return compiled.processed([row])[0] if row is not None and compiled.processors else row

    def value(self, connection: Connection, **parameters: object) -> Any:
        """Return the first column of the first row, or None."""
        row = self.first(connection, **parameters)
        return None if row is None else row[0]

    def stream(self, connection: Connection, **parameters: object) -> Iterator[Row]:
        """Yield the rows, a few at a time from the database."""
        compiled = self._for(connection)
        cursor = compiled.execute(connection, parameters)
        try:
            while rows := cursor.fetchmany(_PIECE):
                yield from compiled.processed(rows) if compiled.processors else rows
        finally:
            cursor.close()

    def run(self, connection: Connection, **parameters: object) -> None:
        """Execute it for what it does."""
        self._for(connection).execute(connection, parameters).close()

    def run_many(self, connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Execute it once for each row of parameters."""
        compiled = self._for(connection)
        compiled.execute_many(connection, [compiled.bound(row) for row in rows])

    def run_cells(self, connection: Connection, cells: Sequence[Any]) -> None:
        """Insert the rows that these cells make, one after the other, each in the order of the columns.

        Args:
            connection: Where to.
            cells: Values that need no conversion. A flat list of them is filled and passed on far more quickly than
                a tuple for each row.
        """
        compiled, width = self._for(connection), len(self._columns or ())
        together = _ROWS_AT_ONCE * width
        whole = len(cells) - len(cells) % together
        for first in range(0, whole, together):
            compiled.insert_together(connection, cells[first : first + together], width)
        if rest := cells[whole:]:
            compiled.execute_many(connection, [*zip(*[iter(rest)] * width, strict=True)])

    def _for(self, connection: Connection) -> _Compiled:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self._statement, self._columns, dialect)
        return compiled


class _Compiled:
    """A statement in the words of one database."""

    def __init__(self, statement: Statement, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - no other compiler makes such statements
        self._text = str(compiled)
        self._dialect = dialect
        self._order = compiled.positiontup
        self._together: dict[int, str] = {}
        self._constants: dict[str, object] = {}
        self._binders: dict[str, Processor] = {}
        for bind, name in compiled.bind_names.items():
            if not bind.required:
                self._constants[name] = bind.effective_value
            if binder := bind.type.dialect_impl(dialect).bind_processor(dialect):
                self._binders[name] = binder
        self.processors: dict[int, Processor] = {}
        for place, column in enumerate(statement.selected_columns if isinstance(statement, Select) else ()):
            if processor := column.type.dialect_impl(dialect).result_processor(dialect, None):
                self.processors[place] = processor

    def bound(self, parameters: Mapping[str, object]) -> Any:
        """Return the parameters as the driver takes them."""
        given = {**self._constants, **parameters}
        for name, binder in self._binders.items():
            given[name] = binder(given[name])
        return given if self._order is None else tuple([given[name] for name in self._order])

    def processed(self, rows: list[Row]) -> list[Row]:
        """Return rows with the columns converted that need it."""
        converted = []
        for row in rows:
            cells = list(row)
            for place, processor in self.processors.items():
                cells[place] = processor(cells[place])
            converted.append(tuple(cells))
        return converted

    def execute(self, connection: Connection, parameters: Mapping[str, object]) -> Any:
        """Run it and return the driver's cursor."""
        cursor = connection.connection.cursor()
        bound = self.bound(parameters)
        try:
            cursor.execute(self._text, bound)
        except Exception as error:
            self._raise(error)
        return cursor

    def execute_many(self, connection: Connection, rows: Sequence[Any]) -> None:
        """Run it for many rows."""
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(self._text, rows)
        except Exception as error:
            self._raise(error)
        finally:
            cursor.close()

    def insert_together(self, connection: Connection, cells: Sequence[Any], width: int) -> None:
        """Run an INSERT once for many rows of some width."""
        if len(cells) not in self._together:
            head, values, row = self._text.rpartition(" VALUES ")
            self._together[len(cells)] = head + values + ", ".join([row] * (len(cells) // width))
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._together[len(cells)], cells)
        except Exception as error:
            self._raise(error)
        finally:
            cursor.close()

    def _raise(self, error: Exception) -> NoReturn:
        base = self._dialect.loaded_dbapi.Error
        raise DBAPIError.instance(self._text, None, error, base, dialect=self._dialect) from error


def key_of(table: Table) -> Column[Any]:
    """Return the column that holds a row's id."""
    (key,) = table.primary_key.columns
    return key


@lru_cache(maxsize=64)
def insertion(table: Table, columns: frozenset[str]) -> Prepared:
    """Return the statement that inserts rows with these columns, in the order they have in the table."""
    return Prepared(insert(table), [column.name for column in table.columns if column.name in columns])


@lru_cache(maxsize=64)
def image(table: Table) -> Prepared:
    """Return the statement that reads every column of the row ``key_``."""
    return Prepared(select(table).where(key_of(table) == bindparam("key_")))


@lru_cache(maxsize=256)
def columns_of_row(table: Table, columns: tuple[str, ...]) -> Prepared:
    """Return the statement that reads some columns of the row ``key_``."""
    return Prepared(select(*(table.c[name] for name in columns)).where(key_of(table) == bindparam("key_")))


@lru_cache(maxsize=256)
def updating(table: Table, columns: frozenset[str]) -> Prepared:
    """Return the statement that sets some columns of the row ``key_``."""
    return Prepared(update(table).where(key_of(table) == bindparam("key_")), sorted(columns))


@lru_cache(maxsize=64)
def deletion(table: Table) -> Prepared:
    """Return the statement that deletes the row ``key_``."""
    return Prepared(delete(table).where(key_of(table) == bindparam("key_")))
