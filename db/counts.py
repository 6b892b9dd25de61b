"""What there is in each document, kept beside it so that no list has to count.

The counts of a document follow from its mentions. An act notes how much each of them rises or falls; only what cannot
be known that way (how far the mentions reach once the last one is gone) is counted again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, insert, select

from annotator.core.ids import DocumentId
from annotator.core.mention import Mention, MentionStatus
from db.prepared import Prepared, Query, deletion, image, updating
from db.schema import COUNTS, DOCUMENTS, LABELS, MENTIONS

_COLUMNS: Final = frozenset(column.name for column in COUNTS.columns)
_CHANGING: Final = _COLUMNS - {"document_id"}


@dataclass(slots=True)
class Tally:
    """How much more (or less) there is in a document.

    Attributes:
        mentions: Accepted mentions.
        linked: Those of them that are linked or NIL.
        dates: Those of them that have a date label.
        suggestions: Suggested mentions.
        reach: Where the last of the accepted mentions ends that were added.
        taken: Where the last of the accepted mentions ended that were taken away.
    """

    mentions: int = 0
    linked: int = 0
    dates: int = 0
    suggestions: int = 0
    reach: int = 0
    taken: int = 0

    def add(self, mention: Mention, *, is_date: bool) -> None:
        """Count a mention that is there now."""
        self._count(mention, is_date, 1)
        if mention.status is MentionStatus.ACCEPTED:
            self.reach = max(self.reach, mention.span.end)

    def take(self, mention: Mention, *, is_date: bool) -> None:
        """Count a mention that is no longer there."""
        self._count(mention, is_date, -1)
        if mention.status is MentionStatus.ACCEPTED:
            self.taken = max(self.taken, mention.span.end)

    def absorb(self, later: Tally) -> None:
        """Count in what was counted later."""
        self.mentions += later.mentions
        self.linked += later.linked
        self.dates += later.dates
        self.suggestions += later.suggestions
        self.reach = max(self.reach, later.reach)
        self.taken = max(self.taken, later.taken)

    def _count(self, mention: Mention, is_date: bool, times: int) -> None:  # noqa: FBT001 - private, called above
        if mention.status is MentionStatus.SUGGESTED:
            self.suggestions += times
        elif mention.status is MentionStatus.ACCEPTED:
            self.mentions += times
            self.linked += times * (mention.link is not None)
            self.dates += times * is_date


def store(connection: Connection, document: DocumentId, tally: Tally) -> None:
    """Bring the counts of a document up to date."""
    row = image(COUNTS).first(connection, key_=document)
    if row is None:
        count_again(connection, [document])
        return
    _, mentions, linked, dates, suggestions, reach = row
    if tally.taken >= max(reach, tally.reach) > 0:
        count_again(connection, [document])
        return
    updating(COUNTS, _CHANGING).run(
        connection,
        key_=document,
        mentions=mentions + tally.mentions,
        linked=linked + tally.linked,
        dates=dates + tally.dates,
        suggestions=suggestions + tally.suggestions,
        reach=max(reach, tally.reach),
    )


def count_again(connection: Connection, documents: Iterable[str]) -> None:
    """Count what these documents have now; those that are gone are left out."""
    for document in documents:
        deletion(COUNTS).run(connection, key_=document)
        _COUNT_ONE.run(connection, document=document)


def count_everything(connection: Connection) -> None:
    """Count what every document has now."""
    connection.execute(COUNTS.delete())
    connection.execute(_counting())


def _counting(*conditions: ColumnElement[bool]) -> Any:  # the type of an INSERT from a SELECT is not public
    accepted = MENTIONS.c.status == MentionStatus.ACCEPTED.value

    def many(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    counts = {
        "document_id": DOCUMENTS.c.id,
        "mentions": many(accepted),
        "linked": many(and_(accepted, MENTIONS.c.link_revision.is_not(None))),
        "dates": many(and_(accepted, LABELS.c.is_date)),
        "suggestions": many(MENTIONS.c.status == MentionStatus.SUGGESTED.value),
        "reach": func.coalesce(func.max(case((accepted, MENTIONS.c.end), else_=0)), 0),
    }
    joined = DOCUMENTS.outerjoin(MENTIONS, MENTIONS.c.document_id == DOCUMENTS.c.id).outerjoin(
        LABELS, LABELS.c.id == MENTIONS.c.label_id
    )
    rows: Query = select(*counts.values()).select_from(joined).where(*conditions).group_by(DOCUMENTS.c.id)
    return insert(COUNTS).from_select(list(counts), rows)


_COUNT_ONE: Final = Prepared(_counting(DOCUMENTS.c.id == bindparam("document")))
