"""A file of any format that can be read, compressed by gzip (``corpus.jsonl.gz``).

It is unpacked into a temporary folder, as long as it does not grow beyond what text does, and read as what its name
without ``.gz`` and its beginning say. Nothing is written.
"""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.core.errors import UserError
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.sniffing import Sample
from annotator.formats.zip_bundle import Recogniser

_MOST_BYTES: Final = 4 << 30
_SMALL: Final = 10 << 20
_HIGHEST_RATIO: Final = 200
_CHUNK: Final = 1 << 20
_MAGIC: Final = b"\x1f\x8b"


def format_of_gzip(recognise: Recogniser) -> Format:
    """Return the format, given how the format of what is inside is told."""

    def read(path: Path, options: ReadOptions) -> Iterator[Item]:
        return explained(path, _items(path, options, recognise))

    return Format(
        name="gzip",
        title="gzip",
        purpose="one file of any format, compressed",
        extensions=(".gz",),
        cargo=Cargo.DOCUMENTS,
        offsets=OffsetUnit.NONE,
        losses=(),
        sniff=_sniff,
        read=read,
        is_binary=True,
        synonyms=("gz",),
    )


def _items(path: Path, options: ReadOptions, recognise: Recogniser) -> Iterator[Item]:
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        inner = Path(folder) / (path.stem if path.suffix.lower() == ".gz" else path.name)
        _unpack(path, inner)
        format_, sureness = recognise(Sample.of(inner))
        if not sureness or format_.name in ("zip", "gzip") or format_.read is None:
            raise UserError("What is compressed in it is of no known format.")
        for item in format_.read(inner, options):
            yield (
                UserError(item.template, path=path, line=item.line, **item.values)
                if isinstance(item, UserError)
                else item
            )


def _unpack(path: Path, inner: Path) -> None:
    most = min(_MOST_BYTES, max(_SMALL, _HIGHEST_RATIO * path.stat().st_size))
    size = 0
    try:
        with gzip.open(path) as packed, inner.open("xb") as out:
            while chunk := packed.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise UserError("It unpacks to far more than text does. Nothing was imported.")
                out.write(chunk)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UserError("The compressed file is damaged: {reason}.", reason=str(error).rstrip(".")) from None


def _sniff(sample: Sample) -> float:
    return 0.99 if sample.head.startswith(_MAGIC) and sample.suffix not in (".txt", ".text") else 0.0
