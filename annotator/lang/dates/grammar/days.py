"""Days: dates in words and in figures, weekdays, today and tomorrow."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.core.datevalue import Calendar
from annotator.core.edtf import Granularity
from annotator.lang.dates.grammar.rule import (
    DAY,
    LEAD,
    MONTH,
    MOST_DAYS,
    RELATIVE_YEAR,
    YEAR_TAIL,
    Found,
    Rule,
    calendar_of,
    iso_weekday,
    rule,
    year_of,
)
from annotator.lang.dates.lexemes import Lexeme
from annotator.lang.dates.meaning import Meaning, Moment, Stretch
from annotator.lang.dates.numeric import NumericDate

_BEYOND: Final = 39
_DUAL: Final = 2
_UNTIL, _AND = 1, 2
_LONGEST_SHORT: Final = 4
"""Letters of an abbreviated month: Sept."""

_CALLED_ALONE: Final = (5, 6)
_BESIDE: Final = r",?(?:D?(?P<weekday>[Wb])|D(?P<letter>g))T?"
_COUNTS: Final = frozenset("u%")


def _day_and_month(found: Found) -> tuple[Meaning, ...]:
    """The 24th of November 2021, כ"ט בנובמבר, الحادي عشر من سبتمبر."""
    day, month = found.lexeme("day"), found.lexeme("month")
    if day is None or month is None or (month.doubtful and not found.line.is_capitalised(month)):
        return ()
    if (day.code == "c" and found.line.is_latin(day)) or _is_only_before(found) or _is_of_another_sentence(found):
        return ()
    calendar = calendar_of(month)
    year, year_shift, fits = year_of(found, calendar)
    is_day = 1 <= day.number <= MOST_DAYS or (day.number <= _BEYOND and year is not None)
    if not fits or not is_day or found.line.text[month.stem : month.end] == "أب":
        return ()
    if calendar is Calendar.HEBREW and year is None and day.code not in "gno":
        return ()
    turn = found.number("turn")
    return (
        Moment(
            Granularity.DAY, calendar, year, year_shift, month.number, None, day.number, found.weekday, turn=turn
        ),
    )  # fmt: skip


def _is_of_another_sentence(found: Found) -> bool:
    """Tell whether the full stop behind a weekday is none of an abbreviation, as in Wed. 24 Nov."""
    weekday = found.lexeme("weekday")
    if weekday is None or found.line.codes[found.match.start("weekday") + 1] != ".":
        return False
    return not found.line.is_latin(weekday) or weekday.end - weekday.stem > _LONGEST_SHORT + 1


def _is_only_before(found: Found) -> bool:
    """Tell whether "month" without "of" stands between: 1-1 شهر دجنبر is a result."""
    codes = found.line.codes
    between = codes[found.match.start("day") + 1 : found.match.start("month")]
    if "U" not in between or "v" in between:
        return False
    return not found.line.lexemes[found.match.start("day") + 1 + between.index("U")].prefix


def _month_and_day(found: Found) -> tuple[Meaning, ...]:
    """November 24, 2021; English alone has this order."""
    month = found.lexeme("month")
    if month is None or not found.line.is_latin(month):
        return ()
    if found.lexeme("year") is None and (found.after in _COUNTS or found.after in "M:"):
        return ()
    if _ends_sentence(found, month):
        return ()
    return _day_and_month(found)


def _ends_sentence(found: Found, month: Lexeme) -> bool:
    """Tell whether the full stop behind a month is none of an abbreviation: in October. The first was."""
    at = found.match.start("month") + 1
    if found.line.codes[at] != ".":
        return False
    return found.line.codes[at + 1] == "w" or month.end - month.stem > _LONGEST_SHORT


def _days_after_month(found: Found) -> tuple[Meaning, ...]:
    """December 10–22, 2020; June 22 to 25; March 3 and 4."""
    last, meanings, joiner = found.number("last"), _month_and_day(found), found.lexeme("joiner")
    if joiner is not None and joiner.value != _UNTIL:
        is_next = joiner.value == _AND and last == (found.number("day") or 0) + 1
        if not is_next or (found.lexeme("year") is None and found.after not in "|,.)("):
            return ()
    if not meanings or not isinstance(meanings[0], Moment) or last is None:
        return ()
    start = meanings[0]
    return (Stretch(start, replace(start, day=last)),) if (start.day or 0) < last <= MOST_DAYS else ()


def _joined_by_hyphens(found: Found) -> tuple[Meaning, ...]:
    """24-Nov-2021."""
    day, month, year = found.number("day"), found.number("month"), found.lexeme("year")
    if day is None or month is None or year is None or not 1 <= day <= _BEYOND:
        return ()
    return (Moment(Granularity.DAY, year=year.number, month=month, day=day, short_year=year.code == "n"),)


def _in_figures(found: Found) -> tuple[Meaning, ...]:
    """24/11/2021, 2021-11-24, and both readings of 05/06/2021."""
    lexeme = found.lexeme("date")
    if lexeme is None or _is_version(found, lexeme):
        return ()
    era = found.lexeme("era")
    calendar = Calendar.HIJRI if era is not None and era.value == "AH" else Calendar.GREGORIAN
    dates = _ranked(found, lexeme.dates)
    if any((date.year or 0) in range(1300, 1500) for date in dates) and era is None and not found.free:
        calendar = Calendar.HIJRI
    return tuple(_moment(date, calendar, found.weekday) for date in dates)


