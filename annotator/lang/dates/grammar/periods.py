"""Weeks, seasons, quarters and halves of years, and units counted from the text's own date."""

from __future__ import annotations

from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity, granularity_of, is_date_value
from annotator.lang.dates.grammar.rule import RELATIVE_YEAR, Found, Rule, rule, year_of
from annotator.lang.dates.lexemes import Lexeme
from annotator.lang.dates.meaning import Meaning, Moment

_UNITS: Final = {
    "K": Granularity.WEEK, "U": Granularity.MONTH, "Y": Granularity.YEAR, "X": Granularity.DECADE,
    "C": Granularity.CENTURY, "q": Granularity.QUARTER, "f": Granularity.HALF,
}  # fmt: skip
_FIRST_SEASON: Final = 20
_SUMMER: Final = 2
_SPRING_YEAR: Final = 3760
"""How many years the Hebrew year of a spring or summer is ahead; it begins in autumn."""

_WEEKEND: Final = 1
_WITH_ARTICLE: Final = 2
_YEAR: Final = (
    r",?[vi]?w?p?(?:(?P<year>y)|Y(?P<marked>[ycto])|Y(?P<year_after>l)|(?P<year_before>L)Y|(?P<year_word>[rJ])"
    r"|(?P<this>Y))"
)
_SEASON_YEAR: Final = r",?v?w?p?(?:(?P<year>[yG])(?:-[ny])?|(?P<years>z)|Y(?P<marked>[yct]))"


def _unit(found: Found) -> tuple[Meaning, ...]:
    """Next week, العام الماضي, בחודש שעבר, the last century."""
    unit = found.lexeme("unit")
    shift = found.number("turn", "turn_before")
    if unit is None or shift is None or found.before == "N":
        return ()
    if found.lexeme("turn_before") is not None and not _may_precede(found):
        return ()
    return (_shifted(unit, shift),)


def _may_precede(found: Found) -> bool:
    """Tell apart "the current year" and "last year", which are dates, from "the last year", which is a duration."""
    before = found.lexeme("turn_before")
    if before is None or not found.line.is_latin(before):
        return True
    word = found.line.text[before.stem : before.end].lower()
    has_article = found.lexeme("article") is not None or found.before == "w"
    if word in ("current", "present"):
        return has_article
    if word in ("coming", "upcoming"):
        return True
    unit = found.lexeme("unit")
    return not has_article or (unit is not None and unit.code == "C")


def _shifted(unit: Lexeme, shift: int) -> Moment:
    if unit.code == "J":
        return Moment(Granularity(str(unit.value)), shift=shift)
    modifier = DateModifier.END if unit.code == "K" and unit.value == _WEEKEND else None
    return Moment(_UNITS[unit.code], shift=shift, modifier=modifier)


def _this_unit(found: Found) -> tuple[Meaning, ...]:
    """השבוע, החודש, השנה: the present one, unless more is said about it."""
    after = found.lexeme_after
    if found.before == "N" or (after is not None and after.code in "obN" and after.value != 4):
        return ()
    if after is not None and after.code == "y":
        return ()
    return (_shifted(found.first, 0),)


def _bare_unit(found: Found) -> tuple[Meaning, ...]:
    """The year, العام, behind "end of" and the like: that of the text."""
    unit = found.lexeme("unit")
    if unit is None or not found.free or found.after in "yntoGN" or _has_adjective(found):
        return ()
    is_definite = found.lexeme("article") is not None or unit.value == _WITH_ARTICLE or found.before == "-"
    return (_shifted(unit, 0),) if is_definite else ()


def _has_adjective(found: Found) -> bool:
    """Tell whether an Arabic adjective makes it another year: نهاية العام الدراسي."""
    after = found.lexeme_after
    return after is not None and after.code == "?" and found.line.text.startswith("ال", after.stem)


def _last_weekend(found: Found) -> tuple[Meaning, ...]:
    """סוף השבוע האחרון: the end of the week before."""
    if not found.free or found.before != "P" or found.first.value != Granularity.WEEK.value:
        return ()
    return (Moment(Granularity.WEEK, shift=-1),)


def _iso_week(found: Found) -> tuple[Meaning, ...]:
    """2021-W48."""
    value = str(found.first.value)
    if not is_date_value(value):
        return ()
    return (Moment(granularity_of(value), literal=value),)


def _shifted_unit(found: Found) -> tuple[Meaning, ...]:
    """אשתקד, the week after next."""
    value = str(found.first.value)
    unit, sign, count = value.rpartition("+" if "+" in value else "-")
    return (Moment(Granularity(unit), shift=int(sign + count)),)


def _part_of_year(found: Found) -> tuple[Meaning, ...]:
    """The third quarter of 2021, המחצית הראשונה של השנה, الربع الأخير من العام الجاري."""
    unit, number = found.lexeme("unit"), _which(found)
    if unit is None or number is None:
        return ()
    year, shift, fits = year_of(found, Calendar.GREGORIAN)
    if found.lexeme("this") is not None:
        shift = 0
    if not fits or (year is None and shift is None):
        return ()
    return (Moment(_UNITS[unit.code], year=year, year_shift=shift, number=number),)


