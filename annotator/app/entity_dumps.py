"""Imports entity bases of any size: batch by batch, in memory that does not grow, and from where it stopped last time.

Each batch is an act of its own, committed with the line it reaches to, so that whatever stops an import leaves whole
batches and a place to go on from. Undo takes back one batch at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

from annotator.app.entity_intake import EntityIntake
from annotator.app.known import Known
from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.history import ActState
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.progress import Progress, Silent
from annotator.core.records import EntityRecord
from annotator.formats.base import Item
from annotator.formats.remarks import Remark
from annotator.formats.wikidata import Wanted, read_wikidata

_BATCH: Final = 5_000
_FAULTS_KEPT: Final = 50
_HEAD: Final = 1 << 12
_MOST_ACTS: Final = 100_000
_FILE, _LINE = "file", "line"


@dataclass(slots=True)
class DumpReport:
    """How the import of a dump went.

    Attributes:
        began_after: The line that an earlier import had reached; 0 when this is the first.
        entities: How many entities were taken.
        faults: What could not be taken, the first of it.
        fault_count: How many pieces could not be taken.
        remarks: What else was noticed.
    """

    began_after: int = 0
    entities: int = 0
    faults: list[UserError] = field(default_factory=list)
    fault_count: int = 0
    remarks: list[Remark] = field(default_factory=list)


def import_dump(
    session: Session, path: Path, wanted: Wanted, progress: Progress | None = None, batch: int = _BATCH
) -> DumpReport:
    """Import a Wikidata dump, going on after the last batch of it that stands in the workspace's history.

    Args:
        session: Who does it, and where.
        path: The dump.
        wanted: What is taken from it; asking for something else begins anew.
        progress: Is told after every batch how many entities were taken, and may stop the import between batches.
        batch: How many entities are stored at once.

    Raises:
        OSError: The file cannot be read.
        Cancelled: It was stopped. What was stored stays, and the next import goes on from there.
    """
    told = progress or Silent()
    source = _fingerprint(path, wanted)
    report = DumpReport(began_after=_reached(session.reader, source))
    records = _records(read_wikidata(path, wanted, report.began_after), report)
    while some := list(islice(records, batch)):
        command = _TakeBatch(path.name, source, some)
        session.execute(command)
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
        return {"name": self.file_name, "count": len(self.records), _FILE: self.source, _LINE: last}

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
        if act.name == _TakeBatch.name and act.detail.get(_FILE) == source and act.state is ActState.DONE:
            reached = max(reached, int(act.detail[_LINE]))
    return reached


def _fingerprint(path: Path, wanted: Wanted) -> str:
    """Tell a dump by how it begins, so that one that was loaded only in part goes on when it is whole."""
    with path.open("rb") as file:
        told = hashlib.sha256(file.read(_HEAD))
    told.update(repr((sorted(wanted.languages), sorted(wanted.types))).encode())
    return told.hexdigest()[:24]
