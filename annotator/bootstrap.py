"""Puts the house together: the only place that knows the window, the command line and the store at once."""

from __future__ import annotations

import gc
import inspect
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator import environment

if TYPE_CHECKING:
    from annotator.cli.pictures import PictureOrder
    from annotator.core.ports import Workspace, Workspaces

_FAILED = 3
_MAKE_REFERENCE = "--make-reference"
"""What the window starts a process with that makes the reference base for it."""


def main(arguments: Sequence[str]) -> int:
    """Run a command, or open the window when there is none.

    Returns:
        The exit code: 0 done, 1 done with rejected items, 2 wrong usage, 3 refused or failed with nothing changed.
    """
    try:
        environment.enter(arguments)
    except environment.SetUpError as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED
    environment.look_for_garbage_rarely()
    environment.reckon_in_one_thread()
    if list(arguments) == [_MAKE_REFERENCE]:
        return _make_reference()
    if not _asks_for_the_window(arguments):
        return _run_command(arguments)
    return _open_window(_workspace_named(arguments))


def _asks_for_the_window(arguments: Sequence[str]) -> bool:
    """Tell a start of the window from a command: the window takes at most the path of a workspace."""
    match arguments:
        case [] | ["--workspace", _]:
            return True
        case [only]:
            return only.startswith("--workspace=") or only.endswith(".annotator")
    return False


def _workspace_named(arguments: Sequence[str]) -> str | None:
    """Return the workspace the window shall open, or None for the one of last time."""
    named = arguments[-1].removeprefix("--workspace=") if arguments else os.environ.get("ANNOTATOR_WORKSPACE")
    return named or None


def _workspaces(making_reference: Sequence[str] = ()) -> Workspaces:
    """Return what opens and makes workspaces; the reference base is made by a command, or else when it is needed."""
    from annotator.app.reference import use_reference_of
    from db.workspace import SqliteWorkspaces

    workspaces = SqliteWorkspaces()
    use_reference_of(workspaces, making_reference)
    return workspaces


def _make_reference() -> int:
    from annotator.app.reference_making import make_for_another
    from db.workspace import SqliteWorkspaces

    make_for_another(SqliteWorkspaces(), sys.stdin, sys.stdout)
    return 0


def _run_command(arguments: Sequence[str]) -> int:
    from annotator.cli.main import main as run

    return run(arguments, _workspaces(), _Pictures())


class _Pictures:
    """Lets the command line have pictures drawn without knowing Qt."""

    def draw(self, workspace: Workspace, order: PictureOrder) -> None:
        """Draw one picture to its file."""
        from annotator.app.atomic_files import write_atomically
        from annotator.ui import picture
        from annotator.ui.theme import ThemeName

        theme = ThemeName(order.theme)
        if order.whole_window:
            width, height = picture.WINDOW_SIZE
            size = (order.width or width, height)
            image = picture.draw_window(
                workspace,
                order.document,
                size=size,
                theme_name=theme,
                language=order.ui_language,
                page=f"page.{order.page}",
            )
        else:
            image = picture.draw_article(
                workspace.reader,
                order.document,
                width=order.width or picture.USUAL_WIDTH,
                theme_name=theme,
                language=order.ui_language,
            )
        write_atomically(order.target, picture.png_of(image))


def _open_window(location: str | None) -> int:
    if not _has_display():
        sys.stderr.write(
            "There is no screen to open a window on. Run a command instead (“python main.py --help” lists them), "
            "or “make run”, which draws the window to a picture.\n"
        )
        return _FAILED
    # Hardly anything made while the program loads is ever garbage; looking for it would take a tenth of the start.
    gc.disable()
    # SQLAlchemy imports these two, and with them a hundred modules, for drivers and plugins that we have none of.
    environment.put_off("asyncio", iscoroutine=inspect.iscoroutine)
    environment.put_off("importlib.metadata")
    from annotator.ui.application import run

    return run(_workspaces([sys.executable, str(environment.ROOT / "main.py"), _MAKE_REFERENCE]), location)


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