def _is_version(found: Found, figures: Lexeme) -> bool:
    """Tell whether figures number something: version 2.1.20, Python 3.11.12."""
    if found.before == "V":
        return True
    before = found.lexeme_before
    if before is None or before.code != "?" or figures.dates[0].separator != "." or not figures.dates[0].short_year:
        return False
    return found.line.is_latin(before) and found.line.text[before.stem].isupper()


def _ranked(found: Found, dates: tuple[NumericDate, ...]) -> tuple[NumericDate, ...]:
    """Put the readings in the order that the region prefers; between full stops the day comes first everywhere."""
    wanted = "mdy" if found.line.month_first and dates and dates[0].separator != "." else "dmy"
    return tuple(sorted(dates, key=lambda date: date.order != wanted))


def _moment(date: NumericDate, calendar: Calendar, weekday: int | None) -> Moment:
    if date.clock:
        literal = f"{date.year:04d}-{date.month:02d}-{date.day:02d}{date.clock}"
        return Moment(Granularity.TIME, literal=literal, year=date.year, month=date.month, day=date.day)
    return Moment(
        Granularity.DAY,
        calendar,
        date.year,
        month=date.month,
        day=date.day,
        weekday=weekday,
        short_year=date.short_year,
    )


def _without_year(found: Found) -> tuple[Meaning, ...]:
    """24/11 where something says that it is a date: a weekday, a preposition."""
    lexeme = found.lexeme("date")
    if (
        lexeme is None
        or found.before == "V"
        or found.after in _COUNTS
        or (found.after in "vca?" and found.before not in "p" and not _led(found))
    ):
        return ()
    if not _led(found):
        before = found.lexeme_before
        is_dotted = lexeme.dates[0].separator == "."
        marks = before is not None and (
            (before.code == "p" and before.prefix == "" and str(before.value).strip("וש")[-1:] in tuple("במל"))
            or (not is_dotted and before.code == "i" and before.value in (0, 1, 2, 4))
        )
        if not marks:
            return ()
    return tuple(_moment(date, Calendar.GREGORIAN, found.weekday) for date in _ranked(found, lexeme.dates))


def _led(found: Found) -> bool:
    return found.match.group()[:1] in "DWbT" or found.free


def _relative(found: Found) -> tuple[Meaning, ...]:
    """Today, אתמול (רביעי), أمس الأربعاء."""
    day = found.lexeme("day")
    after = found.lexeme_after
    if day is None or found.before == "N" or (after is not None and _makes_it_another_day(found)):
        return ()
    weekday = found.lexeme("weekday", "letter")
    if weekday is not None and weekday.prefix[:1] in ("و", "ו"):
        return ()
    return (Moment(Granularity.DAY, shift=day.number, weekday=found.weekday),)


def _makes_it_another_day(found: Found) -> bool:
    """Tell whether היום and اليوم are but a day: היום השלישי, اليوم التالي."""
    after = found.lexeme_after
    if after is None or not found.match.group().endswith("R"):
        return False
    if after.code == "e":
        return True
    if after.code == "o" and not found.line.is_latin(after):
        return found.line.text[after.stem] in "הا" and after.end - after.stem > 2
    return after.code == "N" and after.value == 3


def _weekday(found: Found) -> tuple[Meaning, ...]:
    """Wednesday, يوم الاثنين المقبل, יום שלישי, last Friday."""
    word = found.lexeme("weekday", "letter")
    if word is None or found.before in {"N", "w"} or not 1 <= word.number <= 7 or _is_no_day(found):
        return ()
    is_marked = found.lexeme("mark") is not None
    if word.doubtful and not is_marked:
        if found.line.is_latin(word) or word.prefix[-1:] != "ב":
            return ()
    elif not found.line.is_capitalised(word):
        return ()
    weekday = iso_weekday(word.number)
    part = found.lexeme("part", "other")
    if part is not None and part.value == -1:  # ליל שבת is the night before it
        weekday = (weekday - 2) % 7 + 1
    return (Moment(Granularity.DAY, weekday=weekday, turn=_turn(found)),)


def _weekday_alone(found: Found) -> tuple[Meaning, ...]:
    """בשישי: Thursday and Friday go without their day word; the others rather count."""
    word = found.first
    if word.number not in _CALLED_ALONE or word.prefix != "ב" or found.after in "oblUYCqf":
        return ()
    return (Moment(Granularity.DAY, weekday=iso_weekday(word.number)),)


def _turn(found: Found) -> int | None:
    """Return which one is meant; English "next Friday" is rather that of the next week than the coming one."""
    turn = found.lexeme("turn", "turn_before")
    if turn is None:
        return None
    return 2 if found.line.text[turn.stem : turn.end].lower() == "next" else turn.number


