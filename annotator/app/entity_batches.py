"""Stores the entities of a base batch by batch, and remembers how far it came.

Each batch is an act of its own, committed with the place it reaches to, so that whatever stops an import leaves whole
batches and a place to go on from. They are one group, which one undo takes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

from annotator.app.entity_intake import EntityIntake
from annotator.app.import_report import ImportItem
from annotator.app.known import Known
from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.history import GROUP, ActState, Changes
from annotator.core.ids import new_id
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.progress import Progress
from annotator.core.records import EntityRecord
from annotator.formats.base import Item
from annotator.formats.remarks import Remark

_FAULTS_KEPT: Final = 50
_MOST_ACTS: Final = 100_000
_SOURCE: Final = "source"
_LINE: Final = "line"


@dataclass(slots=True)
class BaseReport:
    """How the import of a base went.

    Attributes:
        began_after: The place that an earlier import had reached: a line of a dump, so many entities of a table; 0 when
            this is the first.
        entities: How many entities were taken.
        faults: What could not be taken, the first of it.
        fault_count: How many pieces could not be taken.
        remarks: What else was noticed, the first of it.
        keeps_changes: Whether all of what was changed is kept, which is every id; otherwise only the last of it.
        changes: What each batch changed.
        was_stopped: Whether somebody stopped it.
    """

    began_after: int = 0
    entities: int = 0
    faults: list[UserError] = field(default_factory=list)
    fault_count: int = 0
    remarks: list[Remark] = field(default_factory=list)
    keeps_changes: bool = True
    changes: list[Changes] = field(default_factory=list)
    was_stopped: bool = False

    def note(self, fault: UserError) -> None:
        """Count what could not be taken, and keep it if it is one of the first."""
        self.fault_count += 1
        if len(self.faults) < _FAULTS_KEPT:
            self.faults.append(fault)

    def add(self, changes: Changes) -> None:
        """Keep what a batch changed."""
        if not self.keeps_changes:
            self.changes.clear()
        self.changes.append(changes)

    def remark(self, remarks: Iterable[Remark]) -> None:
        """Keep what was noticed if it is among the first."""
        self.remarks += islice(remarks, max(0, _FAULTS_KEPT - len(self.remarks)))

    def stop(self) -> None:
        """Note that somebody stopped it."""
        self.was_stopped = True
        self.remarks.append(
            Remark("The import was stopped here. When the file is imported again, it goes on from there.")
        )

    def as_item(self, path: Path, format_name: str) -> ImportItem:
        """Return it as part of the report on several files."""
        item = ImportItem(path, format_name, entities=self.entities)
        if self.faults and not self.entities and not self.began_after:
            item.reject(self.faults[0], self.faults[1:])
            return item
        item.remarks = [*(Remark(each.template, line=each.line, **each.values) for each in self.faults), *self.remarks]
        return item


@dataclass(frozen=True, slots=True)
class BatchGroup:
    """The batches of one base.

    Attributes:
        id: What their acts have in common.
        source: Tells the base from others, so that an import that was stopped goes on.
        file_name: The file's name.
        reached: The last place that stands in the workspace.
    """

    id: str
    source: str
    file_name: str
    reached: int = 0

    @classmethod
    def of(cls, reader: Reader, file_name: str, source: str, places: int | None = None) -> BatchGroup:
        """Return the group that an import goes on with: a new one where there is none, or where it is complete.

        Undo takes the last batch first, so none before the one that was reached lacks.
        """
        found = cls(new_id(), source, file_name)
        for act in reader.history(_MOST_ACTS):
            if act.name == _TakeBatch.name and act.detail.get(_SOURCE) == source and act.state is ActState.DONE:
                reached = int(act.detail[_LINE])
                if reached == places:
                    break
                if reached > found.reached:
                    found = cls(str(act.detail[GROUP]), source, file_name, reached)
        return found


@dataclass(frozen=True, slots=True)
class Batches:
    """Stores records in batches of some size.

    Attributes:
        session: Who does it, and where.
        group: What the batches have in common.
        size: How many entities are stored at once.
        told: Is told after every batch how many entities were taken, and may stop the import between batches.
    """

    session: Session
    group: BatchGroup
    size: int
    told: Progress

    def store(self, placed: Iterator[tuple[int, EntityRecord]], report: BaseReport, total: int | None = None) -> None:
        """Store records with their places.

        Args:
            placed: The records.
            report: Is told what became of them.
            total: How many places there are, if that is known.

        Raises:
            Cancelled: It was stopped. What was stored stays.
        """
        while some := list(islice(placed, self.size)):
            place = some[-1][0]
            command = _TakeBatch(self.group, place, [record for _, record in some])
            report.add(self.session.execute(command))
            report.entities += len(some)
            report.remark(command.remarks)
            self.told.report(report.entities if total is None else place, total, self.group.file_name)


@dataclass(slots=True)
class _TakeBatch:
    """Take in some entities of a base."""

    group: BatchGroup
    place: int
    records: list[EntityRecord]
    remarks: list[Remark] = field(default_factory=list)
    name: ClassVar[str] = "entity.import"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the file, count the entities, and tell where to go on."""
        return {
            "name": self.group.file_name,
            "count": len(self.records),
            GROUP: self.group.id,
            _SOURCE: self.group.source,
            _LINE: self.place,
        }

    def apply(self, work: UnitOfWork) -> None:
        """Add what is new, and unite what is there with what the base says of it."""
        intake = EntityIntake(work, Known({}, {}, {}, {}, {}), self.remarks)
        for record in self.records:
            try:
                intake.take(record)
            except UserError as error:  # one id with two types: the first one stands
                self.remarks.append(Remark(error.template, line=record.line, **error.values))
        intake.finish()


def noted(items: Iterable[Item], report: BaseReport) -> Iterator[EntityRecord]:
    """Pass entities on, and note in a report what else a reader yields."""
    for item in items:
        if isinstance(item, EntityRecord):
            yield item
        elif isinstance(item, Remark):
            report.remark([item])
        elif isinstance(item, UserError):
            report.note(item)
