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
from annotator.lang.dates.meaning import Meaning, Moment, Stretch, Tense
from annotator.lang.dates.parsing import Expression, expressions
from annotator.lang.dates.readings import DateMention, Reading
from annotator.lang.dates.resolve import NoAnchorError, Viewpoint, readings_of, viewpoint
from annotator.lang.dates.tense import known_day, names_event, tense_around

_MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "PW", "GU", "PR", "AS", "VI", "MH", "UM"})
_KNOWN: Final = frozenset({"he", "ar", "en", "und", "", "iw"})
_HOME: Final = {"he": "IL", "iw": "IL"}
_ARE_ONE: Final = re.compile(r"[ ,،(–-]{1,3}(?:the |on |ב-?|في |الموافق |ה)?")


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
    views = {tense: replace(now, tense=tense) for tense in Tense}
    known: dict[tuple[tuple[Meaning, ...], Tense], _Read] = {}
    found: list[DateMention] = []
    for span, meanings, tense in said_in(text, language, region):
        read = known.get((meanings, tense))
        if read is None:
            read = known[meanings, tense] = _readings(meanings, views[tense])
        mention = _mention(span, meanings, read)
        found.append(_beside(found[-1], mention, text) if found else mention)
    return found


def _beside(before: DateMention, mention: DateMention, text: str) -> DateMention:
    """Return a date with the reading first that the one just before it gives: next Sunday, 18 June."""
    if (
        len(mention.readings) < 2
        or not before.readings
        or not _ARE_ONE.fullmatch(text, before.span.end, mention.span.start)
    ):
        return mention
    same = [each for each in mention.readings if each.value == before.readings[0].value]
    return replace(mention, readings=tuple(dict.fromkeys((*same, *mention.readings)))) if same else mention


class Said(NamedTuple):
    """What a text says at a place, before it is known from which day it counts."""

    span: Span
    meanings: tuple[Meaning, ...]
    tense: Tense


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
            meanings, tense = each.meanings, Tense.UNTOLD
            if meanings[0].is_relative and names_event(folded, span, known):
                meanings, tense = (*known_day(meanings[0], known), *meanings), Tense.PAST
            elif meanings[0].is_relative and not _stands_alone(line, each):
                tense = tense_around(folded, span, known)
            yield Said(span, years.completed(meanings, span, tense), tense)


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
        readings = _by_weekday(meanings, _by_tense(readings, view))
    return _Read(tuple(readings), impossible == len(meanings))


def _by_tense(readings: list[Reading], view: Viewpoint) -> list[Reading]:
    """Return what comes after the date of the text last when the words around it speak of the past."""
    if view.tense is not Tense.PAST or view.anchor is None:
        return readings
    now = view.anchor.isoformat()
    return sorted(readings, key=lambda each: each.value > now)


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


def _stands_alone(line: Line, found: Expression) -> bool:
    """Tell whether a month has no preposition before it, so that what is said of it may happen at another time.

    Figures of November will be published in the middle of December.
    """
    meaning, first = found.meanings[0], line.lexemes[found.first]
    if not isinstance(meaning, Moment) or meaning.unit is not Granularity.MONTH or meaning.modifier is not None:
        return False
    before = line.codes[found.first - 1] if found.first else "|"
    return not first.prefix and before not in "ip"
