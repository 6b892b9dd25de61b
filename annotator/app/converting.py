"""From one format to another without a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Final

from annotator.app.atomic_files import AtomicFiles
from annotator.app.export_folders import open_folder
from annotator.app.exporting import ExportPlan, writable, write
from annotator.app.importing import files_in, read_with, readable, unreadable
from annotator.core.document import title_of
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats.base import Cargo, Content, Item, WriteOptions
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.remarks import Remark
from annotator.lang.scripts import guess_language

_GUESSED_FROM: Final = 4_000


@dataclass(frozen=True, slots=True)
class ConversionPlan:
    """What is read and what is written.

    Attributes:
        target_format: The name of the format to write.
        source_format: The name of the format to read; "" finds it out.
        encoding: The encoding of what is read; "" finds it out.
        language: The language of documents that do not say theirs; "" guesses it from the text.
        tokens: How token formats cut text into tokens and bring marks onto them.
        strict: Whether to refuse when anything would be lost.
    """

    target_format: str
    source_format: str = ""
    encoding: str = ""
    language: str = ""
    tokens: TokenPolicy = field(default_factory=TokenPolicy)
    strict: bool = False


@dataclass(slots=True)
class ConversionReport:
    """What was converted.

    Attributes:
        target: The file that was written.
        documents: How many documents were written.
        mentions: How many mentions were handed to the format.
        entities: How many entities were written.
        remarks: What the reader noticed.
        losses: What the target format could not hold.
    """

    target: Path
    documents: int = 0
    mentions: int = 0
    entities: int = 0
    remarks: list[Remark] = field(default_factory=list)
    losses: LossReport = field(default_factory=LossReport)

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "outcome": "written",
            "path": str(self.target),
            "documents": self.documents,
            "mentions": self.mentions,
            "entities": self.entities,
            "warnings": [{"message": remark.sentence, "line": remark.line} for remark in self.remarks],
            "losses": self.losses.as_json(),
        }


def convert(source: Path, target: Path, plan: ConversionPlan) -> ConversionReport:
    """Convert a file, or the files of a folder. The target appears only when it is complete.

    Raises:
        UserError: The source cannot be read or holds something that cannot be taken, or the target cannot be
            written. Nothing was written then.
        LossesRefusedError: Something would be lost and may not be; nothing was written. It says what.
    """
    target_format = writable(plan.target_format)
    report = ConversionReport(target)
    try:
        stream = _Stream(source, _pieces(source, plan), plan, report)
        content = (
            Content(entities=stream.entities())
            if target_format.cargo is Cargo.ENTITIES
            else Content(documents=stream.documents())
        )
        with AtomicFiles() as files:
            if target_format.write_folder is not None:
                with open_folder(files, target) as folder:
                    target_format.write_folder([content], folder, WriteOptions(plan.tokens), report.losses)
            else:
                with files.open(target) as out:
                    write(
                        target_format, content, out, ExportPlan(plan.target_format, tokens=plan.tokens), report.losses
                    )
            stream.refuse_emptiness()
            if plan.strict:
                report.losses.refuse_losses()
    except OSError as error:
        raise unreadable(error).at(source) from error
    return report


def _pieces(source: Path, plan: ConversionPlan) -> Iterator[Item]:
    """Begin to read a file, or one file after the other of a folder."""
    found = []
    for path in files_in([source]):
        try:
            found.append((path, readable(path, plan.source_format)))
        except UserError as error:
            raise error.at(path) from error
    beside = {each for path, format_ in found if format_.companions for each in format_.companions(path)}
    readings = (read_with(format_, path, plan.encoding) for path, format_ in found if path not in beside)
    return chain.from_iterable(readings)


class _Stream:
    """Passes on what a reader yields, completing documents and counting."""

    def __init__(self, source: Path, pieces: Iterator[Item], plan: ConversionPlan, report: ConversionReport) -> None:
        self._source = source
        self._pieces = pieces
        self._plan = plan
        self._report = report
        self._left_out: type[DocumentRecord | EntityRecord] | None = None

    def documents(self) -> Iterator[DocumentRecord]:
        """Pass documents on. Raises UserError at the first piece that cannot be taken."""
        for piece in self._pieces:
            if isinstance(piece, DocumentRecord):
                self._report.documents += 1
                self._report.mentions += len(piece.mentions)
                yield self._completed(piece)
            else:
                self._note(piece)

    def entities(self) -> Iterator[EntityRecord]:
        """Pass entities on. Raises UserError at the first piece that cannot be taken."""
        for piece in self._pieces:
            if isinstance(piece, EntityRecord):
                self._report.entities += 1
                yield piece
            else:
                self._note(piece)

    def refuse_emptiness(self) -> None:
        """Refuse a source without anything for the target. Raises UserError."""
        if self._report.documents or self._report.entities:
            return
        if self._left_out is DocumentRecord:
            raise UserError("It has documents, but {format} holds entities only.", format=self._plan.target_format)
        if self._left_out is EntityRecord:
            raise UserError("It has entities, but {format} holds documents only.", format=self._plan.target_format)
        raise UserError("There is nothing to convert in it.").at(self._source)

    def _note(self, piece: Item) -> None:
        if isinstance(piece, UserError):
            raise piece.at(self._source)
        if isinstance(piece, Remark):
            self._report.remarks.append(piece)
        else:
            self._left_out = type(piece)

    def _completed(self, record: DocumentRecord) -> DocumentRecord:
        """Fill in what a document does not say, from its text and place alone: the same source gives the same bytes."""
        name = record.name or f"{self._source.stem}-{self._report.documents}"
        return replace(
            record,
            id=record.id or name,
            name=name,
            title=record.title or title_of(record.text, name),
            language=record.language or self._plan.language or guess_language(record.text[:_GUESSED_FROM]),
        )
