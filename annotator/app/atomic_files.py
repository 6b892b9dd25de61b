"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from annotator.core.errors import UserError


class AtomicFiles:
    """Writes files beside their places and puts them there together at the end.

    Leaving the ``with`` block by an exception removes what was written and leaves the old files as they were.
    Each file is on disk before it takes its name; the names are taken one after the other.
    """

    def __init__(self) -> None:
        self._written: list[tuple[Path, Path]] = []
        self._folders_made: list[Path] = []
        self._is_sync_due = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._clear()
            return
        try:
            if self._is_sync_due:
                _sync_everything(temporary for temporary, _ in self._written)
            for temporary, path in self._written:
                temporary.replace(path)
            for folder in {path.parent for _, path in self._written}:
                _sync_folder(folder)
        except OSError as failure:
            self._clear()
            raise unwritable(self._written[0][1], failure) from failure

    @contextlib.contextmanager
    def open(self, path: Path, *, is_one_of_many: bool = False) -> Iterator[BinaryIO]:
        """Open a file for writing bytes; its folder is made when it is missing.

        Args:
            path: Where it will be.
            is_one_of_many: Brings it to the disk together with the others, which is faster, rather than by itself.

        Raises:
            UserError: The place cannot be written, or the disk is full.
        """
        try:
            place = path.resolve()
            if place.exists() and not place.is_file():
                raise UserError("This is not a file, so nothing can be written to it.", path=path)
            self._make_folder(place.parent)
            temporary = place.with_name(f".{uuid.uuid4().hex}.part")
            self._written.append((temporary, place))
            with temporary.open("xb") as stream:
                yield stream
                stream.flush()
                if is_one_of_many:
                    self._is_sync_due = True
                else:
                    os.fsync(stream.fileno())
            if place.exists():
                temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        except OSError as failure:
            raise unwritable(path, failure) from failure

    def _make_folder(self, folder: Path) -> None:
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._folders_made += missing

    def _clear(self) -> None:
        for temporary, _ in self._written:
            temporary.unlink(missing_ok=True)
        for folder in self._folders_made:
            with contextlib.suppress(OSError):
                folder.rmdir()


def write_atomically(path: Path, data: bytes) -> None:
    """Write one whole file. Raises UserError when it cannot be written."""
    with AtomicFiles() as files, files.open(path) as stream:
        stream.write(data)


def unwritable(path: Path, error: OSError) -> UserError:
    """Return the sentence for a file that cannot be written."""
    if isinstance(error, PermissionError):
        return UserError("It may not be written: permission was denied. Choose another place.", path=path)
    return UserError(
        "It cannot be written ({reason}). What was there before is unchanged.",
        path=path,
        reason=error.strerror or type(error).__name__,
    )


def _sync_everything(written: Iterable[Path]) -> None:
    """Bring many files to the disk: all at once where the system can, else one by one."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in written:
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make new names durable where the system lets a folder be synced (Windows does not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
