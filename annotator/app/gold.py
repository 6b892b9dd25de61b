"""The decided result of what annotators have marked.

While annotators have not been compared, what each of them accepted is taken as decided: equal marks are written once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.core.records import DocumentRecord, MentionRecord


@dataclass(slots=True)
class GoldCounts:
    """What became of marks on the way to gold.

    Attributes:
        united: How many marks were left out because another annotator's mark says the same.
        disputed: How many marks of one span and label differ in their link or date; they are all kept.
    """

    united: int = 0
    disputed: int = 0


def as_gold(record: DocumentRecord, counts: GoldCounts) -> DocumentRecord:
    """Return a document with each mark once and without annotators.

    A mark that is not linked, or has no date value, says nothing against one that is.
    """
    by_place: dict[tuple[int, int, str, str], list[MentionRecord]] = {}
    for mention in record.mentions:
        nameless = mention._replace(annotator="")
        same_place = by_place.setdefault((mention.start, mention.end, mention.label, mention.status), [])
        _add(same_place, nameless, counts)
    for same_place in by_place.values():
        counts.disputed += len(same_place) if len(same_place) > 1 else 0
    return replace(record, mentions=[mention for same_place in by_place.values() for mention in same_place])


def _add(same_place: list[MentionRecord], mention: MentionRecord, counts: GoldCounts) -> None:
    for number, other in enumerate(same_place):
        if _says_no_more(mention, other):
            counts.united += 1
            return
        if _says_no_more(other, mention):
            same_place[number] = mention
            counts.united += 1
            return
    same_place.append(mention)


def _says_no_more(mention: MentionRecord, other: MentionRecord) -> bool:
    """Tell whether the first says nothing that the second does not say too."""
    same_link = mention.entity is None or mention.entity == other.entity
    date, other_date = _date(mention), _date(other)
    return same_link and (mention.value is None or date == other_date)


def _date(mention: MentionRecord) -> tuple[str | None, str | None, str | None]:
    return mention.value, mention.modifier, mention.calendar
