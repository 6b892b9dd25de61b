"""Small documents and readings for the tests of formats."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, EntityRecord, MentionRecord
from annotator.formats.base import Content, Format, Item, ReadOptions, WriteOptions
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.remarks import Remark


class Reading:
    """Everything a reader yields, sorted by kind."""

    def __init__(self, format_: Format, path: Path, encoding: str | None = None) -> None:
        assert format_.read is not None
        self.items: list[Item] = list(format_.read(path, ReadOptions(encoding)))
        self.documents = [item for item in self.items if isinstance(item, DocumentRecord)]
        self.entities = [item for item in self.items if isinstance(item, EntityRecord)]
        self.remarks = [item for item in self.items if isinstance(item, Remark)]
        self.errors = [item for item in self.items if isinstance(item, UserError)]

    @property
    def only_document(self) -> DocumentRecord:
        assert not self.errors, [str(error) for error in self.errors]
        (document,) = self.documents
        return document

    @property
    def only_error(self) -> UserError:
        assert not self.documents
        assert not self.entities
        (error,) = self.errors
        return error

    @property
    def sentences(self) -> list[str]:
        return [remark.sentence for remark in self.remarks]


def read(format_: Format, folder: Path, data: bytes | str, *, encoding: str | None = None) -> Reading:
    """Put data into a file of the format's usual ending and read it."""
    path = folder / f"given{format_.extensions[0]}"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return Reading(format_, path, encoding)


def written(
    format_: Format, *documents: DocumentRecord, policy: str = "cut", entities: tuple[EntityRecord, ...] = ()
) -> tuple[bytes, LossReport]:
    """Return what the format writes, and what it lost."""
    assert format_.write is not None
    out, losses = BytesIO(), LossReport()
    content = Content(documents=iter(documents), entities=iter(entities))
    format_.write(content, out, WriteOptions(tokens=TokenPolicy.parse(policy)), losses)
    return out.getvalue(), losses


def mark(
    text: str, surface: str, label: str = "PERSON", entity: str | None = None, occurrence: int = 0
) -> MentionRecord:
    """Return a mention of the surface where it occurs in the text for the nth time, from 0."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(surface, start + 1)
    return MentionRecord(start, start + len(surface), label, entity)


def surfaces(document: DocumentRecord) -> list[str]:
    """Return what the mentions cover."""
    return [document.text[mention.start : mention.end] for mention in document.mentions]
