"""Workspaces kept in a file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from annotator.core.errors import BugError, OutdatedError, UserError
from annotator.core.history import Act, ActState, Changes
from annotator.core.ids import AnnotatorId
from annotator.core.ports import Workspace
from db import history
from db.migrating import CURRENT, Migrations
from db.read_only import ReadOnlyWorkspace
from db.reader import SqlReader
from db.sqlite.copying import copy_to, driver_connection
from db.sqlite.engine import reading_engine, writing_engine
from db.sqlite.errors import said_plainly
from db.sqlite.header import shared_memory, write_ahead_log
from db.sqlite.lock import WriterLock
from db.sqlite.opening import bring_up_to_date, check_after_crash, check_header, create_file, revision_of
from db.sqlite.place import Place
from db.texts_at_hand import TextsAtHand
from db.unit import SqlUnitOfWork


class SqliteWorkspace:
    """Implements :class:`annotator.core.ports.Workspace`.

    Args:
        path: The file, which has the latest tables.
        lock: The right to write to it, given back when the workspace is closed.
    """

    def __init__(self, path: Path, lock: WriterLock) -> None:
        self._path = path
        self._lock = lock
        self._one_act = threading.RLock()
        self._texts = TextsAtHand()
        self._writing = writing_engine(path)
        self._reading = reading_engine(path)
        self._connection = self._writing.connect()
        self._reader = SqlReader(self._reading, lambda: said_plainly(path), self._texts)
        self._place = Place(path)
        self._is_open = True

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
            work = SqlUnitOfWork(connection, act, self._texts)
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

    def rescue(self, location: str) -> None:
        """Save everything as it is now as a new workspace elsewhere, also when its own file is gone."""
        with self._one_act:
            self._check_open()
            copy_to(driver_connection(self._connection.connection), Path(location).absolute())

    def close(self) -> None:
        """Finish writing and let go of the store. Idempotent."""
        with self._one_act:
            if self._is_open:
                self._is_open = False
                self._reading.dispose()
                self._connection.close()
                self._writing.dispose()
                self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._one_act:
            self._check_open()
            if self._connection.in_transaction():
                raise BugError("one act was begun within another")
            self._place.check()
            with said_plainly(self._path), self._connection.begin():
                yield self._connection
            self._place.check()

    def _check_open(self) -> None:
        if not self._is_open:
            raise BugError(f"{self._path} is closed already")


class SqliteWorkspaces:
    """Implements :class:`annotator.core.ports.Workspaces` for file paths.

    Args:
        migrations: What leads to the tables that this version works with.
    """

    def __init__(self, migrations: Migrations = CURRENT) -> None:
        self._migrations = migrations

    def exists(self, location: str) -> bool:
        """Tell whether there is something at this location."""
        return Path(location).exists()

    def open(self, location: str, *, reading: bool = False) -> Workspace:
        """Open an existing workspace; one of an older version is migrated first, unless it will only be read.

        Raises:
            UserError: There is none, it is not ours, it was made by a newer version, it is damaged, or another
                process has it open. The file is left untouched.
        """
        path = Path(location).resolve()
        if not path.exists():
            raise UserError("There is no workspace here.", path=path)
        if reading:
            return self._open_for_reading(path)
        lock = WriterLock(path)
        try:
            check_header(path, self._migrations)
            revision = revision_of(path, self._migrations)
            check_after_crash(path)
            if revision != self._migrations.latest:
                bring_up_to_date(path, self._migrations, revision)
            with said_plainly(path):
                return SqliteWorkspace(path, lock)
        except BaseException:
            lock.release()
            raise

    def _open_for_reading(self, path: Path) -> ReadOnlyWorkspace:
        # Closing a file takes away every lock that this process has on it: one that we write to is not looked into.
        if not WriterLock.is_held_here(path):
            check_header(path, self._migrations)
            if revision_of(path, self._migrations) != self._migrations.latest:
                raise OutdatedError(
                    "This workspace was made by an older version of Annotator. Open it once in the window, which "
                    "brings it up to date and keeps a copy.",
                    path=path,
                )
        return ReadOnlyWorkspace(path)

    def create(self, location: str) -> SqliteWorkspace:
        """Make an empty workspace with the default labels and open it.

        Raises:
            UserError: Something is there already, or the place cannot be written.
        """
        path = Path(location).resolve()
        if not path.parent.is_dir():
            raise UserError("There is no folder {folder}.", path=path, folder=path.parent)
        lock = WriterLock(path)
        try:
            create_file(path, self._migrations)
            return SqliteWorkspace(path, lock)
        except BaseException:
            lock.release()
            raise

    def discard(self, location: str) -> None:
        """Remove a workspace that was made a moment ago and is closed, because nothing came into it.

        Raises:
            UserError: Somebody has it open.
        """
        path = Path(location).resolve()
        lock = WriterLock(path)
        try:
            for file in (path, write_ahead_log(path), shared_memory(path)):
                file.unlink(missing_ok=True)
        finally:
            lock.release()


def open_workspace(path: Path | str) -> Workspace:
    """Open an existing workspace file. Raises UserError."""
    return SqliteWorkspaces().open(str(path))


def create_workspace(path: Path | str) -> SqliteWorkspace:
    """Make an empty workspace file and open it. Raises UserError."""
    return SqliteWorkspaces().create(str(path))
