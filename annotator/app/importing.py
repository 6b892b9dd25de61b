"""Bringing files into a workspace: documents with their marks, and entities. One import is one act."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

from annotator.app.import_report import ImportItem, ImportReport, Outcome
from annotator.app.intake import Defaults, Intake
from annotator.app.known import Known
from annotator.app.session import Session
from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.progress import Progress, Silent
from annotator.formats.base import USUALLY_WANTED, Cargo, Format, Item, ReadOptions, Wanted, explained
from annotator.formats.packed import ENDINGS, items_within
from annotator.formats.registry import detect, get_format

_FAULTS_TOLD: Final = 50


class OnError(StrEnum):
    """What a file that cannot be taken means for the others."""

    SKIP = "skip"
    ABORT = "abort"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user said about the files.

    Attributes:
        format: The name of their format; "" finds it out, file by file.
        language: The language of documents that do not say theirs; "" guesses it from the text.
        date: The ISO 8601 date of documents that do not say theirs.
        annotator: Whose mentions they are where a file does not say; "" is whoever imports.
        encoding: Their encoding; "" finds it out, file by file.
        on_error: Whether a rejected file is left out, or stops the import so that nothing goes in.
        create_labels: Whether labels that the workspace does not have are made; otherwise such files are rejected.
        wanted: What is taken from bases of everything, such as Wikidata.
    """

    format: str = ""
    language: str = ""
    date: str | None = None
    annotator: str = ""
    encoding: str = ""
    on_error: OnError = OnError.SKIP
    create_labels: bool = False
    wanted: Wanted = USUALLY_WANTED

    def check(self) -> None:
        """Refuse what makes no sense. Raises UserError."""
        if self.format:
            get_format(self.format)
        if self.date is not None and not is_date_value(self.date):
            raise UserError("“{date}” is not a date. Write it as 2021-11-24, 2021-11 or 2021.", date=self.date)


