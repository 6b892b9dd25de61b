"""What a file says it is, read from its first bytes alone: a file that is not ours is never opened by SQLite.

Opening it would be enough to change it (a hot journal is rolled back, a write-ahead log is folded in).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.core.errors import UserError

APPLICATION_ID: Final = 0x416E6E6F
"""``Anno``: tells our databases from everybody else's (https://www.sqlite.org/fileformat.html#application_id)."""

_MAGIC: Final = b"SQLite format 3\x00"
_LENGTH: Final = 100
_ONE_MEANS_64K: Final = 1
_SMALLEST_PAGE: Final = 512
_PAYLOAD_FRACTIONS: Final = b"\x40\x20\x20"
_UTF_8: Final = 1
_WRITE_AHEAD: Final = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a database file that is ours.

    Attributes:
        version: The number of its schema (``user_version``).
        size: How many bytes the file ought to have at least; 0 when the header does not say.
    """

    version: int
    size: int


def read_header(path: Path) -> Header:
    """Read the header of a workspace file, without touching it.

    Raises:
        UserError: It cannot be read, is no SQLite database, or is another program's.
    """
    try:
        if not path.is_file():
            raise UserError("This is not a workspace: it is not a file.", path=path)
        with path.open("rb") as file:
            start = file.read(_LENGTH)
    except OSError as error:
        raise UserError("The workspace cannot be read ({reason}).", path=path, reason=error.strerror) from error
    if len(start) < _LENGTH or not start.startswith(_MAGIC):
        raise UserError("This is not a workspace: it is not a database. The file was not changed.", path=path)
    (page_size,) = struct.unpack_from(">H", start, 16)
    changes, pages = struct.unpack_from(">II", start, 24)
    (version,) = struct.unpack_from(">I", start, 60)
    (application,) = struct.unpack_from(">I", start, 68)
    (pages_valid_for,) = struct.unpack_from(">I", start, 92)
    if application != APPLICATION_ID:
        raise UserError("This is a database of another program, not a workspace. The file was not changed.", path=path)
    bytes_in_page = 1 << 16 if page_size == _ONE_MEANS_64K else page_size
    if not _is_sound(start, bytes_in_page):
        raise UserError("The workspace file is damaged: its first bytes make no sense. Go back to a copy.", path=path)
    return Header(version, pages * bytes_in_page if pages_valid_for == changes else 0)


def _is_sound(start: bytes, bytes_in_page: int) -> bool:
    """Tell whether the fields that can only have a few values have one of them (§1.3 of SQLite's file format)."""
    (encoding,) = struct.unpack_from(">I", start, 56)
    return (
        bytes_in_page >= _SMALLEST_PAGE
        and bytes_in_page & (bytes_in_page - 1) == 0
        and max(start[18], start[19]) <= _WRITE_AHEAD
        and start[21:24] == _PAYLOAD_FRACTIONS
        and encoding == _UTF_8
    )


def write_ahead_log(path: Path) -> Path:
    """Return where the write-ahead log of a database is, if it has one."""
    return path.with_name(path.name + "-wal")


def shared_memory(path: Path) -> Path:
    """Return where the index of that log is."""
    return path.with_name(path.name + "-shm")
