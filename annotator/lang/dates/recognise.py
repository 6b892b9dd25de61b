"""Finding the dates of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from annotator.core.datevalue import Calendar
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
from annotator.lang.dates.resolve import readings_of
from annotator.lang.dates.tense import Clauses, is_day_without_year, known_day, names_event
from annotator.lang.dates.viewpoint import NoAnchorError, Viewpoint, viewpoint

_MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "PW", "GU", "PR", "AS", "VI", "MH", "UM"})
_KNOWN: Final = frozenset({"he", "ar", "en", "und", "", "iw"})
_BESIDE: Final = 3
"""How far around a stretch of text what it says may depend on, in code points."""

_SINCE: Final = ("since", "מאז", "منذ")
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
    known: dict[tuple[int, Tense], tuple[tuple[Meaning, ...], _Read]] = {}  # what is told of is kept, and so its id
    found: list[DateMention] = []
    for span, meanings, tense in said_in(text, language, region, now.anchor.year if now.anchor else None):
        kept = known.get((id(meanings), tense))
        if kept is None:
            kept = known[id(meanings), tense] = meanings, _read(meanings, views[tense])
        mention = DateMention(span, *kept[1])
        found.append(_beside(found[-1], mention, text) if found and len(mention.readings) > 1 else mention)
    return found


def _beside(before: DateMention, mention: DateMention, text: str) -> DateMention:
    """Return a date with the reading first that the one just before it gives: next Sunday, 18 June."""
    if not before.readings or before.readings[0].value == mention.readings[0].value:
        return mention
    same = [each for each in mention.readings if each.value == before.readings[0].value]
    if not same or not _ARE_ONE.fullmatch(text, before.span.end, mention.span.start):
        return mention
    return replace(mention, readings=tuple(dict.fromkeys((*same, *mention.readings))))


class Said(NamedTuple):
    """What a text says at a place, before it is known from which day it counts."""

    span: Span
    meanings: tuple[Meaning, ...]
    tense: Tense


def said_in(text: str, language: str, region: str = "", present: int | None = None) -> Iterator[Said]:
    """Yield what the calendar expressions of a text say; see :func:`recognise`. Its year may be known (``present``)."""
    known = lexicon()
    folded = fold(text)
    code, place = _language_and_region(language, region)
    if code not in _KNOWN:
        known = _figures_only()
    month_first = code == "en" and (not place or place in _MONTH_FIRST)
    years, clauses = YearsTold(text, present), Clauses(folded, known)
    read: dict[tuple[int, str], tuple[_Piece, ...]] = {}
    same: dict[tuple[Meaning, ...], tuple[Meaning, ...]] = {}
    for start, end in stretches(folded, known):
        key = min(start, _BESIDE), text[max(0, start - _BESIDE) : end + _BESIDE]
        pieces = read.get(key)
        if pieces is None:
            cut, codes = lexemes(folded, start, end, known)
            pieces = read[key] = tuple(_pieces(Line(text, cut, codes, month_first), start, known, same))
        for piece in pieces:
            span = Span(start + piece.start, start + piece.end)
            meanings, tense = piece.meanings, Tense.UNTOLD
            if piece.named is not None and names_event(folded, span, known):
                meanings, tense = piece.named, Tense.PAST
            elif piece.has_tense:
                tense = clauses.tense_around(span.start, span.end)
            yield Said(span, years.completed(meanings, span, tense, tells=piece.tells), tense)


class _Piece(NamedTuple):
    """What a stretch of text says at a place, wherever the stretch stands.

    Attributes:
        start: Where it begins, from the start of the stretch.
        end: Where it ends.
        meanings: What it says.
        named: What it says as the name of something that happened; None of what nothing is called by.
        has_tense: Whether the words around it may tell whether it is past or to come.
        tells: Whether what comes after it may happen in its year.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    named: tuple[Meaning, ...] | None
    has_tense: bool
    tells: bool


def _pieces(
    line: Line, start: int, known: Lexicon, same: dict[tuple[Meaning, ...], tuple[Meaning, ...]]
) -> Iterator[_Piece]:
    """Yield what a stretch says; meanings that are the same are one object."""
    for each in expressions(line):
        meanings = same.setdefault(each.meanings, each.meanings)
        named = (*known_day(meanings[0], known), *meanings) if is_day_without_year(meanings[0]) else None
        has_tense = meanings[0].is_relative and not _stands_alone(line, each)
        first, last = line.lexemes[each.first].stem - start, line.lexemes[each.end - 1].end - start
        yield _Piece(first, last, meanings, named and same.setdefault(named, named), has_tense, _tells(line, each))


def _tells(line: Line, found: Expression) -> bool:
    """Tell whether a year says when something is, rather than which of several, or since when: not the 2007 plan."""
    meaning = found.meanings[0]
    before = line.lexemes[found.first - 1] if found.first else None
    if before is not None and before.code == "i" and line.text[before.stem : before.end] in _SINCE:
        return found.first < 2 or line.codes[found.first - 2] in "|,.("  # not the highest since 2018
    if not isinstance(meaning, Moment) or line.codes[found.first] != "y" or not found.first:
        return True
    return bool(line.lexemes[found.first].prefix) or line.codes[found.first - 1] not in "wA?"


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
    """What meanings come to: all of a :class:`DateMention` but its place."""

    readings: tuple[Reading, ...]
    impossible: bool
    calendar: Calendar
    granularity: Granularity
    is_relative: bool


def _read(meanings: tuple[Meaning, ...], view: Viewpoint) -> _Read:
    readings, is_impossible = _readings(meanings, view)
    leading = _leading(meanings[0])
    unit = Granularity.INTERVAL if isinstance(meanings[0], Stretch) else leading.unit
    return _Read(readings, is_impossible, leading.calendar, unit, meanings[0].is_relative)


def _leading(meaning: Meaning) -> Moment:
    if isinstance(meaning, Moment):
        return meaning
    return meaning.start or meaning.end or Moment(Granularity.INTERVAL)


def _readings(meanings: tuple[Meaning, ...], view: Viewpoint) -> tuple[tuple[Reading, ...], bool]:
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
    return tuple(readings), impossible == len(meanings)


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
