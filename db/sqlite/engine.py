"""Connections to a workspace file: one that writes, and any number that only read."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

APPLICATION_ID: Final = 0x416E6E6F
"""``Anno``: what SQLite calls the application id, at offset 68 of the file."""

_SETTINGS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
)
_WRITING: Final = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 16777216",
    "PRAGMA cache_size = -16384",
)
_READING: Final = ("PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")


def writing_engine(path: Path) -> Engine:
    """Return an engine whose transactions begin with the right to write."""
    engine = _engine(path, _WRITING, readers=1)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path) -> Engine:
    """Return an engine whose connections cannot write; each transaction sees one state throughout."""
    engine = _engine(path, _READING, readers=4)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN DEFERRED")

    return engine


def _engine(path: Path, settings: tuple[str, ...], readers: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=readers,
        max_overflow=-1 if readers > 1 else 0,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for setting in (*_SETTINGS, *settings):
            connection.execute(setting).close()

    return engine
