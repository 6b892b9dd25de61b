"""The command on a document's date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from annotator.app.commands.marking import shortened
from annotator.app.dates import redated
from annotator.core.document import Document
from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection, UnitOfWork


@dataclass(frozen=True, slots=True)
class SetDocumentDate:
    """Say when a document was written. Values that count from that date change with it, in the same act."""

    document: DocumentId
    date: str | None
    name: ClassVar[str] = "document.date"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the document and the date, and count the mentions whose value changes."""
        document = reader.document(self.document)
        everyone = Selection(statuses=tuple(MentionStatus))
        changed = redated(document, reader.mentions(self.document, everyone), reader.labels(), self.date)
        return {"title": shortened(document.title), "value": self.date or "", "mentions": sum(1 for _ in changed)}

    def apply(self, work: UnitOfWork) -> None:
        """Store the date and the values that follow from it."""
        check_document_date(self.date)
        document = work.documents.get(self.document)
        follow_date(work, document, self.date)
        work.documents.replace(replace(document, date=self.date))


def follow_date(work: UnitOfWork, document: Document, date: str | None) -> None:
    """Give the mentions of a document the values that they have under another date of it."""
    if date == document.date:
        return
    for mention, value in redated(document, work.mentions.of_document(document.id), work.labels.all(), date):
        work.mentions.replace(replace(mention, date=value))


def check_document_date(date: str | None) -> None:
    """Refuse what is no date of a document.

    Raises:
        UserError: It is neither a day nor a month nor a year.
    """
    if date is None:
        return
    if not is_date_value(date) or not date[:4].isdigit() or len(date) not in (4, 7, 10) or not date[-1].isdigit():
        raise UserError(
            "“{value}” is not the date of an article. Write a day, a month or a year: 2021-11-24, 2021-11, 2021.",
            value=date,
        )
