"""Where the palette looks: the action table, the entities by any of their names, the documents by title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from heapq import nlargest
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, EntityId
from annotator.core.ports import Reader
from annotator.core.rows import DocumentRow
from annotator.ui.action_set import ActionSet, key_text
from annotator.ui.candidates_source import CandidatesSource
from annotator.ui.linker.offers import names_of
from annotator.ui.palette.matching import Match, has_words, match
from annotator.ui.palette.results import Hit, Kind, Words
from annotator.ui.wording import counted, isolated
from annotator.ui.workbench import Workbench

_CONTEXT: Final = "Palette"
_MENTIONING: Final = 0.4
"""How well a document fits that mentions what was found but whose title does not fit."""

_NAMED: Final = 0.6
"""How well a document fits by the name of its file, which is not shown."""

_MOST_COUNTED: Final = 2000

_LOOKED_THROUGH: Final = 4
"""How many times more entities are looked at than shown: lent ones must not crowd out the workspace's own."""


class ActionSource:
    """Actions that can be done just now."""

    kind = Kind.ACTION

    def __init__(self, actions: ActionSet) -> None:
        self._actions = actions

    def find(self, query: str, limit: int) -> list[Hit]:
        """Return actions whose wording fits; for an empty query the first ones of the table."""
        hits = []
        for action in self._actions.offered():
            found = match(query, action.text()) if query else Match(_MENTIONING)
            if found is not None:
                spec = self._actions.spec(action)
                hits.append(
                    Hit(
                        Kind.ACTION,
                        spec.id,
                        Words(action.text(), found.letters),
                        found.score,
                        keys=key_text(action),
                        icon=spec.icon or "command",
                    )
                )
        return _best(hits, limit)


class EntitySource:
    """Entities by any of their names in any script."""

    kind = Kind.ENTITY

    def __init__(self, candidates: CandidatesSource, workbench: Workbench) -> None:
        self._candidates = candidates
        self._workbench = workbench

    def find(self, query: str, limit: int) -> list[Hit]:
        """Return entities one of whose names fits, those of the workspace before those that are only lent.

        Nothing is found while the names are still being read.
        """
        index = self._candidates.index
        if index is None or not query:
            return []
        names = self._workbench.names
        found = index.search(query, _LOOKED_THROUGH * limit, languages=names.languages)
        names.fetch(candidate.entity for candidate in found)
        entities = ((names.get(candidate.entity), candidate.score) for candidate in found)
        hits = [self._hit(entity, query, score) for entity, score in entities if entity is not None]
        own = self._workbench.reader.entities([EntityId(hit.id) for hit in hits])
        return sorted(hits, key=lambda hit: (hit.id in own, hit.score), reverse=True)[:limit]

    def _hit(self, entity: Entity, query: str, score: float) -> Hit:
        title, *others = (_fitted(query, name) for name in names_of(entity, self._workbench.names.languages))
        uses = sum(alias.uses for alias in entity.aliases)
        note = counted(QCoreApplication.translate(_CONTEXT, "%n mention(s)", "", uses), uses) if uses else ""
        return Hit(
            Kind.ENTITY, entity.id, title, max(score, _best_fit(query, entity)), tuple(others), note, label=entity.type
        )


class DocumentSource:
    """Documents by title, and by what they mention."""

    kind = Kind.DOCUMENT

    def __init__(self, workbench: Workbench, entities: EntitySource) -> None:
        self._workbench = workbench
        self._entities = entities
        self._counted: tuple[EntityId, Counter[DocumentId]] | None = None

    def find(self, query: str, limit: int) -> list[Hit]:
        """Return documents whose title fits, then those that mention the entity that fits best."""
        rows = self._workbench.rows
        if not query:
            return [_document_hit(row, Match(_MENTIONING)) for row in rows[:limit]]
        best = nlargest(limit, _documents_fitting(query, rows), key=_by_fit)
        hits = [_document_hit(row, found) for found, row in best]
        entity = next(iter(self._entities.find(query, 1)), None)
        if entity is not None and len(hits) < limit:
            hits += self._mentioning(entity, {hit.id for hit in hits}, limit - len(hits))
        return sorted(hits, key=_by_score, reverse=True)

    def _mentioning(self, entity: Hit, shown: Collection[str], limit: int) -> list[Hit]:
        """Return documents that mention an entity, with how often, besides those that are shown already."""
        counts = self._mentions_of(EntityId(entity.id))
        rows = (row for row in self._workbench.rows if counts[row.id] and row.id not in shown)
        hits = []
        for row in islice(rows, limit):
            note = QCoreApplication.translate(_CONTEXT, "{count}× {name}").format(
                count=counts[row.id], name=isolated(entity.title.text)
            )
            hits.append(_document_hit(row, Match(_MENTIONING), note))
        return hits

    def _mentions_of(self, entity: EntityId) -> Counter[DocumentId]:
        if self._counted is None or self._counted[0] != entity:
            self._counted = (entity, _count_mentions(self._workbench.reader, entity))
        return self._counted[1]


def _count_mentions(reader: Reader, entity: EntityId) -> Counter[DocumentId]:
    return Counter(found.mention.document for found in reader.occurrences(entity, context=0, limit=_MOST_COUNTED))


def _documents_fitting(query: str, rows: Iterable[DocumentRow]) -> Iterator[tuple[Match, DocumentRow]]:
    for row in rows:
        found = match(query, row.title)
        if found is None and has_words(query, row.name):
            found = Match(_NAMED)
        if found is not None:
            yield found, row


def _document_hit(row: DocumentRow, found: Match, note: str = "") -> Hit:
    return Hit(Kind.DOCUMENT, row.id, Words(row.title, found.letters), found.score, note=note, icon="file-text")


def _best_fit(query: str, entity: Entity) -> float:
    """Return how well any name of an entity fits, on the scale of everything else in the palette."""
    return max((found.score for alias in entity.aliases if (found := match(query, alias.text))), default=0.0)


def _fitted(query: str, name: str) -> Words:
    found = match(query, name)
    return Words(name, found.letters if found else ())


def _best(hits: list[Hit], limit: int) -> list[Hit]:
    return sorted(hits, key=_by_score, reverse=True)[:limit]


def _by_score(hit: Hit) -> float:
    return hit.score


def _by_fit(fit: tuple[Match, DocumentRow]) -> float:
    return fit[0].score
