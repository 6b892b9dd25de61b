"""Commands on documents: how far the work is, how they are drawn, what is known about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from annotator.app.commands.dates import follow_date
from annotator.app.commands.learning import forget_uses
from annotator.app.commands.marking import shortened
from annotator.core.document import Direction, DocumentState
from annotator.core.ids import DocumentId
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class SetDocumentState:
    """Say how far the work on a document has come."""

    document: DocumentId
    state: DocumentState
    name: ClassVar[str] = "document.state"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the document and the state."""
        return {"title": _title(reader, self.document), "state": self.state.value}

    def apply(self, work: UnitOfWork) -> None:
        """Store the state."""
        work.documents.replace(replace(work.documents.get(self.document), state=self.state))


@dataclass(frozen=True, slots=True)
class SetDirection:
    """Force the base direction of a whole document, or have it found from the text."""

    document: DocumentId
    direction: Direction
    name: ClassVar[str] = "document.direction"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the document and the direction."""
        return {"title": _title(reader, self.document), "direction": self.direction.value}

    def apply(self, work: UnitOfWork) -> None:
        """Store the direction."""
        work.documents.replace(replace(work.documents.get(self.document), direction=self.direction))


@dataclass(frozen=True, slots=True)
class SetParagraphDirection:
    """Force the base direction of one paragraph (0-based), or (AUTO) let it follow the document."""

    document: DocumentId
    paragraph: int
    direction: Direction
    name: ClassVar[str] = "document.paragraph_direction"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the paragraph, counted from 1, and the direction."""
        return {"paragraph": self.paragraph + 1, "direction": self.direction.value}

    def apply(self, work: UnitOfWork) -> None:
        """Store the override, or drop it."""
        document = work.documents.get(self.document)
        directions = dict(document.paragraph_directions)
        if self.direction is Direction.AUTO:
            directions.pop(self.paragraph, None)
        else:
            directions[self.paragraph] = self.direction
        work.documents.replace(replace(document, paragraph_directions=directions))


@dataclass(frozen=True, slots=True)
class DescribeDocument:
    """Change what is known about a document: title, language, date."""

    document: DocumentId
    title: str
    language: str
    date: str | None
    name: ClassVar[str] = "document.describe"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the title."""
        return {"title": self.title}

    def apply(self, work: UnitOfWork) -> None:
        """Store the facts, and the date values that follow from another date."""
        document = work.documents.get(self.document)
        follow_date(work, document, self.date)
        work.documents.replace(replace(document, title=self.title, language=self.language, date=self.date))


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """Take a document out of the workspace, with its mentions."""

    document: DocumentId
    name: ClassVar[str] = "document.remove"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the document."""
        return {"title": _title(reader, self.document)}

    def apply(self, work: UnitOfWork) -> None:
        """Remove it. Names that only its links taught are forgotten with them."""
        forget_uses(work, work.documents.get(self.document), work.mentions.of_document(self.document))
        work.documents.remove(self.document)


def _title(reader: Reader, document: DocumentId) -> str:
    return shortened(reader.document(document).title)
