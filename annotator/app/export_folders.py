"""Where formats of several files are written to: a folder, a ZIP archive, or nowhere but for the first file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from annotator.app.atomic_files import AtomicFiles
from annotator.formats.base import ARCHIVE, Folder

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that archives know: the same content gives the same bytes whenever it is written."""


@contextmanager
def open_folder(files: AtomicFiles, target: Path) -> Iterator[Folder]:
    """Open an archive if that is what the target's name says, and a folder otherwise. Raises UserError."""
    if target.suffix.lower() != ARCHIVE:
        yield _PlainFolder(files, target)
        return
    with files.open(target) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        yield _Archive(archive)


class FirstFile:
    """Lets the first file through to a stream and forgets the others."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: BinaryIO | None = stream

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file for writing."""
        stream, self._stream = self._stream, None
        yield io.BytesIO() if stream is None else stream


class _PlainFolder:
    def __init__(self, files: AtomicFiles, root: Path) -> None:
        self._files = files
        self._root = root

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file for writing."""
        with self._files.open(self._root.joinpath(*name.split("/")), is_one_of_many=True) as stream:
            yield stream


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file for writing."""
        entry = zipfile.ZipInfo(name, _LONG_AGO)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(entry, "w", force_zip64=True) as stream:
            yield stream  # type: ignore[misc]  # typeshed calls it IO[bytes]
