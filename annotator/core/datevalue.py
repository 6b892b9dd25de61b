"""What a date mention means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Calendar(StrEnum):
    """The calendar a date was written in."""

    GREGORIAN = "gregorian"
    HEBREW = "hebrew"
    HIJRI = "hijri"


class DateModifier(StrEnum):
    """The part of the value that is meant (TIMEX3 ``mod``, ISO 24617-1)."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"


@dataclass(frozen=True, slots=True)
class DateValue:
    """The normalised meaning of a date mention.

    Attributes:
        value: ISO 8601 or EDTF level 1, such as ``2021-11-24``, ``2021-W48`` or ``2000``.
        calendar: The calendar it was written in.
        modifier: The part that is meant, or None for the whole.
    """

    value: str
    calendar: Calendar = Calendar.GREGORIAN
    modifier: DateModifier | None = None
