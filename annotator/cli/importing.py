"""The command that brings files in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.app import entity_dumps, settings
from annotator.app.import_report import ImportReport, Outcome
from annotator.app.importing import ImportOptions, OnError
from annotator.app.session import Session
from annotator.cli.desk import Desk, desk_of
from annotator.cli.entity_dumps import Told
from annotator.cli.options import EncodingOption, JsonOption, ReportOption, WorkspaceOption
from annotator.cli.output import print_json, print_line, report_to, tell

_DONE, _SOME_REJECTED, _NOTHING_DONE = 0, 1, 3


def import_files(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders.", show_default=False)],
    *,
    format_: Annotated[str | None, typer.Option("--format", metavar="NAME", help="The files' format.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="The language of texts that do not say theirs.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The date of texts that do not say theirs.")
    ] = None,
    annotator: Annotated[
        str | None, typer.Option("--annotator", metavar="NAME", help="Whose marks they are where it is not said.")
    ] = None,
    encoding: EncodingOption = None,
    on_error: Annotated[
        OnError, typer.Option("--on-error", help="Leave a rejected file out, or let it stop everything.")
    ] = OnError.SKIP,
    create_labels: Annotated[
        bool, typer.Option("--create-labels", help="Make labels that the workspace does not have.")
    ] = False,
    report: ReportOption = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Import documents with their marks, and entities. One import is one act that one undo takes back.

    Entity bases of any size are taken in batches; what was interrupted goes on when the command is given again.
    """
    options = ImportOptions(
        format=format_ or "",
        language=language or "",
        date=date,
        annotator=annotator or "",
        encoding=encoding or "",
        on_error=on_error,
        create_labels=create_labels,
    )
    run_import(desk_of(context), workspace, paths, options, report=report, json=json)


def run_import(
    desk: Desk, workspace: str | None, paths: list[Path], options: ImportOptions, *, report: Path | None, json: bool
) -> None:
    """Import, tell what became of each file, and end with the exit code that says how it went."""
    options.check()
    location = desk.named(workspace)
    with report_to(report) as write_report:
        is_new = not desk.workspaces.exists(location)
        opened = desk.workspaces.create(location) if is_new else desk.workspaces.open(location)
        result = ImportReport()
        try:
            session = Session.open(opened, options.annotator or settings.annotator_name())
            result = entity_dumps.import_files(session, paths, options, Told(), keeps_changes=False)
        finally:
            opened.close()
            if is_new and result.changes is None:
                desk.workspaces.discard(location)
        write_report(result.as_json())
    if json:
        print_json(result.as_json())
    else:
        _print_report(desk, result)
    raise typer.Exit(_exit_code(result))


def _exit_code(report: ImportReport) -> int:
    if report.outcome is Outcome.REJECTED:
        return _NOTHING_DONE
    return _SOME_REJECTED if report.counts[Outcome.REJECTED] or report.was_stopped else _DONE


def _print_report(desk: Desk, report: ImportReport) -> None:
    for item in report.items:
        if item.outcome is Outcome.REJECTED:
            tell(f"Not imported: {item.message}")
        else:
            print_line(desk, item.message)
        for remark in item.remarks:
            place = f"{item.name}, line {remark.line}" if remark.line is not None else item.name
            tell(f"  {place}: {remark.sentence}")
    if not report.items:
        tell("There was nothing to import.")
