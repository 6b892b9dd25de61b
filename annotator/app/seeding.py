"""The sample workspace: articles in three languages with their marks, and the entities they name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from annotator.app import settings
from annotator.app.importing import ImportOptions, OnError, import_paths
from annotator.app.session import Session
from annotator.core.errors import BugError
from annotator.core.ports import Workspace, Workspaces

SAMPLE_AUTHOR: Final = "Sample"
"""Whose act the sample's coming in is, so that nobody takes it back by undoing their own work."""

FOLDER: Final = Path(__file__).resolve().parents[2] / "seeds"
"""Where the sample's files are."""

_FILES: Final = ("entities.jsonl", "sample.jsonl")


def sample_workspace(workspaces: Workspaces, folder: Path = FOLDER, location: str | None = None) -> Workspace:
    """Open the sample workspace, making it where it is not there yet.

    Args:
        workspaces: Opens and makes workspaces.
        folder: The folder with the sample's files.
        location: Where the workspace is kept; None for the user's data folder.

    Raises:
        UserError: It can neither be opened nor made.
    """
    place = location or settings.sample_location()
    if workspaces.exists(place):
        workspace = workspaces.open(place)
    else:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        workspace = workspaces.create(place)
    try:
        # A workspace in which nothing has ever been done was left behind by an interrupted first start.
        if not workspace.reader.history(limit=1):
            fill(workspace, folder)
    except BaseException:
        workspace.close()
        raise
    return workspace


def fill(workspace: Workspace, folder: Path) -> None:
    """Bring the sample into an empty workspace, as one act."""
    session = Session.open(workspace, SAMPLE_AUTHOR)
    report = import_paths(session, [folder / name for name in _FILES], ImportOptions(on_error=OnError.ABORT))
    for item in report.items:
        if item.error is not None:
            raise BugError(f"The sample cannot be read: {item.message}")
