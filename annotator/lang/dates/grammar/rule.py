"""A rule, what it is given to judge, and the pieces that several rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.lang.dates.lexemes import Lexeme
from annotator.lang.dates.meaning import Meaning

MONTH: Final = r"(?P<month>[MHI])\.?"
DAY: Final = r"(?P<day>[nogc])"
YEAR_TAIL: Final = r",?v?(?:p?(?P<year>[yG])|Yp?(?P<marked>[ytcoG])|(?P<old>t))(?P<era>a)?"
RELATIVE_YEAR: Final = r",?v?(?:Y(?P<year_after>l)|(?P<year_before>L)Y|(?P<year_word>[rJ]))"
LEAD: Final = (
    r"(?:w?Tv)?(?:T?D?T?,?(?:(?P<weekday>[Wb])T?\.?[,(]?|(?<=D)(?P<letter>g),?)D?"
    r"|T?D?RT?(?:,?(?P<beside>[Wb]))?D?|T?,?D?T?)w?p?"
)
"""What may stand before the day of a whole date: يوم, Wednesday, the morning of."""

MOST_DAYS: Final = 31
_TISHRI: Final = 9
_CALENDARS: Final = {"M": Calendar.GREGORIAN, "H": Calendar.HEBREW, "I": Calendar.HIJRI}


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text, cut into lexemes.

    Attributes:
        text: The whole text, as it is written.
        lexemes: What the stretch consists of.
        codes: Their kinds.
        month_first: Whether figures are read month first where the text comes from.
    """

    text: str
    lexemes: list[Lexeme]
    codes: str
    month_first: bool

    def is_capitalised(self, lexeme: Lexeme) -> bool:
        """Tell whether a word begins with a capital, or is of a script that has none."""
        first = self.text[lexeme.stem]
        return not first.islower()

    def is_latin(self, lexeme: Lexeme) -> bool:
        """Tell whether a word is in Latin letters."""
        return self.text[lexeme.stem].isascii()


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the pattern of a rule fits.

    Attributes:
        line: Where.
        match: How.
        free: Whether the words before it already say that a date follows: "early", "between".
    """

    line: Line
    match: re.Match[str]
    free: bool

    def lexeme(self, *names: str) -> Lexeme | None:
        """Return the lexeme of the first of these groups that took part."""
        for name in names:
            at = self.match.start(name) if name in self.match.re.groupindex else -1
            if at >= 0:
                return self.line.lexemes[at]
        return None

    def number(self, *names: str) -> int | None:
        """Return the number of the first of these groups that took part."""
        lexeme = self.lexeme(*names)
        return None if lexeme is None else lexeme.number

    @property
    def before(self) -> str:
        """The kind of what stands before it."""
        at = self.match.start()
        return self.line.codes[at - 1] if at else "|"

    @property
    def lexeme_before(self) -> Lexeme | None:
        """What stands before it."""
        at = self.match.start()
        return self.line.lexemes[at - 1] if at else None

    @property
    def after(self) -> str:
        """The kind of what stands behind it."""
        at = self.match.end()
        return self.line.codes[at] if at < len(self.line.codes) else "|"

    @property
    def lexeme_after(self) -> Lexeme | None:
        """What stands behind it."""
        at = self.match.end()
        return self.line.lexemes[at] if at < len(self.line.lexemes) else None

    @property
    def first(self) -> Lexeme:
        """Its first lexeme."""
        return self.line.lexemes[self.match.start()]

    @property
    def weekday(self) -> int | None:
        """The ISO weekday that its words name."""
        sunday_first = self.number("weekday", "letter", "beside", "in_brackets", "bracketed")
        return None if not sunday_first or sunday_first > 7 else iso_weekday(sunday_first)


Builder = Callable[[Found], tuple[Meaning, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what it says; nothing when a closer look shows no date."""

    pattern: re.Pattern[str]
    build: Builder


def rule(pattern: str, build: Builder) -> Rule:
    """Return a rule."""
    return Rule(re.compile(pattern), build)


def iso_weekday(sunday_first: int) -> int:
    """Return the ISO number (Monday 1) of a weekday counted from Sunday 1."""
    return (sunday_first - 2) % 7 + 1


def calendar_of(month: Lexeme) -> Calendar:
    """Return the calendar that a month belongs to."""
    return _CALENDARS[month.code]


def year_of(found: Found, calendar: Calendar) -> tuple[int | None, int | None, bool]:
    """Return the year of a date and its shift, as far as it has one, and whether they make sense together."""
    if (written := found.lexeme("year", "marked", "old")) is not None:
        if _is_another(found, written):
            return None, None, False
        return _written_year(found, written, calendar)
    if (after := found.lexeme("year_after", "year_before")) is not None:
        return None, after.number, True
    word = found.lexeme("year_word")
    if word is not None:
        shift = {"year": 0, "year-1": -1, "year+1": 1, "year-2": -2, "year+2": 2}.get(str(word.value))
        return None, shift, shift is not None
    return None, None, True


def _is_another(found: Found, year: Lexeme) -> bool:
    """Tell whether "and" stands before a year, which then is that of something else: ב-7 במרץ, ובתשפ"ב."""
    groups = found.match.groupdict()
    at = next(found.match.start(name) for name in ("year", "marked", "old") if groups.get(name))
    before = found.line.lexemes[at - 1]
    letters = str(before.value) if before.code == "p" else year.prefix
    return letters[:1] in ("ו", "و")


def _written_year(found: Found, written: Lexeme, calendar: Calendar) -> tuple[int | None, int | None, bool]:
    era = found.lexeme("era")
    number = written.number
    if calendar is Calendar.GREGORIAN:
        if era is not None and era.value == "BC":
            return 1 - number, None, True
        if written.code == "G":  # כ"ט בנובמבר תש"ח: Hebrew years begin in September
            return number - (3761 if (found.number("month") or 1) >= _TISHRI else 3760), None, True
        is_year = written.code in "yco" or (written.code == "t" and (era is not None or 100 <= number <= 999))
        return number, None, is_year and (written.code != "t" or number < 3000) and (era is None or era.value == "AD")
    if calendar is Calendar.HEBREW:
        if 600 <= number < 1000 and written.code == "t":
            number += 5000
        return number, None, written.code == "G" or 3000 <= number < 6500
    return number, None, 1 <= number <= 1600 and written.code != "G"
