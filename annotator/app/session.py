"""The one door to a workspace: everything a user does goes through a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from annotator.app.commands.base import Command
from annotator.core.annotators import Annotator
from annotator.core.errors import UserError
from annotator.core.history import GROUP, Act, Changes, all_of
from annotator.core.ids import ActId, AnnotatorId, new_id
from annotator.core.ports import Reader, Workspace


class Session:
    """Somebody at work in a workspace.

    Calls that write must come one at a time (the window sends them all from one worker thread); ``reader`` may be
    used from any thread.
    """

    def __init__(self, workspace: Workspace, annotator: Annotator) -> None:
        self._workspace = workspace
        self._annotator = annotator

    @classmethod
    def open(cls, workspace: Workspace, annotator_name: str) -> Session:
        """Begin to work under a name, which is entered in the workspace with the first thing done under it."""
        known = {annotator.name: annotator for annotator in workspace.reader.annotators()}
        annotator = known.get(annotator_name) or Annotator(AnnotatorId(new_id()), annotator_name)
        return cls(workspace, annotator)

    @property
    def annotator(self) -> Annotator:
        """Who is at work."""
        return self._annotator

    @property
    def workspace(self) -> Workspace:
        """Where."""
        return self._workspace

    @property
    def reader(self) -> Reader:
        """Answers questions about what is committed."""
        return self._workspace.reader

    def execute(self, command: Command) -> Changes:
        """Do a command in one transaction and return what it changed, once that is on disk.

        Raises:
            UserError: It cannot be done; nothing was changed.
        """
        act = Act(
            id=ActId(new_id()),
            name=command.name,
            detail=command.describe(self.reader),
            author=self._annotator.id,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        )
        with self._workspace.begin(act) as work:
            if work.annotators.by_name(self._annotator.name) is None:
                work.annotators.add(self._annotator)
            command.apply(work)
        return work.changes

    def undo(self) -> Changes | None:
        """Take back this annotator's latest act, or the acts of its group; None when there is nothing to take back.

        Each act of a group is taken back by itself: whatever stops it in between leaves whole acts, and the next undo
        goes on.

        Raises:
            ConflictError: Something it touched has been changed by a later act of somebody else.
        """
        return self._group(self.reader.undoable, self._workspace.undo)

    def redo(self) -> Changes | None:
        """Do again what was taken back last; None when there is nothing. Raises ConflictError."""
        return self._group(self.reader.redoable, self._workspace.redo)

    def _group(
        self, following: Callable[[AnnotatorId], Act | None], step: Callable[[AnnotatorId], Changes | None]
    ) -> Changes | None:
        """Take a step, and further ones as long as they are about acts of the same group."""
        author = self._annotator.id
        changes = step(author)
        if changes is None or (group := changes.act.detail.get(GROUP)) is None:
            return changes
        done = [changes]
        while (act := following(author)) is not None and act.detail.get(GROUP) == group:
            try:
                more = step(author)
            except UserError:  # what was done stands, and is told; the next undo says why it does not go on
                break
            if more is None:
                break
            done.append(more)
        return all_of(done)
