"""From what an expression says to values, beside the day that it counts from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import Granularity
from annotator.lang.dates.calendars import (
    ImpossibleDateError,
    day_of,
    days_of_month,
    hebrew_months,
    month_bounds,
    year_at,
    year_bounds,
)
from annotator.lang.dates.meaning import Meaning, Moment, Stretch, Tense
from annotator.lang.dates.readings import Reading
from annotator.lang.dates.viewpoint import Viewpoint, anchor_of

_MONTHS: Final = 12
_SEASON_BEGINS: Final = {21: 3, 22: 6, 23: 9, 24: 12}
_NEAR_FUTURE: Final = 20
_PIVOT: Final = 2000
_DECADE: Final = 10
_OF_NEXT_WEEK: Final = 2
_CENTURY_OF_SHORT_DECADES: Final = 1900
_WIDEST_LEAP_GAP: Final = 8
_SOON: Final = 45
"""Days."""


def readings_of(meaning: Meaning, view: Viewpoint) -> list[Reading]:
    """Return the values that a meaning may have, likeliest first.

    Raises:
        ImpossibleDateError: No calendar has such a date.
        NoAnchorError: It counts from a day that is not known.
    """
    if isinstance(meaning, Stretch):
        return _stretches(meaning, view)
    if meaning.year is not None and meaning.unit is Granularity.YEAR and meaning.calendar is Calendar.GREGORIAN:
        year = _long_year(meaning.year, view) if meaning.short_year else meaning.year
        return [Reading(_written_year(year), meaning.unit, meaning.calendar, meaning.modifier)]
    values = list(dict.fromkeys(_values(meaning, view)))
    if meaning.piece is not None:
        return [_piece(value, *meaning.piece, meaning.modifier) for value in values]
    first = view.first_weekday if meaning.unit is Granularity.WEEK else None
    return [Reading(value, meaning.unit, meaning.calendar, meaning.modifier, first) for value in values]


def _piece(value: str, pieces: int, which: int, modifier: DateModifier | None) -> Reading:
    """Return a piece of a century or decade: its first half, its last decade."""
    unknown = value.count("X")
    years: int = 10**unknown
    first = int(value.rstrip("X")) * years
    if value.startswith("-"):
        first += 1 - years
    length = years // pieces
    start = first + ((which - 1) % pieces if which > 0 else pieces - 1) * length
    if length == _DECADE and start >= 0:
        return Reading(f"{start // _DECADE:03d}X", Granularity.DECADE, modifier=modifier)
    ends = f"{_written_year(start)}/{_written_year(start + length - 1)}"
    return Reading(ends, Granularity.INTERVAL, modifier=modifier)


def _stretches(stretch: Stretch, view: Viewpoint) -> list[Reading]:
    """Return the readings of a range; of one without years the years that make it come before or after the anchor."""
    start, end = stretch.start, stretch.end
    if start is None or end is None or not (_is_open_in_year(start) and _is_open_in_year(end)):
        return [_stretch(stretch, view)]
    now = anchor_of(view).isoformat()
    goes_round = (end.month or 0, end.day or 0) < (start.month or 0, start.day or 0)
    found = []
    for last in _values(replace(end, modifier=None), view):
        year = int(last[:4])
        years = Stretch(replace(start, year=year - goes_round), replace(end, year=year))
        found.append(_stretch(years, view))
    running = [each for each in found if _covers(each.value, now[: len(each.value.partition("/")[0])])]
    return list(dict.fromkeys((*running, *found)))


def _is_open_in_year(moment: Moment) -> bool:
    return (
        moment.calendar is Calendar.GREGORIAN
        and moment.unit in (Granularity.DAY, Granularity.MONTH)
        and moment.month is not None
        and not moment.has_year
        and moment.turn is None
    )


def _stretch(stretch: Stretch, view: Viewpoint) -> Reading:
    start, end = stretch.start, stretch.end
    first = _first_value(start, view).partition("/")[0] if start else ".."
    last = _first_value(end, view).rpartition("/")[2] if end else ".."
    if start and end and start.weekday and end.weekday and start.day is None:  # Saturday and Sunday
        last = _moved(date.fromisoformat(first), (end.weekday - start.weekday) % 7).isoformat()
    calendar = (start or end or Moment(Granularity.DAY)).calendar
    if start and end and len(first) == len(last) and "X" not in first + last and first > last and first[:1] != "-":
        raise ImpossibleDateError
    return Reading(f"{first}/{last}", Granularity.INTERVAL, calendar)


def _first_value(moment: Moment, view: Viewpoint) -> str:
    return next(iter(_values(moment, view)))


def _values(moment: Moment, view: Viewpoint) -> Iterator[str]:
    if moment.literal is not None:
        yield moment.literal
    elif moment.unit is Granularity.DAY:
        yield from _days(moment, view)
    elif moment.unit is Granularity.WEEK:
        yield _week(moment, view)
    elif moment.unit is Granularity.MONTH:
        yield from _months(moment, view)
    elif moment.unit is Granularity.DECADE:
        yield from _decades(moment, view)
    elif moment.unit is Granularity.CENTURY:
        yield _century(moment, view)
    elif moment.unit is Granularity.YEAR:
        yield _year(moment, view)
    else:
        yield from _parts_of_years(moment, view)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ImpossibleDateError from error


def _year_number(moment: Moment, view: Viewpoint) -> int | None:
    """Return the year that the words fix, or None."""
    if moment.year is not None:
        return _long_year(moment.year, view) if moment.short_year else moment.year
    if moment.year_shift is not None:
        return year_at(moment.calendar, anchor_of(view)) + moment.year_shift
    return None


def _long_year(year: int, view: Viewpoint) -> int:
    """Return a year of two figures in full: at most twenty years after the text's (POSIX's 69 without a date)."""
    if view.anchor is None:
        return year + (_PIVOT if year < 69 else _PIVOT - 100)
    newest = view.anchor.year + _NEAR_FUTURE
    return newest - (newest - year) % 100


def _written_year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


# Days


def _days(moment: Moment, view: Viewpoint) -> Iterator[str]:
    if moment.shift is not None:
        yield _moved(anchor_of(view, Granularity.DAY), moment.shift).isoformat()
    elif moment.day is None:
        yield from _weekdays(moment, view)
    elif moment.month_shift is not None:
        year, month = _month_from(anchor_of(view, Granularity.MONTH), moment.month_shift)
        yield _gregorian_day(year, month, moment.day)
    elif (year_ := _year_number(moment, view)) is not None:
        yield from _days_of_year(moment, year_)
    else:
        yield from _days_without_year(moment, view)


def _weekdays(moment: Moment, view: Viewpoint) -> Iterator[str]:
    anchor = anchor_of(view, Granularity.DAY)
    back = (anchor.isoweekday() - (moment.weekday or 1)) % 7
    if moment.turn is None:
        past, future = _moved(anchor, -back), _moved(anchor, (7 - back) % 7)
        yield from (day.isoformat() for day in ((future, past) if view.ahead else (past, future)))
    elif moment.turn < 0:
        yield _moved(anchor, -(back or 7)).isoformat()
    elif moment.turn == 0:
        since_first = (anchor.isoweekday() - view.first_weekday) % 7
        wanted = ((moment.weekday or 1) - view.first_weekday) % 7
        yield _moved(anchor, wanted - since_first).isoformat()
    elif moment.turn == _OF_NEXT_WEEK:
        since_first = (anchor.isoweekday() - view.first_weekday) % 7
        yield _moved(anchor, 7 - since_first + ((moment.weekday or 1) - view.first_weekday) % 7).isoformat()
        yield _moved(anchor, 7 - back).isoformat()
    else:
        ahead = 7 - back
        yield _moved(anchor, ahead).isoformat()
        if ahead < 7 and (anchor.isoweekday() - view.first_weekday) % 7 + ahead < 7:
            yield _moved(anchor, ahead + 7).isoformat()


def _days_of_year(moment: Moment, year: int) -> Iterator[str]:
    """Yield the days that a day and month may be in a year: two for Adar of a leap year."""
    month, day = moment.month or 1, moment.day or 1
    if moment.calendar is Calendar.GREGORIAN:
        yield _gregorian_day(year, month, day)
        return
    months = hebrew_months(year, month) if moment.calendar is Calendar.HEBREW else (month,)
    found = []
    for each in months:
        try:
            found.append(day_of(moment.calendar, year, each, day).isoformat())
        except ImpossibleDateError:
            continue
    if not found:
        raise ImpossibleDateError
    yield from found


def _gregorian_day(year: int, month: int, day: int) -> str:
    if not 1 <= day <= days_of_month(year, month):
        raise ImpossibleDateError
    return f"{_written_year(year)}-{month:02d}-{day:02d}"


def _days_without_year(moment: Moment, view: Viewpoint) -> Iterator[str]:
    """Yield the nearest such days before and after the anchor; a weekday beside them decides between the two."""
    if moment.calendar is Calendar.GREGORIAN and (moment.day or 1) > days_of_month(2000, moment.month or 1):
        raise ImpossibleDateError
    anchor = anchor_of(view)
    this = year_at(moment.calendar, anchor)
    past = _nearest(moment, range(this, this - _WIDEST_LEAP_GAP - 1, -1), anchor, before=True)
    future = _nearest(moment, range(this, this + _WIDEST_LEAP_GAP + 1), anchor, before=False)
    if past is None and future is None:
        raise ImpossibleDateError
    if view.tense is Tense.NEAREST and past and future:
        ahead = anchor - date.fromisoformat(past) >= date.fromisoformat(future) - anchor
    else:
        ahead = _is_near(future, view) or (view.ahead and not _is_just_past(past, view))
    ranked = _ranked(past, future, moment.turn, ahead=ahead)
    if moment.weekday:
        ranked.sort(key=lambda day: date.fromisoformat(day).isoweekday() != moment.weekday)
    yield from ranked


def _is_near(future: str | None, view: Viewpoint) -> bool:
    """Tell whether a day comes so soon that nobody would call the one almost a year ago by the same words."""
    if future is None or view.anchor is None or view.known is not Granularity.DAY or view.tense is Tense.PAST:
        return False
    return (date.fromisoformat(future) - view.anchor).days <= _SOON


def _is_just_past(past: str | None, view: Viewpoint) -> bool:
    """Tell whether a day was so lately that what is to come on it in a year would be said to."""
    if past is None or view.anchor is None or view.known is not Granularity.DAY:
        return False
    return 0 < (view.anchor - date.fromisoformat(past)).days <= _SOON


def _nearest(moment: Moment, years: range, anchor: date, *, before: bool) -> str | None:
    limit = anchor.isoformat()
    for year in years:
        try:
            days = sorted(_days_of_year(moment, year), reverse=before)
        except ImpossibleDateError:
            continue
        for day in days:
            if (moment.turn == 0 and year == years[0]) or (day <= limit if before else day >= limit):
                return day
    return None


def _ranked(past: str | None, future: str | None, turn: int | None, *, ahead: bool) -> list[str]:
    if turn is not None:
        wanted = future if turn > 0 else past
        return [wanted] if wanted else [past or future or ""]
    both = (future, past) if ahead else (past, future)
    return [day for day in both if day]


# Weeks and months


def _week(moment: Moment, view: Viewpoint) -> str:
    """Return the ISO week that shares most days with the week that is meant where the text comes from."""
    anchor = anchor_of(view, Granularity.DAY)
    begun = _moved(anchor, -((anchor.isoweekday() - view.first_weekday) % 7))
    middle = _moved(begun, 3 + 7 * (moment.shift or 0)).isocalendar()
    return f"{middle.year:04d}-W{middle.week:02d}"


def _month_from(anchor: date, shift: int) -> tuple[int, int]:
    year, month = divmod(anchor.year * _MONTHS + anchor.month - 1 + shift, _MONTHS)
    return year, month + 1


def _months(moment: Moment, view: Viewpoint) -> Iterator[str]:
    if moment.shift is not None:
        year, month = _month_from(anchor_of(view, Granularity.MONTH), moment.shift)
        yield f"{_written_year(year)}-{month:02d}"
        return
    fixed = _year_number(moment, view)
    if fixed is not None:
        yield from _months_of_year(moment, fixed)
        return
    yield from _months_without_year(moment, view)


def _months_of_year(moment: Moment, year: int) -> Iterator[str]:
    month = moment.month or 1
    if moment.calendar is Calendar.GREGORIAN:
        yield f"{_written_year(year)}-{month:02d}"
        return
    months = hebrew_months(year, month) if moment.calendar is Calendar.HEBREW else (month,)
    if not months:
        raise ImpossibleDateError
    for each in months:
        first, last = month_bounds(moment.calendar, year, each)
        yield f"{first.isoformat()}/{last.isoformat()}"


def _months_without_year(moment: Moment, view: Viewpoint) -> Iterator[str]:
    anchor = anchor_of(view)
    if moment.calendar is Calendar.GREGORIAN and moment.turn is None:
        ahead = view.ahead
        if view.tense is Tense.NEAREST:
            ahead = ((moment.month or 1) - anchor.month) % _MONTHS <= _MONTHS // 2
        yield from _gregorian_months_around(moment.month or 1, anchor, ahead=ahead)
        return
    this = year_at(moment.calendar, anchor)
    now = anchor.isoformat()[: 7 if moment.calendar is Calendar.GREGORIAN else None]
    found = [
        value
        for year in range(this - 3, this + 4)
        if moment.calendar is not Calendar.HEBREW or hebrew_months(year, moment.month or 1)
        for value in sorted(_months_of_year(moment, year))
    ]
    excludes_now = moment.turn is not None and moment.turn != 0
    current = [value for value in found if _covers(value, now)]
    past = [value for value in found if value.rpartition("/")[2] < now]
    future = [value for value in found if value.partition("/")[0] > now]
    if current and not excludes_now:
        yield current[0]
        return
    if moment.turn == 0:
        yield next(value for value in found if value[:4] >= str(anchor.year))
    else:
        yield from _ranked(past[-1], future[0], moment.turn, ahead=view.ahead)


def _gregorian_months_around(month: int, anchor: date, *, ahead: bool) -> Iterator[str]:
    """Yield the month that the anchor is in, or else the last one and the next one."""
    if month == anchor.month:
        yield f"{anchor.year:04d}-{month:02d}"
        return
    past = anchor.year - (month > anchor.month)
    for year in (past + 1, past) if ahead else (past, past + 1):
        yield f"{year:04d}-{month:02d}"


def _covers(value: str, now: str) -> bool:
    first, _, last = value.partition("/")
    return first <= now <= (last or first)


# Parts of years, and longer


def _parts_of_years(moment: Moment, view: Viewpoint) -> Iterator[str]:
    """Yield seasons, quarters and halves."""
    if moment.shift is not None:
        yield _shifted_part(moment, anchor_of(view, Granularity.MONTH))
        return
    year = _year_number(moment, view)
    if year is not None:
        yield _part(moment, year)
        return
    anchor = anchor_of(view)
    begins = _begins(moment)
    latest = anchor.year if anchor.month >= begins else anchor.year - 1
    if moment.turn == 0:
        yield _part(moment, latest if begins == _MONTHS and anchor.month < 3 else anchor.year)
        return
    is_on = (anchor.year - latest) * _MONTHS + anchor.month - begins < 3
    past = latest - 1 if moment.turn is not None and is_on else latest
    yield from _ranked(_part(moment, past), _part(moment, latest + 1), moment.turn, ahead=view.ahead and not is_on)


def _begins(moment: Moment) -> int:
    """Return the month that a season, quarter or half begins with."""
    number = moment.number or 1
    if moment.unit is Granularity.SEASON:
        return _SEASON_BEGINS[number]
    return (number - 1) * (_MONTHS // (4 if moment.unit is Granularity.QUARTER else 2)) + 1


def _shifted_part(moment: Moment, anchor: date) -> str:
    per_year = 4 if moment.unit is Granularity.QUARTER else 2
    months = _MONTHS // per_year
    year, number = divmod(anchor.year * per_year + (anchor.month - 1) // months + (moment.shift or 0), per_year)
    return _part(replace(moment, number=number + 1), year)


def _part(moment: Moment, year: int) -> str:
    letter = {Granularity.QUARTER: "Q", Granularity.HALF: "H"}.get(moment.unit, "")
    return f"{_written_year(year)}-{letter}{moment.number}"


def _year(moment: Moment, view: Viewpoint) -> str:
    if moment.shift is not None:
        year = year_at(moment.calendar, anchor_of(view)) + moment.shift
    else:
        year = _year_number(moment, view) or 0
    if moment.calendar is Calendar.GREGORIAN:
        return _written_year(year)
    first, last = year_bounds(moment.calendar, year)
    return f"{first.isoformat()}/{last.isoformat()}"


def _decades(moment: Moment, view: Viewpoint) -> Iterator[str]:
    if moment.shift is not None:
        yield f"{anchor_of(view).year // 10 + moment.shift:03d}X"
        return
    number = moment.number or 0
    if number >= 100:
        yield f"{number // 10:03d}X"
        if number % 100 == 0:
            yield f"{number // 100:02d}XX"
        return
    if moment.year is not None or moment.year_shift is not None:
        century = moment.year if moment.year is not None else anchor_of(view).year // 100 + 1 + (moment.year_shift or 0)
        yield f"{(century - 1) * 10 + number // 10:03d}X"
        return
    yield from _short_decades(number, view)


def _short_decades(number: int, view: Viewpoint) -> Iterator[str]:
    """Yield the last such decade that had begun; one that is going on may as well be that of a century before."""
    if view.anchor is None:
        yield f"{(_CENTURY_OF_SHORT_DECADES + number) // 10:03d}X"
        return
    this = view.anchor.year // 10
    latest = this - (this - number // 10) % 10
    yield f"{latest:03d}X"
    if this - latest <= 2:
        yield f"{latest - 10:03d}X"


def _century(moment: Moment, view: Viewpoint) -> str:
    if moment.calendar is Calendar.HIJRI:
        last = (moment.number or 1) * 100
        begins, ends = year_bounds(moment.calendar, last - 99)[0], year_bounds(moment.calendar, last)[1]
        return f"{begins.isoformat()}/{ends.isoformat()}"
    if moment.shift is not None:
        return f"{anchor_of(view).year // 100 + moment.shift:02d}XX"
    number = moment.number or 1
    return f"{number - 1:02d}XX" if number > 0 else f"-{-number - 1:02d}XX"
