"""Suggestions: what a machine proposes for a document, and nobody has decided yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from annotator.core.annotators import Annotator
from annotator.core.datevalue import DateValue
from annotator.core.ids import DocumentId, MentionId
from annotator.core.link import Candidate, Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed mention with what it may name. It follows from the text and from what is known; it is not stored.

    Attributes:
        document: The document it stands in.
        span: Where, in code points of the document's text.
        label: The name of its label.
        surface: The text it covers.
        score: How sure its proposer is, between 0 and 1.
        candidates: What it may name, best first; empty when nothing is known but that it is a mention.
        date: What it means, for labels that are dates.
    """

    document: DocumentId
    span: Span
    label: str
    surface: str
    score: float
    candidates: tuple[Candidate, ...] = ()
    date: DateValue | None = None

    @property
    def id(self) -> MentionId:
        """The id its mention has: the same whenever the same span is proposed with the same label."""
        place = f"{self.document}\n{self.span.start}\n{self.span.end}\n{self.label}"
        return MentionId(f"suggested-{hashlib.sha256(place.encode()).hexdigest()[:24]}")

    def as_mention(self, annotator: Annotator) -> Mention:
        """Return it as a suggested mention, linked to its best candidate."""
        return Mention(
            id=self.id,
            document=self.document,
            span=self.span,
            label=self.label,
            annotator=annotator.id,
            surface=self.surface,
            status=MentionStatus.SUGGESTED,
            link=Link(self.candidates[0].entity) if self.candidates else None,
            date=self.date,
            score=self.score,
        )
