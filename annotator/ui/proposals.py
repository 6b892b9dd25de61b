"""What is suggested in the open document, live or stored, and which of it is sure enough to be shown."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.ids import DocumentId, MentionId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.ui.shown_mentions import ShownMentions, text_order

_MANY: Final = 2_000
_AT_ONCE: Final = 60
"""So many suggestions change at once in a document with many, and the next ones when the window has had its turn."""


class Proposals(QObject):
    """Suggestions of one document. Live ones follow from what is known and are replaced by pieces; stored ones stay.

    Signals:
        changed: Others are to be shown, or none.

    Attributes:
        rejected: What was turned down in the document; None until somebody has asked the workspace.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.0
        self._are_wanted = True
        self._document: DocumentId | None = None
        self._live: dict[MentionId, Mention] = {}
        self._pieces: dict[int, list[MentionId]] = {}
        self._starts: list[int] = []
        self._stored: dict[MentionId, Mention] = {}
        self.rejected: set[MentionId] | None = None
        self._touched: deque[MentionId] = deque()
        self._going_on = QTimer(self, singleShot=True, interval=0)
        self._going_on.timeout.connect(self.changed)

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
            self._document = document
            self._forget_live()
        self.rejected = None
        self._touched.clear()
        stored = list(mentions)
        self._stored = {mention.id: mention for mention in stored if mention.status is MentionStatus.SUGGESTED}
        shown = list(filter(self.lets_through, stored)) if self._stored else stored
        if not self._live:
            return shown
        decided = {mention.span for mention in stored if mention.status is not MentionStatus.SUGGESTED}
        self._live = {key: mention for key, mention in self._live.items() if mention.span not in decided}
        taken = {mention.id for mention in stored}
        live = [mention for mention in self._live.values() if mention.id not in taken and self.lets_through(mention)]
        return sorted((*shown, *live), key=text_order) if live else shown

    def set_live(self, document: DocumentId, mentions: Sequence[Mention], within: Span | None = None) -> None:
        """Take over what is proposed for a document now; nothing when another one has been opened meanwhile.

        Args:
            document: The document.
            mentions: What is proposed.
            within: The piece of a long document that it is proposed for; None for all of it.
        """
        if document != self._document:
            return
        start = within.start if within is not None else 0
        if within is None:
            self._touched.extend(self._live)
            self._forget_live()
        for identifier in self._pieces.pop(start, ()):
            self._live.pop(identifier, None)
            self._touched.append(identifier)
        self._pieces[start] = [mention.id for mention in mentions]
        self._starts = sorted(self._pieces)
        self._live.update((mention.id, mention) for mention in mentions)
        self._touched.extend(self._pieces[start])
        self.changed.emit()

    def _forget_live(self) -> None:
        self._live, self._pieces, self._starts = {}, {}, []

    def hide_below(self, threshold: float) -> None:
        """Hide suggestions with a lower score; nothing is deleted."""
        self._threshold = threshold
        self._touch_all()
        self.changed.emit()

    def want(self, *, are_wanted: bool) -> None:
        """Show suggestions, or none of them."""
        if are_wanted != self._are_wanted:
            self._are_wanted = are_wanted
            self._touch_all()
            self.changed.emit()

    def _touch_all(self) -> None:
        self._touched = deque((*self._stored, *self._live))

    def __len__(self) -> int:
        return len(self._live) + len(self._stored)

    def note(self, mention: Mention) -> None:
        """Take note of a mention as it is stored now: a decision about a place makes what is proposed there void."""
        self._stored.pop(mention.id, None)
        self._touched.append(mention.id)
        self._note_rejected(mention.id, is_rejected=mention.status is MentionStatus.REJECTED)
        if mention.status is MentionStatus.SUGGESTED:
            self._stored[mention.id] = mention
            return
        here = [other for other in self._around(mention.span) if other.span.overlaps(mention.span)]
        same = [other for other in here if other.span == mention.span]
        if mention.status is MentionStatus.REJECTED:
            void = [other for other in same if other.label == mention.label]
        else:
            void = same or here
        for other in void:
            del self._live[other.id]
            self._touched.append(other.id)

    def _around(self, span: Span) -> Iterator[Mention]:
        """Yield the live ones of the pieces that have something of a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for start in self._starts[first : bisect_right(self._starts, span.end)]:
            yield from (self._live[each] for each in self._pieces[start] if each in self._live)

    def drop(self, mention: MentionId) -> None:
        """Take note that a mention is stored no longer."""
        self._stored.pop(mention, None)
        self._touched.append(mention)
        self._note_rejected(mention, is_rejected=False)

    def _note_rejected(self, mention: MentionId, *, is_rejected: bool) -> None:
        if self.rejected is not None:
            (self.rejected.add if is_rejected else self.rejected.discard)(mention)

    def lets_through(self, mention: Mention) -> bool:
        """Tell whether a mention is shown: what somebody stands behind always is."""
        if mention.status is not MentionStatus.SUGGESTED:
            return True
        return self._are_wanted and (mention.score is None or mention.score >= self._threshold)

    def difference(self, shown: ShownMentions) -> tuple[list[Mention], list[MentionId]]:
        """Return which suggestions have to come (or be drawn anew) among the shown ones, and which have to go.

        Where there are very many, these are only the first of them, and :attr:`changed` follows for the others.
        """
        are_many = len(self._live) + len(self._stored) > _MANY or len(shown.suggested) > _MANY
        come: dict[MentionId, Mention] = {}
        gone: dict[MentionId, None] = {}
        while self._touched and not (are_many and len(come) + len(gone) >= _AT_ONCE):
            identifier = self._touched.popleft()
            wanted = self._wanted(identifier)
            if wanted is None:
                if identifier in shown.suggested:
                    gone[identifier] = None
            elif identifier not in shown or shown.suggested.get(identifier, wanted) != wanted:
                come[identifier] = wanted
        if self._touched:
            self._going_on.start()
        return list(come.values()), list(gone)

    def _wanted(self, identifier: MentionId) -> Mention | None:
        """Return a suggestion if it is to be shown."""
        mention = self._stored.get(identifier) or self._live.get(identifier)
        return mention if mention is not None and self.lets_through(mention) else None
