"""spaCy knowledge base: a folder that ``InMemoryLookupKB.from_disk`` reads, for entity linking.

Holds every entity of the base, and those that mentions name beyond it, with how often each is linked; all names in all
languages and every surface that was linked, each with the probability of the entities it can mean
(:mod:`annotator.formats.knowledge_base`). There are no offsets: of the documents only the links are counted. Lost are
the documents themselves, the language of names, descriptions, types, and identifiers elsewhere.

Reading takes the ids, all names that may mean each entity, the likeliest first, their languages told from the letters,
and how often each was linked (:mod:`annotator.formats.knowledge_base_reading`). Vectors are left aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from annotator.formats.base import (
    Cargo,
    Content,
    Folder,
    Format,
    Item,
    OffsetUnit,
    ReadOptions,
    WriteOptions,
    explained,
)
from annotator.formats.knowledge_base import LinkCounts, write_knowledge_base
from annotator.formats.knowledge_base_reading import CONTENTS, STRINGS, read_knowledge_base
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample


def _write(contents: Sequence[Content], folder: Folder, _options: WriteOptions, _losses: LossReport) -> None:
    links = LinkCounts()
    for _ in links.counting(chain.from_iterable(content.documents for content in contents)):
        pass
    write_knowledge_base(contents[0].entities, links, folder, "kb")


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, read_knowledge_base(path))


def companions_of(path: Path) -> Sequence[Path]:
    """Return the file beside ``contents`` that belongs to it."""
    return (path.with_name(STRINGS),)


def _sniff(sample: Sample) -> float:
    return 0.9 if sample.name == CONTENTS and b"\x00" in sample.head[:16] else 0.0


FORMAT = Format(
    name="spacy-kb",
    title="spaCy knowledge base",
    purpose="entity linking, names with priors",
    extensions=(".kb",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("texts and mentions", "languages of names", "descriptions, types and identifiers elsewhere"),
    sniff=_sniff,
    read=_read,
    write_folder=_write,
    companions=companions_of,
    is_binary=True,
    synonyms=("kb", "knowledgebase"),
)
