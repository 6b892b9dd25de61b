"""Years, decades and centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity
from annotator.lang.dates.grammar.rule import Found, Rule, rule
from annotator.lang.dates.lexemes import Lexeme
from annotator.lang.dates.meaning import Meaning, Moment, Stretch

_PIECE: Final = r"(?:w?(?P<which>[oLc])-?(?P<of>[fqX])|w?(?P<of_>[fqX])p?(?P<which_>[obe]))v?w?"
_PIECES: Final = {"f": 2, "q": 4, "X": 10}
_CENTURY_TAIL: Final = r"v?w?(?:Cp?(?P<ordinal>[noc])|C(?P<turn>l)|(?P<turn_before>L)C|(?P<before>[no])-?C)"
_COUNTED: Final = re.compile(r"[jp\-]*[nytx]?u|%")
_ENDS: Final = frozenset("|,.);jiv-?")
_IS_LISTED: Final = re.compile(r"(?:[i(Ypw])y(?:,y)*,?[jp]*$")
_LONGEST_LIST: Final = 40
_AND_ANOTHER: Final = re.compile(r"jy[?A]")
_STRONG: Final = range(1700, 2100)
_LIKELY: Final = range(1900, 2060)
_RECENT: Final = range(1940, 2040)
_POSSIBLE: Final = range(1000, 2100)
_HIJRI_YEARS: Final = range(1, 1600)
_MILLENNIUM: Final = 1000
_ACTIVE_PREPOSITIONS: Final = (0, 1, 2)
_OF_LIFE, _OWN = 2, 1


def _marked_year(found: Found) -> tuple[Meaning, ...]:
    """سنة 2021, שנת 2000, the year 2000, عام 1443 هـ, שנת תשפ"ב."""
    year = found.lexeme("year")
    if year is None or _COUNTED.match(found.line.codes, found.match.end()):
        return ()
    if year.code in "con" and year.number < (100 if year.code == "n" else _MILLENNIUM) and found.lexeme("era") is None:
        return ()
    return _year_of_era(found, year)


def _year_of_era(found: Found, year: Lexeme) -> tuple[Meaning, ...]:
    era = found.lexeme("era")
    number, written = year.number, None if era is None else str(era.value)
    if year.code == "G" or written == "AM" or (written is None and 5000 < number < 6200):
        return (Moment(Granularity.YEAR, Calendar.HEBREW, number),)
    if written == "AH":
        return (Moment(Granularity.YEAR, Calendar.HIJRI, number),) if number in _HIJRI_YEARS else ()
    if written == "BC":
        return (Moment(Granularity.YEAR, year=1 - number),)
    if written is None and year.code == "t" and number >= 3000:
        return ()
    gregorian = Moment(Granularity.YEAR, year=number)
    if written is None and 1300 < number < 1500 and "ء" <= found.line.text[found.first.stem] <= "ي":
        return (Moment(Granularity.YEAR, Calendar.HIJRI, number), gregorian)
    return (gregorian,)


def _year_with_era(found: Found) -> tuple[Meaning, ...]:
    """44 BC, 1443 هـ, 2021م."""
    year, era = found.lexeme("year"), found.lexeme("era")
    if year is None or era is None:
        return ()
    if found.line.is_latin(era) and found.line.text[era.stem].islower() and "." not in _written(found, era):
        return ()
    if era.value == "AM" and year.number < 3000:
        return ()
    is_metres = _written(found, era) == "م" and year.number not in _LIKELY
    return () if is_metres else _year_of_era(found, year)


def _written(found: Found, lexeme: Lexeme) -> str:
    return found.line.text[lexeme.stem : lexeme.end]


def _era_before_year(found: Found) -> tuple[Meaning, ...]:
    """AD 70."""
    era, year = found.lexeme("era"), found.lexeme("year")
    if era is None or year is None or _written(found, era) != "AD":
        return ()
    return (Moment(Granularity.YEAR, year=year.number),)


def _bare_year(found: Found) -> tuple[Meaning, ...]:
    """In 1993, ב-1993, (1948): a number that what stands around it makes a year."""
    year = found.lexeme("year")
    if year is None or _COUNTED.match(found.line.codes, found.match.end()) or _counts_thousands(found):
        return ()
    if found.free:
        return _year_of_era(found, year) if year.number in _POSSIBLE else ()
    return (Moment(Granularity.YEAR, year=year.number),) if _is_marked(found, year.number) else ()


