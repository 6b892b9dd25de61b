"""Whether a workspace file is still where it was opened.

SQLite goes on committing into a file that has been deleted, moved or replaced: every act would be acknowledged, and
be gone afterwards. Looking at two directory entries after each commit takes three microseconds.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from annotator.core.errors import WorkspaceGoneError
from db.sqlite.errors import GONE
from db.sqlite.header import write_ahead_log

_SMALLEST_DATABASE: Final = 512

Identity = tuple[int, int]


class Place:
    """Remembers which file a path led to, and that of its write-ahead log as soon as there is one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = write_ahead_log(path)
        self._file_identity = _identity(path, _SMALLEST_DATABASE)
        self._log_identity = _identity(self._log)

    def check(self) -> None:
        """Raise WorkspaceGoneError when the path leads to no file, or to another one."""
        log = _identity(self._log)
        if self._log_identity is None:
            self._log_identity = log
        file = _identity(self._path, _SMALLEST_DATABASE)
        if file is None or file != self._file_identity or log != self._log_identity:
            raise WorkspaceGoneError(GONE, path=self._path)


def _identity(path: Path, smallest: int = 0) -> Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - Path.stat takes twice as long, and this runs at every act
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size >= smallest else None
