"""The mentions of the open document with their marks, in text order, and how many there are of each kind."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Final

from annotator.core.ids import EntityId, MentionId
from annotator.core.mention import Mention, MentionStatus
from annotator.ui.document.marks import Mark, MarkState

Kind = tuple[str, MarkState, bool]
"""What marks are counted by: label, state, and whether they are only suggested."""

_KIND: Final = attrgetter("label", "state", "suggested")


class ShownMentions:
    """Changed one by one, so that an act costs the same however many mentions its document has.

    A mention without a mark is one whose label the workspace does not have.
    """

    def __init__(self) -> None:
        self._ordered: list[Mention] = []
        self._mentions: dict[MentionId, Mention] = {}
        self._marks: dict[MentionId, Mark] = {}
        self._suggested: dict[MentionId, Mention] = {}
        self._kinds: Counter[Kind] = Counter()

    @property
    def mentions(self) -> list[Mention]:
        """All of them, in text order."""
        return list(self._ordered)

    @property
    def marks(self) -> list[Mark]:
        """Their marks, in the same order."""
        marks = self._marks
        return [marks[mention.id] for mention in self._ordered if mention.id in marks]

    @property
    def suggested(self) -> Mapping[MentionId, Mention]:
        """Those that are only suggested."""
        return self._suggested

    @property
    def kinds(self) -> Counter[Kind]:
        """How many marks there are of each kind."""
        return self._kinds

    def __bool__(self) -> bool:
        return bool(self._ordered)

    def __contains__(self, mention: object) -> bool:
        return mention in self._mentions

    def mention(self, mention: MentionId) -> Mention | None:
        """Return a mention that is shown."""
        return self._mentions.get(mention)

    def mark(self, mention: MentionId) -> Mark | None:
        """Return its mark."""
        return self._marks.get(mention)

    def linked_to(self, entities: Collection[EntityId]) -> list[Mention]:
        """Return the mentions that are linked to one of these entities."""
        return [self._mentions[mark.id] for mark in self._marks.values() if mark.entity in entities] if entities else []

    def fill(self, mentions: Sequence[Mention], marks: Sequence[Mark]) -> None:
        """Take over other mentions, which come in text order, and their marks."""
        self._ordered = list(mentions)
        self._mentions = {mention.id: mention for mention in mentions}
        self._marks = {mark.id: mark for mark in marks}
        self._suggested = {m.id: m for m in mentions if m.status is MentionStatus.SUGGESTED}
        self._kinds = Counter(map(_KIND, marks))

    def put(self, mention: Mention, mark: Mark | None) -> None:
        """Add a mention, or replace the one of its id."""
        self.drop(mention.id)
        insort(self._ordered, mention, key=text_order)
        self._mentions[mention.id] = mention
        if mention.status is MentionStatus.SUGGESTED:
            self._suggested[mention.id] = mention
        if mark is not None:
            self._marks[mark.id] = mark
            self._kinds[_KIND(mark)] += 1

    def drop(self, mention: MentionId) -> None:
        """Take a mention away, if it is there."""
        old = self._mentions.pop(mention, None)
        self._suggested.pop(mention, None)
        if old is not None:
            del self._ordered[bisect_left(self._ordered, text_order(old), key=text_order)]
        mark = self._marks.pop(mention, None)
        if mark is not None:
            self._kinds[_KIND(mark)] -= 1


def text_order(mention: Mention) -> tuple[int, int, str]:
    """Return the key that sorts mentions by their beginning, of equals the longest first."""
    return mention.span.start, -mention.span.end, mention.id
