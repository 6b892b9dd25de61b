"""What the rest of an article says about each of its mentions: who is named in it is likely to be named again.

Of those that are not, who is named beside the same others in other articles is likelier than who is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.proposals import Proposal, Reading, surest_first

_CLEAR: Final = 0.8
_PULL: Final = 0.8


class Support(NamedTuple):
    """What other articles say for an entity.

    Attributes:
        share: In which share of them it is named beside one that this article names, from 0 to 1.
        reason: That in words.
    """

    share: float
    reason: Evidence


class Named(NamedTuple):
    """What an article names.

    Attributes:
        clear: How often each entity is found in it beyond doubt.
        linked: How many of its mentions people have linked to each; this is said among the reasons.
        beside: What other articles say for each that they name beside these.
    """

    clear: Mapping[EntityId, int]
    linked: Mapping[EntityId, int]
    beside: Mapping[EntityId, Support] = MappingProxyType({})

    def times(self, entity: EntityId) -> float:
        """Return how often it names an entity beyond doubt; what only other articles say is less than once."""
        support = self.beside.get(entity)
        return self.clear.get(entity, 0) + self.linked.get(entity, 0) + (support.share if support is not None else 0.0)


def named_clearly(proposals: Iterable[Proposal]) -> Counter[EntityId]:
    """Count the entities that are named beyond doubt, as the only or plainly the best reading of a sure name."""
    return Counter(proposal.best.entity for proposal in proposals if proposal.score >= _CLEAR)


def coherent(proposals: Sequence[Proposal], named: Named) -> Iterator[Proposal]:
    """Yield proposals with those of their readings first that the article speaks for.

    Args:
        proposals: The proposals.
        named: What the article names.
    """
    for proposal in proposals:
        if len(proposal.readings) == 1 and proposal.best.entity not in named.linked:
            yield proposal
            continue
        total = sum(named.times(reading.entity) for reading in proposal.readings)
        readings = [_pulled(reading, named, total) for reading in proposal.readings]
        yield proposal._replace(readings=tuple(sorted(readings, key=surest_first)))


def _pulled(reading: Reading, named: Named, total: float) -> Reading:
    """Move a reading towards its share of what the article names."""
    sure = reading.sure
    if total:
        pull = _PULL * total / (total + 1)
        sure += pull * (named.times(reading.entity) / total - sure) if sure < 1 else 0.0
    evidence = reading.evidence
    if count := named.linked.get(reading.entity, 0):
        kept = tuple(reason for reason in evidence if reason.kind is not EvidenceKind.IN_DOCUMENT)
        evidence = (*kept, Evidence(EvidenceKind.IN_DOCUMENT, count))
    if support := named.beside.get(reading.entity):
        evidence = (*evidence, support.reason)
    return reading._replace(sure=sure, evidence=evidence)
