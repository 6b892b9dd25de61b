"""What is offered for a mention or a name: the entities of the workspace, with what the document speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from annotator.app.lending import looked_at, with_reference
from annotator.app.reference_base import ReferenceBase
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Candidate
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.suggest.candidates import NO_CONTEXT, CandidateIndex, Context
from annotator.suggest.neighbours import neighbours_of


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


class Contexts:
    """What documents speak for, asked of the store only when what they name has changed.

    Args:
        reader: The workspace.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: tuple[DocumentId, frozenset[EntityId]] | None = None
        self._context = NO_CONTEXT

    def of(self, document: DocumentId, counts: Mapping[EntityId, int]) -> Context:
        """Return what a document speaks for, of whose mentions so many name each entity."""
        asked = document, frozenset(counts)
        if asked != self._known:
            self._known, self._context = asked, context_of(self._reader, document, counts)
        return self._context._replace(counts=counts)

    def forget(self) -> None:
        """Ask again, because other documents have changed."""
        self._known = None


def context_of(reader: Reader, document: DocumentId, counts: Mapping[EntityId, int]) -> Context:
    """Return what a document speaks for: what it names, and what is named beside that in other articles.

    Args:
        reader: The workspace.
        document: The document.
        counts: How many of its mentions name each entity.
    """
    if not counts:
        return NO_CONTEXT
    return Context(counts, neighbours_of(counts, reader.companions(counts, document).values()))


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
    counts = entities_named_in(reader.mentions(mention.document), leaving_out=mention.id)
    return index.for_span(
        document.text,
        mention.span,
        document.language,
        label=mention.label,
        context=context_of(reader, mention.document, counts),
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
    context = NO_CONTEXT
    if document is not None:
        context = context_of(reader, document, entities_named_in(reader.mentions(document)))
    found = index.for_span(
        name,
        Span(0, len(name)),
        language,
        label=label,
        context=context,
        limit=looked_at(limit, base),
        languages=(language,),
    )
    return with_reference(found, base, (language,), limit)
