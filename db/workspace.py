"""Workspaces kept in a file."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert

from annotator.core.errors import UserError
from annotator.core.history import Act, ActState, Changes
from annotator.core.ids import AnnotatorId
from annotator.core.labels import DEFAULT_LABELS
from db import history
from db.convert import label_columns
from db.reader import SqlReader
from db.schema import LABELS, Base
from db.sqlite.engine import APPLICATION_ID, reading_engine, writing_engine
from db.unit import SqlUnitOfWork


class SqliteWorkspace:
    """Implements :class:`annotator.core.ports.Workspace`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._writing_engine = writing_engine(path)
        self._reading_engine = reading_engine(path)
        self._connection = self._writing_engine.connect()
        self._reader = SqlReader(self._reading_engine)

    @property
    def location(self) -> str:
        """Where it is kept."""
        return str(self._path)

    @property
    def name(self) -> str:
        """What to call it."""
        return self._path.stem

    @property
    def reader(self) -> SqlReader:
        """Answers questions about what is committed."""
        return self._reader

    @contextmanager
    def begin(self, act: Act) -> Iterator[SqlUnitOfWork]:
        """Begin a transaction: committed when the block ends, rolled back when it raises."""
        with self._transaction() as connection:
            work = SqlUnitOfWork(connection, act)
            yield work
            work.finish()

    def undo(self, author: AnnotatorId) -> Changes | None:
        """Take back the author's latest standing act, in one transaction; None when there is none."""
        with self._transaction() as connection:
            return history.turn(connection, author, ActState.DONE)

    def redo(self, author: AnnotatorId) -> Changes | None:
        """Do again the author's earliest undone act; None when there is none. Raises ConflictError."""
        with self._transaction() as connection:
            return history.turn(connection, author, ActState.UNDONE)

    def close(self) -> None:
        """Finish writing and let go of the store. Idempotent."""
        with self._lock:
            self._connection.close()
            self._reading_engine.dispose()
            self._writing_engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._lock, self._connection.begin():
            yield self._connection


class SqliteWorkspaces:
    """Implements :class:`annotator.core.ports.Workspaces` for file paths."""

    def exists(self, location: str) -> bool:
        """Tell whether there is something at this location."""
        return Path(location).exists()

    def open(self, location: str) -> SqliteWorkspace:
        """Open an existing workspace for reading and writing."""
        path = Path(location).absolute()
        if not path.exists():
            raise UserError("There is no workspace here.", path=path)
        return SqliteWorkspace(path)

    def create(self, location: str) -> SqliteWorkspace:
        """Make an empty workspace with the default labels and open it."""
        path = Path(location).absolute()
        if path.exists():
            raise UserError("There is a file here already; choose another name.", path=path)
        engine = writing_engine(path)
        now = time.time_ns() // 1_000_000
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.commit()
            Base.metadata.create_all(connection)
            rows = [
                {"id": label.id, **label_columns(label), "author_id": None, "created": now, "revision": 0}
                for label in DEFAULT_LABELS
            ]
            connection.execute(insert(LABELS), rows)
            connection.commit()
        engine.dispose()
        return SqliteWorkspace(path)

    def discard(self, location: str) -> None:
        """Remove a workspace that was made a moment ago and is closed, because nothing came into it."""
        path = Path(location).absolute()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def open_workspace(path: Path | str) -> SqliteWorkspace:
    """Open an existing workspace file. Raises UserError."""
    return SqliteWorkspaces().open(str(path))


def create_workspace(path: Path | str) -> SqliteWorkspace:
    """Make an empty workspace file and open it. Raises UserError."""
    return SqliteWorkspaces().create(str(path))
