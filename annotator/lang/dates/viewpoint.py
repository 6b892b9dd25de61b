"""From where expressions are looked at: the date of the text, as far as it is known, and the tense around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from annotator.core.edtf import Granularity
from annotator.lang.dates.calendars import days_of_month
from annotator.lang.dates.meaning import Tense

_MONTHS: Final = 12
_FIRST_YEAR, _LAST_YEAR = 2, 9998
_FINENESS: Final = {Granularity.YEAR: 0, Granularity.MONTH: 1, Granularity.DAY: 2}
_PARTIAL_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where an expression is looked at.

    Attributes:
        anchor: The date of the text, or None when it is not known; of a text of which only the month or year is known
            the last day of that.
        known: To what the anchor is known: a day, a month or a year.
        tense: Of what time the words around it speak.
        first_weekday: The day weeks begin with there (ISO: Monday 1, Sunday 7).
    """

    anchor: date | None
    tense: Tense = Tense.UNTOLD
    first_weekday: int = 1
    known: Granularity = Granularity.DAY

    @property
    def ahead(self) -> bool:
        """Whether the words around it speak of the future."""
        return self.tense in (Tense.FUTURE, Tense.NEAREST)


def viewpoint(anchor: str | date | None, first_weekday: int) -> Viewpoint:
    """Return where one looks from, given a day, or an ISO 8601 day, month or year. Other values are not known dates."""
    if not isinstance(anchor, str):
        return Viewpoint(anchor, first_weekday=first_weekday)
    written = _PARTIAL_DATE.match(anchor)
    if written is None:
        return Viewpoint(None, first_weekday=first_weekday)
    year, month, day = (int(part) if part else None for part in written.groups())
    known = Granularity.DAY if day else Granularity.MONTH if month else Granularity.YEAR
    try:
        last = date(year or 0, month or _MONTHS, day or days_of_month(year or 0, month or _MONTHS))
    except ValueError:
        return Viewpoint(None, first_weekday=first_weekday)
    return Viewpoint(last, first_weekday=first_weekday, known=known)


class NoAnchorError(ValueError):
    """The value counts from the date of the text, which is not known."""


def anchor_of(view: Viewpoint, wanted: Granularity = Granularity.YEAR) -> date:
    """Return what is counted from. Raises NoAnchorError where it is not known to the wanted unit."""
    if view.anchor is None or not _FIRST_YEAR <= view.anchor.year <= _LAST_YEAR:
        raise NoAnchorError
    if _FINENESS[view.known] < _FINENESS[wanted]:
        raise NoAnchorError
    return view.anchor
