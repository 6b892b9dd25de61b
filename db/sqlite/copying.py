"""Copies of a workspace file, taken through a connection, so that they hold what is only in the write-ahead log too."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from annotator.core.errors import BugError, UserError
from db.sqlite.errors import said_plainly


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database as it is now to a new file, and check the copy.

    Args:
        source: A connection to it; the file itself may be gone already.
        target: The new file. It appears whole or not at all.

    Raises:
        UserError: There is something at the target already, it cannot be written, or what was copied is damaged.
    """
    if target.exists():
        raise UserError("There is a file here already. Choose another name.", path=target)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with said_plainly(target):
            _copy(source, unfinished)
        move_into_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def move_into_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, durably, but never that of another file. Raises UserError."""
    try:
        os.link(unfinished, target)
        unfinished.unlink()
    except FileExistsError:
        raise UserError("There is a file here already. Choose another name.", path=target) from None
    except OSError:  # no hard links on this file system
        unfinished.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable, where the system needs to be asked."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        copy.close()
    if verdict != "ok":
        raise UserError("What was copied is damaged ({verdict}).", path=target, verdict=verdict)


def driver_connection(connection: object) -> sqlite3.Connection:
    """Return SQLite's own connection out of a pooled one."""
    found = getattr(connection, "driver_connection", None)
    if not isinstance(found, sqlite3.Connection):
        raise BugError("not a connection to SQLite")
    return found