def _counts_thousands(found: Found) -> bool:
    after = found.lexeme_after
    return after is not None and after.code == "c" and after.number >= 100


def _is_marked(found: Found, number: int) -> bool:
    before = found.lexeme_before
    if before is None:
        return False
    if before.code == "i":
        return _follows_preposition(found, before, number)
    if before.code == "p":
        return _follows_prefix(found, before, number)
    if before.code == "A":
        return number in _STRONG
    if before.code in "?vw":
        return _follows_word(found, before, number)
    if before.code == "(":
        is_call = before.start > 0 and found.line.text[before.start - 1].isalnum()
        return number in _POSSIBLE and found.after in ")-,|;" and not is_call
    return before.code in "j," and number in _STRONG and _is_listed(found)


def _is_listed(found: Found) -> bool:
    """Tell whether a year stands before it in the same list: in 2019, 2020 and 2021."""
    at = found.match.start()
    return _IS_LISTED.search(found.line.codes, max(0, at - _LONGEST_LIST), at) is not None


def _follows_word(found: Found, before: Lexeme, number: int) -> bool:
    """The 2020 agreement, the war of 1967, גבולות 1967, حرب 1973."""
    is_latin = found.line.is_latin(before)
    if before.code == "v":
        return number in _LIKELY and (is_latin or _ends_here(found) or _before_hebrew_word(found, before, number))
    if before.code == "w" or found.line.text[before.stem : before.end].lower() == "a":
        is_before_noun = found.after == "?" or _AND_ANOTHER.match(found.line.codes, found.match.end()) is not None
        return is_before_noun and number in _LIKELY and is_latin
    return not is_latin and number in _RECENT and number % 100 != 0 and found.after in "|,.)"


def _before_hebrew_word(found: Found, before: Lexeme, number: int) -> bool:
    """Tell whether a word follows של and a year that is no plural, which a number might count."""
    after = found.lexeme_after
    if after is None or after.code != "?" or found.line.text[before.stem : before.end] != "של" or number % 100 == 0:
        return False
    return not found.line.text[after.stem : after.end].endswith(("ים", "ות"))


def _follows_preposition(found: Found, before: Lexeme, number: int) -> bool:
    if before.value in _ACTIVE_PREPOSITIONS:
        return number in _STRONG or (number in _POSSIBLE and _ends_here(found))
    return number in _LIKELY and (_ends_here(found) or (number % 100 != 0 and _before_one_word(found)))


def _before_one_word(found: Found) -> bool:
    """Tell whether an English word follows that is no plural, which a number might count."""
    after = found.lexeme_after
    if after is None or after.code != "?" or not found.line.is_latin(after):
        return False
    return found.line.text[after.stem].islower() and not found.line.text[after.stem : after.end].endswith("s")


def _follows_prefix(found: Found, before: Lexeme, number: int) -> bool:
    letters = str(before.value)
    if letters[-1:] in ("ב", "מ", "ל"):
        return number in _STRONG or (number in _POSSIBLE and _ends_here(found))
    if letters in ("ו", "و"):
        return number in _STRONG and _is_listed(found)
    return letters[-1:] in ("ل", "ب") and number in _LIKELY and _ends_here(found)


def _ends_here(found: Found) -> bool:
    return found.after in _ENDS and found.after != "?"


def _hebrew_year(found: Found) -> tuple[Meaning, ...]:
    """תש"ח, which is a year by the way it is written."""
    year = found.first
    return (Moment(Granularity.YEAR, Calendar.HEBREW, year.number),) if 5600 <= year.number < 6000 else ()


def _spelled_year(found: Found) -> tuple[Meaning, ...]:
    """In nineteen forty-eight."""
    year = found.first
    if found.before not in "iv" or year.number not in range(1100, 2100) or found.after in "u%":
        return ()
    return (Moment(Granularity.YEAR, year=year.number),)


