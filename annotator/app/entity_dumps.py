"""Imports entity bases of any size: batch by batch, in memory that does not grow, and from where it stopped last time.

Each batch is an act of its own, committed with the line it reaches to, so that whatever stops an import leaves whole
batches and a place to go on from. They are one group, which one undo takes back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

from annotator.app.entity_intake import EntityIntake
from annotator.app.import_report import ImportItem, ImportReport
from annotator.app.importing import ImportOptions, OnError, files_in, import_paths, unreadable
from annotator.app.known import Known
from annotator.app.session import Session
from annotator.core.errors import Cancelled, UserError
from annotator.core.history import GROUP, ActState, Changes, all_of
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.progress import Progress, Silent
from annotator.core.records import EntityRecord
from annotator.formats.base import Item
from annotator.formats.registry import detect, get_format
from annotator.formats.remarks import Remark
from annotator.formats.wikidata import FORMAT, Wanted, read_wikidata

_BATCH: Final = 5_000
_FAULTS_KEPT: Final = 50
_HEAD: Final = 1 << 12
_MOST_ACTS: Final = 100_000
_LINE: Final = "line"


@dataclass(slots=True)
class DumpReport:
    """How the import of a dump went.

    Attributes:
        began_after: The line that an earlier import had reached; 0 when this is the first.
        entities: How many entities were taken.
        faults: What could not be taken, the first of it.
        fault_count: How many pieces could not be taken.
        remarks: What else was noticed.
        changes: What each batch changed.
        was_stopped: Whether somebody stopped it.
    """

    began_after: int = 0
    entities: int = 0
    faults: list[UserError] = field(default_factory=list)
    fault_count: int = 0
    remarks: list[Remark] = field(default_factory=list)
    changes: list[Changes] = field(default_factory=list)
    was_stopped: bool = False

    def as_item(self, path: Path) -> ImportItem:
        """Return it as part of the report on several files."""
        item = ImportItem(path, FORMAT.name, entities=self.entities)
        if self.faults and not self.entities and not self.began_after:
            item.reject(self.faults[0], self.faults[1:])
            return item
        item.remarks = [*(Remark(each.template, line=each.line, **each.values) for each in self.faults), *self.remarks]
        return item


def is_dump(path: Path, format_name: str = "") -> bool:
    """Tell whether a file is to be read as a Wikidata dump. Raises UserError for a format that is not known."""
    if format_name:
        return get_format(format_name) is FORMAT
    return path.is_file() and detect(path).format is FORMAT


def _may_be_dump(path: Path, format_name: str) -> bool:
    """Tell whether a file is a dump; only those called like one are looked into, for all are before they are read."""
    return path.name.lower().endswith(FORMAT.extensions) and is_dump(path, format_name)


def import_files(
    session: Session, paths: Sequence[Path], options: ImportOptions, progress: Progress | None = None
) -> ImportReport:
    """Import files of any kind: Wikidata dumps in batches, one after the other, and all others before them in one act.

    Where a bad file is to stop everything, dumps are read like all others, in the one act.

    Raises:
        UserError: The options make no sense.
        Cancelled: It was stopped, and nothing was imported. Once batches of a dump are stored they stay, and the
            report tells how far it came.
    """
    files = files_in(paths)
    dumps = [path for path in files if options.on_error is not OnError.ABORT and _may_be_dump(path, options.format)]
    others = [path for path in files if path not in dumps]
    report = import_paths(session, others, options, progress) if others or not dumps else ImportReport()
    changes = [report.changes] if report.changes is not None else []
    for path in dumps:
        took = DumpReport()
        try:
            import_dump(session, path, Wanted(), progress, into=took)
        except Cancelled:
            if not changes and not took.changes:
                raise
            sentence = "The import was stopped here. When the file is imported again, it goes on from there."
            took.remarks.append(Remark(sentence))
            took.was_stopped = True
        except OSError as error:
            took.faults.append(unreadable(error).at(path))
        report.items.append(took.as_item(path))
        changes += took.changes
        if took.was_stopped:
            break
    report.changes = all_of(changes) if changes else None
    return report


def import_dump(
    session: Session,
    path: Path,
    wanted: Wanted,
    progress: Progress | None = None,
    batch: int = _BATCH,
    *,
    into: DumpReport | None = None,
) -> DumpReport:
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
    told = progress or Silent()
    source = _fingerprint(path, wanted)
    report = into or DumpReport()
    report.began_after = _reached(session.reader, source)
    records = _records(read_wikidata(path, wanted, report.began_after), report)
    while some := list(islice(records, batch)):
        command = _TakeBatch(path.name, source, some)
        report.changes.append(session.execute(command))
        report.entities += len(some)
        report.remarks += command.remarks[: max(0, _FAULTS_KEPT - len(report.remarks))]
        told.report(report.entities, None, path.name)
    return report


@dataclass(slots=True)
class _TakeBatch:
    """Take in some entities of a dump."""

    file_name: str
    source: str
    records: list[EntityRecord]
    remarks: list[Remark] = field(default_factory=list)
    name: ClassVar[str] = "entity.import"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the file, count the entities, and tell where to go on."""
        last = self.records[-1].line or 0
        return {"name": self.file_name, "count": len(self.records), GROUP: self.source, _LINE: last}

    def apply(self, work: UnitOfWork) -> None:
        """Add what is new, and unite what is there with what the dump says of it."""
        intake = EntityIntake(work, Known({}, {}, {}, {}, {}), self.remarks)
        for record in self.records:
            try:
                intake.take(record)
            except UserError as error:  # one id with two types: the first one stands
                self.remarks.append(Remark(error.template, line=record.line, **error.values))
        intake.finish()


def _records(items: Iterable[Item], report: DumpReport) -> Iterator[EntityRecord]:
    for item in items:
        if isinstance(item, EntityRecord):
            yield item
        elif isinstance(item, Remark):
            report.remarks.append(item)
        elif isinstance(item, UserError):
            report.fault_count += 1
            if len(report.faults) < _FAULTS_KEPT:
                report.faults.append(item)


def _reached(reader: Reader, source: str) -> int:
    """Return the last line that stands in the workspace. Undo takes the last batch first, so none before it lacks."""
    reached = 0
    for act in reversed(reader.history(_MOST_ACTS)):
        if act.name == _TakeBatch.name and act.detail.get(GROUP) == source and act.state is ActState.DONE:
            reached = max(reached, int(act.detail[_LINE]))
    return reached


def _fingerprint(path: Path, wanted: Wanted) -> str:
    """Tell a dump by how it begins, so that one that was loaded only in part goes on when it is whole."""
    with path.open("rb") as file:
        told = hashlib.sha256(file.read(_HEAD))
    told.update(repr((sorted(wanted.languages), sorted(wanted.types))).encode())
    return told.hexdigest()[:24]
