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

_MARK: Final = re.compile(r"[.,،;؛:!?؟\n()]")
_WHO: Final = frozenset(("الذي", "التي", "الذين", "who", "which", "whose", "אשר"))
"""Words behind which another clause begins."""

_THAT: Final = frozenset(("that", "כי", *(f"{lead}ان{whose}" for lead in ("", "ب") for whose in ("", "ه", "ها", "هم"))))
"""Words before which a clause ends: what is said on Monday that will be is not said to be on Monday."""

_CLAUSE: Final = 120
_NEAR: Final = 24
_FEW: Final = 2
_STRIPPED: Final = ".,:;()\"'-"
_HEBREW_PAST: Final = re.compile(r"\b[וש]?ה(?:[א-ת]{2}י[א-ת]|ת[א-ת]{3,4})ו\b")
"""הפעילו, התפעלו."""

_SHORTEST_PAST: Final = 4
_APART: Final = str.maketrans('"-', "  ")
# Arabic verbs with the letter of the future, but not the nouns that begin alike (سياسة, سيارة, سنة, ستة …).
# Hebrew verbs of the future that begin with יי (ייסגר, יימשכו), but not nouns (ייצור, יישוב) and the past (ייצגו).
# So are those like ישוחק and יבוטל, which no noun of five letters is.
_HEBREW_FUTURE: Final = re.compile(
    r"(?<![^\W_])[וש]?(?:יי[א-ת](?!ו)[א-ת](?:[א-הז-ת]|[א-ת]{2,3})|י[א-ת]ו[א-ת][ב-דו-חכ-סע-קש])(?![^\W_])"
)
_ARABIC_FUTURE: Final = re.compile(
    r"(?<![^\W_])[وف]?س(?:ي(?!اس|اد|ار|اق|اح|ناء|ناري|د|طر|ر|ف|ول)|ت(?!ين|ون|ه|ار|را)|ن(?!و|ه|ت|د|ا))[^\W\d_]{2,}"
)
_ENGLISH_FUTURE: Final = re.compile(
    r"\b(?:is|are|was|were) to [a-z]|\b(?:may|might) (?:be|not|also|yet|well|have|fall|rise|come|take|meet|face)\b"
)


def names_event(folded: str, span: Span, known: Lexicon) -> bool:
    """Tell whether something is called by its day: the Oct. 7 attack, הטבח ב-7 באוקטובר, هجوم 7 أكتوبر."""
    before = folded[max(0, span.start - _NEAR) : span.start].split()[-_FEW:]
    after = folded[span.end : span.end + _NEAR].split()[:1]
    return any(bare(word.strip(_STRIPPED)) in known.events for word in (*before, *after))


def known_day(meaning: Meaning, known: Lexicon) -> Iterator[Meaning]:
    """Yield a day in the year that it is known for."""
    if isinstance(meaning, Moment) and is_day_without_year(meaning):
        year = known.known_days.get(f"{meaning.month:02d}-{meaning.day:02d}")
        if year is not None:
            yield replace(meaning, year=year)


def is_day_without_year(meaning: Meaning) -> bool:
    """Tell whether a date is a day and month of any year."""
    return (
        isinstance(meaning, Moment)
        and meaning.calendar is Calendar.GREGORIAN
        and bool(meaning.month and meaning.day)
        and not meaning.has_year
        and meaning.turn is None
    )


class Clauses:
    """Tells of what time the clauses of a text speak. Dates are asked about in their order.

    Args:
        folded: The text, folded.
        known: Which words tell.
    """

    def __init__(self, folded: str, known: Lexicon) -> None:
        self._folded = folded
        self._known = known
        self._start = self._end = 0
        self._tense = Tense.UNTOLD

    def tense_around(self, start: int, end: int) -> Tense:
        """Return of what time the clause around a date speaks: it has will, צפוי, سوف; or was, -ed, كان."""
        if start < self._start or end > self._end:
            self._find(start, end)
        return self._tense

    def _find(self, start: int, end: int) -> None:
        folded = self._folded
        before = _MARK.split(folded[max(0, start - _CLAUSE) : start])[-1]
        after = _MARK.split(folded[end : end + _CLAUSE], maxsplit=1)[0]
        for word in _WHO.intersection(before.split()):
            before = before[before.rfind(word) + len(word) :] if word in before else before
        for word in _THAT.intersection(after.split()):
            after = after[: after.find(word)] if word in after else after
        self._start, self._end = start - len(before), end + len(after)
        self._tense = _tense_of(folded[self._start : self._end], self._known)


def _tense_of(clause: str, known: Lexicon) -> Tense:
    tense = _told_by(clause.translate(_APART).split(), clause, known)
    was_to_be = tense is Tense.FUTURE and not known.auxiliaries.isdisjoint(clause.split())
    return Tense.NEAREST if was_to_be else tense


def _told_by(words: list[str], clause: str, known: Lexicon) -> Tense:
    if not known.future.isdisjoint(words) or "'ll " in clause:
        return Tense.FUTURE
    if (" to " in clause or " m" in clause) and _ENGLISH_FUTURE.search(clause) is not None:
        return Tense.FUTURE
    is_past = not known.past.isdisjoint(words) or any(map(_is_past, set(words) - known.present))
    if not clause.isascii():
        if _ARABIC_FUTURE.search(clause) or _HEBREW_FUTURE.search(clause):
            return Tense.FUTURE
        is_past = is_past or _HEBREW_PAST.search(clause) is not None
    if is_past:
        return Tense.PAST
    is_present = not known.present.isdisjoint(words) or " is on " in clause or " are on " in clause
    return Tense.NEAREST if is_present else Tense.UNTOLD


def _is_past(word: str) -> bool:
    """Tell whether an English word is a verb of the past by its end, which speed and united are not."""
    return word[-2:] == "ed" and len(word) > _SHORTEST_PAST and word[-3] != "e" and word != "united"
