"""What every command works with: the workspace that was named, who works, and how to speak."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import typer

from annotator.app import settings
from annotator.app.session import Session
from annotator.cli.pictures import Pictures
from annotator.core.errors import OutdatedError, UserError
from annotator.core.ids import DocumentId
from annotator.core.ports import Reader, Workspace, Workspaces


@dataclass(slots=True)
class Desk:
    """Where a command does its work.

    Attributes:
        workspaces: Opens and makes workspaces.
        pictures: Draws without a screen.
        location: The workspace that was named before the command, or None.
        visual_order: Whether the terminal needs right-to-left text put in visual order.
    """

    workspaces: Workspaces
    pictures: Pictures
    location: str | None = None
    visual_order: bool = False

    def named(self, own: str | None) -> str:
        """Return where the workspace is: as named after the command, else before it, else by the environment.

        Raises:
            typer.BadParameter: It was not named at all.
        """
        location = own or self.location
        if not location:
            raise typer.BadParameter("Name a workspace with --workspace PATH or the variable ANNOTATOR_WORKSPACE.")
        return location

    @contextmanager
    def workspace(self, own: str | None) -> Iterator[Workspace]:
        """Open the workspace for a command that only reads; one of an older version is brought up to date first.

        Raises:
            UserError: It cannot be opened.
        """
        with closing(self._opened(self.named(own))) as workspace:
            yield workspace

    def _opened(self, location: str) -> Workspace:
        try:
            return self.workspaces.open(location, reading=True)
        except OutdatedError:
            self.workspaces.open(location).close()
            return self.workspaces.open(location, reading=True)

    @contextmanager
    def session(self, own: str | None, annotator: str = "") -> Iterator[Session]:
        """Open the workspace to change something in it.

        Args:
            own: The workspace named after the command.
            annotator: Who does it; "" is whoever is logged in.
        """
        with closing(self.workspaces.open(self.named(own))) as workspace:
            yield Session.open(workspace, annotator or settings.annotator_name())


def desk_of(context: typer.Context) -> Desk:
    """Return the desk of a command."""
    desk = context.find_object(Desk)
    if desk is None:
        raise RuntimeError("The command line was started without a desk.")
    return desk


def document_named(reader: Reader, name: str) -> DocumentId:
    """Return the document with this id or, where only one has it, this name.

    Raises:
        UserError: There is none, or there are several of that name.
    """
    rows = reader.documents()
    if any(row.id == name for row in rows):
        return DocumentId(name)
    named = [row.id for row in rows if row.name == name]
    if len(named) == 1:
        return named[0]
    if named:
        raise UserError(
            "{count} documents are named {name}. Give the id of one: {ids}.",
            count=len(named),
            name=name,
            ids=", ".join(named),
        )
    raise UserError("There is no document {name} in this workspace; “documents” lists them.", name=name)
