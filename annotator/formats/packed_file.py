"""A file of any format that can be read, compressed by gzip or bzip2 (``corpus.jsonl.gz``, ``entities.tsv.bz2``).

It is unpacked into a temporary folder, as long as it does not grow beyond what text does, and read as what its name
without its last ending and its beginning say. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.packed import BZIP2, GZIP, is_packed, items_within
from annotator.formats.sniffing import Sample
from annotator.formats.zip_bundle import Recogniser


def formats_of_packed_files(recognise: Recogniser) -> tuple[Format, Format]:
    """Return the formats of both, given how the format of what is inside is told."""
    return _format("gzip", "gz", GZIP, recognise), _format("bzip2", "bz2", BZIP2, recognise)


def _format(name: str, ending: str, magic: bytes, recognise: Recogniser) -> Format:
    def read(path: Path, options: ReadOptions) -> Iterator[Item]:
        return explained(path, items_within(path, options, recognise))

    def sniff(sample: Sample) -> float:
        return 0.99 if sample.head.startswith(magic) and is_packed(sample) else 0.0

    return Format(
        name=name,
        title=name,
        purpose="one file of any format, compressed",
        extensions=(f".{ending}",),
        cargo=Cargo.DOCUMENTS,
        offsets=OffsetUnit.NONE,
        losses=(),
        sniff=sniff,
        read=read,
        is_binary=True,
        unpacks=True,
        synonyms=(ending,),
    )
