"""Months, with a year and without."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity
from annotator.lang.dates.grammar.rule import MONTH, RELATIVE_YEAR, YEAR_TAIL, Found, Rule, calendar_of, rule, year_of
from annotator.lang.dates.lexemes import Lexeme
from annotator.lang.dates.meaning import Meaning, Moment, Stretch

_DUAL: Final = 3
_HALVES, _WEEKS = 2, 4
_NAMED_BEFORE: Final = re.compile("M|y(?!u)")
_SHORTLY: Final = 12
"""Lexemes."""

_YEARS: Final = range(1900, 2060)
_YEARS_OF_RANGES: Final = range(1500, 2060)


def _month(found: Found) -> tuple[Meaning, ...]:
    """November 2021, شهر نونبر من العام الماضي, last December, ביולי."""
    month = found.lexeme("month")
    if month is None:
        return ()
    calendar = calendar_of(month)
    year, year_shift, fits = year_of(found, calendar)
    turn = found.number("turn", "turn_before")
    if not fits or not _may_be_month(found, month):
        return ()
    is_alone = year is None and year_shift is None and turn is None and found.lexeme("unit") is None
    if is_alone and not (found.free or _is_month_alone(found, month)):
        return ()
    return (Moment(Granularity.MONTH, calendar, year, year_shift, month.number, turn=turn),)


def _may_be_month(found: Found, month: Lexeme) -> bool:
    """Tell whether the word is written as the month's name must be: May, and not أب for آب."""
    if found.line.is_latin(month):
        is_short = month.end - month.stem <= 4
        return found.line.is_capitalised(month) or not (month.doubtful or is_short)
    return found.line.text[month.stem : month.end] != "أب"


def _is_month_alone(found: Found, month: Lexeme) -> bool:
    """Tell whether a month without anything beside it is one, and no name or other word."""
    before = found.lexeme_before
    follows_preposition = before is not None and (before.code == "i" or (before.code == "p" and before.value != "ה"))
    if found.line.is_latin(month):
        if not found.line.is_capitalised(month):
            return False
        return follows_preposition if month.code != "M" or month.doubtful else found.before not in "N"
    if "א" <= found.line.text[month.stem] <= "ת":
        has_prefix = month.prefix[-1:] in ("ב", "מ", "ל")
        if month.code != "M":
            return has_prefix and not month.doubtful
        if month.doubtful and not _is_hebrew_summer(month):
            return has_prefix and _goes_on(found)
        return not month.doubtful or has_prefix or follows_preposition
    return follows_preposition if month.doubtful or month.code != "M" else True


def _goes_on(found: Found) -> bool:
    """Tell whether a month or year was named shortly before: in February 2011, and again in May."""
    at = found.match.start()
    return _NAMED_BEFORE.search(found.line.codes, max(0, at - _SHORTLY), at) is not None


def _part_of_month(found: Found) -> tuple[Meaning, ...]:
    """The second half of July, النصف الأول من شهر مارس, the last week of May."""
    whole, unit, which = (
        _month(replace(found, free=True)),
        found.lexeme("part", "part_"),
        found.lexeme("which", "which_"),
    )
    if unit is None or which is None:
        return ()
    last = _HALVES if unit.code == "f" else _WEEKS
    number = last if which.value == -1 else which.number
    if not 1 <= number <= last + (unit.code == "K"):
        return ()
    modifier = DateModifier.START if number == 1 else DateModifier.END if number >= last else DateModifier.MID
    return tuple(replace(each, modifier=modifier) for each in whole if isinstance(each, Moment))


def _is_hebrew_summer(month: Lexeme) -> bool:
    """Tell June and July, which are nicknames without a prefix, from May, which is a director with one."""
    return month.number in (6, 7)


def _in_figures(found: Found) -> tuple[Meaning, ...]:
    """11/2021, and 2011-12, which may be two years as well."""
    lexeme = found.first
    meanings: list[Meaning] = []
    for date in lexeme.dates:
        if date.year not in (_YEARS if date.code == "m" else _YEARS_OF_RANGES):
            return ()
        if date.code == "m":
            meanings.append(Moment(Granularity.MONTH, Calendar.GREGORIAN, date.year, month=date.month))
        else:
            years = f"{date.year:04d}/{date.day:04d}"
            meanings.append(Moment(Granularity.INTERVAL, literal=years))
    return tuple(meanings)


def _two_months(found: Found) -> tuple[Meaning, ...]:
    """شهري يوليو وأغسطس المقبلين: two months that follow each other."""
    unit, first, second = found.lexeme("unit"), found.lexeme("month"), found.lexeme("second")
    if unit is None or first is None or second is None or unit.value != _DUAL or second.prefix[:1] != "و":
        return ()
    year, year_shift, fits = year_of(found, Calendar.GREGORIAN)
    if not fits or (second.number - first.number) % 12 != 1:
        return ()
    turn = found.number("turn")
    start = Moment(Granularity.MONTH, Calendar.GREGORIAN, year, year_shift, first.number, turn=turn)
    return (Stretch(start, replace(start, month=second.number)),)


MONTH_RULES: Final[tuple[Rule, ...]] = (
    rule(
        rf"w?(?:(?P<part>[fK])(?P<which>[obe])|(?P<which_>[oL])-?(?P<part_>[fK]))v?w?(?:(?P<unit>U)[vw]*)?{MONTH}"
        rf"(?:{YEAR_TAIL}|{RELATIVE_YEAR}|(?P<turn>[le]))?",
        _part_of_month,
    ),
    rule(rf"(?:w?(?P<unit>U)[vw]*)?{MONTH}(?:{YEAR_TAIL}|{RELATIVE_YEAR}|(?P<turn>[le]))", _month),
    rule(rf"(?:w?(?P<unit>U)[vw]*)?{MONTH}", _month),
    rule(rf"(?P<unit>U)(?P<month>M)(?P<second>M)(?:{YEAR_TAIL}|{RELATIVE_YEAR}|(?P<turn>l))?", _two_months),
    rule(rf"(?P<turn_before>L){MONTH}", _month),
    rule(r"[mz]", _in_figures),
)