def import_paths(
    session: Session,
    paths: Sequence[Path],
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files, and every file in folders, in one act that one undo takes back.

    Args:
        session: Who imports, and where to.
        paths: Files and folders. Folders are searched to their depth, in the order of names.
        options: What the user said about them.
        progress: Is told after every few hundred documents, and may stop the import, which then leaves nothing.

    Returns:
        What became of each file. Where nothing at all was imported, the workspace is as it was before.

    Raises:
        UserError: The options make no sense.
        Cancelled: The user stopped it; nothing was imported.
    """
    chosen = options or ImportOptions()
    chosen.check()
    if chosen.annotator == session.annotator.name:
        chosen = replace(chosen, annotator="")
    known = Known.of(session.reader)
    known.annotators.setdefault(session.annotator.name, session.annotator.id)
    command = ImportFiles([ImportItem(path) for path in files_in(paths)], chosen, known, progress or Silent())
    try:
        changes = session.execute(command)
    except _NothingImported:
        return command.report
    command.report.changes = changes
    return command.report


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files among these paths and in these folders, each once; hidden files of folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            found.setdefault(file)
    return list(found)


class _NothingImported(Exception):  # noqa: N818 - takes a transaction back; nobody is shown it
    """Every file was rejected, or one was and that was to stop everything."""


@dataclass(slots=True)
class ImportFiles:
    """The act of importing. Unlike other commands it answers: ``report`` says what became of each file."""

    items: list[ImportItem]
    options: ImportOptions
    known: Known
    progress: Progress
    report: ImportReport = field(init=False)
    name: ClassVar[str] = "document.import"

    def __post_init__(self) -> None:
        self.report = ImportReport(self.items)

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count the files, and name the first."""
        return {"count": len(self.items), "name": self.items[0].name if self.items else ""}

    def apply(self, work: UnitOfWork) -> None:
        """Read every file and store what it holds.

        Raises:
            _NothingImported: Nothing is to be stored.
        """
        plan = self._recognised()
        self._stop_if_asked(plan)
        for number, (item, format_) in enumerate(plan):
            tick = partial(self._tick, number, len(plan), item.name)
            tick(0)
            self._import(work, item, format_, tick)
            self._stop_if_asked(plan)
        if self.report.outcome is Outcome.REJECTED:
            raise _NothingImported

    def _tick(self, file: int, files: int, name: str, documents: int) -> None:
        """Report files where there are several, and the documents of a single one, whose number nobody knows yet."""
        if files > 1:
            self.progress.report(file, files, name)
        else:
            self.progress.report(documents, None, name)

    def _import(self, work: UnitOfWork, item: ImportItem, format_: Format, tick: Callable[[int], None]) -> None:
        defaults = Defaults(
            language=self.options.language,
            date=self.options.date,
            annotator=self.options.annotator,
            create_labels=self.options.create_labels,
        )
        pieces = read_with(format_, item.path, self.options.encoding, self.options.wanted)
        try:
            with work.attempt():
                intake = Intake(work, self.known, item, defaults, tick)
                for piece in pieces:
                    intake.take(piece)
                intake.finish()
        except UserError as error:
            item.reject(error, _further_faults(pieces))
        except OSError as error:
            item.reject(unreadable(error))
        else:
            self.known.adopt(intake.known)

    def _recognised(self) -> list[tuple[ImportItem, Format]]:
        """Find each file's format; entity tables come first, so that documents find the entities they name."""
        recognised: list[tuple[ImportItem, Format]] = []
        for item in self.items:
            try:
                format_ = readable(item.path, self.options.format)
            except UserError as error:
                item.reject(error)
            except OSError as error:
                item.reject(unreadable(error))
            else:
                item.format = format_.name
                recognised.append((item, format_))
        recognised = self._without_companions(recognised)
        return sorted(recognised, key=lambda pair: pair[1].cargo is not Cargo.ENTITIES)

    def _without_companions(self, recognised: list[tuple[ImportItem, Format]]) -> list[tuple[ImportItem, Format]]:
        """Leave out files that are read together with another one, as a text is with the marks that stand beside it."""
        beside = {each for item, format_ in recognised if format_.companions for each in format_.companions(item.path)}
        if not beside:
            return recognised
        self.items[:] = [item for item in self.items if item.path not in beside]
        return [(item, format_) for item, format_ in recognised if item.path not in beside]

    def _stop_if_asked(self, plan: Sequence[tuple[ImportItem, Format]]) -> None:
        """Take everything back when one file was rejected and that is to stop the import."""
        rejected = next((item for item in self.items if item.error is not None), None)
        if rejected is None or self.options.on_error is OnError.SKIP:
            return
        for item, _ in plan:
            if item.error is None:
                item.reject(
                    UserError(
                        "It was not imported, because {other} was rejected and that was to stop the import.",
                        other=rejected.name,
                    )
                )
        raise _NothingImported


def _further_faults(pieces: Iterator[Item]) -> list[UserError]:
    """Return what else is wrong with a file that was rejected, so that all of it can be mended at once."""
    try:
        return list(islice((piece for piece in pieces if isinstance(piece, UserError)), _FAULTS_TOLD))
    except OSError:
        return []


def unreadable(error: OSError) -> UserError:
    """Return the sentence for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return UserError("There is no such file.")
    if isinstance(error, PermissionError):
        return UserError("It may not be read: permission was denied. Change its permissions, or copy it elsewhere.")
    return UserError("It cannot be read ({reason}).", reason=error.strerror or type(error).__name__)


def readable(path: Path, name: str = "") -> Format:
    """Return the format to read a file with.

    Args:
        path: The file.
        name: The format's name, or "" to find it out.

    Raises:
        UserError: It is no file, its format is not known, or that format cannot be read.
        OSError: It cannot be looked at.
    """
    if path.exists() and not path.is_file():
        raise UserError("It is not a file.")
    format_ = get_format(name) if name else _detected(path)
    if format_.read is None:
        raise _cannot_be_read(format_)
    return format_


def read_with(format_: Format, path: Path, encoding: str = "", wanted: Wanted = USUALLY_WANTED) -> Iterator[Item]:
    """Begin to read a file.

    Args:
        format_: Its format.
        path: The file.
        encoding: Its encoding; "" finds it out.
        wanted: What is taken from it where it is a base of everything.

    Raises:
        UserError: The format cannot be read.
    """
    if format_.read is None:
        raise _cannot_be_read(format_)
    options = ReadOptions(encoding or None, wanted)
    if path.name.lower().endswith(ENDINGS) and not format_.unpacks:
        return explained(path, items_within(path, options, lambda _sample: (format_, 1.0)))
    return format_.read(path, options)


def _cannot_be_read(format_: Format) -> UserError:
    return UserError("The format {format} can be written, but not read.", format=format_.name)


def _detected(path: Path) -> Format:
    found = detect(path)
    if not found.confidence:
        raise UserError("Its format is not known. Say which it is, or save it in one that can be read.")
    return found.format


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root, name)
