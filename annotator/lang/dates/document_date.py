"""The date of a text, as the text itself tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from annotator.core.edtf import Granularity
from annotator.lang.dates.meaning import Moment
from annotator.lang.dates.readings import DateMention
from annotator.lang.dates.recognise import recognise, said_in

_HEAD: Final = 600
_LONGEST_DATELINE: Final = 120
_MOST_WORDS: Final = 9
_TAIL: Final = 200
_LINE: Final = re.compile(r"[^\n]+")
_WEEK: Final = 7
_READ: Final = 200_000


class Reason(StrEnum):
    """Why a date is proposed for a text."""

    DATELINE = "dateline"
    METADATA = "metadata"
    WEEKDAY = "weekday"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A date that a text may have been written on.

    Attributes:
        value: ISO 8601: a day, or a month or year when no more can be told.
        reason: The piece of text that tells it.
        sure: Whether a dateline or the file says so; otherwise it is but worked out from what the text speaks of.
        kind: Why it is proposed.
    """

    value: str
    reason: str
    sure: bool
    kind: Reason = Reason.DATELINE


def propose_document_date(text: str, language: str, region: str = "", known: date | None = None) -> DateProposal | None:
    """Propose the date of a text: the first of :func:`document_date_proposals`."""
    return next(document_date_proposals(text, language, region, known), None)


def document_date_proposals(
    text: str, language: str, region: str = "", known: date | None = None
) -> Iterator[DateProposal]:
    """Yield the dates that a text may have been written on, likeliest first, each value once.

    A whole date in a short line at the head or foot of the text is taken for its dateline. Then comes the date that is
    known otherwise; then, where the text says what weekday it is ("today, Thursday", أمس الأربعاء), the first such day
    from the latest whole date that it names; then the latest date itself.

    Args:
        text: The text.
        language: BCP 47 code of the text.
        region: ISO 3166 code of where it comes from.
        known: A date from the file's own facts.
    """
    seen: set[str] = set()
    for proposal in _proposals(text[:_READ], language, region, known):
        if proposal is not None and proposal.value not in seen:
            seen.add(proposal.value)
            yield proposal


def _proposals(text: str, language: str, region: str, known: date | None) -> Iterator[DateProposal | None]:
    yield _dateline(text, language, region)
    if known is not None:
        yield DateProposal(known.isoformat(), "", sure=True, kind=Reason.METADATA)
    latest = _latest(text, recognise(text, language, None, region))
    yield _by_weekday(text, language, region, latest)
    yield latest


def _dateline(text: str, language: str, region: str) -> DateProposal | None:
    lines = [line.span() for line in _LINE.finditer(text, 0, _HEAD)]
    tail = text.rstrip().rfind("\n") + 1
    if tail > _HEAD and len(text.rstrip()) - tail <= _TAIL:
        lines.append((tail, len(text.rstrip())))
    for start, end in lines:
        piece = text[start : min(end, start + _LONGEST_DATELINE)]
        is_whole_line = end - start <= _LONGEST_DATELINE
        for mention in recognise(piece, language, None, region):
            is_line = is_whole_line and _has_little_else(piece, mention)
            if (value := _whole_day(mention)) and (is_line or _opens(piece, mention)):
                return DateProposal(value, mention.span.surface(piece), sure=True)
    return None


def _has_little_else(line: str, mention: DateMention) -> bool:
    """Tell whether a line is hardly more than a date: a name, an agency, but no sentence."""
    rest = line[: mention.span.start] + line[mention.span.end :]
    return len(rest.split()) <= _MOST_WORDS and not rest.rstrip().endswith((".", "!", "?", "؟"))


def _opens(piece: str, mention: DateMention) -> bool:
    """Tell whether a date belongs to the place that a report opens with: RABAT, 24 November 2021 (Agency) —."""
    before = piece[: mention.span.start]
    after = piece[mention.span.end : mention.span.end + 12].lstrip(" )")
    return len(before.split()) <= 4 and ("," in before or "،" in before or not before) and after[:1] in tuple("(-–—:")


def _whole_day(mention: DateMention) -> str | None:
    best = mention.best
    return best.value if best is not None and best.granularity in (Granularity.DAY, Granularity.TIME) else None


def _by_weekday(text: str, language: str, region: str, latest: DateProposal | None) -> DateProposal | None:
    """Return the first day from the latest that falls on the weekday which the text calls today's."""
    if latest is None:
        return None
    try:
        from_day = date.fromisoformat(latest.value[:10])
    except ValueError:
        return None
    for said in said_in(text, language, region):
        moment = said.meanings[0]
        if isinstance(moment, Moment) and moment.shift is not None and moment.weekday and moment.day is None:
            today = moment.weekday - moment.shift
            day = from_day + timedelta(days=(today - from_day.isoweekday()) % _WEEK)
            return DateProposal(day.isoformat(), said.span.surface(text), sure=False, kind=Reason.WEEKDAY)
    return None


def _latest(text: str, mentions: Sequence[DateMention]) -> DateProposal | None:
    """Return the latest past that a text names: it was written then or later."""
    named = [
        (mention.best.value, mention.span.surface(text))
        for mention in mentions
        if mention.best is not None and mention.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR)
        and mention.best.value[:1].isdigit() and "/" not in mention.best.value
    ]  # fmt: skip
    if not named:
        return None
    value, reason = max(named, key=lambda each: each[0].ljust(10, "-"))
    return DateProposal(value, reason, sure=False, kind=Reason.LATEST)
