"""Finding the dates of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from annotator.core.edtf import Granularity
from annotator.core.offsets import Span
from annotator.lang.dates.calendars import ImpossibleDateError
from annotator.lang.dates.context import YearsTold
from annotator.lang.dates.folding import fold
from annotator.lang.dates.grammar.rule import Line
from annotator.lang.dates.lexemes import lexemes, stretches
from annotator.lang.dates.lexicon import Lexicon, lexicon
from annotator.lang.dates.meaning import Meaning, Moment, Stretch
from annotator.lang.dates.parsing import expressions
from annotator.lang.dates.readings import DateMention, Reading
from annotator.lang.dates.resolve import NoAnchorError, Viewpoint, readings_of, viewpoint

_MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "PW", "GU", "PR", "AS", "VI", "MH", "UM"})
_KNOWN: Final = frozenset({"he", "ar", "en", "und", "", "iw"})
_HOME: Final = {"he": "IL", "iw": "IL"}
_CLAUSE_END: Final = re.compile(r"[.,،;؛:!?؟\n()]")
_CLAUSE: Final = 120
_WORD: Final = re.compile(r"'?[^\W\d_]+")
# Arabic verbs with the letter of the future, but not the nouns that begin alike (سياسة, سيارة, سنة, ستة …).
# Hebrew verbs of the future that begin with יי (ייסגר, יימשכו), but not nouns (ייצור, יישוב) and the past (ייצגו).
_HEBREW_FUTURE: Final = re.compile(r"(?<![^\W_])[וש]?יי[א-ת](?!ו)[א-ת](?:[א-הז-ת]|[א-ת]{2,3})(?![^\W_])")
_ARABIC_FUTURE: Final = re.compile(
    r"(?<![^\W_])[وف]?س(?:ي(?!اس|اد|ار|اق|اح|ناء|ناري|د|طر|ر|ف|ول)|ت(?!ين|ون|ه|ار|را)|ن(?!و|ه|ت|د|ا))[^\W\d_]{2,}"
)


def recognise(text: str, language: str, anchor: str | date | None = None, region: str = "") -> list[DateMention]:
    """Return the calendar expressions of a text in order; they never overlap.

    Args:
        text: The text, as it is written.
        language: BCP 47 code, possibly with its region (``en-GB``). Words of all three languages are known in any
            text; of texts in other languages only figures in ISO order are read.
        anchor: The date of the text, from which relative expressions count; as ISO 8601 it may be only a month or a
            year, and then nothing that needs more has a value. Without it no relative expression has one.
        region: ISO 3166 code of where the text comes from, unless the language says it: the order of figures
            (05/06/2021) and the first day of weeks depend on it.

    Returns:
        Every expression with its readings, likeliest first. Dates that no calendar has are flagged, without reading.
    """
    now = viewpoint(anchor, _first_weekday(*_language_and_region(language, region)))
    later = replace(now, ahead=True)
    known: dict[tuple[tuple[Meaning, ...], bool], _Read] = {}
    found = []
    for span, meanings, ahead in said_in(text, language, region):
        read = known.get((meanings, ahead))
        if read is None:
            read = known[meanings, ahead] = _readings(meanings, later if ahead else now)
        found.append(_mention(span, meanings, read))
    return found


class Said(NamedTuple):
    """What a text says at a place, before it is known from which day it counts."""

    span: Span
    meanings: tuple[Meaning, ...]
    ahead: bool


def said_in(text: str, language: str, region: str = "") -> Iterator[Said]:
    """Yield what the calendar expressions of a text say; see :func:`recognise`."""
    known = lexicon()
    folded = fold(text)
    code, place = _language_and_region(language, region)
    if code not in _KNOWN:
        known = _figures_only()
    month_first = code == "en" and (not place or place in _MONTH_FIRST)
    years = YearsTold(text)
    for start, end in stretches(folded, known):
        pieces, codes = lexemes(folded, start, end, known)
        line = Line(text, pieces, codes, month_first)
        for each in expressions(line):
            span = Span(line.lexemes[each.first].stem, line.lexemes[each.end - 1].end)
            ahead = each.meanings[0].is_relative and _speaks_of_future(folded, span, known)
            yield Said(span, years.completed(each.meanings, span, ahead=ahead), ahead)


def read_date(text: str, language: str, anchor: str | date | None = None, region: str = "") -> DateMention | None:
    """Return what a string means that is a date as a whole, white space and prepositions apart, or None."""
    found = recognise(text, language, anchor, region)
    if len(found) != 1 or found[0].span.end != len(text.rstrip()):
        return None
    lead = fold(text[: found[0].span.start]).split()
    known = lexicon().words
    return found[0] if all(word in known and known[word].code in "iwv" for word in lead) else None


@cache
def _figures_only() -> Lexicon:
    return Lexicon()


def _language_and_region(language: str, region: str) -> tuple[str, str]:
    code, _, rest = language.replace("_", "-").partition("-")
    code = code.lower()
    named = next((part.upper() for part in rest.split("-") if len(part) == 2), "")
    return code, region.upper() or named or _HOME.get(code, "")


@cache
def _first_weekday(language: str, region: str) -> int:
    """Return the day weeks begin with in a region (CLDR); where no region is known, ISO's Monday."""
    if not region:
        return 1
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(f"{language if language in ('he', 'ar', 'en') else 'en'}_{region}").first_week_day + 1
    except (UnknownLocaleError, ValueError):
        return 1


