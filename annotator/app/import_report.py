"""What became of the files that were to be imported, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypedDict

from annotator.core.errors import UserError
from annotator.core.history import Changes
from annotator.core.ids import DocumentId
from annotator.formats.remarks import Remark


class Outcome(StrEnum):
    """How it went with one file, or with all of them."""

    ACCEPTED = "accepted"
    WARNED = "accepted-with-warnings"
    REJECTED = "rejected"


class WarningJson(TypedDict):
    """A warning as the report tells it."""

    message: str
    line: int | None


class ItemJson(TypedDict):
    """A file as the report tells it."""

    path: str
    outcome: str
    message: str
    line: int | None
    warnings: list[WarningJson]
    documents: list[str]
    mentions: int
    entities: int


class ReportJson(TypedDict):
    """The report as the command line promises it."""

    outcome: str
    items: list[ItemJson]


@dataclass(slots=True)
class ImportItem:
    """One file.

    Attributes:
        path: The file.
        format: The name of the format it was read as, or "" while that was not known.
        error: Why it was left out, or None.
        remarks: What was noticed about it; of a file that was left out, what else is wrong with it.
        documents: The documents that came from it, those included that were in the workspace already.
        mentions: How many mentions it brought that were not there before.
        entities: How many entities it spoke of or made necessary.
    """

    path: Path
    format: str = ""
    error: UserError | None = None
    remarks: list[Remark] = field(default_factory=list)
    documents: list[DocumentId] = field(default_factory=list)
    mentions: int = 0
    entities: int = 0

    @property
    def name(self) -> str:
        """The file's name as it can be shown and stored."""
        return printable(self.path.name)

    @property
    def outcome(self) -> Outcome:
        """How it went."""
        if self.error is not None:
            return Outcome.REJECTED
        return Outcome.WARNED if self.remarks else Outcome.ACCEPTED

    @property
    def message(self) -> str:
        """One English sentence that names the file."""
        if self.error is not None:
            return str(self.error.at(printable(str(self.path))))
        counts = (
            (len(self.documents), "document", "documents"),
            (self.mentions, "mention", "mentions"),
            (self.entities, "entity", "entities"),
        )
        brought = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count)
        return f"{self.name}: imported ({brought})."

    @property
    def line(self) -> int | None:
        """The line of the file that its rejection, or else its first warning, is about."""
        if self.error is not None:
            return self.error.line
        return next((remark.line for remark in self.remarks if remark.line is not None), None)

    def reject(self, error: UserError, further: Sequence[UserError] = ()) -> None:
        """Note that nothing of it was taken, why, and what else is wrong with it."""
        self.error = error
        self.remarks = [Remark(fault.template, line=fault.line, **fault.values) for fault in further]
        self.documents = []
        self.mentions = self.entities = 0

    def as_json(self) -> ItemJson:
        """Return it as plain values."""
        return {
            "path": printable(str(self.path)),
            "outcome": self.outcome.value,
            "message": self.message,
            "line": self.line,
            "warnings": [{"message": remark.sentence, "line": remark.line} for remark in self.remarks],
            "documents": list(self.documents),
            "mentions": self.mentions,
            "entities": self.entities,
        }


@dataclass(slots=True)
class ImportReport:
    """All files of one import, in the order they were read.

    Attributes:
        items: The files.
        changes: What the act changed, or None when nothing was imported.
        was_stopped: Whether somebody stopped it when a part of it was stored.
    """

    items: list[ImportItem] = field(default_factory=list)
    changes: Changes | None = None
    was_stopped: bool = False

    @property
    def outcome(self) -> Outcome:
        """How it went on the whole: rejected when nothing was imported, with warnings when anything is worth a look."""
        counts = self.counts
        if counts[Outcome.REJECTED] == len(self.items):
            return Outcome.REJECTED
        return Outcome.WARNED if counts[Outcome.REJECTED] or counts[Outcome.WARNED] else Outcome.ACCEPTED

    @property
    def counts(self) -> Counter[Outcome]:
        """How many files went which way."""
        return Counter(item.outcome for item in self.items)

    def as_json(self) -> ReportJson:
        """Return it as plain values, in the shape that the command line promises."""
        return {"outcome": self.outcome.value, "items": [item.as_json() for item in self.items]}


def printable(text: str) -> str:
    """Return a file name as text. Bytes in it that are no UTF-8, which systems allow, become U+FFFD."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
