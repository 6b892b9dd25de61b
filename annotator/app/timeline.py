"""Every dated mention of some documents, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.datevalue import DateValue
from annotator.core.ids import DocumentId, MentionId
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.core.rows import DocumentRow
from annotator.lang.dates.bounds import bounds_of


@dataclass(frozen=True, slots=True)
class DatedMention:
    """A date mention on the timeline.

    Attributes:
        mention: Its id.
        document: Where it stands.
        title: That document's title.
        language: That document's language.
        surface: Its words.
        date: What it means; None when that is not known.
        first: The number of its first day, of an open or unknown beginning None.
        last: The number of its last day, likewise.
    """

    mention: MentionId
    document: DocumentId
    title: str
    language: str
    surface: str
    date: DateValue | None
    first: int | None = None
    last: int | None = None


def dated_mentions(reader: Reader, documents: Sequence[DocumentRow], progress: Progress) -> list[DatedMention]:
    """Return the accepted date mentions of these documents in the order of time, those without a value last.

    Args:
        reader: Answers what is committed.
        documents: Which documents.
        progress: Told how many documents are read; may cancel.
    """
    labels = {label.name for label in reader.labels() if label.is_date}
    dated = [row for row in documents if row.dates]
    found: list[DatedMention] = []
    for number, row in enumerate(dated):
        progress.report(number, len(dated))
        for mention in reader.mentions(row.id):
            if mention.label in labels:
                bounds = bounds_of(mention.date.value) if mention.date else (None, None)
                found.append(
                    DatedMention(
                        mention.id, row.id, row.title, row.language, mention.surface, mention.date, bounds[0], bounds[1]
                    )
                )
    return sorted(found, key=_order)


def _order(dated: DatedMention) -> tuple[bool, int, int]:
    """Order by beginning, then by end; what has no value comes last."""
    first = dated.first if dated.first is not None else dated.last
    last = dated.last if dated.last is not None else dated.first
    return dated.date is None, first or 0, last or 0
