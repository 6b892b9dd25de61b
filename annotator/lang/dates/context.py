"""The year of a date that does not say it, from what stands before: in 2021 … in March."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.core.edtf import Granularity
from annotator.core.offsets import Span
from annotator.lang.dates.meaning import Meaning, Moment, Stretch, Tense

_REACH: Final = 240
_MOST_ENDS: Final = 1
# A line's end counts as one more: the next paragraph begins anew.
_SENTENCE_END: Final = re.compile(r"[.!?؟](?=\s)|\n")
_WINTER: Final = 24
_DECEMBER: Final = 12
_HAVE_YEARS: Final = frozenset({Granularity.YEAR, Granularity.MONTH, Granularity.DAY, Granularity.SEASON})


@dataclass(frozen=True, slots=True)
class _Told:
    """A year that was told, and the month with it, up to where in the text."""

    year: int
    month: int | None
    end: int


class YearsTold:
    """Goes through a text with its dates and remembers the year that was told last.

    Args:
        text: The text.
        present: The year of the text, where it is known; what is told of later years tells no year of what was.
    """

    def __init__(self, text: str, present: int | None = None) -> None:
        self._text = text
        self._present = present
        self._last: _Told | None = None
        self._known: dict[tuple[int, int, int | None], tuple[tuple[Meaning, ...], tuple[Meaning, ...]]] = {}

    def completed(
        self, meanings: tuple[Meaning, ...], span: Span, tense: Tense, *, tells: bool = True
    ) -> tuple[Meaning, ...]:
        """Return what a date may mean, with the reading in the year told before it first, if it says none itself.

        Args:
            meanings: What it says.
            span: Where it stands; dates come in the order of the text.
            tense: Of what time the words around it speak; no told year reaches the future.
            tells: Whether its own year may be that of what comes after it.
        """
        told = self._last
        if tense not in (Tense.FUTURE, Tense.NEAREST) and told is not None:
            opening = _opening(meanings[0])
            is_to_come = self._present is not None and told.year > self._present
            if opening is not None and not is_to_come and self._reaches(told, span.start):
                meanings = self._in_told_year(meanings, opening, told)
        if tells:
            self._remember(meanings[0], span.end)
        return meanings

    def _in_told_year(self, meanings: tuple[Meaning, ...], opening: Moment, told: _Told) -> tuple[Meaning, ...]:
        """Return the meanings with those in the told year first; the same ones for the same ones."""
        key = id(meanings), told.year, told.month
        if key not in self._known:
            years = [told.year]
            if told.month is not None and (opening.month or 0) < told.month:  # what is told goes on in time
                years.insert(0, told.year + 1)
            self._known[key] = meanings, (*(_in_year(meanings[0], year) for year in years), *meanings)
        return self._known[key][1]

    def _reaches(self, told: _Told, start: int) -> bool:
        if start - told.end > _REACH:
            return False
        return sum(1 for _ in _SENTENCE_END.finditer(self._text, told.end, start + 1)) <= _MOST_ENDS

    def _remember(self, meaning: Meaning, end: int) -> None:
        moment = (meaning.end or meaning.start) if isinstance(meaning, Stretch) else meaning
        if isinstance(meaning, Stretch) and moment is not None and moment.unit is Granularity.YEAR:
            self._last = None  # which of the years goes on is not told
            return
        if moment is None or moment.calendar is not Calendar.GREGORIAN:
            return
        if moment.year is not None and moment.unit in _HAVE_YEARS and not moment.short_year:
            is_winter = moment.unit is Granularity.SEASON and moment.number == _WINTER
            self._last = _Told(moment.year, _DECEMBER if is_winter else moment.month, end)
        elif moment.shift is not None or moment.turn is not None or moment.year_shift is not None:
            self._last = None  # the text is back in its own time


def _opening(meaning: Meaning) -> Moment | None:
    """Return what begins a date or a range of which no part says its year."""
    if isinstance(meaning, Moment):
        return meaning if _says_no_year(meaning) else None
    if meaning.start is None or meaning.end is None:
        return None
    return meaning.start if _says_no_year(meaning.start) and _says_no_year(meaning.end) else None


def _in_year(meaning: Meaning, year: int) -> Meaning:
    """Return the same in a year; a range that goes round the year's end closes in the next."""
    if isinstance(meaning, Moment):
        return replace(meaning, year=year)
    start, end = meaning.start, meaning.end
    if start is None or end is None:
        return meaning
    goes_round = (end.month or 0, end.day or 0) < (start.month or 0, start.day or 0)
    return Stretch(replace(start, year=year), replace(end, year=year + goes_round))


def _says_no_year(moment: Moment) -> bool:
    return (
        moment.unit in (Granularity.MONTH, Granularity.DAY)
        and moment.calendar is Calendar.GREGORIAN
        and moment.month is not None
        and moment.turn is None
        and not moment.has_year
    )
