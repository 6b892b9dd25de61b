"""ZIP archives that came from anywhere: opened only when no member can do harm by its name, kind or size."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final

from annotator.core.errors import UserError

_MOST_MEMBERS: Final = 100_000
_MOST_BYTES: Final = 4 << 30
_SMALL: Final = 10 << 20
_HIGHEST_RATIO: Final = 200
_ENCRYPTED: Final = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive and look at the list of its members.

    Raises:
        UserError: It is damaged, or a member's name leads out of it, is there twice, is a link, is encrypted, or the
            members are too many or far too large for what they take.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist(), path.stat().st_size)
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise UserError("The archive is damaged: {reason}.", path=path, reason=_reason(error)) from None


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int = _MOST_BYTES) -> bytes:
    """Return a member, or its first bytes. Raises UserError when it is damaged."""
    try:
        with _opened(archive, member) as file:
            return file.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise UserError("{member} in it is damaged: {reason}.", member=member.filename, reason=_reason(error)) from None


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(member)
    except OSError as error:  # its place is said to be before the beginning of the archive
        raise zipfile.BadZipFile(str(error)) from None


def copy_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, out: BinaryIO) -> None:
    """Copy a member, no more of it than it said it has. Raises UserError when it is damaged."""
    left = member.file_size
    try:
        with _opened(archive, member) as file:
            while chunk := file.read(min(1 << 20, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise UserError("{member} in it is larger than it says.", member=member.filename)
                out.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise UserError("{member} in it is damaged: {reason}.", member=member.filename, reason=_reason(error)) from None


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    if not members:
        raise UserError("The archive is empty.")
    if len(members) > _MOST_MEMBERS:
        raise UserError(
            "The archive has {count:,} members; at most {most:,} can be taken at once. Part it into several.",
            count=len(members),
            most=_MOST_MEMBERS,
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_BYTES:
        raise UserError("The archive unpacks to more than 4 GB. Part it into several.")
    if unpacked > _SMALL and unpacked > _HIGHEST_RATIO * packed:
        raise UserError(
            "The archive unpacks to {ratio:,} times its size, as no texts do. Nothing was unpacked.",
            ratio=unpacked // max(1, packed),
        )
    seen: set[str] = set()
    for member in members:
        _check_member(member)
        if member.filename in seen:
            raise UserError("The archive has {member} twice; only one can be meant.", member=member.filename)
        seen.add(member.filename)


def _check_member(member: zipfile.ZipInfo) -> None:
    # What the archive says, before ZipInfo makes it like a name of this system.
    name = member.orig_filename.partition("\x00")[0]
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or "\\" in name or _DRIVE.match(name) or ".." in parts:
        raise UserError("The name of a member leads out of the archive: {member}. Nothing was unpacked.", member=name)
    if "\x00" in member.orig_filename:
        raise UserError("The name of a member has a NUL character in it: {member}.", member=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UserError("{member} in it is a link to another file. Nothing was unpacked.", member=name)
    if member.flag_bits & _ENCRYPTED:
        raise UserError("{member} in it is encrypted. Unpack the archive yourself and import its files.", member=name)
    if member.file_size > _SMALL and member.file_size > _HIGHEST_RATIO * max(1, member.compress_size):
        raise UserError(
            "{member} in it unpacks to {ratio:,} times its size, as no text does. Nothing was unpacked.",
            member=name,
            ratio=member.file_size // max(1, member.compress_size),
        )


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")
