"""A file of any format that can be read, compressed by bzip2 (``entities.tsv.bz2``).

It is unpacked into a temporary folder, as long as it does not grow beyond what text does, and read as what its name
without ``.bz2`` and its beginning say. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.packed import BZIP2, is_packed, items_within
from annotator.formats.sniffing import Sample
from annotator.formats.zip_bundle import Recogniser


def format_of_bzip2(recognise: Recogniser) -> Format:
    """Return the format, given how the format of what is inside is told."""

    def read(path: Path, options: ReadOptions) -> Iterator[Item]:
        return explained(path, items_within(path, options, recognise))

    return Format(
        name="bzip2",
        title="bzip2",
        purpose="one file of any format, compressed",
        extensions=(".bz2",),
        cargo=Cargo.DOCUMENTS,
        offsets=OffsetUnit.NONE,
        losses=(),
        sniff=_sniff,
        read=read,
        is_binary=True,
        unpacks=True,
        synonyms=("bz2",),
    )


def _sniff(sample: Sample) -> float:
    return 0.99 if sample.head.startswith(BZIP2) and is_packed(sample) else 0.0
