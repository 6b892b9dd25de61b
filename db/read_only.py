"""Workspaces that are only looked at, also while another process writes to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.history import Act, Changes
from annotator.core.ids import AnnotatorId
from annotator.core.ports import UnitOfWork
from db.reader import SqlReader
from db.sqlite.copying import copy_to, driver_connection
from db.sqlite.engine import reading_engine
from db.sqlite.errors import said_plainly
from db.sqlite.opening import has_log
from db.texts_at_hand import TextsAtHand


class ReadOnlyWorkspace:
    """Implements :class:`annotator.core.ports.Workspace` without ever writing.

    Args:
        path: The file, which has the latest tables.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        may_have_files_beside_it = os.access(path.parent, os.W_OK) or has_log(path)
        self._reading = reading_engine(path, frozen=not may_have_files_beside_it)
        self._reader = SqlReader(self._reading, self._said_plainly, TextsAtHand())

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

    def begin(self, act: Act) -> AbstractContextManager[UnitOfWork]:
        """Refuse. Raises UserError."""
        raise self._refusal()

    def undo(self, author: AnnotatorId) -> Changes | None:
        """Refuse. Raises UserError."""
        raise self._refusal()

    def redo(self, author: AnnotatorId) -> Changes | None:
        """Refuse. Raises UserError."""
        raise self._refusal()

    def rescue(self, location: str) -> None:
        """Save everything as it is now as a new workspace elsewhere."""
        with self._said_plainly(), self._reading.connect() as connection:
            copy_to(driver_connection(connection.connection), Path(location).absolute())

    def close(self) -> None:
        """Let go of the store. Idempotent."""
        self._reading.dispose()

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        with said_plainly(self._path):
            yield

    def _refusal(self) -> UserError:
        return UserError("This workspace was opened to be read; nothing can be changed in it.", path=self._path)
