"""Suggestions made by hand, for tests that need no finder."""

from __future__ import annotations

from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span

DOCUMENT = DocumentId("d")


def suggestion(
    start: int,
    end: int,
    entity: str | None = None,
    *,
    label: str = "PLACE",
    score: float | None = 0.9,
    status: MentionStatus = MentionStatus.SUGGESTED,
    name: str = "",
) -> Mention:
    """Return a suggestion of some words."""
    return Mention(
        MentionId(name or f"{start}-{end}-{label}"),
        DOCUMENT,
        Span(start, end),
        label,
        AnnotatorId("a"),
        "x" * (end - start),
        status=status,
        link=Link(EntityId(entity)) if entity else None,
        score=score,
    )
