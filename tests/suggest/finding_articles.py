"""Documents and what is found in them, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.annotators import Annotator
from annotator.core.document import Document
from annotator.core.entity import Entity
from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId, new_id
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.suggestion import Suggestion
from annotator.lang.scripts import guess_language
from annotator.suggest.finding import Finder

NOA = Annotator(AnnotatorId("noa"), "Noa")


def article(text: str, *, language: str = "", date: str | None = None, identifier: str = "doc") -> Document:
    return Document(DocumentId(identifier), "a.txt", "A", text, language or guess_language(text), date=date)


def finder(*entities: Entity) -> Finder:
    return Finder.build(entities, DEFAULT_LABELS)


def found(
    known: Finder | Sequence[Entity], text: str, mentions: Sequence[Mention] = (), *, language: str = ""
) -> list[Suggestion]:
    finds = known if isinstance(known, Finder) else finder(*known)
    return finds.find(article(text, language=language), mentions)


def shown(suggestions: Sequence[Suggestion]) -> list[tuple[str, str]]:
    """Return what is suggested for what, or the label where nothing is named."""
    return [(each.surface, each.candidates[0].entity if each.candidates else each.label) for each in suggestions]


def named(suggestions: Sequence[Suggestion]) -> list[tuple[str, str]]:
    """Return what is suggested for what, as far as something is named."""
    return [(each.surface, each.candidates[0].entity) for each in suggestions if each.candidates]


def span_of(text: str, surface: str, occurrence: int = 1) -> Span:
    start = -1
    for _ in range(occurrence):
        start = text.index(surface, start + 1)
    return Span(start, start + len(surface))


def mention(
    text: str,
    surface: str,
    label: str,
    entity: str = "",
    *,
    occurrence: int = 1,
    status: MentionStatus = MentionStatus.ACCEPTED,
) -> Mention:
    return Mention(
        MentionId(new_id()),
        DocumentId("doc"),
        span_of(text, surface, occurrence),
        label,
        NOA.id,
        surface,
        status=status,
        link=Link(EntityId(entity)) if entity else None,
    )
