"""Taking the work away: documents with their marks, written in some format, with a list of what it cannot hold."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from annotator.app.atomic_files import AtomicFiles
from annotator.app.export_folders import FirstFile, open_folder
from annotator.app.gold import GoldCounts, as_gold
from annotator.app.parting import Parting, part, survey
from annotator.app.splitting import USUAL_SPLIT, Split
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.ids import AnnotatorId, DocumentId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection
from annotator.core.progress import Progress, Silent
from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats.base import Cargo, Content, Format, WriteOptions
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.registry import get_format

_CHUNK: Final = 400
_TICK: Final = 100
_WHOLE: Final = ""


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What is written, and how.

    Attributes:
        format: The name of the format.
        gold: Whether marks are written as decided results, without the names of those who made them: equal marks of
            several annotators once.
        annotators: Whose marks, by name; empty for everybody's, each with its annotator's name.
        states: Only documents in one of these states; empty for all.
        documents: Only these documents; empty for all.
        statuses: Which marks: accepted ones, and perhaps suggestions.
        split: How documents are parted into several files; None for one file.
        tokens: How token formats cut text into tokens and bring marks onto them.
        strict: Whether to refuse when anything would be lost.
    """

    format: str
    gold: bool = False
    annotators: tuple[str, ...] = ()
    states: tuple[DocumentState, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    statuses: tuple[MentionStatus, ...] = (MentionStatus.ACCEPTED,)
    split: Split | None = None
    tokens: TokenPolicy = field(default_factory=TokenPolicy)
    strict: bool = False


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that was written.

    Attributes:
        path: Where it is.
        part: The part of a split it holds, such as ``train``, or "" for everything.
        documents: How many documents are in it.
        mentions: How many mentions were handed to the format for it.
    """

    path: Path
    part: str
    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what the format could not hold.

    Attributes:
        files: The files.
        losses: What was lost or kept in another place, mention by mention.
        gold: What was decided on the way to gold; all zero otherwise.
        parting: How documents were parted; None for one file.
    """

    files: tuple[ExportedFile, ...]
    losses: LossReport
    gold: GoldCounts
    parting: Parting | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "outcome": "written",
            "files": [
                {"path": str(file.path), "part": file.part, "documents": file.documents, "mentions": file.mentions}
                for file in self.files
            ],
            "documents": sum(file.documents for file in self.files),
            "mentions": sum(file.mentions for file in self.files),
            "equal_marks_united": self.gold.united,
            "disputed_marks": self.gold.disputed,
            "split": self.parting.as_json() if self.parting else None,
            "losses": self.losses.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """The first document exactly as its file will hold it.

    Attributes:
        document: The document that was written.
        data: What the writer made of it.
        losses: What it lost on the way.
    """

    document: DocumentRecord
    data: bytes
    losses: LossReport

    @property
    def text(self) -> str | None:
        """What the file reads like, or None when it is not text."""
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError:
            return None


def export(
    reader: Reader,
    target: Path,
    plan: ExportPlan,
    progress: Progress | None = None,
    *,
    listed_losses: int | None = None,
) -> ExportReport:
    """Write documents (or, for an entity format, the entity table) into a file, or one file for each part of a split.

    Files appear under their names only when all of them are complete; what they replace is kept until then. The same
    workspace and plan give the same bytes.

    Args:
        reader: The workspace.
        target: The file; with a split, a folder, or a file name that each part's name is added to. For a format of
            several files a folder, or a ZIP archive if its name ends in ``.zip``.
        plan: What and how.
        progress: Is told the number of documents written (before, of those read to part them), and may stop the
            export, which then leaves nothing.
        listed_losses: How many mentions of each kind of loss to list; None for all. Their number is always complete.

    Raises:
        UserError: The plan makes no sense or the place cannot be written.
        LossesRefusedError: Something would be lost and may not be. It says what.
        Cancelled: The user stopped it.
    """
    format_, progress = writable(plan.format), progress or Silent()
    chosen = chosen_documents(reader, plan)
    split = None if format_.cargo is Cargo.ENTITIES else split_of(plan)
    parting = part(survey(reader, chosen, progress), split) if split else None
    parts = _parts(target, format_, chosen, parting)
    losses, gold = LossReport(listed_losses), GoldCounts()
    watch = _Watch(progress, sum(len(ids) for _, _, ids in parts))
    counted = [(path, part, ids, _Count()) for path, part, ids in parts]
    contents = [
        _content(reader, format_, watch.over(count.over(_records(reader, plan, ids, gold))), part)
        for _, part, ids, count in counted
    ]
    with AtomicFiles() as files:
        if format_.write_folder is not None:
            with open_folder(files, target) as folder:
                format_.write_folder(contents, folder, WriteOptions(tokens=plan.tokens), losses)
        else:
            for (path, *_), content in zip(counted, contents, strict=True):
                with files.open(path) as stream:
                    write(format_, content, stream, plan, losses)
        if plan.strict:
            losses.refuse_losses()
    written = (ExportedFile(path, part, count.documents, count.mentions) for path, part, _, count in counted)
    return ExportReport(tuple(written), losses, gold, parting)


def preview(reader: Reader, plan: ExportPlan) -> Preview | None:
    """Return the first document as it will be written, by the writer itself; None when there is none to write.

    Raises:
        UserError: The plan makes no sense.
    """
    format_ = writable(plan.format)
    chosen = chosen_documents(reader, plan)
    if not chosen:
        return None
    losses, stream = LossReport(), io.BytesIO()
    (document,) = _records(reader, plan, chosen[:1], GoldCounts())
    write(format_, _content(reader, format_, [document]), stream, plan, losses)
    return Preview(document, stream.getvalue(), losses)


def write_documents(
    reader: Reader,
    plan: ExportPlan,
    documents: Sequence[DocumentId],
    stream: BinaryIO,
    *,
    losses: LossReport,
    progress: Progress,
) -> None:
    """Write these documents into a stream as a plan says. Raises UserError and Cancelled as :func:`export` does."""
    format_ = writable(plan.format)
    records = _Watch(progress, len(documents)).over(_records(reader, plan, documents, GoldCounts()))
    write(format_, _content(reader, format_, records), stream, plan, losses)


def chosen_documents(reader: Reader, plan: ExportPlan) -> list[DocumentId]:
    """Return the documents that a plan is about, in the order they came in."""
    return [row.id for row in reader.documents(Selection(documents=plan.documents, states=plan.states))]


def writable(name: str) -> Format:
    """Return a format that can be written. Raises UserError when there is none of that name."""
    format_ = get_format(name)
    if not format_.is_written:
        raise _cannot_be_written(format_)
    return format_


def _cannot_be_written(format_: Format) -> UserError:
    return UserError("The format {format} can be read, but not written.", format=format_.name)


def write(format_: Format, content: Content, stream: BinaryIO, plan: ExportPlan, losses: LossReport) -> None:
    """Write content into a stream; of a format of several files, the first. Raises UserError when it is not written."""
    options = WriteOptions(tokens=plan.tokens)
    if format_.write_folder is not None:
        format_.write_folder([content], FirstFile(stream), options, losses)
    elif format_.write is not None:
        format_.write(content, stream, options, losses)
    else:
        raise _cannot_be_written(format_)


def entity_records(reader: Reader) -> Iterator[EntityRecord]:
    """Return every entity as formats write them, by id."""
    replaced: defaultdict[str, list[str]] = defaultdict(list)
    for old, entity_id in reader.redirects().items():
        replaced[entity_id].append(old)
    apart: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in reader.apart():
        apart[first].append(second)
    for identifier, entity in sorted(reader.entities().items()):
        yield EntityRecord(
            id=identifier,
            type=entity.type,
            names={language: entity.names(language) for language in entity.languages},
            description=dict(entity.descriptions),
            external=dict(entity.external),
            replaces=tuple(replaced[identifier]),
            not_same=tuple(apart[identifier]),
        )


def _content(reader: Reader, format_: Format, documents: Iterable[DocumentRecord], part: str = _WHOLE) -> Content:
    if format_.cargo is Cargo.ENTITIES:
        return Content(entities=entity_records(reader))
    return Content(documents, entity_records(reader), part)


def split_of(plan: ExportPlan) -> Split | None:
    """Return how documents are parted: as the plan says, else in the usual way for a format that needs parts."""
    return plan.split or (USUAL_SPLIT if writable(plan.format).needs_parts else None)


def _parts(
    target: Path, format_: Format, chosen: Sequence[DocumentId], parting: Parting | None
) -> list[tuple[Path, str, Sequence[DocumentId]]]:
    """Return each file with the name of its part and its documents."""
    extension = format_.usual_ending
    if parting is None:
        is_inside = format_.write_folder is None and target.is_dir()
        path = target / f"export{extension}" if is_inside else target
        return [(path, _WHOLE, chosen if format_.cargo is Cargo.DOCUMENTS else ())]
    parts = [(each.name, each.documents) for each in parting.parts]
    if format_.write_folder is not None:
        return [(target, name, ids) for name, ids in parts]
    if target.suffix and not target.is_dir():
        return [(target.with_stem(f"{target.stem}-{name}"), name, ids) for name, ids in parts]
    return [(target / f"{name}{extension}", name, ids) for name, ids in parts]


def _records(
    reader: Reader, plan: ExportPlan, documents: Sequence[DocumentId], gold: GoldCounts
) -> Iterator[DocumentRecord]:
    """Stream these documents with the marks that the plan asks for, some hundred documents at a time."""
    annotators = _annotator_ids(reader, plan.annotators)
    for first in range(0, len(documents), _CHUNK):
        records = reader.records(
            Selection(
                documents=documents[first : first + _CHUNK], annotators=annotators, statuses=frozenset(plan.statuses)
            )
        )
        yield from (as_gold(record, gold) for record in records) if plan.gold else records


def _annotator_ids(reader: Reader, names: Iterable[str]) -> list[AnnotatorId]:
    known = {annotator.name: annotator.id for annotator in reader.annotators()}
    ids = []
    for name in names:
        if name not in known:
            raise UserError(
                "There is no annotator {name} in this workspace; its annotators are {known}.",
                name=name,
                known=", ".join(known) or "none",
            )
        ids.append(known[name])
    return ids


class _Watch:
    """Reports how many documents have passed, over all files."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def over(self, records: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
        """Pass records on."""
        for record in records:
            if self._done % _TICK == 0:
                self._progress.report(self._done, self._total, record.name)
            self._done += 1
            yield record
        self._progress.report(self._done, self._total)


@dataclass(slots=True)
class _Count:
    """Counts what goes into one file."""

    documents: int = 0
    mentions: int = 0

    def over(self, records: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
        """Pass records on."""
        for record in records:
            self.documents += 1
            self.mentions += len(record.mentions)
            yield record
