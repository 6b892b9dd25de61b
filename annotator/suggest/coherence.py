"""What the rest of an article says about each of its mentions: who is named in it is likely to be named again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.proposals import Proposal, Reading, surest_first

_CLEAR: Final = 0.8
_PULL: Final = 0.8


class Named(NamedTuple):
    """What an article names.

    Attributes:
        clear: How often each entity is found in it beyond doubt.
        linked: How many of its mentions people have linked to each; this is said among the reasons.
    """

    clear: Mapping[EntityId, int]
    linked: Mapping[EntityId, int]

    def times(self, entity: EntityId) -> int:
        """Return how often it names an entity beyond doubt."""
        return self.clear.get(entity, 0) + self.linked.get(entity, 0)


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


def _pulled(reading: Reading, named: Named, total: int) -> Reading:
    """Move a reading towards its share of what the article names."""
    sure = reading.sure
    if total:
        pull = _PULL * total / (total + 1)
        sure += pull * (named.times(reading.entity) / total - sure) if sure < 1 else 0.0
    evidence = reading.evidence
    if count := named.linked.get(reading.entity, 0):
        kept = tuple(reason for reason in evidence if reason.kind is not EvidenceKind.IN_DOCUMENT)
        evidence = (*kept, Evidence(EvidenceKind.IN_DOCUMENT, count))
    return reading._replace(sure=sure, evidence=evidence)