class _Read(NamedTuple):
    """What meanings come to: their readings, and whether no calendar has any of them."""

    readings: tuple[Reading, ...]
    is_impossible: bool


def _mention(span: Span, meanings: tuple[Meaning, ...], read: _Read) -> DateMention:
    leading = _leading(meanings[0])
    unit = Granularity.INTERVAL if isinstance(meanings[0], Stretch) else leading.unit
    return DateMention(span, read.readings, read.is_impossible, leading.calendar, unit, meanings[0].is_relative)


def _leading(meaning: Meaning) -> Moment:
    if isinstance(meaning, Moment):
        return meaning
    return meaning.start or meaning.end or Moment(Granularity.INTERVAL)


def _readings(meanings: tuple[Meaning, ...], view: Viewpoint) -> _Read:
    """Return the readings of all meanings that a calendar has, and whether it has none of them."""
    readings: list[Reading] = []
    impossible = 0
    for meaning in meanings:
        try:
            readings += readings_of(meaning, view)
        except ImpossibleDateError:
            impossible += 1
        except NoAnchorError:
            continue
    if len(readings) > 1:
        readings = _by_weekday(meanings, readings)
    return _Read(tuple(readings), impossible == len(meanings))


def _by_weekday(meanings: tuple[Meaning, ...], readings: list[Reading]) -> list[Reading]:
    """Return each reading once, those that fall on the weekday that was written before the others."""
    once = list(dict.fromkeys(readings))
    first = meanings[0]
    weekday = first.weekday if isinstance(first, Moment) and first.day is not None else None
    if weekday is not None:
        once.sort(key=lambda each: not _falls_on(each.value, weekday))
    return once


def _falls_on(value: str, weekday: int) -> bool:
    try:
        return date.fromisoformat(value).isoweekday() == weekday
    except ValueError:
        return False


def _speaks_of_future(folded: str, span: Span, known: Lexicon) -> bool:
    """Tell whether the clause around a date has a word of the future: will, צפוי, سوف."""
    start = max(0, span.start - _CLAUSE)
    for mark in _CLAUSE_END.finditer(folded, start, span.start):
        start = mark.end()
    mark_after = _CLAUSE_END.search(folded, span.end, span.end + _CLAUSE)
    clause = folded[start : mark_after.start() if mark_after else span.end + _CLAUSE]
    if not known.future.isdisjoint(_WORD.findall(clause)):
        return True
    return _ARABIC_FUTURE.search(clause) is not None or _HEBREW_FUTURE.search(clause) is not None
