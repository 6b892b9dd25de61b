"""How much there is in a workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader
from annotator.core.rows import Decision


def figures_of(reader: Reader) -> dict[str, int | dict[str, int]]:
    """Count documents, accepted mentions, links, suggestions, entities and names; every figure by its name."""
    rows, entities, tallies = reader.documents(), reader.entity_tallies(), reader.mention_tallies()
    linking = {label.name for label in reader.labels() if label.links}
    accepted = [tally for tally in tallies if tally.status is MentionStatus.ACCEPTED]
    links = _sums(
        (tally.decision.value, tally.mentions)
        for tally in accepted
        if tally.decision is not Decision.OPEN or tally.label in linking
    )
    return {
        "documents": len(rows),
        "characters": sum(row.characters for row in rows),
        "documents_by_state": dict(Counter(row.state.value for row in rows)),
        "documents_by_language": dict(Counter(row.language for row in rows)),
        "mentions": sum(tally.mentions for tally in accepted),
        "suggestions": sum(tally.mentions for tally in tallies if tally.status is MentionStatus.SUGGESTED),
        "mentions_by_label": _sums((tally.label, tally.mentions) for tally in accepted),
        "mentions_by_annotator": _sums((tally.annotator, tally.mentions) for tally in accepted),
        "links": {kind.value: links.get(kind.value, 0) for kind in (Decision.LINKED, Decision.NIL, Decision.OPEN)},
        "entities": sum(tally.entities for tally in entities),
        "entities_used": sum(tally.used for tally in entities),
        "entities_by_type": {tally.type: tally.entities for tally in entities},
        "names": sum(tally.names for tally in entities),
    }


def _sums(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums = Counter[str]()
    for name, count in counts:
        sums[name] += count
    return dict(sums)
