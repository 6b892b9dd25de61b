"""The sentence under a date's reading: what it counts from, what is kept, or why it cannot be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.edtf import Granularity
from annotator.lang.dates.stepping import unit_of
from annotator.ui.dates.wording import calendar_name
from annotator.ui.wording import date_text, isolated

_CONTEXT: Final = "Dates"
_RANGE_PARTS: Final = frozenset({DateModifier.START, DateModifier.MID, DateModifier.END})


def explanation(
    date: DateValue | None, surface: str, *, is_relative: bool, counts_from: str | None, is_own_anchor: bool
) -> str:
    """Return what there is to know about a value.

    Args:
        date: The value.
        surface: The words of the mention.
        is_relative: Whether they count from a date.
        counts_from: Which one; None when it is not known.
        is_own_anchor: Whether that date was given for this mention alone.
    """
    if date is None:
        return _nothing(is_relative=is_relative, counts_from=counts_from)
    sentences = []
    if is_relative and counts_from:
        sentences.append(_counting(surface, counts_from, is_own_anchor=is_own_anchor))
    if date.modifier in _RANGE_PARTS:
        kept = QCoreApplication.translate(_CONTEXT, "Kept as {value} with {part}; no range is cut out of it.")
        sentences.append(kept.format(value=isolated(date.value), part=date.modifier))
    elif date.modifier is not None:
        kept = QCoreApplication.translate(_CONTEXT, "Kept as {value} with {part}.")
        sentences.append(kept.format(value=isolated(date.value), part=date.modifier))
    elif date.calendar is not Calendar.GREGORIAN and unit_of(date.value, date.calendar) is not Granularity.DAY:
        kept = QCoreApplication.translate(_CONTEXT, "Kept as its days, {value}, written in the {calendar} calendar.")
        sentences.append(kept.format(value=isolated(date.value), calendar=calendar_name(date.calendar)))
    elif not sentences:
        kept = QCoreApplication.translate(_CONTEXT, "Kept as {value}.")
        sentences.append(kept.format(value=isolated(date.value)))
    return " ".join(sentences)


def _counting(surface: str, counts_from: str, *, is_own_anchor: bool) -> str:
    if is_own_anchor:
        text = QCoreApplication.translate(_CONTEXT, "“{surface}” counts from {date}, for this mention alone.")
    else:
        text = QCoreApplication.translate(_CONTEXT, "“{surface}” counts from this article, dated {date}.")
    return text.format(surface=isolated(surface), date=isolated(date_text(counts_from)))


def _nothing(*, is_relative: bool, counts_from: str | None) -> str:
    if is_relative and not counts_from:
        return QCoreApplication.translate(
            _CONTEXT, "It counts from the date of the article, which is not known. Set that below, or type a value."
        )
    return QCoreApplication.translate(_CONTEXT, "Type a value, or anything that says when: 2023-01, תשפ״ג, last May.")
