"""Imports entity bases of any size: batch by batch, in memory that does not grow, and from where it stopped last time.

A Wikidata dump is read once, and lines that cannot be taken are left out. A large table of our own is read twice: if
anything is wrong with it, all of that is told before anything is stored, as it is for a small one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from annotator.app.entity_batches import BaseReport, Batches, BatchGroup, noted
from annotator.app.import_report import ImportItem, ImportReport
from annotator.app.importing import ImportOptions, OnError, files_in, import_paths, read_with, unreadable
from annotator.app.session import Session
from annotator.core.errors import Cancelled, UserError
from annotator.core.history import Changes, all_of
from annotator.core.progress import Progress, Silent
from annotator.core.records import EntityRecord
from annotator.formats.base import Cargo, Format, Item, Wanted
from annotator.formats.packed import at_packed, is_packed, unpacked
from annotator.formats.registry import detect, detect_within, get_format
from annotator.formats.sniffing import Sample
from annotator.formats.wikidata import FORMAT, read_wikidata

_BATCH: Final = 5_000
_LARGE: Final = 8 << 20
_LARGE_PACKED: Final = 1 << 20
_HEAD: Final = 1 << 12
STOPPED: Final = (Cancelled, KeyboardInterrupt)
"""What is raised where somebody stops an import, in the window or by a key of the terminal."""

_DIGITS: Final = 24


def is_dump(path: Path, format_name: str = "") -> bool:
    """Tell whether a file is to be read as a Wikidata dump. Raises UserError for a format that is not known."""
    if format_name:
        return get_format(format_name) is FORMAT
    return path.is_file() and detect(path).format is FORMAT


def _may_be_dump(path: Path, format_name: str) -> bool:
    """Tell whether a file is a dump; only those called like one are looked into, for all are before they are read."""
    return path.name.lower().endswith(FORMAT.extensions) and is_dump(path, format_name)


def _large_table(path: Path, format_name: str) -> Format | None:
    """Return the format of a file that is an entity table too large to be stored in one act; None for any other."""
    try:
        large = _LARGE_PACKED if is_packed(Sample.of(path)) else _LARGE
        if path.stat().st_size < large:
            return None
        format_ = get_format(format_name) if format_name else detect_within(path).format
    except OSError:  # told when it is to be imported
        return None
    is_table = format_.cargo is Cargo.ENTITIES and format_ is not FORMAT and format_.read is not None
    return format_ if is_table else None


def import_files(
    session: Session,
    paths: Sequence[Path],
    options: ImportOptions,
    progress: Progress | None = None,
    *,
    keeps_changes: bool = True,
) -> ImportReport:
    """Import files of any kind: large bases in batches, and all others in one act.

    Large tables come first, so that documents find the entities they name; Wikidata dumps come last. Where a bad file
    is to stop everything, all of them are one act.

    Args:
        session: Who imports, and where to.
        paths: Files and folders.
        options: What the user said about them.
        progress: Is told how far it is, and may stop the import.
        keeps_changes: Whether the report is to say all that large bases changed, which is every id; otherwise it says
            the last of it.

    Raises:
        UserError: The options make no sense.
        Cancelled: It was stopped, and nothing was imported. Once batches are stored they stay, and the report tells
            how far it came.
    """
    options.check()
    files = files_in(paths)
    if options.on_error is OnError.ABORT:
        return import_paths(session, files, options, progress)
    tables = {path: format_ for path in files if (format_ := _large_table(path, options.format)) is not None}
    dumps = [path for path in files if path not in tables and _may_be_dump(path, options.format)]
    others = [path for path in files if path not in tables and path not in dumps]
    work = _Files(session, options, progress, keeps_changes=keeps_changes)
    steps = [
        *(partial(work.take_table, path, format_) for path, format_ in tables.items()),
        *([partial(work.take_others, others)] if others or not (tables or dumps) else []),
        *(partial(work.take_dump, path) for path in dumps),
    ]
    for step in steps:
        if not step():
            break
    return work.report


class _Files:
    """Imports one kind of file after the other into one report; each step tells whether to go on."""

    def __init__(
        self, session: Session, options: ImportOptions, progress: Progress | None, *, keeps_changes: bool
    ) -> None:
        self.report = ImportReport()
        self._keeps_changes = keeps_changes
        self._session = session
        self._options = options
        self._progress = progress

    def take_others(self, paths: Sequence[Path]) -> bool:
        """Import files in one act."""
        try:
            report = import_paths(self._session, paths, self._options, self._progress)
        except STOPPED:
            if self.report.changes is None:
                raise
            stopped = UserError("It was not imported, because the import was stopped before.")
            self.report.items += [ImportItem(path, error=stopped) for path in paths]
            self.report.was_stopped = True
            return False
        self.report.items += report.items
        self._add([report.changes] if report.changes is not None else [])
        return True

    def take_table(self, path: Path, format_: Format) -> bool:
        """Import a large table."""
        took = BaseReport(keeps_changes=self._keeps_changes)
        run = partial(import_table, self._session, path, format_, self._options, batch=_BATCH, into=took)
        return self._take(path, format_, took, run)

    def take_dump(self, path: Path) -> bool:
        """Import a Wikidata dump."""
        took = BaseReport(keeps_changes=self._keeps_changes)
        run = partial(import_dump, self._session, path, self._options.wanted, batch=_BATCH, into=took)
        return self._take(path, FORMAT, took, run)

    def _take(self, path: Path, format_: Format, took: BaseReport, run: Callable[..., BaseReport]) -> bool:
        try:
            run(progress=self._progress)
        except STOPPED:
            if self.report.changes is None and not took.changes:
                raise
            took.stop()
        except OSError as error:
            took.note(unreadable(error).at(path))
        self.report.items.append(took.as_item(path, format_.name))
        self._add(took.changes)
        self.report.was_stopped = took.was_stopped
        return not took.was_stopped

    def _add(self, changes: Sequence[Changes]) -> None:
        before = [self.report.changes] if self.report.changes is not None else []
        self.report.changes = all_of([*before, *changes]) if before or changes else None


def import_dump(
    session: Session,
    path: Path,
    wanted: Wanted,
    progress: Progress | None = None,
    batch: int = _BATCH,
    *,
    into: BaseReport | None = None,
) -> BaseReport:
    """Import a Wikidata dump, going on after the last batch of it that stands in the workspace's history.

    Args:
        session: Who does it, and where.
        path: The dump.
        wanted: What is taken from it; asking for something else begins anew.
        progress: Is told after every batch how many entities were taken, and may stop the import between batches.
        batch: How many entities are stored at once.
        into: What is told how it goes, for those who want to know also when it is stopped.

    Raises:
        OSError: The file cannot be read.
        Cancelled: It was stopped. What was stored stays, and the next import goes on from there.
    """
    report = into or BaseReport()
    group = BatchGroup.of(session.reader, path.name, _beginning_of(path, wanted))
    report.began_after = group.reached
    records = noted(read_wikidata(path, wanted, group.reached), report)
    batches = Batches(session, group, batch, progress or Silent())
    batches.store(((record.line or 0, record) for record in records), report)
    return report


def import_table(
    session: Session,
    path: Path,
    format_: Format,
    options: ImportOptions,
    *,
    progress: Progress | None = None,
    batch: int = _BATCH,
    into: BaseReport | None = None,
) -> BaseReport:
    """Import an entity table that nothing is wrong with, going on where an import of it was stopped.

    Args:
        session: Who does it, and where.
        path: The table, plain or packed.
        format_: Its format.
        options: What the user said about it.
        progress: Is told how many entities were taken, and may stop the import between batches.
        batch: How many entities are stored at once.
        into: What is told how it goes, for those who want to know also when it is stopped.

    Returns:
        How it went; where it has faults, nothing was taken.

    Raises:
        OSError: The file cannot be read.
        Cancelled: It was stopped. What was stored stays, and the next import goes on from there.
    """
    report, told = into or BaseReport(), progress or Silent()
    try:
        with unpacked(path) as whole:
            look = _Look(report)
            look.through(read_with(format_, whole, options.encoding), told, path.name)
            if not report.fault_count:
                group = BatchGroup.of(session.reader, path.name, _digest_of(whole, format_, options), look.places)
                report.began_after = min(group.reached, look.entities)
                batches = Batches(session, group, batch, told)
                again = map(_without_relations, noted(read_with(format_, whole, options.encoding), BaseReport()))
                batches.store(islice(enumerate(again, start=1), group.reached, None), report, look.places)
                done = max(group.reached, look.entities)
                related = enumerate(look.relations[done - look.entities :], start=done + 1)
                batches.store(related, replace(report, entities=0), look.places)
    except UserError as error:
        report.note(error)
    report.faults = [at_packed(fault, path) for fault in report.faults]
    return report


@dataclass(slots=True)
class _Look:
    """What a first look through a table finds: how many entities it has, what they are to each other, and faults."""

    report: BaseReport
    entities: int = 0
    relations: list[EntityRecord] = field(default_factory=list)

    @property
    def places(self) -> int:
        """How many records are stored: all entities, and once more those that are something to others."""
        return self.entities + len(self.relations)

    def through(self, items: Iterable[Item], told: Progress, name: str) -> None:
        """Look at everything."""
        for record in noted(items, self.report):
            if self.entities % _BATCH == 0:
                told.report(0, None, name)
            self.entities += 1
            if record.replaces or record.not_same:
                self.relations.append(replace(record, names={}, description={}, external={}))
        if not self.entities and not self.report.fault_count:
            self.report.note(UserError("There is nothing to import in it."))


def _without_relations(record: EntityRecord) -> EntityRecord:
    """Return an entity without what it is to others, which is stored once all of them are there."""
    return replace(record, replaces=(), not_same=()) if record.replaces or record.not_same else record


def _beginning_of(path: Path, wanted: Wanted) -> str:
    """Tell a dump by how it begins, so that one that was loaded only in part goes on when it is whole."""
    with path.open("rb") as file:
        told = hashlib.sha256(file.read(_HEAD))
    told.update(repr((sorted(wanted.languages), sorted(wanted.types))).encode())
    return told.hexdigest()[:_DIGITS]


def _digest_of(path: Path, format_: Format, options: ImportOptions) -> str:
    """Tell a table by all of it, so that one that was changed is read anew."""
    with path.open("rb") as file:
        told = hashlib.file_digest(file, "sha256")
    told.update(repr((format_.name, options.encoding)).encode())
    return told.hexdigest()[:_DIGITS]
