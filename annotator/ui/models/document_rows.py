"""The rows of all documents, in the order they came in, read again as they change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from annotator.core.ids import DocumentId
from annotator.core.ports import Reader, Selection
from annotator.core.rows import DocumentRow

_REREAD_FROM: Final = 64
"""From how many changed rows on all are read again."""


class DocumentRows(dict[DocumentId, DocumentRow]):
    """Rows by id."""

    def __init__(self, reader: Reader) -> None:
        super().__init__((row.id, row) for row in reader.documents())

    def neighbour(self, document: DocumentId, step: int) -> DocumentId | None:
        """Return the document so many places further on than one that is here, if there is any."""
        order = list(self)
        place = order.index(document) + step
        return order[place] if 0 <= place < len(order) else None

    def refresh(self, reader: Reader, touched: Collection[DocumentId]) -> list[DocumentRow] | None:
        """Read the rows of these documents again; some may be new, some gone.

        Returns:
            The rows that are otherwise now, or None when there may be others than before.
        """
        fresh: dict[DocumentId, DocumentRow] = {}
        if len(touched) < _REREAD_FROM and self.keys() >= set(touched):
            fresh = {row.id: row for row in reader.documents(Selection(documents=touched))}
            if len(fresh) == len(set(touched)):
                self.update(fresh)
                return list(fresh.values())
        self.clear()
        self.update((row.id, row) for row in reader.documents())
        return None
