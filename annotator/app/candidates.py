"""What is offered for a mention or a name: the entities of the workspace, with what the document speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.app.lending import looked_at, with_reference
from annotator.app.reference_base import ReferenceBase
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Candidate
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.suggest.candidates import CandidateIndex


def entities_named_in(mentions: Iterable[Mention], leaving_out: MentionId | None = None) -> Counter[EntityId]:
    """Count which entities a document's accepted mentions name, apart from one of them."""
    return Counter(
        mention.link.entity
        for mention in mentions
        if mention.id != leaving_out
        and mention.status is MentionStatus.ACCEPTED
        and mention.link is not None
        and mention.link.entity is not None
    )


def candidates_for(
    index: CandidateIndex, reader: Reader, mention: Mention, limit: int = 9, languages: Sequence[str] = ()
) -> list[Candidate]:
    """Return the entities that a mention may name, best first.

    Args:
        index: All names of the workspace.
        reader: The workspace.
        mention: The mention.
        limit: How many at most.
        languages: In which languages their names are wanted, most wanted first.
    """
    document = reader.document(mention.document)
    return index.for_span(
        document.text,
        mention.span,
        document.language,
        label=mention.label,
        document_counts=entities_named_in(reader.mentions(mention.document), leaving_out=mention.id),
        limit=limit,
        languages=languages,
    )


def candidates_for_name(
    index: CandidateIndex,
    reader: Reader,
    name: str,
    language: str,
    *,
    label: str = "",
    document: DocumentId | None = None,
    limit: int = 9,
    base: ReferenceBase | None = None,
) -> list[Candidate]:
    """Return the entities that a name by itself may mean, best first; prefix letters before it are seen through.

    Args:
        index: All names of the workspace.
        reader: The workspace.
        name: The name, as a text would write it.
        language: The language of that text.
        label: The label its mention would have; "" for any.
        document: The document it stands in, whose other mentions speak for their entities.
        limit: How many at most.
        base: The reference base, if its names are in the index.
    """
    if not name.strip():
        return []
    counts = entities_named_in(reader.mentions(document)) if document is not None else {}
    found = index.for_span(
        name,
        Span(0, len(name)),
        language,
        label=label,
        document_counts=counts,
        limit=looked_at(limit, base),
        languages=(language,),
    )
    return with_reference(found, base, (language,), limit)
