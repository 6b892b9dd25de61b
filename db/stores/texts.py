"""The texts of documents, remembered within a unit of work."""

from __future__ import annotations

from sqlalchemy import Connection, select

from annotator.core.errors import NotFoundError
from annotator.core.ids import DocumentId
from db.schema import DOCUMENTS

_LIMIT_CHARACTERS = 4_000_000


class Texts:
    """Bulk acts look at the same text again and again; texts never change, so they need be read only once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[DocumentId, str] = {}
        self._characters = 0

    def of(self, document: DocumentId) -> str:
        """Return the text of a document. Raises NotFoundError."""
        text = self._known.get(document)
        if text is None:
            found = select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document)
            text = self._connection.execute(found).scalar()
            if text is None:
                raise NotFoundError("There is no document {document} in this workspace.", document=document)
            self.remember(document, text)
        return text

    def remember(self, document: DocumentId, text: str) -> None:
        """Keep a text at hand."""
        if self._characters + len(text) > _LIMIT_CHARACTERS:
            self.forget()
        self._known[document] = text
        self._characters += len(text)

    def forget(self) -> None:
        """Read everything again: a document may be gone."""
        self._known.clear()
        self._characters = 0
