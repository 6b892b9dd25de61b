"""Dates of a text as mentions: proposed for the whole text, or read at a place that somebody has marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.core.datevalue import DateValue
from annotator.core.edtf import Granularity
from annotator.core.offsets import Span
from annotator.lang.dates.readings import DateMention
from annotator.lang.dates.recognise import read_date, recognise

_BEFORE: Final = 320
_AFTER: Final = 160
_SURE: Final = 0.97
_WITHOUT_VALUE: Final = 0.7
_OTHER_READING: Final = 0.06
_MOST_OTHERS: Final = 2
_VAGUE: Final = {
    Granularity.SEASON: 0.06, Granularity.DECADE: 0.04, Granularity.QUARTER: 0.03, Granularity.INTERVAL: 0.03,
}  # fmt: skip
_LONGEST: Final = 200


class ProposedDate(NamedTuple):
    """A date mention to propose.

    Attributes:
        span: Where it stands, in code points.
        value: What it most likely means; None when that cannot be told (no such day, or no date of the document).
        score: How sure this is, between 0 and 1.
        readings: Everything that it may mean, likeliest first.
    """

    span: Span
    value: DateValue | None
    score: float
    readings: tuple[DateValue, ...]


def propose_dates(text: str, language: str, document_date: str | date | None) -> Iterator[ProposedDate]:
    """Yield every date of a text in order, never overlapping.

    Args:
        text: The text.
        language: Its BCP 47 code, possibly with a region.
        document_date: The date it was written, possibly only a month or a year; relative dates count from it.
    """
    for found in recognise(text, language, document_date):
        readings = tuple(reading.as_value() for reading in found.readings)
        yield ProposedDate(found.span, readings[0] if readings else None, score_of(found), readings)


def date_at(text: str, span: Span, language: str, document_date: str | date | None) -> DateMention | None:
    """Return what a piece of a text means as a date, with what stands around it in view.

    What was marked may be a little more than the date (a preposition, the word "on") or a piece that only its
    surroundings explain; None is returned when there is no date in it, or more than one.
    """
    if span.end - span.start > _LONGEST:
        return None
    start = _cut(text, max(0, span.start - _BEFORE))
    piece = text[start : span.end + _AFTER]
    inside = []
    for found in recognise(piece, language, document_date):
        place = Span(found.span.start + start, found.span.end + start)
        if place == span:
            return found
        if span.start <= place.start and place.end <= span.end:
            inside.append(found)
    whole = read_date(span.surface(text).strip(), language, document_date)
    return whole or (inside[0] if len(inside) == 1 else None)


@lru_cache(maxsize=4096)
def is_relative(surface: str, language: str) -> bool:
    """Tell whether an expression counts from the date of its document: yesterday, last May, 24 November."""
    found = read_date(surface, language)
    return found is not None and found.is_relative


def score_of(found: DateMention) -> float:
    """Return how sure it is that an expression is a date and means its first reading, between 0 and 1."""
    others = min(_MOST_OTHERS, max(0, len(found.readings) - 1))
    sure = _SURE if found.readings else _WITHOUT_VALUE
    return round(sure - _OTHER_READING * others - _VAGUE.get(found.granularity, 0.0), 3)


def _cut(text: str, at: int) -> int:
    """Return a place at or after ``at`` where no word is cut."""
    while 0 < at < len(text) and not text[at - 1].isspace():
        at += 1
    return at
