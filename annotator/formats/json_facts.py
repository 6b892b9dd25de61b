"""What our own interchange format says about documents and mentions, for formats that carry it in fields of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from annotator.core.errors import BugError
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord, MentionRecord

Facts = dict[str, object]

_ACCEPTED: Final = str(MentionStatus.ACCEPTED)
_TEXTS: Final = ("id", "name", "title", "language", "date", "direction", "state", "source", "encoding")


def facts_of_document(document: DocumentRecord) -> Facts:
    """Return everything known about a document but its text and mentions, by the names that our own format uses."""
    facts: Facts = {name: value for name in _TEXTS if (value := getattr(document, name))}
    if document.paragraph_directions:
        facts["paragraph_directions"] = {str(at): str(way) for at, way in sorted(document.paragraph_directions.items())}
    return {name: str(value) if isinstance(value, str) else value for name, value in facts.items()}


def facts_of_mention(mention: MentionRecord) -> Facts:
    """Return everything a mention says beyond its place and label, by the names that our own format uses."""
    facts: Facts = {"entity": mention.entity} if mention.entity is not None else {}
    if mention.value is not None or mention.modifier is not None or mention.calendar is not None:
        facts |= {"value": mention.value, "modifier": mention.modifier, "calendar": mention.calendar}
    if mention.annotator:
        facts["annotator"] = mention.annotator
    if mention.status != _ACCEPTED:
        facts["status"] = str(mention.status)
    if mention.score is not None:
        facts["score"] = mention.score
    if mention.id:
        facts["id"] = mention.id
    return facts


def surfaces(document: DocumentRecord) -> Iterator[tuple[MentionRecord, str]]:
    """Yield each mention with the text it covers.

    Raises:
        BugError: One does not lie in the text.
    """
    text, length = document.text, len(document.text)
    for mention in document.mentions:
        if not 0 <= mention.start < mention.end <= length:
            raise BugError(f"A mention at {mention.start}–{mention.end} does not lie in its {length} characters")
        yield mention, text[mention.start : mention.end]


def own_facts(given: Mapping[str, object]) -> Facts:
    """Return those of a record's fields that are facts of a mention as :func:`facts_of_mention` writes them."""
    return {name: given[name] for name in _MENTION_FACTS if name in given}


_MENTION_FACTS: Final = ("entity", "value", "modifier", "calendar", "annotator", "status", "score", "id")
