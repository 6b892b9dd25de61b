"""Numbers in words and in Hebrew letters."""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final[dict[str, int]] = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 11), *range(20, 100, 10), 100, 200, 300, 400), strict=True)
)
_CANONICAL: Final = re.compile("(ת{0,2})([קרש]?)(?:(ט[וז])|([יכלמנסעפצ]?)([א-ט]?))")
_LONGEST_DAY: Final = 30
_MILLENNIUM: Final = 5000
_EARLIEST_YEAR: Final = 300
_THOUSAND: Final = 1000
_HUNDRED: Final = 100
_TEN: Final = 10


def gematria(letters: str) -> int | None:
    """Return the number that Hebrew letters write, or None when nobody would write it so.

    Args:
        letters: In folded form (no final letters), without geresh and gershayim.
    """
    found = _CANONICAL.fullmatch(letters)
    if not letters or found is None:
        return None
    # God's names are avoided: 15 and 16 are written 9+6 and 9+7.
    if letters[-2:] in ("יה", "יו") and len(letters) > 1:
        return None
    return sum(_LETTERS[letter] for letter in letters)


def hebrew_day(word: str) -> int | None:
    """Return the day that a folded word with its geresh or gershayim writes: כ"ט is 29, י' is 10."""
    if word[-1:] == "'" and len(word) == 2:
        return _day(word[0])
    if len(word) == 3 and word[1] == '"':
        return _day(word[0] + word[2])
    return None


def _day(letters: str) -> int | None:
    number = gematria(letters)
    return number if number and number <= _LONGEST_DAY else None


def hebrew_year(word: str) -> int | None:
    """Return the year that a folded word with gershayim writes: תשפ"ב, התשפ"ב and ה'תשפ"ב are 5782."""
    body = word.removeprefix("ה'") if word.startswith("ה'") else word.removeprefix("ה")
    if body.count('"') != 1 or body[-2:-1] != '"':
        return None
    number = gematria(body.replace('"', ""))
    return _MILLENNIUM + number if number and _EARLIEST_YEAR <= number < _THOUSAND else None


def goes_on(numbers: list[int], following: int, *, joined: bool) -> bool:
    """Tell whether a number word belongs to the same number as those before it.

    Args:
        numbers: The values of the words so far.
        following: The value of the next word.
        joined: Whether "and", a hyphen or a prefixed ו or و stands between them.
    """
    last = numbers[-1]
    if following in (_HUNDRED, _THOUSAND):
        return last < following and (not joined or following == _HUNDRED)
    if last % _HUNDRED == 0:
        return following < last
    if joined:
        return _both_sides_of_ten(last, following)
    is_teen = last < _TEN and following == _TEN
    is_english_year = len(numbers) == 1 and _TEN < last <= 20 and _TEN <= following < _HUNDRED
    return is_teen or is_english_year or (last in range(20, _HUNDRED, _TEN) and following < _TEN)


def _both_sides_of_ten(last: int, following: int) -> bool:
    """Tell whether units and tens meet: twenty-four, أربعة وعشرين."""
    units, tens = sorted((last, following))
    return 0 < units < _TEN and tens in range(20, _HUNDRED, _TEN)


def number_of(numbers: list[int]) -> int:
    """Return what the values of number words come to: 1000, 9, 100, 40, 8 is 1948, and so is 19, 48."""
    if len(numbers) >= 2 and _TEN < numbers[0] <= 20 and _TEN <= numbers[1] < _HUNDRED:
        return numbers[0] * _HUNDRED + sum(numbers[1:])
    total, current = 0, 0
    for number in numbers:
        if number == _THOUSAND:
            total += max(1, current) * _THOUSAND
            current = 0
        elif number == _HUNDRED and 0 < current < _HUNDRED:
            current *= _HUNDRED
        else:
            current += number
    return total + current
