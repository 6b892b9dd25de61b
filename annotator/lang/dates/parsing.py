"""Where the expressions of a line are: the longest rule wins, parts and ranges are built around what rules find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity
from annotator.lang.dates.grammar import RULES
from annotator.lang.dates.grammar.rule import Found, Line, Rule
from annotator.lang.dates.lexicon import KINDS
from annotator.lang.dates.meaning import Meaning, Moment, Stretch

if TYPE_CHECKING:
    import regex

_PART: Final = re.compile(r"w?(?P<part>P)-?(?:v?w?|i?w?)p?")
_BESIDE: Final = re.compile(r"w?(?P<beside>B)-?[vw]?")
_DAY_OF_RANGE: Final = re.compile(r"w?(?:D|W)?w?p?(?P<day>[nog])")
_BEFORE_DAYS: Final = frozenset("wDWpnog")
_OPEN_END: Final = re.compile("O")
_APPROXIMATELY: Final = 3
_RECENT_YEARS: Final = range(1900, 2060)
_UNTIL, _AND, _FROM = 1, 2, 2
_OTHER_CODES: Final = "ntyxgGscdEmzhQp?|-/,.()%"
_CORE: Final = frozenset("MHIWbRKUYXCqfSkrJdEmzhQysGgDTtac")
_SOON: Final = 7
_TOLD_BY: Final = 3
"""How many kinds tell which rules can match: with more of them there is too much to remember."""

_STRIPPED: Final = "pv,.-i"


@dataclass(frozen=True, slots=True)
class Expression:
    """A place that says when: lexemes ``[first, end)`` of its line, and what they may mean, likeliest first."""

    first: int
    end: int
    meanings: tuple[Meaning, ...]


def expressions(line: Line) -> Iterator[Expression]:
    """Yield the expressions of a line; they never overlap."""
    begins = _beginning()
    start = begins.search(line.codes)
    while start is not None:
        found = _range_at(line, start.start())
        if found is not None:
            yield found
        start = begins.search(line.codes, found.end if found else start.start() + 1)


@cache
def _beginning() -> re.Pattern[str]:
    """Return a pattern for the kinds that an expression can begin with; most need a word of dates soon after them."""
    kinds = {*KINDS.values(), *_OTHER_CODES} - {","}
    codes = {code for code in kinds if _rules_beginning(code)} | {"P", "B"}
    alone, more = (re.escape("".join(sorted(each))) for each in (codes & _CORE, codes - _CORE))
    return re.compile(f"[{alone}]|[{more}](?=.{{0,{_SOON}}}[{alone}])")


@cache
def _rules_beginning(codes: str) -> tuple[Rule, ...]:
    """Return the rules that can match where these kinds follow each other: what a partial match of a pattern tells."""
    return tuple(each for pattern, each in _patterns() if (met := pattern.match(codes, partial=True)) and met.end())


@cache
def _patterns() -> tuple[tuple[regex.Pattern[str], Rule], ...]:
    """Return the rules with their patterns for partial matches, in which nothing is known of what stands before."""
    import regex

    return tuple((regex.compile(each.pattern.pattern.replace("(?<=D)", "")), each) for each in RULES)


def _leaf_at(line: Line, at: int, *, free: bool = False) -> Expression | None:
    """Return what the longest rule finds here."""
    matches = [
        (match.end(), match, each)
        for each in _rules_beginning(line.codes[at : at + _TOLD_BY])
        if (match := each.pattern.match(line.codes, at)) and match.end() > at
    ]
    if len(matches) > 1:
        matches.sort(key=_longest_first)
    for end, match, each in matches:
        if meanings := each.build(Found(line, match, free)):
            return Expression(_without_lead(line, at, end), _without_stop(line, end), meanings)
    return None


def _longest_first(fit: tuple[int, re.Match[str], Rule]) -> int:
    return -fit[0]


def _without_stop(line: Line, end: int) -> int:
    """Leave out the full stop behind an abbreviation when nothing more follows it."""
    while line.codes[end - 1] in ".,":
        end -= 1
    return end


def _without_lead(line: Line, first: int, end: int) -> int:
    while first < end - 1 and line.codes[first] in _STRIPPED:
        first += 1
    return first


def _modified_at(line: Line, at: int, *, free: bool = False) -> Expression | None:
    """Return what stands here with its part: مطلع, the end of, pre-."""
    if line.codes[at] not in "wPB":
        return _leaf_at(line, at, free=free)
    for pattern, name in ((_PART, "part"), (_BESIDE, "beside")):
        lead = pattern.match(line.codes, at)
        if lead is None or lead.end() >= len(line.codes):
            continue
        inner = _inner(line, lead)
        if inner is not None:
            value = str(line.lexemes[lead.start(name)].value)
            meanings = tuple(_with_modifier(each, value) for each in inner.meanings)
            return Expression(_without_lead(line, at, inner.end), inner.end, meanings)
    return _leaf_at(line, at, free=free)


def _inner(line: Line, lead: re.Match[str]) -> Expression | None:
    """Return what a part belongs to; of "the", "of" and prefixes before it as much as leaves something to find."""
    for start in range(lead.end(), lead.end() - 3, -1):
        if start <= lead.start(lead.lastgroup or 0):
            return None
        if start < len(line.codes) and (found := _leaf_at(line, start, free=True)) is not None:
            return found
    return None


def _with_modifier(meaning: Meaning, value: str) -> Meaning:
    if not value or isinstance(meaning, Stretch) or meaning.modifier is not None:
        return meaning
    return replace(meaning, modifier=DateModifier(value))


def _range_at(line: Line, at: int) -> Expression | None:
    """Return the range that begins here, or else the single expression."""
    days = _days_of_one_month(line, at)
    if days is not None:
        return days
    opened = _opener_before(line, at)
    first = _modified_at(line, at, free=False)
    if opened or first is None:
        started = first or (_modified_at(line, at, free=True) if _could_open(line, at, opened=opened) else None)
        whole = _joined(line, started, opened=opened) if started else None
        if whole is not None:
            return whole
    if first is None:
        return None
    return _joined(line, first, opened=opened) or _open(line, first) or _approximate(line, first)


def _could_open(line: Line, at: int, *, opened: bool) -> bool:
    return opened or line.codes[at] in "MHIyS"


def _opener_before(line: Line, at: int) -> bool:
    """Tell whether "from" or "between" stands before."""
    if line.lexemes[at].prefix.endswith("מ"):
        return True
    before = line.lexemes[at - 1] if at else None
    if before is None:
        return False
    is_from = before.code == "v" and not line.is_latin(before) and line.text[before.stem] == "م"
    is_prefix = before.code == "p" and str(before.value).endswith("מ")
    return is_from or is_prefix or (before.code == "i" and before.value == _FROM)


def _joins(line: Line, at: int) -> tuple[str, int] | None:
    """Return how what ends here is joined to what follows ("-", "to" or "and"), and where that begins."""
    if at >= len(line.codes):
        return None
    if line.codes[at] == "," and at + 1 < len(line.codes) and line.lexemes[at + 1].value == _UNTIL:
        at += line.codes[at + 1] in "ji"  # December 1, 2022, to January 31, 2023
    code, lexeme = line.codes[at], line.lexemes[at]
    if code == "-":
        return ("-", at + 1) if at + 1 < len(line.codes) else None
    if code in "ji":
        kind = _join_word(code, lexeme.value)
        after = at + 1
        while kind and after < len(line.codes) and line.codes[after] in "pw":
            after += 1
        return (kind, after) if kind and after < len(line.codes) else None
    letters = str(lexeme.value) if code == "p" else lexeme.prefix
    kind = {"ו": "and", "و": "and", "ל": "to", "ול": "and"}.get(letters)
    after = at + (code == "p")
    return (kind, after) if kind and after < len(line.codes) else None


def _join_word(code: str, value: int | str) -> str | None:
    if value == _UNTIL:
        return "to"
    return "and" if code == "j" and value == _AND else None


def _joined(line: Line, first: Expression, *, opened: bool) -> Expression | None:
    """Return the range from one expression to the next: 2015 to 2020, מינואר עד מרץ 2021."""
    joint = _joins(line, first.end)
    start = first.meanings[0]
    if (
        joint is None
        or not isinstance(start, Moment)
        or (joint[0] != "-" and not opened and (joint[0] == "and" or (start.has_year and not _may_begin_range(start))))
        or joint[1] >= len(line.codes)
    ):
        return None
    last = _modified_at(line, joint[1], free=True)
    if last is None or not isinstance(last.meanings[0], Moment):
        return None
    end = last.meanings[0]
    if start.shape != end.shape or (start.has_year and not end.has_year) or _is_only_weekday(start, end):
        return None
    if joint[0] == "and" and start.unit is Granularity.DAY and start.has_year:
        return None
    completed = _completed(start, end)
    if completed is None:
        return None
    return Expression(first.first, last.end, (Stretch(completed, end),))


def _may_begin_range(start: Moment) -> bool:
    """Tell whether it is so surely a date that "to" and "through" alone make a range of it: 2021 through 2025."""
    if start.day is not None and start.month is not None:
        return True
    return start.unit is Granularity.YEAR and start.year in _RECENT_YEARS and start.calendar is Calendar.GREGORIAN


def _is_only_weekday(start: Moment, end: Moment) -> bool:
    return start.unit is Granularity.DAY and start.day is None and end.day is None


def _completed(start: Moment, end: Moment) -> Moment | None:
    """Return the start with the year of the end; December to January begins in the year before."""
    if start.unit is Granularity.YEAR and start.year is not None and end.year is not None:
        return start if start.year < end.year < start.year + 1000 else None
    if start.has_year or not end.has_year:
        return start
    back = (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0)
    if end.year is not None:
        return replace(start, year=end.year - back, turn=None)
    return replace(start, year_shift=(end.year_shift or 0) - back, turn=None)


def _days_of_one_month(line: Line, at: int) -> Expression | None:
    """Return the days in 10–22 December 2020, 11 و12 غشت 2021, December 10–22, 2020."""
    found = _DAY_OF_RANGE.match(line.codes, at) if line.codes[at] in _BEFORE_DAYS else None
    if found is None or (at and line.codes[at - 1] in "x-/.") or found.end() >= len(line.codes):
        return None
    joint = _joins(line, found.end())
    last = _leaf_at(line, joint[1]) if joint else None
    if joint is None or last is None or len(last.meanings) != 1:
        return None
    end, day = last.meanings[0], line.lexemes[found.start("day")].number
    if not isinstance(end, Moment) or end.day is None or not 1 <= day < end.day or end.month_shift is not None:
        return None
    if end.month is None or "d" in line.codes[joint[1] : last.end] or "E" in line.codes[joint[1] : last.end]:
        return None
    if joint[0] == "and" and end.day != day + 1 and not _opener_before(line, at):
        return None
    start = replace(end, day=day, weekday=None)
    first = found.start("day") if line.codes[at] in "pDw" else at
    return Expression(first, last.end, (Stretch(start, end),))


def _open(line: Line, first: Expression) -> Expression | None:
    """Return what has no end: May 2015 onwards, ממאי 2015 ואילך."""
    found = _OPEN_END.match(line.codes, first.end)
    if found is None or not isinstance(first.meanings[0], Moment):
        return None
    return Expression(first.first, found.end(), (Stretch(first.meanings[0], None),))


def _approximate(line: Line, found: Expression) -> Expression:
    """Mark what "about" stands before."""
    before = line.lexemes[found.first - 1] if found.first else None
    if before is None or before.code != "i" or before.value != _APPROXIMATELY:
        return found
    return replace(found, meanings=tuple(_with_modifier(each, "APPROX") for each in found.meanings))
