"""Dated mentions for tests of the timeline."""

from __future__ import annotations

from annotator.app.timeline import DatedMention
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.ids import DocumentId, MentionId
from annotator.lang.dates.bounds import bounds_of


def dated(
    value: str | None,
    surface: str = "",
    language: str = "en",
    modifier: DateModifier | None = None,
    document: str = "d",
) -> DatedMention:
    """Return a mention with a value."""
    date = DateValue(value, Calendar.GREGORIAN, modifier) if value else None
    first, last = bounds_of(value) if value else (None, None)
    identifier = MentionId(f"{document}-{value}-{surface}-{language}")
    return DatedMention(
        identifier, DocumentId(document), f"Title of {document}", language, surface or str(value), date, first, last
    )
