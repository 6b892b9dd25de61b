"""The command line: reads arguments, runs one command, and says by its exit code how that went."""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from annotator.cli import candidates, dates, entities, exporting, importing, listing, rendering, suggesting
from annotator.cli import workspaces as making
from annotator.cli.desk import Desk, desk_of
from annotator.cli.output import speak_utf8, tell
from annotator.cli.pictures import Pictures
from annotator.core.errors import Cancelled, UserError
from annotator.core.ports import Workspaces

_FAILED: Final = 3
_INTERRUPTED: Final = 130


def main(arguments: Sequence[str], workspaces: Workspaces, pictures: Pictures) -> int:
    """Run one command.

    Args:
        arguments: What was typed after the program's name.
        workspaces: Opens and makes workspaces.
        pictures: Draws without a screen.

    Returns:
        0 done; 1 done with rejected items; 2 wrong usage; 3 refused or failed, nothing changed.
    """
    speak_utf8()
    try:
        _application()(list(arguments), prog_name="main.py", obj=Desk(workspaces, pictures))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
        if code != _INTERRUPTED:
            return code
        tell("Stopped; nothing was changed.")
    except UserError as error:
        tell(str(error))
    except Cancelled:
        tell("Stopped; nothing was changed.")
    except Exception as error:
        what = " ".join(str(error).split("\n", 1)[0].split())
        tell(f"The program has a fault ({type(error).__name__}: {what}). Nothing was changed. Please report it.")
        if os.environ.get("ANNOTATOR_TRACEBACK"):
            traceback.print_exc()
    return _FAILED


def _application() -> typer.Typer:
    app = typer.Typer(
        help="Mark and link people, organizations, places and dates. Without a command the window opens.",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )
    app.callback()(_before_any_command)
    app.command()(making.init)
    app.command("import")(importing.import_files)
    app.command()(listing.documents)
    app.command()(listing.mentions)
    app.add_typer(entities.app, name="entities")
    app.command()(candidates.candidates)
    app.command()(suggesting.suggest)
    app.command()(dates.dates)
    app.command("export")(exporting.export_documents)
    app.command("convert")(exporting.convert_file)
    app.command()(exporting.formats)
    app.command()(listing.stats)
    app.command()(listing.history)
    app.command()(rendering.render)
    return app


def _before_any_command(
    context: typer.Context,
    *,
    workspace: Annotated[
        str | None,
        typer.Option("--workspace", envvar="ANNOTATOR_WORKSPACE", metavar="PATH", help="The workspace to work in."),
    ] = None,
    visual_order: Annotated[
        bool,
        typer.Option(
            "--visual-order",
            envvar="ANNOTATOR_VISUAL_ORDER",
            help="For terminals that do not lay out right-to-left text themselves.",
        ),
    ] = False,
) -> None:
    desk = desk_of(context)
    desk.location = workspace
    desk.visual_order = visual_order
