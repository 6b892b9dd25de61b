"""What does not go together in the work so far: names, links and labels that contradict one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from annotator.app.naming import name_in
from annotator.core.document import Document
from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import Mention
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.lang.normalise import match_key

_MOST_PLACES: Final = 200
_CONTEXT: Final = 60

_Value = TypeVar("_Value")


class Kind(StrEnum):
    """What does not go together."""

    SEVERAL_ENTITIES = "one name, several entities"
    SEVERAL_LABELS = "one entity, several labels"
    NOT_LINKED = "known name, not linked"


@dataclass(frozen=True, slots=True)
class Spot:
    """One mention that is part of it, in its context.

    Attributes:
        mention: The mention.
        before: The words before it, on its line.
        after: The words after it.
        language: The language of its document.
    """

    mention: Mention
    before: str
    after: str
    language: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not go together.

    Attributes:
        kind: What.
        name: The name or entity it is about.
        choices: The entities or labels that stand against each other, the most frequent first.
        spots: Where; at most 200.
        count: How many mentions there are.
    """

    kind: Kind
    name: str
    choices: tuple[str, ...]
    spots: tuple[Spot, ...]
    count: int


def find_contradictions(reader: Reader, progress: Progress, languages: Sequence[str] = ()) -> list[Finding]:
    """Look through all accepted mentions; what concerns most of them comes first within each kind.

    Args:
        reader: The workspace.
        progress: Is told the number of documents, and may stop it.
        languages: In which languages entities are named, first choice first.

    Raises:
        Cancelled: Somebody has stopped it.
    """
    entities = reader.entities()
    known = {alias.key for entity in entities.values() for alias in entity.aliases if alias.key}
    gathered = _Gathered(known)
    rows = reader.documents()
    for number, row in enumerate(rows):
        progress.report(number, len(rows))
        if row.mentions:
            gathered.take(reader.document(row.id), reader.mentions(row.id))
    return sorted(gathered.findings(entities, languages), key=_order)


class _Gathered:
    """Mentions by what they may contradict each other in."""

    def __init__(self, known: set[str]) -> None:
        self._known = known
        self._documents: dict[DocumentId, Document] = {}
        self._by_name: defaultdict[str, list[Mention]] = defaultdict(list)
        self._by_entity: defaultdict[EntityId, list[Mention]] = defaultdict(list)
        self._unlinked: defaultdict[str, list[Mention]] = defaultdict(list)

    def take(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._documents[document.id] = document
        for mention in mentions:
            name = name_in(document.text, mention.span.start, mention.span.end, document.language)
            key = match_key(name)
            if mention.link is None:
                if key in self._known and mention.date is None:
                    self._unlinked[key].append(mention)
            elif mention.link.entity is not None:
                self._by_name[key].append(mention)
                self._by_entity[mention.link.entity].append(mention)

    def findings(self, entities: Mapping[EntityId, Entity], languages: Sequence[str]) -> Iterator[Finding]:
        def called(entity: EntityId) -> str:
            return entities[entity].display_name(languages) if entity in entities else entity

        for key, mentions in self._by_name.items():
            linked = _counted([m.link.entity for m in mentions if m.link and m.link.entity])
            if key and len(linked) > 1:
                yield self._finding(Kind.SEVERAL_ENTITIES, mentions[0].surface, map(called, linked), mentions)
        for entity, mentions in self._by_entity.items():
            labels = _counted([mention.label for mention in mentions])
            if len(labels) > 1:
                yield self._finding(Kind.SEVERAL_LABELS, called(entity), iter(labels), mentions)
        for mentions in self._unlinked.values():
            yield self._finding(Kind.NOT_LINKED, mentions[0].surface, iter(()), mentions)

    def _finding(self, kind: Kind, name: str, choices: Iterator[str], mentions: list[Mention]) -> Finding:
        spots = tuple(map(self._spot, mentions[:_MOST_PLACES]))
        return Finding(kind, name, tuple(choices), spots, len(mentions))

    def _spot(self, mention: Mention) -> Spot:
        document = self._documents[mention.document]
        text, span = document.text, mention.span
        before = text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
        return Spot(mention, before, after, document.language)


def _counted(values: Sequence[_Value]) -> list[_Value]:
    """Return different values, the most frequent first."""
    return sorted(dict.fromkeys(values), key=values.count, reverse=True)


def _order(finding: Finding) -> tuple[int, int, str]:
    return list(Kind).index(finding.kind), -finding.count, finding.name
