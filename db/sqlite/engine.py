"""Connections to a workspace file: one that writes, and any number that only read.

The settings are those under which no acknowledged act is lost when the power fails, at the price of one sync an act.
Only one connection ever writes or checkpoints: two that do so at once can damage the file in SQLite before 3.51.3
(https://www.sqlite.org/wal.html#walresetbug).
"""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_ALWAYS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
# Folding the log into the file syncs twice more, and some act has to wait for it. At SQLite's own 1,000 pages that is
# about one act in a hundred; at 2,000 (16 MiB, the size the log is cut to) one in more than two hundred.
_WRITING: Final = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 2000",
    "PRAGMA journal_size_limit = 16777216",
    "PRAGMA cache_size = -16384",
)
_READING: Final = ("PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")
_KEYS_CHECKED: Final = ("PRAGMA foreign_keys = ON",)
_READERS_KEPT: Final = 4


def writing_engine(path: Path, *, make: bool = False, keys_checked: bool = True) -> Engine:
    """Return an engine for one connection, whose transactions have the right to write from their beginning.

    Args:
        path: The file.
        make: Whether to make the file when it is not there.
        keys_checked: Whether foreign keys are enforced; a migration rebuilds tables, and checks them at its end.
    """
    settings = (*_ALWAYS, *_WRITING, *(_KEYS_CHECKED if keys_checked else ()))
    return _engine(_address(path, "rwc" if make else "rw"), settings, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)


def reading_engine(path: Path, *, frozen: bool = False) -> Engine:
    """Return an engine whose connections cannot write; each of their transactions sees one state throughout.

    Args:
        path: The file.
        frozen: Whether nobody can write to it, so that it is read without any file being made beside it.
    """
    address = _address(path, "ro&immutable=1" if frozen else "rw")
    return _engine(address, (*_ALWAYS, *_READING), "BEGIN DEFERRED", pool_size=_READERS_KEPT, max_overflow=-1)


def _parsed(json_text: str) -> Any:  # Any: whatever JSON holds
    """Parse JSON; what is nearly always there says nothing."""
    return {} if json_text == "{}" else json.loads(json_text)


def _address(path: Path, mode: str) -> str:
    """Return a file's address for SQLite, which else would make the file wherever it does not find one."""
    return f"{path.as_uri()}?mode={mode}"


def _engine(address: str, settings: tuple[str, ...], begin: str, *, pool_size: int, max_overflow: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=partial(sqlite3.connect, address, uri=True, check_same_thread=False),
        json_deserializer=_parsed,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=max_overflow,
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(setting).close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
