"""Connections to a workspace file: one that writes, and any number that only read.

The settings are those under which no acknowledged act is lost when the power fails, at the price of one sync an act.
Only one connection ever writes or checkpoints: two that do so at once can damage the file in SQLite before 3.51.3
(https://www.sqlite.org/wal.html#walresetbug).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_ALWAYS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_WRITING: Final = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 16777216",
    "PRAGMA cache_size = -16384",
)
_READING: Final = ("PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")
_KEYS_CHECKED: Final = ("PRAGMA foreign_keys = ON",)
_READERS_KEPT: Final = 4


def writing_engine(path: Path, *, keys_checked: bool = True) -> Engine:
    """Return an engine for one connection, whose transactions have the right to write from their beginning.

    Args:
        path: The file.
        keys_checked: Whether foreign keys are enforced; a migration rebuilds tables, and checks them at its end.
    """
    settings = (*_ALWAYS, *_WRITING, *(_KEYS_CHECKED if keys_checked else ()))
    return _engine(path, settings, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)


def reading_engine(path: Path) -> Engine:
    """Return an engine whose connections cannot write; each of their transactions sees one state throughout."""
    return _engine(path, (*_ALWAYS, *_READING), "BEGIN DEFERRED", pool_size=_READERS_KEPT, max_overflow=-1)


def _engine(path: Path, settings: tuple[str, ...], begin: str, *, pool_size: int, max_overflow: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=max_overflow,
        connect_args={"check_same_thread": False},
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
