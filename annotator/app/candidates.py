"""What is offered for a mention: the forms its name may have, looked up among all names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotator.app.naming import name_in, one_line
from annotator.core.ids import EntityId, MentionId
from annotator.core.link import Candidate
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.lang.clitics import dictionary_form, stems
from annotator.lang.tokens import token_at
from annotator.suggest.candidates import CandidateIndex


def name_forms(text: str, span: Span, language: str) -> list[str]:
    """Return the names that a span of a text may stand for, likeliest first.

    They are its own dictionary form and surface, and, where the span is one word or begins with one that may carry a
    prefix letter, what is left without the prefix.
    """
    forms = [name_in(text, span, language), one_line(span.surface(text))]
    token = token_at(text, span.start)
    if token is not None and token.start == span.start:
        for stem in stems(text, token, language):
            if stem.start < span.end <= stem.end or stem.end <= span.end:
                without = Span(stem.start, span.end)
                forms.append(one_line(dictionary_form(text, without, language)))
    return list(dict.fromkeys(form for form in forms if form))


def entities_named_in(mentions: Iterable[Mention], leaving_out: MentionId | None = None) -> Counter[EntityId]:
    """Count which entities a document's mentions name, apart from one of them."""
    return Counter(
        mention.link.entity
        for mention in mentions
        if mention.id != leaving_out and mention.link is not None and mention.link.entity is not None
    )


def candidates_for(index: CandidateIndex, reader: Reader, mention: Mention, limit: int = 9) -> list[Candidate]:
    """Return the entities that a mention may name, best first.

    Args:
        index: All names of the workspace.
        reader: The workspace.
        mention: The mention.
        limit: How many at most.
    """
    document = reader.document(mention.document)
    counts = entities_named_in(reader.mentions(mention.document), leaving_out=mention.id)
    forms = name_forms(document.text, mention.span, document.language)
    return index.for_mention(forms, mention.label, counts, limit)