def _is_no_day(found: Found) -> bool:
    """Tell whether what follows shows a name, a number, or a day that comes again: the second Sunday of each month."""
    at = found.match.end()
    return _is_name(found) or _is_eleven(found) or found.line.codes[at : at + 2] == "vN"


def _is_eleven(found: Found) -> bool:
    """Tell whether it is the first word of الأحد عشر."""
    after = found.lexeme_after
    return after is not None and after.code == "c" and after.number == 10 and not found.line.is_latin(after)


def _is_name(found: Found) -> bool:
    """Tell whether the word goes on behind a full stop, as in Monday.com."""
    after = found.lexeme_after
    at = found.match.end() + 1
    if after is None or after.code != "." or at >= len(found.line.lexemes):
        return False
    behind = found.line.lexemes[at]
    return behind.start == after.end and found.line.text[behind.start].islower()


def _of_month(found: Found) -> tuple[Meaning, ...]:
    """The 12th of this month, 12 من الشهر الجاري, ב-5 בחודש הבא."""
    day = found.lexeme("day")
    if day is None or not 1 <= day.number <= MOST_DAYS:
        return ()
    shift = found.number("turn", "turn_before")
    unit = found.lexeme("unit")
    if shift is None:
        this = found.lexeme("this")
        is_this = (this is not None and this.value == "month") or (unit is not None and _is_the_month(found, unit))
        if not is_this:
            return ()
        shift = 0
    return (Moment(Granularity.DAY, month_shift=shift, day=day.number),)


def _is_the_month(found: Found, unit: Lexeme) -> bool:
    """Tell whether ל and ב before "month" mean the present one: 15 לחודש, עד 15 בחודש."""
    return unit.prefix == "ל" or (unit.prefix == "ב" and (found.match.group()[:1] == "p" or found.before in "ip"))


def _two_weekdays(found: Found) -> tuple[Meaning, ...]:
    """يومي السبت والأحد المقبلين: two days that follow each other."""
    unit, first, second, turn = (found.lexeme(name) for name in ("unit", "weekday", "second", "turn"))
    if (
        first is None
        or second is None
        or second.prefix[:1] not in ("و", "ו")
        or second.number - first.number not in (1, -6)
    ):
        return ()
    if not ((unit is not None and unit.value == _DUAL) or (turn is not None and _is_dual(found, turn))):
        return ()
    start = Moment(Granularity.DAY, weekday=iso_weekday(first.number), turn=turn.number if turn else None)
    return (Stretch(start, replace(start, weekday=iso_weekday(second.number))),)


def _is_dual(found: Found, turn: Lexeme) -> bool:
    return found.line.text[turn.stem : turn.end].endswith("ين")


DAY_RULES: Final[tuple[Rule, ...]] = (
    rule(rf"{LEAD}{DAY}\.?[vpw]*U?v?{MONTH}(?:{YEAR_TAIL}|{RELATIVE_YEAR}|(?P<turn>[le]))?", _day_and_month),
    rule(rf"{LEAD}{DAY}\.?[vpw]*U?v?{MONTH}", _day_and_month),
    rule(rf"{LEAD}{MONTH}w?(?P<day>[no])(?:,?(?P<year>[yt]))?(?P<era>a)?", _month_and_day),
    rule(rf"{LEAD}{MONTH}w?(?P<day>[no])", _month_and_day),
    rule(rf"{LEAD}{MONTH}w?(?P<day>[no]){RELATIVE_YEAR}", _month_and_day),
    rule(rf"{LEAD}{MONTH}w?(?P<day>[no])(?:-|(?P<joiner>[ji]))w?(?P<last>[no])(?:,?(?P<year>y))?", _days_after_month),
    rule(r"(?P<day>n)-(?P<month>M)\.?-(?P<year>[yn])", _joined_by_hyphens),
    rule(rf"{LEAD}(?P<date>d)(?P<era>a)?", _in_figures),
    rule(rf"{LEAD}(?P<date>E)", _without_year),
    rule(rf"T?D?(?P<day>R)T?(?:{_BESIDE}|\((?:D?(?P<in_brackets>[Wb])|D?(?P<bracketed>g))\))?", _relative),
    rule(r"T?D?(?P<day>R)T?", _relative),
    rule(r"(?P<mark>(?P<turn_before>L))(?P<weekday>W)T?", _weekday),
    rule(r"(?P<mark>(?P<part>T)?D|(?P<other>T))(?P<weekday>[Wb])T?(?P<turn>[le])?T?", _weekday),
    rule(r"(?P<mark>T?D)(?P<letter>g)T?(?P<turn>[le])?", _weekday),
    rule(r"(?P<weekday>b)T?(?P<mark>(?P<turn>l))", _weekday),
    rule(r"b", _weekday_alone),
    rule(r"(?P<weekday>W)T?(?P<mark>(?P<turn>[le]))?", _weekday),
    rule(r"(?P<unit>D)?(?P<weekday>W)(?P<second>W)(?P<turn>[le])?", _two_weekdays),
    rule(rf"w?D?p?{DAY}[vpw]*(?:(?P<turn_before>L)U|U(?P<turn>l)|(?P<this>J)|(?P<unit>U))", _of_month),
)
