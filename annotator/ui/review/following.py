"""Keeps suggestions up with the work: each decision has them found anew, in the open article and in the next ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from annotator.core.document import DocumentState
from annotator.core.history import Changes
from annotator.core.ids import DocumentId
from annotator.core.rows import DocumentRow
from annotator.ui.models.document_list import DocumentList
from annotator.ui.review.source import Found, SuggestionsSource
from annotator.ui.workbench import Workbench

MOST_WAITING: Final = 30
"""How many articles after the open one are looked at, so that one decision never means work without end."""


class Following(QObject):
    """Says which articles are to be looked at, and passes on what was found.

    Args:
        source: Finds suggestions.
        workbench: Is told those of the open article.
        documents: Is told how many the others have.
        parent: The parent object.
    """

    def __init__(
        self, source: SuggestionsSource, workbench: Workbench, documents: DocumentList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._workbench = workbench
        self._documents = documents
        self._scores: dict[DocumentId, list[float]] = {}
        source.found.connect(self._on_found)
        workbench.document_changed.connect(self.look)
        workbench.proposals.changed.connect(self._on_proposals_changed)
        workbench.bridge.committed.connect(self._on_committed)
        self._are_wanted = workbench.proposals.are_wanted
        self.look()

    def look(self) -> None:
        """Have the open article and the waiting ones looked at anew."""
        document = self._workbench.document
        is_wanted = document is not None and self._workbench.proposals.are_wanted
        waiting = waiting_after(self._workbench.rows, document.id if document else None)
        self._source.want([document.id, *waiting] if document is not None and is_wanted else [])

    def _on_committed(self, changes: Changes) -> None:
        self._source.follow(changes)
        if changes.mentioned or changes.entities or changes.documents or changes.labels:
            self.look()

    def _on_proposals_changed(self) -> None:
        if self._workbench.proposals.are_wanted is not self._are_wanted:
            self._are_wanted = self._workbench.proposals.are_wanted
            self.look()
        self._count()

    def _on_found(self, found: Found) -> None:
        self._scores[found.document] = [suggestion.score for suggestion in found.suggestions]
        document = self._workbench.document
        if document is not None and document.id == found.document:
            annotator = self._workbench.bridge.session.annotator
            mentions = [suggestion.as_mention(annotator) for suggestion in found.suggestions]
            self._workbench.proposals.set_live(found.document, mentions)
        else:
            self._count()

    def _count(self) -> None:
        proposals = self._workbench.proposals
        least = proposals.threshold if proposals.are_wanted else 2.0
        numbers = {document: sum(score >= least for score in scores) for document, scores in self._scores.items()}
        self._documents.set_proposed({document: number for document, number in numbers.items() if number})


def waiting_after(rows: Sequence[DocumentRow], document: DocumentId | None) -> list[DocumentId]:
    """Return the unfinished articles that come after one, going on from the first after the last."""
    places = [place for place, row in enumerate(rows) if row.id == document]
    start = places[0] + 1 if places else 0
    order = [*rows[start:], *rows[: start - 1 if places else 0]]
    return [row.id for row in order if row.state is not DocumentState.FINISHED][:MOST_WAITING]
