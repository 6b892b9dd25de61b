"""Which document goes into which part of a split: alike in labels and languages, near-duplicates never apart.

Groups of near-duplicates are dealt out whole, by iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011):
the rarest label of a language first, each group to the part that lacks most of it. Counted are the accepted marks of
all annotators, equal ones once, whosever marks are written later: the parts stay the same for gold and for each
annotator, so what one model was trained on is never tested by another.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from annotator.app.near_duplicates import NearDuplicates
from annotator.app.splitting import Split
from annotator.core.ids import DocumentId
from annotator.core.ports import Reader, Selection
from annotator.core.progress import Progress
from annotator.core.records import DocumentRecord

_CHUNK: Final = 400
_DOCUMENTS: Final = ""

Trait: TypeAlias = tuple[str, str]
"""A language and a label, whose marks are counted; or a language and "", whose documents are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a split.

    Attributes:
        name: Its name, such as ``train``.
        documents: Its documents, in the order they came in.
        labels: How many marks of each label are in it.
        languages: How many documents of each language are in it.
    """

    name: str
    documents: Sequence[DocumentId]
    labels: Mapping[str, int]
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Parting:
    """How documents were parted.

    Attributes:
        split: What was asked for.
        parts: The parts; every document is in exactly one of them.
        near_duplicates: How many documents have near-duplicates among the others.
        groups: How many groups these form. Each was kept in one part.
    """

    split: Split
    parts: tuple[Part, ...]
    near_duplicates: int
    groups: int

    @property
    def deviation(self) -> float:
        """How far the parts are from their shares at most, over all labels, from 0 to 1 of a label's marks."""
        totals: Counter[str] = sum((Counter(part.labels) for part in self.parts), Counter())
        whole = sum(self.split.shares)
        return max(
            (
                abs(part.labels.get(label, 0) / total - share / whole)
                for part, share in zip(self.parts, self.split.shares, strict=True)
                for label, total in totals.items()
            ),
            default=0.0,
        )

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "shares": str(self.split),
            "seed": self.split.seed,
            "near_duplicates": self.near_duplicates,
            "near_duplicate_groups": self.groups,
            "parts": [
                {
                    "name": part.name,
                    "documents": len(part.documents),
                    "languages": dict(part.languages),
                    "labels": dict(part.labels),
                }
                for part in self.parts
            ],
        }


@dataclass(frozen=True, slots=True)
class Survey:
    """What has to be known of documents before they can be parted.

    Attributes:
        documents: The documents.
        groups: Their positions, near-duplicates together.
        traits: What each document counts for.
    """

    documents: Sequence[DocumentId]
    groups: Sequence[Sequence[int]]
    traits: Sequence[Counter[Trait]]


def survey(reader: Reader, documents: Sequence[DocumentId], progress: Progress) -> Survey:
    """Read documents, some hundred at a time, and note what parting them needs.

    Args:
        reader: The workspace.
        documents: The documents.
        progress: Is told how many were read, and may stop it.

    Raises:
        Cancelled: Somebody has stopped it.
    """
    found: list[DocumentId] = []
    traits: list[Counter[Trait]] = []
    alike = NearDuplicates()
    for first in range(0, len(documents), _CHUNK):
        progress.report(first, len(documents))
        for record in reader.records(Selection(documents=documents[first : first + _CHUNK])):
            found.append(DocumentId(record.id))
            traits.append(traits_of(record))
            alike.add(record.text)
    return Survey(found, alike.groups(), traits)


def traits_of(record: DocumentRecord) -> Counter[Trait]:
    """Return what a document counts for: itself, and each place with a label once."""
    places = {mention[:3] for mention in record.mentions}
    traits = Counter((record.language, label) for _, _, label in places)
    traits[record.language, _DOCUMENTS] += 1
    return traits


def part(surveyed: Survey, split: Split) -> Parting:
    """Part documents. The same documents and split give the same parts, in whatever order the documents come."""
    dealer = _Dealer(surveyed, split)
    dealer.deal()
    parts = tuple(
        _part(surveyed, name, sorted(position for group in groups for position in group))
        for name, groups in zip(split.names, dealer.dealt, strict=True)
    )
    several = [len(group) for group in surveyed.groups if len(group) > 1]
    return Parting(split, parts, sum(several), len(several))


