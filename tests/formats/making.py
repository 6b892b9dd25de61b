"""Small documents and readings for the tests of formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

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

    def add(self, other: Reading) -> None:
        self.items += other.items
        self.documents += other.documents
        self.entities += other.entities
        self.remarks += other.remarks
        self.errors += other.errors

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
    files, losses = written_files(format_, documents, policy=policy, entities=entities)
    return next(iter(files.values())), losses


class MemoryFolder:
    """Keeps what a format of several files writes."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        assert name not in self.files
        out = BytesIO()
        yield out
        self.files[name] = out.getvalue()


def written_files(
    format_: Format,
    documents: Iterable[DocumentRecord],
    *,
    policy: str = "cut",
    entities: Iterable[EntityRecord] = (),
    parts: Mapping[str, Iterable[DocumentRecord]] | None = None,
) -> tuple[dict[str, bytes], LossReport]:
    """Return the files the format writes, by name, and what it lost."""
    out, losses, folder = BytesIO(), LossReport(), MemoryFolder()
    options = WriteOptions(tokens=TokenPolicy.parse(policy))
    if format_.write_folder is not None:
        named = parts if parts is not None else {"": documents}
        contents = [Content(iter(each), iter(list(entities)), part=name) for name, each in named.items()]
        format_.write_folder(contents, folder, options, losses)
        return folder.files, losses
    assert format_.write is not None
    format_.write(Content(documents=iter(documents), entities=iter(entities)), out, options, losses)
    return {f"given{format_.extensions[0]}": out.getvalue()}, losses


def read_back(format_: Format, folder: Path, files: Mapping[str, bytes]) -> Reading:
    """Put files into a folder and read those that are the format's own, all of them as one reading."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    own = [folder / name for name in files if name.endswith(format_.extensions)]
    taken = {beside for path in own if format_.companions for beside in format_.companions(path)}
    readings = [Reading(format_, path) for path in own if path not in taken]
    first, *others = readings
    for other in others:
        first.add(other)
    return first


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
