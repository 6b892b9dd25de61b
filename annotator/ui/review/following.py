"""Keeps suggestions up with the work: each decision has them found anew, in the open article and in the next ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.document import DocumentState
from annotator.core.history import Changes
from annotator.core.ids import DocumentId
from annotator.core.offsets import Span
from annotator.core.rows import DocumentRow
from annotator.ui.models.document_list import DocumentList
from annotator.ui.review.source import Found, SuggestionsSource
from annotator.ui.workbench import Workbench

MOST_WAITING: Final = 30
"""How many articles after the open one are looked at, so that one decision never means work without end."""

_CALM_MS: Final = 200
"""How long nobody has to act before anything is looked at: whoever holds a key down is not waited on in between."""

_COUNTED_AFTER_MS: Final = 100
_IN_VIEW: Final = 3_000
"""About how many code points a large window shows."""


class Following(QObject):
    """Says which articles are to be looked at, and passes on what was found.

    Args:
        source: Finds suggestions.
        workbench: Is told those of the open article.
        documents: Is told how many the others have.
        first_in_view: Tells where in the open article what is in view begins, in code points.
        parent: The parent object.

    Signals:
        looking_changed: Whether the open article is being looked at, and more may be found in it.
    """

    looking_changed = Signal(bool)

    def __init__(
        self,
        source: SuggestionsSource,
        workbench: Workbench,
        documents: DocumentList,
        first_in_view: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._workbench = workbench
        self._documents = documents
        self._first_in_view = first_in_view
        self._scores: dict[DocumentId, dict[int, list[float]]] = {}
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self.look)
        self._counting = QTimer(self, singleShot=True, interval=_COUNTED_AFTER_MS)
        self._counting.timeout.connect(self._count)
        source.found.connect(self._on_found)
        workbench.document_changed.connect(self._look_when_calm)
        workbench.mention_selected.connect(self._on_mention_selected)
        workbench.proposals.changed.connect(self._on_proposals_changed)
        workbench.bridge.committed.connect(self._on_committed)
        self._are_wanted = workbench.proposals.are_wanted
        self._is_looking = False
        self._look_when_calm()

    @property
    def is_looking(self) -> bool:
        """Whether the open article is being looked at, and more may be found in it."""
        return self._is_looking

    def look(self) -> None:
        """Have the open article and the waiting ones looked at anew, at once."""
        self._calm.stop()
        document = self._workbench.document
        if document is None or not self._workbench.proposals.are_wanted:
            self._source.want(())
            self._set_looking(is_looking=False)
            return
        start = min(self._first_in_view(), len(document.text))
        view = Span(start, min(len(document.text), start + _IN_VIEW)) if start < len(document.text) else None
        self._source.want((document.id, *waiting_after(self._workbench.rows, document.id)), view)

    def _look_when_calm(self) -> None:
        """Stop looking, and have everything looked at anew once nobody has acted for a while."""
        self._source.put_off()
        self._calm.start()
        self._set_looking(is_looking=self._workbench.proposals.are_wanted)

    def _set_looking(self, *, is_looking: bool) -> None:
        if is_looking is not self._is_looking:
            self._is_looking = is_looking
            self.looking_changed.emit(is_looking)

    def _on_mention_selected(self) -> None:
        """Wait longer while somebody goes through the article."""
        if self._calm.isActive():
            self._calm.start()

    def _on_committed(self, changes: Changes) -> None:
        self._source.follow(changes)
        if changes.mentioned or changes.entities or changes.documents or changes.labels:
            self._look_when_calm()

    def _on_proposals_changed(self) -> None:
        if self._workbench.proposals.are_wanted is not self._are_wanted:
            self._are_wanted = self._workbench.proposals.are_wanted
            self.look()
        self._count_soon()

    def _on_found(self, found: Found) -> None:
        scores = sorted(suggestion.score for suggestion in found.suggestions)
        if found.within is None:
            self._scores[found.document] = {0: scores}
        else:
            self._scores.setdefault(found.document, {})[found.within.start] = scores
        document = self._workbench.document
        if document is not None and document.id == found.document:
            annotator = self._workbench.bridge.session.annotator
            mentions = [suggestion.as_mention(annotator) for suggestion in found.suggestions]
            self._workbench.proposals.set_live(found.document, mentions, found.within)
            if found.reaches(len(document.text)):
                self._set_looking(is_looking=False)
        self._count_soon()

    def _count_soon(self) -> None:
        if not self._counting.isActive():
            self._counting.start()

    def _count(self) -> None:
        proposals = self._workbench.proposals
        least = proposals.threshold if proposals.are_wanted else 2.0
        numbers = {
            document: sum(len(scores) - bisect_left(scores, least) for scores in pieces.values())
            for document, pieces in self._scores.items()
        }
        self._documents.set_proposed({document: number for document, number in numbers.items() if number})


def waiting_after(rows: Sequence[DocumentRow], document: DocumentId | None) -> list[DocumentId]:
    """Return the unfinished articles that come after one, going on from the first after the last."""
    places = [place for place, row in enumerate(rows) if row.id == document]
    start = places[0] + 1 if places else 0
    order = [*rows[start:], *rows[: start - 1 if places else 0]]
    return [row.id for row in order if row.state is not DocumentState.FINISHED][:MOST_WAITING]
