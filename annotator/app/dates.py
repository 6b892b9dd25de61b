"""What a document's date means for its date mentions: which values follow from it, and what they become with another.

Nothing is stored about where a value came from, for it can be told: a value follows from the document's date when it is
one of the readings that its words have under that date. Any other value was given by hand, or counts from another
date, and stays. The part that is meant (the start, about …) is the annotator's in either case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from annotator.core.datevalue import DateValue
from annotator.core.labels import LabelSet
from annotator.core.mention import Mention
from annotator.core.offsets import Span

if TYPE_CHECKING:
    from annotator.core.document import Document
    from annotator.lang.dates import DateMention, DateProposal

_FEW: Final = 8
_NAMED_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)


def date_proposals(document: Document) -> list[DateProposal]:
    """Return the dates that a document may have been written on, likeliest first, with the reason for each.

    What the file is called or where it came from may hold a date too: 2021-11-24.txt, /2021/11/24/.
    """
    from annotator.lang.dates import document_date_proposals

    return list(document_date_proposals(document.text, document.language, known=_date_in_name(document)))


def _date_in_name(document: Document) -> date | None:
    for name in (document.name, document.source):
        for found in _NAMED_DAY.finditer(name):
            try:
                return date(int(found[1]), int(found[3]), int(found[4]))
            except ValueError:
                continue
    return None


def value_at(document: Document, span: Span) -> DateValue | None:
    """Return what a piece of a document most likely means as a date, or None."""
    from annotator.lang.dates import date_at  # its words take a tenth of a second to read

    found = date_at(document.text, span, document.language, document.date)
    return found.best.as_value() if found is not None and found.best is not None else None


def readings_at(document: Document, span: Span, counts_from: str | None) -> tuple[DateValue, ...]:
    """Return everything that a piece of a document may mean as a date, likeliest first.

    Args:
        document: The document.
        span: The piece.
        counts_from: What relative words count from, usually the document's date.
    """
    from annotator.lang.dates import date_at

    found = date_at(document.text, span, document.language, counts_from)
    return _values(found)


def moved_value(document: Document, mention: Mention, span: Span) -> DateValue | None:
    """Return the value of a date mention whose ends move: that of its new words, unless it was given by hand."""
    before = readings_at(document, mention.span, document.date)
    is_read = mention.date is None or any(
        (each.value, each.calendar) == (mention.date.value, mention.date.calendar) for each in before
    )
    return value_at(document, span) if is_read else mention.date


def counting_from_article(document: Document, mentions: Sequence[Mention], labels: LabelSet) -> int:
    """Count the date mentions whose words count from the date of their document."""
    dated = [mention.span for mention in mentions if (label := labels.get(mention.label)) and label.is_date]
    if not dated:
        return 0
    found = _found_at(document, dated, document.date)
    return sum(1 for span in dated if (each := found[span]) is not None and each.is_relative)


def redated(
    document: Document, mentions: Sequence[Mention], labels: LabelSet, written: str | None
) -> Iterator[tuple[Mention, DateValue | None]]:
    """Yield the mentions whose value another date of their document changes, each with its new value.

    Args:
        document: The document as it is, with its present date.
        mentions: Its mentions.
        labels: Those of the workspace.
        written: The other date, or None when it is no longer known.
    """
    dated = [mention for mention in mentions if (label := labels.get(mention.label)) and label.is_date]
    if not dated or written == document.date:
        return
    places = [mention.span for mention in dated]
    before = _found_at(document, places, document.date)
    after = _found_at(document, places, written)
    for mention in dated:
        then, now = before[mention.span], after[mention.span]
        if then is None or now is None or not then.is_relative:
            continue
        value = _followed(mention.date, _values(then), _values(now))
        if value != mention.date:
            yield mention, value


def _followed(value: DateValue | None, before: Sequence[DateValue], after: Sequence[DateValue]) -> DateValue | None:
    """Return what a value becomes: the reading of the same rank if it was one, itself if it was not."""
    if value is None:
        return after[0] if not before and after else None
    ranks = [rank for rank, each in enumerate(before) if (each.value, each.calendar) == (value.value, value.calendar)]
    if not ranks:
        return value
    if not after:
        return None
    return replace(after[min(ranks[0], len(after) - 1)], modifier=value.modifier)


def _found_at(document: Document, places: Sequence[Span], written: str | None) -> dict[Span, DateMention | None]:
    """Return what stands at these places, read one by one while they are few, and otherwise with the whole text."""
    from annotator.lang.dates import date_at, recognise

    known: dict[Span, DateMention | None] = {}
    if len(set(places)) > _FEW:
        known |= {found.span: found for found in recognise(document.text, document.language, written)}
    return {
        place: known[place] if place in known else date_at(document.text, place, document.language, written)
        for place in places
    }


def _values(found: DateMention | None) -> tuple[DateValue, ...]:
    return tuple(reading.as_value() for reading in found.readings) if found is not None else ()
