"""Whose fault it is: errors a user can act on, and errors that are ours."""

from __future__ import annotations

from pathlib import PurePath


class UserError(Exception):
    """Something the user can understand and act on: a sentence that says what happened and what to do.

    The sentence is a template, so that the window can translate it before the values go in.

    Args:
        template: An English sentence with ``{named}`` places.
        path: The file concerned, where there is one.
        line: Its 1-based physical line, where one can be named.
        **values: What goes into the template.
    """

    def __init__(
        self,
        template: str,
        /,
        *,
        path: PurePath | str | None = None,
        line: int | None = None,
        **values: object,
    ) -> None:
        self.template = template
        self.values = values
        self.path = str(path) if path is not None else None
        self.line = line
        super().__init__(template)

    @property
    def sentence(self) -> str:
        """The template with its values, in English, without the place."""
        return self.template.format(**self.values)

    def __str__(self) -> str:
        """Return "FILE, line N: sentence", as far as file and line are known."""
        place = PurePath(self.path).name if self.path else ""
        if self.line is not None:
            place = f"{place}, line {self.line}" if place else f"Line {self.line}"
        return f"{place}: {self.sentence}" if place else self.sentence

    def at(self, path: PurePath | str | None = None, line: int | None = None) -> UserError:
        """Return the same error with its place filled in where it was not yet known."""
        return type(self)(
            self.template,
            path=self.path or path,
            line=self.line if self.line is not None else line,
            **self.values,
        )


class NotFoundError(UserError):
    """A row that was asked for is not in the workspace (any more)."""


class OutdatedError(UserError):
    """The workspace was made by an older version; opening it for writing brings it up to date."""


class ConflictError(UserError):
    """What was asked for would overwrite somebody's later work."""


class NotSavedError(UserError):
    """The store could not take what was to be written (no room, no permission, file gone): trying again may help."""


class WorkspaceGoneError(NotSavedError):
    """The workspace's file was deleted, moved or replaced under us; what is open can be saved elsewhere."""


class BugError(Exception):
    """A rule of the program's own was broken; the user can do nothing about it but tell us."""


class Cancelled(Exception):  # noqa: N818 - it is an outcome the user chose, not an error
    """The user stopped a long piece of work; whatever it had begun has been taken back."""
