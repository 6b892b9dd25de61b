"""What the rest of an article says about each of its mentions: who is named in it is likely to be named again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.proposals import Proposal, Reading, surest_first

_CLEAR: Final = 0.8
_PULL: Final = 0.8


def named_clearly(proposals: Iterable[Proposal], linked: Mapping[EntityId, int]) -> Counter[EntityId]:
    """Count the entities that an article names beyond doubt: linked by people, or the only reading of a sure name."""
    counts = Counter(linked)
    counts.update(proposal.best.entity for proposal in proposals if proposal.score >= _CLEAR)
    return counts


def coherent(
    proposals: Sequence[Proposal], named: Mapping[EntityId, int], linked: Mapping[EntityId, int]
) -> Iterator[Proposal]:
    """Yield proposals with those of their readings first that the article speaks for.

    Args:
        proposals: The proposals.
        named: How often the article names each entity beyond doubt.
        linked: How many of its mentions people have linked to each; this is said among the reasons.
    """
    for proposal in proposals:
        if len(proposal.readings) == 1 and proposal.best.entity not in linked:
            yield proposal
            continue
        total = sum(named.get(reading.entity, 0) for reading in proposal.readings)
        readings = [_pulled(reading, named, linked, total) for reading in proposal.readings]
        yield proposal._replace(readings=tuple(sorted(readings, key=surest_first)))


def _pulled(reading: Reading, named: Mapping[EntityId, int], linked: Mapping[EntityId, int], total: int) -> Reading:
    """Move a reading towards its share of what the article names."""
    sure = reading.sure
    if total:
        pull = _PULL * total / (total + 1)
        sure += pull * (named.get(reading.entity, 0) / total - sure) if sure < 1 else 0.0
    evidence = reading.evidence
    if count := linked.get(reading.entity, 0):
        kept = tuple(reason for reason in evidence if reason.kind is not EvidenceKind.IN_DOCUMENT)
        evidence = (*kept, Evidence(EvidenceKind.IN_DOCUMENT, count))
    return reading._replace(sure=sure, evidence=evidence)
