"""Mentions made quickly.

A frozen record sets each of its fields through ``object.__setattr__``, which takes four times as long as assigning it:
reading a document of 10,000 mentions would mostly be that. So a draft is filled, and then becomes the record. The two
have the same slots, without which Python refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.core.mention import Mention
from annotator.core.offsets import Span

if TYPE_CHECKING:
    from annotator.core.datevalue import DateValue
    from annotator.core.link import Link
    from annotator.core.mention import MentionStatus


class _SpanDraft:
    __slots__ = Span.__slots__

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class MentionDraft:
    """Becomes a mention at the end of its construction."""

    __slots__ = Mention.__slots__

    def __init__(  # noqa: PLR0917 - names would cost what this class saves
        self,
        identifier: str,
        document: str,
        start: int,
        end: int,
        label: str,
        annotator: str,
        surface: str,
        status: MentionStatus,
        link: Link | None,
        date: DateValue | None,
        score: float | None,
    ) -> None:
        span = _SpanDraft(start, end)
        span.__class__ = Span  # type: ignore[assignment]  # the same slots are the same layout
        self.id = identifier
        self.document = document
        self.span = span
        self.label = label
        self.annotator = annotator
        self.surface = surface
        self.status = status
        self.link = link
        self.date = date
        self.score = score
        self.__class__ = Mention  # type: ignore[assignment]  # the same slots are the same layout