def _two_years(found: Found) -> tuple[Meaning, ...]:
    """1993–2000, عامي 2019 و2020, 1947–48."""
    first, last = found.lexeme("first"), found.lexeme("last")
    if first is None or last is None or _COUNTED.match(found.line.codes, found.match.end()):
        return ()
    if found.after == "p" and found.line.codes[found.match.end() + 1 : found.match.end() + 2] == "y":
        return ()  # more than two
    end = last.number if last.code == "y" else first.number - first.number % 100 + last.number
    if found.lexeme("unit") is None and (first.number not in range(1500, 2060) or end not in range(1500, 2100)):
        return ()
    if not first.number < end < first.number + 500:
        return ()
    return (Stretch(Moment(Granularity.YEAR, year=first.number), Moment(Granularity.YEAR, year=end)),)


def _open_years(found: Found) -> tuple[Meaning, ...]:
    """2015 onwards, 2015–present, 2015 ואילך."""
    year, present = found.lexeme("year"), found.lexeme("present")
    if year is None or year.number not in _POSSIBLE:
        return ()
    if present is not None and (present.number != 0 or (present.code == "L" and _written(found, present) != "present")):
        return ()
    return (Stretch(Moment(Granularity.YEAR, year=year.number), None),)


def _decade_in_figures(found: Found) -> tuple[Meaning, ...]:
    """The 1990s, the '60s."""
    decade = found.lexeme("decade")
    if decade is None or found.before == "N" or (decade.number < 100 and not _has_article(found)):
        return ()
    return (Moment(Granularity.DECADE, number=decade.number),)


def _has_article(found: Found) -> bool:
    return found.lexeme("article") is not None or found.free or found.before == "w"


def _decade_in_words(found: Found) -> tuple[Meaning, ...]:
    """The nineties, ستينيات القرن الماضي, שנות התשעים, שנות ה-90."""
    decade = found.lexeme("decade")
    if decade is None or not _is_no_age(found):
        return ()
    if found.line.is_latin(decade) and not _has_article(found):
        return ()
    return _decade(found, decade)


def _is_no_age(found: Found) -> bool:
    before, after = found.lexeme_before, found.lexeme_after
    if before is not None and before.code == "N":
        return False
    if after is None:
        return True
    at = found.match.end()
    behind = found.line.lexemes[at + 1] if after.code == "v" and at + 1 < len(found.line.lexemes) else after
    return not (behind.code == "N" and behind.value == _OF_LIFE)


def _decade(found: Found, decade: Lexeme) -> tuple[Meaning, ...]:
    number = decade.number
    if number % 10 or not (10 <= number <= 90 or number in _POSSIBLE):
        return ()
    century = found.number("ordinal", "before")
    return (Moment(Granularity.DECADE, year=century, year_shift=found.number("turn", "turn_before"), number=number),)


def _hebrew_decade(found: Found) -> tuple[Meaning, ...]:
    """שנות השישים, שנות ה-60 של המאה הקודמת, שנות האלפיים."""
    decade = found.lexeme("decade")
    unit = found.lexeme("unit")
    if decade is None or unit is None or unit.value != 0 or not _is_no_age(found):
        return ()
    if decade.code in "nc" and found.line.text[unit.stem : unit.end] != "שנות":
        return ()
    if decade.number == 2000:
        return (Moment(Granularity.DECADE, number=2000),)
    return _decade(found, decade)


def _part_of_hebrew_decade(found: Found) -> tuple[Meaning, ...]:
    """שנות החמישים המוקדמות, שנות ה-90 המאוחרות."""
    part = found.lexeme("part")
    modifier = None if part is None else DateModifier(str(part.value))
    return tuple(replace(each, modifier=modifier) for each in _hebrew_decade(found) if isinstance(each, Moment))


def _century(found: Found) -> tuple[Meaning, ...]:
    """The 20th century, القرن العشرين, המאה ה-19, the fifth century BC."""
    number, word = found.lexeme("ordinal", "before"), found.lexeme("unit")
    if number is None or word is None or not 1 <= number.number <= 30:
        return ()
    is_hebrew = "א" <= found.line.text[word.stem] <= "ת"
    if is_hebrew and number.code == "n" and "p" not in found.match.group():
        return ()
    if is_hebrew and number.code in "cob" and found.line.text[number.stem] != "ה":
        return ()
    era = found.lexeme("era")
    sign = -1 if era is not None and era.value == "BC" else 1
    calendar = Calendar.HIJRI if era is not None and era.value == "AH" else Calendar.GREGORIAN
    return (Moment(Granularity.CENTURY, calendar, number=sign * number.number),)