def _part(surveyed: Survey, name: str, positions: Iterable[int]) -> Part:
    labels, languages = Counter[str](), Counter[str]()
    documents = []
    for position in positions:
        documents.append(surveyed.documents[position])
        for (language, label), count in surveyed.traits[position].items():
            if label == _DOCUMENTS:
                languages[language] += count
            else:
                labels[label] += count
    return Part(name, documents, dict(sorted(labels.items())), dict(sorted(languages.items())))


@dataclass(slots=True)
class _Group:
    """Near-duplicates that go the same way. The lot decides between equals; it follows from seed and ids alone."""

    positions: Sequence[int]
    traits: Counter[Trait]
    lot: bytes


class _Dealer:
    """Deals groups out to parts."""

    def __init__(self, surveyed: Survey, split: Split) -> None:
        groups = (_group(surveyed, positions, split.seed) for positions in surveyed.groups)
        self._waiting = {group.lot: group for group in sorted(groups, key=_lot)}
        self._room = split.sizes(len(surveyed.documents))
        self._wanted = [number for number, size in enumerate(self._room) if size]
        self.dealt: list[list[Sequence[int]]] = [[] for _ in split.shares]
        total: Counter[Trait] = sum((group.traits for group in self._waiting.values()), Counter())
        whole = sum(split.shares)
        self._lacks = [{trait: count * share / whole for trait, count in total.items()} for share in split.shares]

    def deal(self) -> None:
        """Deal out every group: those too large for some part first, then by the rarest trait that is left."""
        least = min((self._room[number] for number in self._wanted), default=0)
        for group in sorted(self._waiting.values(), key=_size, reverse=True):
            if _size(group) > least:
                self._give(group, None)
        by_trait: dict[Trait, dict[bytes, _Group]] = {}
        for lot, group in self._waiting.items():
            for trait in group.traits:
                by_trait.setdefault(trait, {})[lot] = group
        while by_trait:
            rarest = min(by_trait, key=lambda trait: (len(by_trait[trait]), trait))
            for lot, group in list(by_trait[rarest].items()):
                self._give(group, rarest)
                for trait in group.traits:
                    del by_trait[trait][lot]
            by_trait = {trait: groups for trait, groups in by_trait.items() if groups}

    def _give(self, group: _Group, wanted: Trait | None) -> None:
        """Give a group to the part that lacks most of a trait; of equals, to one with most room, then by lot."""

        def need(number: int) -> tuple[float, int, int]:
            return self._lacks[number][wanted] if wanted else 0.0, self._room[number], group.lot[number]

        del self._waiting[group.lot]
        number = max(self._open_to(group), key=need)
        self.dealt[number].append(group.positions)
        self._room[number] -= _size(group)
        for trait, count in group.traits.items():
            self._lacks[number][trait] -= count

    def _open_to(self, group: _Group) -> list[int]:
        """Return the parts that may take a group: with room for it, and the empty ones alone once groups run out."""
        empty = [number for number in self._wanted if not self.dealt[number]]
        if len(self._waiting) < len(empty):
            return empty
        roomy = [number for number in self._wanted if self._room[number] >= _size(group)]
        most = max(self._room[number] for number in self._wanted)
        return roomy or [number for number in self._wanted if self._room[number] == most]


def _group(surveyed: Survey, positions: Sequence[int], seed: int) -> _Group:
    traits = surveyed.traits[positions[0]]
    if len(positions) > 1:
        traits = sum((surveyed.traits[position] for position in positions), Counter())
    first = min(surveyed.documents[position] for position in positions)
    return _Group(positions, traits, hashlib.sha256(f"{seed}\n{first}".encode("utf-8", "surrogatepass")).digest())


def _size(group: _Group) -> int:
    return len(group.positions)


def _lot(group: _Group) -> bytes:
    return group.lot
