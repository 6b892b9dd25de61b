"""Rows made into mentions, quickly.

A frozen record sets each of its fields through ``object.__setattr__``, which takes four times as long as assigning it:
reading a document of 10,000 mentions would mostly be that. So a draft is filled, and then becomes the record. The two
have the same slots, without which Python refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from db.convert import date_from

if TYPE_CHECKING:
    from annotator.core.datevalue import DateValue

Row = tuple[Any, ...]  # Any: a column of any type

_STATUSES: Final = {status.value: status for status in MentionStatus}
_document_of: Final = itemgetter(-1)


class _SpanDraft:
    __slots__ = Span.__slots__

    start: int
    end: int


class _MentionDraft:
    __slots__ = Mention.__slots__

    id: str
    document: str
    span: _SpanDraft
    label: str
    annotator: str
    surface: str
    status: MentionStatus
    link: Link | None
    date: DateValue | None
    score: float | None


def mentions_in(document: str, rows: Iterable[Row], label_names: Mapping[str, str]) -> list[Mention]:
    """Make mentions of one document of rows of :func:`db.queries.select_mentions`."""
    mentions: list[Any] = []  # Any: drafts until they are filled
    links: dict[str | None, Link] = {}
    for identity, start, end, label, author, surface, status, decided, entity, value, calendar, modifier, score in rows:
        span = _SpanDraft()
        span.start = start
        span.end = end
        span.__class__ = Span  # type: ignore[assignment]  # the same slots are the same layout
        mention = _MentionDraft()
        mention.id = identity
        mention.document = document
        mention.span = span
        mention.label = label_names[label]
        mention.annotator = author
        mention.surface = surface
        mention.status = _STATUSES[status]
        mention.link = None if decided is None else links.get(entity) or links.setdefault(entity, Link(entity))
        mention.date = None if value is None else date_from(value, calendar, modifier)
        mention.score = score
        mention.__class__ = Mention  # type: ignore[assignment]  # the same slots are the same layout
        mentions.append(mention)
    return mentions


def mentions_from(rows: Iterable[Row], label_names: Mapping[str, str]) -> list[Mention]:
    """Make mentions of rows of :func:`db.queries.select_mentions_anywhere`, which say their document."""
    mentions: list[Mention] = []
    for document, inside in groupby(rows, _document_of):
        mentions += mentions_in(document, [row[:-1] for row in inside], label_names)
    return mentions
