"""spaCy's knowledge base: entities, their names and how likely each name means which of them.

How likely is counted: the share of an entity among all links of a surface in the documents, with one more for each
entity that has the surface for a name, so that names that were never linked are known too (add-one smoothing). Vectors
are counts of hashed letter trigrams of an entity's names and descriptions, scaled to length 1: enough to tell entities
apart by their words, and the same on every machine. Whoever has better ones puts them in their place.
"""

from __future__ import annotations

import math
import shutil
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.core.link import NIL
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats.base import Folder

if TYPE_CHECKING:
    from spacy.kb import InMemoryLookupKB

VECTOR_LENGTH: Final = 64
_ACCEPTED: Final = str(MentionStatus.ACCEPTED)


@dataclass(slots=True)
class LinkCounts:
    """How often each surface was linked to each entity."""

    by_surface: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    uses: Counter[str] = field(default_factory=Counter)

    def counting(self, documents: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
        """Pass documents on, counting their links."""
        for document in documents:
            for mention in document.mentions:
                if mention.entity is not None and mention.entity != NIL and mention.status == _ACCEPTED:
                    self.by_surface[document.text[mention.start : mention.end]][mention.entity] += 1
                    self.uses[mention.entity] += 1
            yield document


def write_knowledge_base(entities: Iterable[EntityRecord], links: LinkCounts, folder: Folder, place: str) -> int:
    """Write a knowledge base into a folder of its own.

    Args:
        entities: What it knows; entities that are only linked to are added.
        links: What was counted.
        folder: Where to.
        place: The name of the folder within.

    Returns:
        How many entities it has.
    """
    base = _filled(entities, links)
    with tempfile.TemporaryDirectory() as temporary:
        base.to_disk(temporary)
        for path in sorted(Path(temporary).rglob("*"), key=lambda path: (path.suffix != ".json", path)):
            if path.is_file():
                with folder.open(f"{place}/{path.relative_to(temporary).as_posix()}") as out, path.open("rb") as file:
                    shutil.copyfileobj(file, out)
    return int(base.get_size_entities())


def _filled(entities: Iterable[EntityRecord], links: LinkCounts) -> InMemoryLookupKB:
    from spacy.kb import InMemoryLookupKB
    from spacy.vocab import Vocab

    base = InMemoryLookupKB(Vocab(), entity_vector_length=VECTOR_LENGTH)
    shares = defaultdict[str, Counter[str]](Counter)
    known: set[str] = set()
    for entity in entities:
        names = dict.fromkeys(name for of_language in entity.names.values() for name in of_language)
        if entity.id not in known:
            vector = _vector([*names, *entity.description.values()])
            base.add_entity(entity.id, freq=links.uses[entity.id], entity_vector=vector)
            known.add(entity.id)
        for name in names:
            shares[name][entity.id] += 1
    for identifier in sorted(links.uses.keys() - known):
        base.add_entity(identifier, freq=links.uses[identifier], entity_vector=_vector([identifier]))
    for surface, counts in links.by_surface.items():
        shares[surface].update(counts)
    for name in sorted(shares):
        counts = shares[name]
        total = sum(counts.values())
        ranked = sorted(counts, key=lambda identifier: (-counts[identifier], identifier))
        base.add_alias(name, entities=ranked, probabilities=[counts[identifier] / total for identifier in ranked])
    return base


def _vector(texts: Iterable[str]) -> list[float]:
    counts = [0.0] * VECTOR_LENGTH
    for text in texts:
        padded = f" {text.casefold()} "
        for at in range(len(padded) - 2):
            counts[zlib.crc32(padded[at : at + 3].encode("utf-8", "surrogatepass")) % VECTOR_LENGTH] += 1.0
    length = math.sqrt(sum(count * count for count in counts)) or 1.0
    return [count / length for count in counts]
