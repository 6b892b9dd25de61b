"""Arrays in one file that is looked into where it lies, and never believed when it is damaged.

The file is a line that says what it is, a head in JSON that says where each array is, and the arrays. Both parts carry
a checksum. It is written beside its place and then put there in one step, so that it is always whole: the old one or
the new one.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIRST_LINE: Final = b"Annotator arrays 1\n"
_LENGTHS: Final = 8
_ALIGNED: Final = 64
_PORTION: Final = 1 << 20
_LONGEST_HEAD: Final = 1 << 20


class ArrayFile(NamedTuple):
    """What a file holds.

    Attributes:
        facts: What was said about the arrays when they were written.
        arrays: The arrays, read where they lie.
    """

    facts: dict[str, Any]
    arrays: dict[str, NDArray[Any]]


def write_arrays(path: Path, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays and facts about them.

    Args:
        path: The file, which is replaced.
        facts: Plain values that JSON can hold.
        arrays: The arrays by name.

    Raises:
        OSError: The file cannot be written; what was there stays.
    """
    import numpy as np

    places, offset = {}, 0
    for name, array in arrays.items():
        places[name] = {"type": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            # The head's own length and checksum stand before it; that of the arrays is only known at the end.
            head = json.dumps({"facts": dict(facts), "arrays": places, "bytes": offset}).encode()
            head += b" " * (-(len(_FIRST_LINE) + 3 * _LENGTHS + len(head)) % _ALIGNED)
            out.write(_FIRST_LINE + bytes(3 * _LENGTHS) + head)
            checksum = 0
            for array in arrays.values():
                packed = np.ascontiguousarray(array)
                padding = bytes(-packed.nbytes % _ALIGNED)
                for piece in (packed.reshape(-1).view(np.uint8).data, padding):
                    out.write(piece)
                    checksum = zlib.crc32(piece, checksum)
            out.seek(len(_FIRST_LINE))
            for number in (len(head), zlib.crc32(head), checksum):
                out.write(number.to_bytes(_LENGTHS, "little"))
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def open_arrays(path: Path) -> ArrayFile | None:
    """Return what a file holds, or None if there is none, it is not whole, or it cannot be read."""
    import numpy as np

    try:
        with path.open("rb") as file:
            head, start = _head(file)
            if head is None or not _is_whole(file, start, head["bytes"]):
                return None
            arrays: dict[str, NDArray[Any]] = {}
            for name, place in head["arrays"].items():
                shape = tuple(place["shape"])
                if 0 in shape:  # nothing cannot be mapped
                    arrays[name] = np.empty(shape, place["type"])
                else:
                    offset = start + place["offset"]
                    arrays[name] = np.memmap(file, place["type"], "r", offset, shape).view(np.ndarray)
            return ArrayFile(head["facts"], arrays)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _head(file: BinaryIO) -> tuple[dict[str, Any] | None, int]:
    """Read the head and return it with where the arrays begin; None if it is not what was written."""
    if file.read(len(_FIRST_LINE)) != _FIRST_LINE:
        return None, 0
    length, checksum = (int.from_bytes(file.read(_LENGTHS), "little") for _ in range(2))
    file.seek(_LENGTHS, os.SEEK_CUR)
    if length > _LONGEST_HEAD:
        return None, 0
    head = file.read(length)
    if len(head) != length or zlib.crc32(head) != checksum:
        return None, 0
    return json.loads(head), file.tell()


def _is_whole(file: BinaryIO, start: int, length: int) -> bool:
    """Read the arrays through once, without keeping them in memory, and compare their checksum."""
    file.seek(len(_FIRST_LINE) + 2 * _LENGTHS)
    expected = int.from_bytes(file.read(_LENGTHS), "little")
    file.seek(start)
    checksum, left = 0, length
    while left and (piece := file.read(min(_PORTION, left))):
        checksum = zlib.crc32(piece, checksum)
        left -= len(piece)
    return not left and checksum == expected and not file.read(1)