def _two_decades(found: Found) -> tuple[Meaning, ...]:
    """The 1950s and 1960s, שנות ה-70 וה-80, الستينيات والسبعينيات: two that follow each other."""
    first, last, unit = found.lexeme("decade"), found.lexeme("last"), found.lexeme("unit")
    if first is None or last is None or last.number - first.number != 10 or not _is_no_age(found):
        return ()
    if found.lexeme("and") is None and last.prefix[:1] not in ("ו", "و"):
        return ()
    if unit is None and first.number < 100 and found.line.is_latin(first) and not _has_article(found):
        return ()
    start = _decade(found, first)
    return (Stretch(start[0], replace(start[0], number=last.number)),) if start and isinstance(start[0], Moment) else ()


def _piece_of_decade(found: Found) -> tuple[Meaning, ...]:
    """النصف الثاني من تسعينيات القرن الماضي, the first half of the 1990s."""
    return _pieces(found, _decade_in_words(found) or _decade_in_figures(found) or _hebrew_decade(found))


def _piece_of_century(found: Found) -> tuple[Meaning, ...]:
    """The second half of the 19th century, העשור האחרון של המאה ה-20, العقد الأول من القرن الحالي."""
    shift = found.number("turn", "turn_before")
    whole = (Moment(Granularity.CENTURY, shift=shift),) if shift is not None else _century(found)
    return _pieces(found, whole)


def _pieces(found: Found, whole: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    of, which = found.lexeme("of", "of_"), found.lexeme("which", "which_")
    if of is None or which is None:
        return ()
    number = -1 if which.code in "eL" and which.value == -1 else which.number
    pieces = _PIECES[of.code]
    if not (number == -1 or 1 <= number <= pieces) or (of.code == "X" and found.lexeme("decade") is not None):
        return ()
    return tuple(replace(each, piece=(pieces, number)) for each in whole if isinstance(each, Moment))


YEAR_RULES: Final[tuple[Rule, ...]] = (
    rule(r"w?Yv?p?(?P<year>[ytncoG])(?P<era>a)?", _marked_year),
    rule(r"(?P<year>[ytn])(?P<era>a)", _year_with_era),
    rule(r"(?P<era>a)(?P<year>[nty])", _era_before_year),
    rule(r"(?P<year>y)", _bare_year),
    rule(r"G", _hebrew_year),
    rule(r"c", _spelled_year),
    rule(r"(?P<unit>Y)?(?P<first>y)(?:-|/)(?P<last>[yn])", _two_years),
    rule(r"(?P<unit>Y)(?P<first>y)(?:jp?|p)(?P<last>y)", _two_years),
    rule(r"Y?(?P<year>y)(?:O|-(?P<present>[RLO]))", _open_years),
    rule(r"(?P<article>w)?(?P<decade>s)", _decade_in_figures),
    rule(rf"(?P<article>w)?X?(?P<decade>[ks])(?:{_CENTURY_TAIL})?", _decade_in_words),
    rule(rf"(?P<unit>X)p?(?P<decade>[ncy])(?:{_CENTURY_TAIL})?", _hebrew_decade),
    rule(r"(?P<unit>X)p?(?P<decade>[ncy])(?P<part>F)", _part_of_hebrew_decade),
    rule(
        rf"(?P<article>w)?(?P<unit>X)?p?(?P<decade>[ksnc])(?:(?P<and>jp?w?|p))?(?P<last>[ksnc])(?:{_CENTURY_TAIL})?",
        _two_decades,
    ),
    rule(rf"{_PIECE}(?P<article>w)?X?(?P<decade>[ks])(?:{_CENTURY_TAIL})?", _piece_of_decade),
    rule(rf"{_PIECE}(?P<unit>X)p?(?P<decade>[ncy])(?:{_CENTURY_TAIL})?", _piece_of_decade),
    rule(rf"{_PIECE}(?:(?P<turn_before>L)C|C(?P<turn>l))", _piece_of_century),
    rule(rf"{_PIECE}(?P<unit>C)p?(?P<ordinal>[nocb])(?P<era>a)?", _piece_of_century),
    rule(rf"{_PIECE}(?P<before>[no])-?(?P<unit>C)(?P<era>a)?", _piece_of_century),
    rule(r"w?(?P<unit>C)p?(?P<ordinal>[nocb])(?P<era>a)?", _century),
    rule(r"w?(?P<before>[no])-?(?P<unit>C)(?P<era>a)?", _century),
)
