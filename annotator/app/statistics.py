"""How much there is in a workspace."""

from __future__ import annotations

from collections import Counter

from annotator.core.link import NIL
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection


def figures_of(reader: Reader) -> dict[str, int | dict[str, int]]:
    """Count documents, accepted mentions, links, suggestions, entities and names; every figure by its name."""
    rows = reader.documents()
    entities = reader.entities()
    labels, annotators, links, statuses = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    linking = {label.name for label in reader.labels() if label.links}
    used: set[str] = set()
    for record in reader.records(Selection(statuses=tuple(MentionStatus))):
        for mention in record.mentions:
            statuses[mention.status] += 1
            if mention.status != MentionStatus.ACCEPTED:
                continue
            labels[mention.label] += 1
            annotators[mention.annotator] += 1
            if mention.entity is not None and mention.entity != NIL:
                links["linked"] += 1
                used.add(mention.entity)
            elif mention.entity == NIL:
                links["nil"] += 1
            elif mention.label in linking:
                links["unlinked"] += 1
    return {
        "documents": len(rows),
        "characters": sum(row.characters for row in rows),
        "documents_by_state": dict(Counter(row.state.value for row in rows)),
        "documents_by_language": dict(Counter(row.language for row in rows)),
        "mentions": statuses[MentionStatus.ACCEPTED.value],
        "suggestions": statuses[MentionStatus.SUGGESTED.value],
        "mentions_by_label": dict(labels),
        "mentions_by_annotator": dict(annotators),
        "links": {kind: links[kind] for kind in ("linked", "nil", "unlinked")},
        "entities": len(entities),
        "entities_used": len(used),
        "entities_by_type": dict(Counter(entity.type for entity in entities.values())),
        "names": sum(len(entity.aliases) for entity in entities.values()),
    }
