"""A file of any format that can be read, compressed by gzip (``corpus.jsonl.gz``).

It is unpacked into a temporary folder, as long as it does not grow beyond what text does, and read as what its name
without ``.gz`` and its beginning say. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.packed import GZIP, is_packed, items_within
from annotator.formats.sniffing import Sample
from annotator.formats.zip_bundle import Recogniser


def format_of_gzip(recognise: Recogniser) -> Format:
    """Return the format, given how the format of what is inside is told."""

    def read(path: Path, options: ReadOptions) -> Iterator[Item]:
        return explained(path, items_within(path, options, recognise))

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
        unpacks=True,
        synonyms=("gz",),
    )


def _sniff(sample: Sample) -> float:
    return 0.99 if sample.head.startswith(GZIP) and is_packed(sample) else 0.0
