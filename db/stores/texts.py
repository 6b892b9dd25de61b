"""The texts of documents, remembered within a unit of work."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from annotator.core.document import Document
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.mention import Mention
from db import queries
from db.convert import document_from
from db.missing import missing_document

_AT_HAND_CHARACTERS: Final = 4_000_000


class Texts:
    """Bulk acts look at the same documents again and again; their texts never change, so they are read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[DocumentId, str] = {}
        self._characters = 0

    def document(self, document: DocumentId) -> Document:
        """Return a document. Raises NotFoundError."""
        row = queries.DOCUMENT.first(self._connection, document=document)
        if row is None:
            raise missing_document(document)
        found = document_from(row[:-1])
        self._remember(document, found.text)
        return found

    def of(self, document: DocumentId) -> str:
        """Return the text of a document. Raises NotFoundError."""
        text = self._known.get(document)
        if text is None:
            text = queries.TEXT.value(self._connection, key_=document)
            if text is None:
                raise missing_document(document)
            self._remember(document, text)
        return text

    def forget(self) -> None:
        """Read everything again: a document may be gone."""
        self._known.clear()
        self._characters = 0

    def _remember(self, document: DocumentId, text: str) -> None:
        if self._characters + len(text) > _AT_HAND_CHARACTERS:
            self.forget()
        self._known[document] = text
        self._characters += len(text)


def check_surface(mention: Mention, text: str) -> None:
    """Refuse a mention that does not say what its document says there. Raises UserError."""
    there = mention.span.surface(text)
    if there != mention.surface:
        raise UserError(
            "The mention at {start}–{end} reads “{surface}”, but the document {document} has “{text}” there.",
            start=mention.span.start,
            end=mention.span.end,
            surface=mention.surface,
            document=mention.document,
            text=there,
        )
