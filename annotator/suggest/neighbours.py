"""Who is named together: what the entities of an article are named beside in other articles of the workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from annotator.core.ids import EntityId


class Neighbour(NamedTuple):
    """What speaks for an entity because of those it is named beside.

    Attributes:
        share: In which share of the articles that name one of an article's entities it is named too, from 0 to 1.
        documents: How many articles those are.
        beside: Which of the article's entities that is.
    """

    share: float
    documents: int
    beside: EntityId


def neighbours_of(named: Collection[EntityId], companions: Iterable[Collection[EntityId]]) -> dict[EntityId, Neighbour]:
    """Return what the entities of an article are named beside elsewhere, with the one that says most of each.

    A share is reckoned with one article more than there are, so that a single one says little; and an entity that is
    named everywhere says little of what else is named there.

    Args:
        named: The entities of the article.
        companions: What other articles name.
    """
    own = sorted(set(named))
    appears: Counter[EntityId] = Counter()
    together: dict[EntityId, Counter[EntityId]] = {}
    for entities in companions:
        present = [entity for entity in own if entity in entities]
        appears.update(present)
        for entity in entities:
            together.setdefault(entity, Counter()).update(other for other in present if other != entity)
    found: dict[EntityId, Neighbour] = {}
    for entity, counts in together.items():
        if counts:
            beside = max(counts, key=lambda other: (counts[other] / (appears[other] + 1), counts[other], other))
            found[entity] = Neighbour(counts[beside] / (appears[beside] + 1), counts[beside], beside)
    return found
