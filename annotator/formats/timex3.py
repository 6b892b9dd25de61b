"""Date values as the attributes of TIMEX3, and back.

Sources: ISO 24617-1:2012 (ISO-TimeML) and the TimeML 1.2.1 annotation guidelines. What differs from our own values
(ISO 8601 and EDTF level 1):

===================  ==========================================================
ours                 TIMEX3
===================  ==========================================================
``199X``, ``19XX``   ``199``, ``19``: as many figures of the year as are known
``2021-21`` … ``24`` ``2021-SP``, ``SU``, ``FA``, ``WI``
``-0043``            ``BC0044``: 1 BC is our year 0
``2021-11-24T10:30`` type ``TIME``; all others are type ``DATE``, ranges apart
``2015/..``          ``2015`` with ``mod="ON_OR_AFTER"``
``../2015``          ``2015`` with ``mod="ON_OR_BEFORE"``
``2015/2020``        type ``DURATION``, ``value="P6Y"``, ``beginPoint="2015"``, ``endPoint="2020"``
``2021~``            ``2021`` with ``mod="APPROX"``
``2021?``, ``2021%`` ``2021`` with a ``comment``, for TIMEX3 has no word for it
===================  ==========================================================

``beginPoint`` and ``endPoint`` are ids of other TIMEX3 elements in ISO-TimeML. Here they are the values of the two
ends: a writer that has ids makes an element without text for each and puts its id in the place of the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity, granularity_of, is_date_value
from annotator.lang.dates.bounds import bounds_of

ANCHOR: Final = "t0"
"""The id that the date of the document has, from which relative dates count."""

_SEASONS: Final = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_SEASON_NUMBERS: Final = {letters: number for number, letters in _SEASONS.items()}
_SEASON: Final = re.compile(r"(-?\d{4})-(2[1-4])")
_TIMEX_SEASON: Final = re.compile(r"((?:BC)?\d{4,5})-(SP|SU|FA|WI)")
_BEFORE_CHRIST: Final = re.compile(r"BC(\d{4,5})(.*)")
_UNCERTAIN: Final = {"?": "uncertain", "%": "uncertain and approximate"}
_OPEN_MODS: Final = {"ON_OR_AFTER": "{}/..", "ON_OR_BEFORE": "../{}"}
_MONTHS_OF_YEAR: Final = 12


def timex3_of(
    value: str | None, modifier: str | None = None, calendar: str | None = None, *, is_relative: bool = False
) -> dict[str, str]:
    """Return the attributes of a TIMEX3 element for a date mention.

    Args:
        value: The mention's value; None when it is not known, which makes an element with a type alone.
        modifier: A :class:`~annotator.core.datevalue.DateModifier` value.
        calendar: A :class:`~annotator.core.datevalue.Calendar` value. TIMEX3 knows one calendar; another is told in
            an attribute ``calendar`` of our own.
        is_relative: Whether it counts from the date of the document, which then is ``anchorTimeID="t0"``.

    Returns:
        The attributes in the order in which ISO-TimeML lists them.
    """
    made = {"type": "DATE"} if value is None else dict(_attributes(value, modifier))
    if is_relative:
        made |= {"temporalFunction": "true", "anchorTimeID": ANCHOR}
    if calendar not in (None, "", Calendar.GREGORIAN.value):
        made["calendar"] = str(calendar)
    return made


def value_of_timex3(attributes: Mapping[str, str]) -> tuple[str | None, str | None, str]:
    """Return value, modifier and calendar of a TIMEX3 element; the value is None when it is none of ours.

    It is the way back from :func:`timex3_of`. Of modifiers that we do not have (``LESS_THAN`` …) none is kept.
    """
    calendar = attributes.get("calendar", Calendar.GREGORIAN.value)
    begin, end = attributes.get("beginPoint"), attributes.get("endPoint")
    mod = attributes.get("mod")
    if begin and end:
        value = f"{_edtf(begin)}/{_edtf(end)}"
    else:
        value = _OPEN_MODS.get(mod or "", "{}").format(_edtf(attributes.get("value", "")))
    uncertain = {comment: sign for sign, comment in _UNCERTAIN.items()}.get(attributes.get("comment", ""), "")
    if not is_date_value(value + uncertain):
        return None, None, calendar
    return value + uncertain, mod if mod in set(DateModifier) else None, calendar


@lru_cache(maxsize=4096)
def _attributes(value: str, modifier: str | None) -> tuple[tuple[str, str], ...]:
    """Return type, value, mod, beginPoint, endPoint and comment, as far as the value has them."""
    granularity = granularity_of(value)
    start, slash, end = value.partition("/")
    if slash and ".." not in (start, end) and start and end:
        made = {"type": "DURATION", "value": _duration(start, end), "mod": modifier or ""}
        made |= {"beginPoint": _timex(start), "endPoint": _timex(end)}
    elif slash:
        mod = "ON_OR_BEFORE" if start in ("", "..") else "ON_OR_AFTER"
        made = {"type": "DATE", "value": _timex(end if mod == "ON_OR_BEFORE" else start), "mod": mod}
    else:
        sign = value[-1] if value[-1] in "?~%" else ""
        kind = "TIME" if granularity is Granularity.TIME else "DATE"
        mod = modifier or (DateModifier.APPROX.value if sign == "~" else "")
        made = {"type": kind, "value": _timex(value), "mod": mod, "comment": _UNCERTAIN.get(sign, "")}
    return tuple((name, each) for name, each in made.items() if each)


def _timex(value: str) -> str:
    """Return a single value as TIMEX3 writes it."""
    bare = value.rstrip("?~%")
    if season := _SEASON.fullmatch(bare):
        return f"{_before_christ(season[1])}-{_SEASONS[season[2]]}"
    if bare.endswith("X") and "-" not in bare[1:]:
        return bare.rstrip("X")
    return _before_christ(bare)


def _before_christ(value: str) -> str:
    """Return a value of a year before Christ with BC and the year as people count it."""
    if not value.startswith("-") and not value.startswith("0000"):
        return value
    year, rest = value[:5], value[5:]
    if value.startswith("0000"):
        year, rest = "0000", value[4:]
    return f"BC{1 - int(year):04d}{rest}"


def _edtf(value: str) -> str:
    """Return a single value of TIMEX3 as we write it."""
    if season := _TIMEX_SEASON.fullmatch(value):
        value = f"{season[1]}-{_SEASON_NUMBERS[season[2]]}"
    if before := _BEFORE_CHRIST.fullmatch(value):
        year = 1 - int(before[1])
        return f"{'-' if year < 0 else ''}{abs(year):04d}{before[2]}"
    if value.lstrip("-").isdigit() and len(value.lstrip("-")) in (2, 3):
        return value + "X" * (4 - len(value.lstrip("-")))
    return value


def _duration(start: str, end: str) -> str:
    """Return how long a range is, both ends included, in the unit that both are written in."""
    units = {granularity_of(start), granularity_of(end)}
    if units == {Granularity.YEAR}:
        return f"P{int(end[:5].rstrip('?~%')) - int(start[:5].rstrip('?~%')) + 1}Y"
    if units == {Granularity.MONTH} and "X" not in start + end:
        first, last = _month_number(start), _month_number(end)
        return f"P{last - first + 1}M"
    first_day, last_day = bounds_of(f"{start}/{end}")
    return f"P{(last_day or 0) - (first_day or 0) + 1}D"


def _month_number(value: str) -> int:
    year, _, month = value.rstrip("?~%").rpartition("-")
    return int(year) * _MONTHS_OF_YEAR + int(month)
