"""Files compressed by gzip or bzip2: looked into, read as a stream, or unpacked where that does no harm."""

from __future__ import annotations

import bz2
import gzip
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from typing import Final

from annotator.core.errors import UserError
from annotator.formats.base import Item, ReadOptions
from annotator.formats.sniffing import HEAD_BYTES, Sample
from annotator.formats.zip_bundle import Recogniser

GZIP: Final = b"\x1f\x8b"
BZIP2: Final = b"BZh"
ENDINGS: Final = (".gz", ".bz2")

_MOST_BYTES: Final = 4 << 30
_SMALL: Final = 10 << 20
_HIGHEST_RATIO: Final = 200
_CHUNK: Final = 1 << 20


def is_packed(sample: Sample) -> bool:
    """Tell whether a file is compressed and not called a text."""
    return sample.head.startswith((GZIP, BZIP2)) and sample.suffix not in (".txt", ".text")


def beginning(head: bytes) -> bytes:
    """Unpack as much of a packed beginning as there is, 64 KiB at most; of what is damaged, nothing."""
    try:
        if head.startswith(GZIP):
            return zlib.decompressobj(31).decompress(head, HEAD_BYTES)
        return bz2.BZ2Decompressor().decompress(head, HEAD_BYTES)
    except (zlib.error, OSError, EOFError):
        return b""


def sample_within(sample: Sample) -> Sample:
    """Return what the file within looks like."""
    return Sample(_name_within(sample.name), beginning(sample.head))


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Unpack a file into a temporary folder that goes afterwards; one that is not packed is given as it is.

    Raises:
        UserError: It is damaged, ends too soon (``line`` says where), or unpacks to far more than text does.
    """
    if not is_packed(Sample.of(path)):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        inner = Path(folder) / _name_within(path.name)
        _unpack(path, inner)
        yield inner


def items_within(path: Path, options: ReadOptions, recognise: Recogniser) -> Iterator[Item]:
    """Yield what the reader of the file within yields, with the name of the file that it was packed into.

    Raises:
        UserError: As :func:`unpacked`, or what is in it is of no known format.
    """
    with unpacked(path) as inner:
        sample = Sample.of(inner)
        format_, sureness = recognise(sample)
        if not sureness or format_.name == "zip" or is_packed(sample) or format_.read is None:
            raise UserError("What is compressed in it is of no known format.")
        for item in format_.read(inner, options):
            yield at_packed(item, path) if isinstance(item, UserError) else item


def at_packed(error: UserError, path: Path) -> UserError:
    """Return an error about the file within as one about the file that it was packed into."""
    return UserError(error.template, path=path, line=error.line, **error.values)


def opened(path: Path) -> BufferedIOBase:
    """Open a file for reading, unpacking it on the way where it is packed."""
    with path.open("rb") as file:
        magic = file.read(len(BZIP2))
    if magic.startswith(GZIP):
        return gzip.open(path)
    if magic == BZIP2:
        return bz2.open(path)
    return path.open("rb")


@contextmanager
def explaining_damage() -> Iterator[None]:
    """Make a sentence of what is raised when a packed file is damaged. Raises UserError without a line."""
    try:
        yield
    except EOFError:
        raise UserError("The packed file ends too soon; it was not copied or loaded whole.") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(error) from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise _damaged(error) from None  # what bz2 raises for a damaged stream


def _damaged(error: Exception) -> UserError:
    return UserError("The packed file is damaged: {reason}.", reason=str(error).rstrip("."))


def _unpack(path: Path, inner: Path) -> None:
    most = min(_MOST_BYTES, max(_SMALL, _HIGHEST_RATIO * path.stat().st_size))
    size = 0
    with inner.open("xb") as out:
        for chunk in _chunks(path):
            size += len(chunk)
            if size > most:
                raise UserError("It unpacks to far more than text does. Nothing was imported.")
            out.write(chunk)


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield a file unpacked. Raises UserError with the line up to which it is sound when it is damaged."""
    line = 1
    try:
        with explaining_damage(), opened(path) as packed:
            while chunk := packed.read1(_CHUNK):
                line += chunk.count(b"\n")
                yield chunk
    except UserError as error:
        raise error.at(line=line) from None


def _name_within(name: str) -> str:
    """Return the name without the ending that says how it is packed."""
    return Path(name).stem if name.lower().endswith(ENDINGS) else name