def _which(found: Found) -> int | None:
    """Return the number of a quarter or half; "last" is the fourth or second."""
    unit, number = found.lexeme("unit"), found.lexeme("number")
    if unit is None or number is None:
        return None
    most = 4 if unit.code == "q" else 2
    if number.code in "elL":
        return most if number.value == -1 else None
    return number.number if 1 <= number.number <= most else None


def _quarter_alone(found: Found) -> tuple[Meaning, ...]:
    """In the third quarter, ברבעון הראשון: the latest one that had begun."""
    number, unit = _which(found), found.lexeme("unit")
    if number is None or unit is None or found.after in "vN":
        return ()
    if found.line.is_latin(unit):
        is_told = found.match.group()[:1] == "w" and found.before == "i"
    else:
        is_told = "א" <= found.line.text[unit.stem] <= "ת" and unit.prefix[-1:] in ("ב", "ל", "מ")
    return (Moment(Granularity.QUARTER, number=number),) if is_told else ()


def _coded(found: Found) -> tuple[Meaning, ...]:
    """Q3 2021, H1 2020."""
    code, year = str(found.first.value), found.lexeme("year")
    number = int(code[1])
    if code[0] == "h" and number > 2:
        return ()
    unit = Granularity.QUARTER if code[0] == "q" else Granularity.HALF
    return (Moment(unit, year=year.number if year else None, year_shift=None if year else 0, number=number),)


def _season(found: Found) -> tuple[Meaning, ...]:
    """The autumn of 2000, الصيف الماضي, בקיץ הקרוב, last winter; alone, where a preposition says that it is a time."""
    season = found.lexeme("season")
    after = found.lexeme_after
    if season is None or found.before == "N" or (after is not None and after.code == "N"):
        return ()
    number = _FIRST_SEASON + season.number
    year, shift, fits = year_of(found, Calendar.GREGORIAN)
    turn = found.number("turn", "turn_before")
    if not fits:
        return ()
    if year is not None and (written := found.lexeme("year")) is not None and written.code == "G":
        year = written.number - (_SPRING_YEAR if season.number <= _SUMMER else _SPRING_YEAR + 1)
    if (years := found.lexeme("years")) is not None:
        year = years.dates[0].year
    if year is None and shift is None and turn is None:
        if not _is_season_alone(found, season):
            return ()
        turn = 0 if _means_this(found, season) else None
    return (Moment(Granularity.SEASON, year=year, year_shift=shift, number=number, turn=turn),)


def _is_season_alone(found: Found, season: Lexeme) -> bool:
    if found.free:
        return True
    text = found.line.text[season.start : season.end]
    if found.line.is_latin(season):
        return found.before == "i" and (found.lexeme("article") is not None or not season.doubtful)
    if "א" <= text[0] <= "ת":
        return (season.prefix[-1:] in ("ב", "ל", "מ") and not season.doubtful) or _means_this(found, season)
    return found.before == "i" and found.line.text[season.stem] == "ا"


def _means_this(found: Found, season: Lexeme) -> bool:
    """Tell whether it is the Hebrew הקיץ: this summer."""
    before = found.lexeme_before
    if found.line.text[season.stem] != "ה" or season.prefix or found.before in "iN":
        return False
    # Behind a noun that is bound to it, it says which: פגרת הקיץ, משחקי החורף.
    return before is None or before.code != "?" or found.line.text[before.end - 1] not in "תי"


PERIOD_RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?P<article>w)?(?P<turn_before>L)(?P<unit>[KUYXCqf])", _unit),
    rule(r"(?P<unit>[KUYXCqfJ])(?P<turn>l)", _unit),
    rule(r"J", _this_unit),
    rule(r"Je", _last_weekend),
    rule(r"r", _shifted_unit),
    rule(r"h", _iso_week),
    rule(r"(?P<article>w)?(?P<unit>[KUYXC])", _bare_unit),
    rule(rf"w?(?P<number>[oL])-?(?P<unit>[qf]){_YEAR}", _part_of_year),
    rule(rf"w?(?P<unit>[qf])p?(?P<number>[obcnle]){_YEAR}", _part_of_year),
    rule(r"w?(?P<number>o)-?(?P<unit>q)", _quarter_alone),
    rule(r"(?P<unit>q)p?(?P<number>[ob])", _quarter_alone),
    rule(r"Q,?v?Y?(?P<year>y)?", _coded),
    rule(rf"w?(?P<season>S)(?:{_SEASON_YEAR}|{RELATIVE_YEAR})", _season),
    rule(r"(?P<turn_before>L)(?P<season>S)", _season),
    rule(r"(?P<season>S)(?P<turn>[le])", _season),
    rule(r"(?P<article>w)?(?P<season>S)", _season),
)
