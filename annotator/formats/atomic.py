"""Files that appear whole or not at all.

What is written goes to a temporary neighbour first, is brought to disk, and takes its name at the end. A failure or a
cancel on the way leaves whatever was there before, and nothing beside it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import UserError


@contextmanager
def atomic_file(target: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name when the block ends well.

    Args:
        target: Its name; a file of that name is replaced. Its folder must exist.

    Raises:
        UserError: It cannot be written: no such folder, no right to, no room left.
    """
    with _told_as_user_error(target):
        place = target.resolve()
        temporary = _neighbour(place)
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(place)
            _sync_folder(place.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """Make a folder whose files take their names together when the block ends well.

    Where there is no such folder yet it appears whole. Into one that is there the files are moved, replacing those of
    the same names and no others.

    Args:
        target: Its name. The folder it is to be in must exist.

    Raises:
        UserError: It cannot be written, or a file of that name is in the way.
    """
    with _told_as_user_error(target):
        place = target.resolve()
        if place.exists() and not place.is_dir():
            raise UserError("There is a file where the folder should be. Choose another name.", path=target)
        temporary = _neighbour(place)
        temporary.mkdir()
        try:
            yield temporary
            _sync_all(temporary)
            if place.exists():
                _move_into(temporary, place)
            else:
                temporary.replace(place)
            _sync_folder(place.parent)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def _told_as_user_error(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            "It could not be written: {reason}. What was there before is still there.",
            path=target,
            reason=error.strerror or str(error),
        ) from error


def _neighbour(place: Path) -> Path:
    # Names on most disks may have 255 bytes; the end of a long one is not needed to recognise it.
    return place.with_name(f".{place.name[:60]}.{secrets.token_hex(4)}.part")


def _sync_all(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open folders, and writes their entries through
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move_into(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        destination = target / path.relative_to(source)
        if path.is_dir():
            destination.mkdir(exist_ok=True)
        else:
            path.replace(destination)
    _sync_all(target)
