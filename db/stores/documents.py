"""Documents within a unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from annotator.core.document import Document, check_storable
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import DocumentId
from annotator.core.mention import Mention
from db.changes import InsertDocument
from db.convert import document_from, facts_of, mention_columns, select_documents
from db.ledger import Ledger, delete_document, image_of, rows_of_document
from db.schema import DOCUMENTS, LINKS, MENTIONS
from db.stores.labels import SqlLabels
from db.stores.texts import Texts


class SqlDocuments:
    """Implements :class:`annotator.core.ports.DocumentStore`."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, texts: Texts) -> None:
        self._ledger = ledger
        self._labels = labels
        self._texts = texts

    def get(self, document: DocumentId) -> Document:
        """Return it. Raises NotFoundError."""
        row = self._ledger.connection.execute(select_documents().where(DOCUMENTS.c.id == document)).first()
        if row is None:
            raise _missing(document)
        found = document_from(row)
        self._texts.remember(document, found.text)
        return found

    def exists(self, document: DocumentId) -> bool:
        """Tell whether there is a document of that id."""
        found = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == document)
        return self._ledger.connection.execute(found).first() is not None

    def with_sha256(self, sha256: str) -> list[DocumentId]:
        """Return the documents whose text has this hash, oldest first."""
        found = select(DOCUMENTS.c.id).where(DOCUMENTS.c.sha256 == sha256).order_by(DOCUMENTS.c.number)
        return [DocumentId(identifier) for identifier in self._ledger.connection.execute(found).scalars()]

    def add(self, document: Document, mentions: Sequence[Mention] = ()) -> None:
        """Add one with its mentions. Raises UserError if the id is taken or a mention does not fit its text."""
        self.add_many([(document, mentions)])

    def add_many(self, documents: Iterable[tuple[Document, Sequence[Mention]]]) -> int:
        """Add many, streaming, and return how many. Mentions may carry links to entities that exist already."""
        connection = self._ledger.connection
        number = connection.execute(select(func.coalesce(func.max(DOCUMENTS.c.number), 0))).scalar_one()
        count = 0
        for document, mentions in documents:
            number += 1
            count += 1
            self._add(document, number, mentions)
        return count

    def _add(self, document: Document, number: int, mentions: Sequence[Mention]) -> None:
        connection, stamp = self._ledger.connection, self._ledger.stamp
        if self.exists(document.id):
            raise UserError("There is a document {document} already.", document=document.id)
        check_storable(document.text)
        common = {"author_id": stamp.author, "created": stamp.at, "revision": stamp.sequence}
        connection.execute(
            insert(DOCUMENTS),
            {
                "id": document.id,
                "number": number,
                **facts_of(document),
                "sha256": document.sha256,
                "characters": len(document.text),
                "text": document.text,
                **common,
            },
        )
        rows: list[dict[str, Any]] = []
        links: list[dict[str, Any]] = []
        for mention in mentions:
            if mention.span.surface(document.text) != mention.surface:
                raise UserError(
                    "The mention at {start}–{end} says “{surface}”, but the document says “{text}” there.",
                    start=mention.span.start,
                    end=mention.span.end,
                    surface=mention.surface,
                    text=mention.span.surface(document.text),
                )
            columns = mention_columns(mention, self._labels.id_of(mention.label))
            rows.append({"id": mention.id, "document_id": document.id, **common, **columns})
            if mention.link is not None:
                links.append({"mention_id": mention.id, "entity_id": mention.link.entity, **common})
        if rows:
            connection.execute(insert(MENTIONS), rows)
            self._ledger.touched.mentioned.add(document.id)
        if links:
            connection.execute(insert(LINKS), links)
        self._ledger.added_document(document.id, len(rows), len(links))
        self._ledger.touched.documents.add(document.id)

    def replace(self, document: Document) -> None:
        """Store everything about it but its text, which cannot change."""
        try:
            if self._ledger.update(DOCUMENTS, document.id, facts_of(document)):
                self._ledger.touched.documents.add(document.id)
        except LookupError:
            raise _missing(document.id) from None

    def remove(self, document: DocumentId) -> None:
        """Remove it with its mentions and their links."""
        connection = self._ledger.connection
        image = image_of(connection, DOCUMENTS, document)
        if image is None:
            raise _missing(document)
        mentions = rows_of_document(connection, MENTIONS, document)
        links = rows_of_document(connection, LINKS, document)
        delete_document(connection, document)
        self._ledger.removed_document(InsertDocument(image, mentions, links))
        self._texts.forget()
        self._ledger.touched.documents.add(document)
        if mentions.rows:
            self._ledger.touched.mentioned.add(document)


def _missing(document: DocumentId) -> NotFoundError:
    return NotFoundError("There is no document {document} in this workspace.", document=document)
