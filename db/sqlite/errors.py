"""SQLite's errors as sentences."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from annotator.core.errors import NotSavedError, UserError, WorkspaceGoneError

GONE: Final = (
    "The workspace is no longer at its place: the file has been deleted, moved or replaced while it was open. Nothing "
    "more can be saved there. Save what is open as a new workspace, or put the file back."
)
_NO_ROOM: Final = "There is no room left on the disk. What was saved before is safe; make room, then do it again."
_NO_ACCESS: Final = (
    "The workspace may not be written. What was saved before is safe; change its permissions, then do it again."
)
_FAILED: Final = (
    "The disk failed to do what was asked of it. What was saved before is safe; do it again, or copy the workspace to "
    "another disk."
)
_BUSY: Final = "Another program is writing to the workspace. Close that program, then do it again."
_DAMAGED: Final = "The workspace file is damaged. Go back to a copy of it."

_SENTENCES: Final = {
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_IOERR: _FAILED,
    sqlite3.SQLITE_READONLY: _NO_ACCESS,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_LITTLE_ROOM_BYTES: Final = 1 << 20


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn the errors that the disk is to blame for into sentences; our own mistakes pass as they are.

    Raises:
        NotSavedError: There is no room, no permission, or another such reason.
        WorkspaceGoneError: There is no file at the path any more.
        UserError: The file is damaged.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        sentence = _sentence_for(original)
        if sentence is None:
            raise
        if sentence is _DAMAGED:
            raise UserError(sentence, path=path) from error
        if sentence is not _BUSY and not path.exists():
            raise WorkspaceGoneError(GONE, path=path) from error
        if sentence is _FAILED and _is_nearly_full(path):
            sentence = _NO_ROOM
        raise NotSavedError(sentence, path=path) from error


def _sentence_for(error: BaseException | None) -> str | None:
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return _DAMAGED if "decode" in str(error) else None  # the driver itself, about text that is not UTF-8
    return _SENTENCES.get(_primary_code(error))


def _primary_code(error: BaseException | None) -> int:
    """Return the primary result code: the low byte of the extended one (https://www.sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF if isinstance(code, int) else 0


def _is_nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_ROOM_BYTES
    except OSError:
        return False
