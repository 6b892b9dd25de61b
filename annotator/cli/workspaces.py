"""The command that makes a workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.app import seeding
from annotator.cli.desk import desk_of
from annotator.cli.options import JsonOption, WorkspaceOption
from annotator.cli.output import isolated, print_json, print_line


def init(
    context: typer.Context,
    path: Annotated[str | None, typer.Argument(metavar="[PATH]", help="Where; or name it by --workspace.")] = None,
    *,
    sample: Annotated[bool, typer.Option("--sample", help="With the five sample articles in it.")] = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make an empty workspace, or one with the sample in it."""
    desk = desk_of(context)
    opened = desk.workspaces.create(path or desk.named(workspace))
    try:
        if sample:
            seeding.fill(opened, seeding.FOLDER)
        location, labels = opened.location, [label.name for label in opened.reader.labels()]
    finally:
        opened.close()
    if json:
        print_json({"workspace": location, "labels": labels})
    else:
        print_line(desk, f"Made the workspace {isolated(desk, location)}.")
