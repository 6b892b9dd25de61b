"""The command that makes a workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.desk import desk_of
from annotator.cli.options import JsonOption, WorkspaceOption
from annotator.cli.output import isolated, print_json, print_line


def init(
    context: typer.Context,
    path: Annotated[str | None, typer.Argument(metavar="[PATH]", help="Where; or name it by --workspace.")] = None,
    *,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make an empty workspace."""
    desk = desk_of(context)
    opened = desk.workspaces.create(path or desk.named(workspace))
    try:
        location, labels = opened.location, [label.name for label in opened.reader.labels()]
    finally:
        opened.close()
    if json:
        print_json({"workspace": location, "labels": labels})
    else:
        print_line(desk, f"Made the workspace {isolated(desk, location)}.")
