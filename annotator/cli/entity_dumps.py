"""Importing Wikidata dumps from the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import typer

from annotator.app import settings
from annotator.app.entity_batches import BaseReport
from annotator.app.entity_dumps import STOPPED, import_dump
from annotator.app.session import Session
from annotator.cli.desk import Desk
from annotator.cli.output import isolated, print_json, print_line, tell
from annotator.core.errors import UserError
from annotator.formats.base import Wanted

_DONE, _SOME_REJECTED, _NOTHING_DONE = 0, 1, 3
_TOLD_EVERY = 50_000


def import_dumps(desk: Desk, workspace: str | None, paths: Sequence[Path], wanted: Wanted, *, json: bool) -> None:
    """Import dumps, tell how it goes, and end with the exit code that says how it went."""
    location = desk.named(workspace)
    for path in paths:
        if not path.is_file():
            raise UserError("There is no such file.", path=path)
    is_new = not desk.workspaces.exists(location)
    opened = desk.workspaces.create(location) if is_new else desk.workspaces.open(location)
    with closing(opened):
        reports = list(_imported(Session.open(opened, settings.annotator_name()), paths, wanted))
    has_nothing = not any(report.entities or report.began_after for _, report in reports)
    if is_new and has_nothing:
        desk.workspaces.discard(location)
    if json:
        print_json({"items": [_as_json(path, report) for path, report in reports]})
    else:
        for path, report in reports:
            _print(desk, path, report)
    is_wanting = any(report.fault_count or report.was_stopped for _, report in reports)
    raise typer.Exit(_NOTHING_DONE if has_nothing and is_wanting else _SOME_REJECTED if is_wanting else _DONE)


def _imported(session: Session, paths: Sequence[Path], wanted: Wanted) -> Iterator[tuple[Path, BaseReport]]:
    """Import one dump after the other, until somebody stops it."""
    for path in paths:
        report = BaseReport(keeps_changes=False)
        try:
            import_dump(session, path, wanted, Told(), into=report)
        except STOPPED:
            report.stop()
        yield path, report
        if report.was_stopped:
            return


class Told:
    """Says now and then how far an import is."""

    def __init__(self) -> None:
        self._next = _TOLD_EVERY

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Say how many were taken."""
        if done >= self._next:
            self._next = done + _TOLD_EVERY
            tell(f"{note}: {done:,} of {total:,} …" if total else f"{note}: {done:,} …")


def _print(desk: Desk, path: Path, report: BaseReport) -> None:
    went_on = f", going on after line {report.began_after:,}" if report.began_after else ""
    print_line(desk, f"{isolated(desk, path.name)}: {report.entities:,} entities{went_on}.")
    for fault in report.faults:
        tell(f"  {fault}")
    if report.fault_count > len(report.faults):
        tell(f"  … and {report.fault_count - len(report.faults):,} more lines that could not be read.")
    for remark in report.remarks:
        tell(f"  {path.name}{f', line {remark.line}' if remark.line else ''}: {remark.sentence}")


def _as_json(path: Path, report: BaseReport) -> dict[str, object]:
    return {
        "path": str(path),
        "began_after": report.began_after,
        "entities": report.entities,
        "faults": [{"message": str(fault), "line": fault.line} for fault in report.faults],
        "fault_count": report.fault_count,
        "warnings": [{"message": remark.sentence, "line": remark.line} for remark in report.remarks],
    }
