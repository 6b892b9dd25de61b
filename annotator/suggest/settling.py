"""Which of many proposals stand: those that are surest and longest, and nothing where people have decided otherwise."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from annotator.core.ids import EntityId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.suggest.covered import Laid
from annotator.suggest.proposals import ORGANIZATION, Proposal, Reading, surest_first

_PER_CHARACTER: Final = 0.012
_LONG: Final = 30


class Decided:
    """Where people have decided: what they marked, and what they turned down.

    Args:
        mentions: The mentions of a document.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        decided = [mention for mention in mentions if mention.status is not MentionStatus.SUGGESTED]
        self.marked = [mention for mention in decided if mention.status is MentionStatus.ACCEPTED]
        self._laid = Laid(self.marked)
        self._rejected = {(m.span, m.label) for m in decided if m.status is MentionStatus.REJECTED}

    @property
    def linked(self) -> Counter[EntityId]:
        """How many of the marked mentions are linked to each entity."""
        links = (mention.link for mention in self.marked)
        return Counter(link.entity for link in links if link is not None and link.entity is not None)

    def leaves(self, proposal: Proposal) -> bool:
        """Tell whether a proposal may be made: not where it was turned down, nor across or around what is marked."""
        if self.has_rejected(proposal.span, proposal.label):
            return False
        return all(_may_stand_in(mention, proposal) for mention in self._laid.across(proposal.span))

    def has_rejected(self, span: Span, label: str) -> bool:
        """Tell whether a label was turned down at just this place."""
        return (span, label) in self._rejected

    def has_marked(self, span: Span) -> bool:
        """Tell whether something is marked that overlaps a span."""
        return bool(self._laid.across(span))


def settled(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that stand, in text order; of those that overlap the better one.

    One may stand inside another where that is an organization's name and it is a proper noun of its own in it.
    """
    outer = _Taken()
    waiting: list[Proposal] = []
    for proposal in sorted(_united(proposals), key=_best_first):
        if outer.is_free(proposal.span):
            outer.take(proposal)
        else:
            waiting.append(proposal)
    inner = _Taken()
    for proposal in waiting:
        whole = outer.around(proposal.span)
        if whole and may_hold(whole, proposal) and inner.is_free(proposal.span):
            inner.take(proposal)
    return sorted((*outer.taken, *inner.taken), key=_in_text_order)


def may_hold(outer: Proposal, inner: Proposal) -> bool:
    """Tell whether a mention inside another is marked too: a proper noun inside an organization's longer name."""
    if outer.label != ORGANIZATION or inner.best.entity == outer.best.entity:
        return False
    return inner.label != ORGANIZATION or inner.span.start > outer.span.start


def _may_stand_in(mention: Mention, proposal: Proposal) -> bool:
    is_inside = mention.span != proposal.span and mention.span.contains(proposal.span)
    is_other = mention.link is None or mention.link.entity != proposal.best.entity
    return is_inside and is_other and mention.label == ORGANIZATION != proposal.label


def _united(proposals: Iterable[Proposal]) -> Iterable[Proposal]:
    """Make one proposal of those of one span, with all their readings."""
    by_span: dict[Span, list[Proposal]] = {}
    for proposal in proposals:
        by_span.setdefault(proposal.span, []).append(proposal)
    for span, same in by_span.items():
        if len(same) == 1:
            yield same[0]
            continue
        sure = max(proposal.sure for proposal in same)
        readings: dict[EntityId, Reading] = {}
        for proposal in same:
            for reading in proposal.readings:
                known = readings.get(reading.entity)
                share = reading.sure * proposal.sure / sure if sure else 0.0
                if known is None or share > known.sure:
                    readings[reading.entity] = reading._replace(sure=share)
        yield Proposal(span, sure, tuple(sorted(readings.values(), key=surest_first)))


class _Taken:
    """Proposals that do not overlap."""

    def __init__(self) -> None:
        self.taken: list[Proposal] = []
        self._starts: list[int] = []
        self._by_start: dict[int, Proposal] = {}

    def is_free(self, span: Span) -> bool:
        return not any(taken.span.overlaps(span) for taken in self._near(span))

    def around(self, span: Span) -> Proposal | None:
        for taken in self._near(span):
            if taken.span.contains(span) and taken.span != span:
                return taken
        return None

    def take(self, proposal: Proposal) -> None:
        self.taken.append(proposal)
        insort(self._starts, proposal.span.start)
        self._by_start[proposal.span.start] = proposal

    def _near(self, span: Span) -> Sequence[Proposal]:
        """Return those that begin last before the span, and those that begin in it."""
        first = max(0, bisect_left(self._starts, span.start + 1) - 1)
        stop = bisect_left(self._starts, span.end)
        return [self._by_start[start] for start in self._starts[first : max(stop, first + 1)]]


def _best_first(proposal: Proposal) -> tuple[float, int, int, str]:
    """Prefer what is surer, a longer one also when it is a little less sure."""
    length = min(_LONG, len(proposal.span))
    return -(proposal.sure + _PER_CHARACTER * length), -len(proposal.span), proposal.span.start, proposal.best.entity


def _in_text_order(proposal: Proposal) -> tuple[int, int]:
    return proposal.span.start, -proposal.span.end
