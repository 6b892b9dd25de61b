"""Mentions: spans with a label, made by somebody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.datevalue import DateValue
from annotator.core.ids import AnnotatorId, DocumentId, MentionId
from annotator.core.link import Link
from annotator.core.offsets import Span


class MentionStatus(StrEnum):
    """Whether a person stands behind a mention."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span of a document.

    Attributes:
        id: The row's own identifier.
        document: The document it stands in.
        span: Where, in code points of the document's text.
        label: The name of its label.
        annotator: Who made or accepted it.
        surface: The text it covers, kept beside the offsets so that damage can be seen.
        status: Whether a person stands behind it.
        link: What it names; None while that is undecided.
        date: What it means, for labels that are dates.
        score: How sure its proposer was, between 0 and 1; None for a person's own.
    """

    id: MentionId
    document: DocumentId
    span: Span
    label: str
    annotator: AnnotatorId
    surface: str
    status: MentionStatus = MentionStatus.ACCEPTED
    link: Link | None = None
    date: DateValue | None = None
    score: float | None = None
