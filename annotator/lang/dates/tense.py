"""Of what time the words around a date speak: whether Monday is the last one or the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.core.offsets import Span
from annotator.lang.dates.folding import bare
from annotator.lang.dates.lexicon import Lexicon
from annotator.lang.dates.meaning import Meaning, Moment, Tense

_CLAUSE_END: Final = re.compile(r"[.,،;؛:!?؟\n()]")
_CLAUSE: Final = 120
_WORD: Final = re.compile(r"'?[^\W\d_]+")
_NEAR: Final = 40
_WORD_BEFORE: Final = re.compile(r"(?<![^\W_])([^\W\d_]+) (?:the |ב-?|ה-?|של |من |في )?$")
_WORD_AFTER: Final = re.compile(r",? ([a-z]+)")
# English -ed, and Hebrew הפעילו and התפעלו.
_PAST: Final = re.compile(r"\b(?!united\b)[a-z]{2,}[a-df-z]ed\b|\b[וש]?ה(?:[א-ת]{2}י[א-ת]|ת[א-ת]{3,4})ו\b")
# Arabic verbs with the letter of the future, but not the nouns that begin alike (سياسة, سيارة, سنة, ستة …).
# Hebrew verbs of the future that begin with יי (ייסגר, יימשכו), but not nouns (ייצור, יישוב) and the past (ייצגו).
_HEBREW_FUTURE: Final = re.compile(r"(?<![^\W_])[וש]?יי[א-ת](?!ו)[א-ת](?:[א-הז-ת]|[א-ת]{2,3})(?![^\W_])")
_ARABIC_FUTURE: Final = re.compile(
    r"(?<![^\W_])[وف]?س(?:ي(?!اس|اد|ار|اق|اح|ناء|ناري|د|طر|ر|ف|ول)|ت(?!ين|ون|ه|ار|را)|ن(?!و|ه|ت|د|ا))[^\W\d_]{2,}"
)
_FUTURE: Final = (re.compile(r"\b(?:is|are|was|were) to [a-z]"), _ARABIC_FUTURE, _HEBREW_FUTURE)


def names_event(folded: str, span: Span, known: Lexicon) -> bool:
    """Tell whether something is called by its day: the Oct. 7 attack, הטבח ב-7 באוקטובר, هجوم 7 أكتوبر."""
    before = _WORD_BEFORE.search(folded, max(0, span.start - _NEAR), span.start)
    after = _WORD_AFTER.match(folded, span.end)
    return any(word is not None and bare(word[1]) in known.events for word in (before, after))


def known_day(meaning: Meaning, known: Lexicon) -> Iterator[Meaning]:
    """Yield a day in the year that it is known for."""
    if isinstance(meaning, Moment) and meaning.calendar is Calendar.GREGORIAN and meaning.month and meaning.day:
        year = known.known_days.get(f"{meaning.month:02d}-{meaning.day:02d}")
        if year is not None and not meaning.has_year and meaning.turn is None:
            yield replace(meaning, year=year)


def tense_around(folded: str, span: Span, known: Lexicon) -> Tense:
    """Return of what time the clause around a date speaks: it has will, צפוי, سوف; or was, -ed, كان."""
    start = max(0, span.start - _CLAUSE)
    for mark in _CLAUSE_END.finditer(folded, start, span.start):
        start = mark.end()
    mark_after = _CLAUSE_END.search(folded, span.end, span.end + _CLAUSE)
    end = mark_after.start() if mark_after else span.end + _CLAUSE
    clause = f"{folded[start : span.start]}·{folded[span.end : end]}"
    words = _WORD.findall(clause)
    if not known.future.isdisjoint(words):
        return Tense.FUTURE
    if any(pattern.search(clause) is not None for pattern in _FUTURE):
        return Tense.FUTURE
    is_past = not known.past.isdisjoint(words) or _PAST.search(clause) is not None
    return Tense.PAST if is_past else Tense.UNTOLD
