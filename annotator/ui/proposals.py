"""What is suggested in the open document, live or stored, and which of it is sure enough to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.core.ids import DocumentId, MentionId
from annotator.core.mention import Mention, MentionStatus
from annotator.ui.shown_mentions import ShownMentions


class Proposals(QObject):
    """Suggestions of one document. Live ones follow from what is known and are replaced as a whole; stored ones stay.

    Signals:
        changed: Others are to be shown, or none.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.0
        self._are_wanted = True
        self._document: DocumentId | None = None
        self._live: dict[MentionId, Mention] = {}
        self._stored: dict[MentionId, Mention] = {}

    @property
    def threshold(self) -> float:
        """The least score, from 0 to 1, of what is shown."""
        return self._threshold

    @property
    def are_wanted(self) -> bool:
        """Whether suggestions are shown at all."""
        return self._are_wanted

    def begin(self, document: DocumentId, mentions: Iterable[Mention]) -> list[Mention]:
        """Take over the stored mentions of a document; return those to be shown, which are in the same order."""
        if document != self._document:
            self._document, self._live = document, {}
        shown = []
        decided = set()
        self._stored = {}
        for mention in mentions:
            if mention.status is MentionStatus.SUGGESTED:
                self._stored[mention.id] = mention
            else:
                decided.add(mention.span)
            if self.lets_through(mention):
                shown.append(mention)
        self._live = {key: mention for key, mention in self._live.items() if mention.span not in decided}
        return shown

    def set_live(self, document: DocumentId, mentions: Sequence[Mention]) -> None:
        """Take over what is proposed for a document now; nothing when another one has been opened meanwhile."""
        if document == self._document:
            self._live = {mention.id: mention for mention in mentions}
            self.changed.emit()

    def hide_below(self, threshold: float) -> None:
        """Hide suggestions with a lower score; nothing is deleted."""
        self._threshold = threshold
        self.changed.emit()

    def want(self, *, are_wanted: bool) -> None:
        """Show suggestions, or none of them."""
        if are_wanted != self._are_wanted:
            self._are_wanted = are_wanted
            self.changed.emit()

    def __len__(self) -> int:
        return len(self._live) + len(self._stored)

    def note(self, mention: Mention) -> None:
        """Take note of a mention as it is stored now: a decision about a place makes what is proposed there void."""
        self._stored.pop(mention.id, None)
        if mention.status is MentionStatus.SUGGESTED:
            self._stored[mention.id] = mention
            return
        here = [other for other in self._live.values() if _overlaps(mention, other)]
        same = [other for other in here if other.span == mention.span]
        if mention.status is MentionStatus.REJECTED:
            void = [other for other in same if other.label == mention.label]
        else:
            void = same or here
        for other in void:
            del self._live[other.id]

    def drop(self, mention: MentionId) -> None:
        """Take note that a mention is stored no longer."""
        self._stored.pop(mention, None)

    def lets_through(self, mention: Mention) -> bool:
        """Tell whether a mention is shown: what somebody stands behind always is."""
        if mention.status is not MentionStatus.SUGGESTED:
            return True
        return self._are_wanted and (mention.score is None or mention.score >= self._threshold)

    def difference(self, shown: ShownMentions) -> tuple[list[Mention], list[MentionId]]:
        """Return which suggestions have to come (or be drawn anew) among the shown ones, and which have to go."""
        wanted = {mention.id: mention for mention in self._passing()}
        come = [
            mention
            for mention in wanted.values()
            if shown.suggested.get(mention.id) != mention and (mention.id in shown.suggested or mention.id not in shown)
        ]
        return come, [identifier for identifier in shown.suggested if identifier not in wanted]

    def _passing(self) -> Iterator[Mention]:
        for suggestions in (self._stored, self._live):
            yield from filter(self.lets_through, suggestions.values())


def _overlaps(one: Mention, other: Mention) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
