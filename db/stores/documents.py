"""Documents within a unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.core.document import Document
from annotator.core.errors import BugError
from annotator.core.ids import DocumentId
from annotator.core.mention import Mention
from annotator.core.records import MentionRecord
from db import queries
from db.convert import facts_of, record_of
from db.ledger import Ledger
from db.missing import missing_document
from db.schema import DOCUMENTS
from db.stores.annotators import SqlAnnotators
from db.stores.bulk import BulkInsert
from db.stores.labels import SqlLabels
from db.surfaces import check_surface
from db.texts_at_hand import TextsAtHand
from db.whole_documents import take_out


class SqlDocuments:
    """Implements :class:`annotator.core.ports.DocumentStore`."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, annotators: SqlAnnotators, texts: TextsAtHand) -> None:
        self._ledger = ledger
        self._labels = labels
        self._annotators = annotators
        self._texts = texts

    def get(self, document: DocumentId) -> Document:
        """Return it. Raises NotFoundError."""
        return self._texts.document(self._ledger.connection, document)

    def exists(self, document: DocumentId) -> bool:
        """Tell whether there is a document of that id."""
        return queries.DOCUMENT_EXISTS.first(self._ledger.connection, document=document) is not None

    def with_sha256(self, sha256: str) -> list[DocumentId]:
        """Return the documents whose text has this hash, oldest first."""
        rows = queries.DOCUMENTS_WITH_SHA256.all(self._ledger.connection, sha256=sha256)
        return [DocumentId(document) for (document,) in rows]

    def add(self, document: Document, mentions: Sequence[Mention] = ()) -> None:
        """Add one with its mentions. Raises UserError if the id is taken or a mention does not fit its text."""
        names = {annotator.id: annotator.name for annotator in self._annotators.all()}
        for mention in mentions:
            if mention.document != document.id or mention.annotator not in names:
                raise BugError(f"mention {mention.id} is not one of {document.id}, or of nobody in this workspace")
            check_surface(mention, document.text)
        self.add_many([(document, [record_of(mention, names[mention.annotator]) for mention in mentions])])

    def add_many(self, documents: Iterable[tuple[Document, Sequence[MentionRecord]]]) -> int:
        """Add many, streaming, and return how many. Labels, annotators and entities must be there."""
        insert = BulkInsert(self._ledger, self._labels, self._annotators)
        count = 0
        for document, mentions in documents:
            insert.add(document, mentions)
            count += 1
        insert.finish()
        return count

    def replace(self, document: Document) -> None:
        """Store everything about it but its text, which cannot change."""
        try:
            old = self._ledger.update(DOCUMENTS, document.id, facts_of(document))
        except LookupError:
            raise missing_document(document.id) from None
        if old:
            self._ledger.touched.documents.add(document.id)

    def remove(self, document: DocumentId) -> None:
        """Remove it with its mentions and their links."""
        taken = take_out(self._ledger.connection, document)
        if taken is None:
            raise missing_document(document)
        self._ledger.note_removed_document(document, taken)
