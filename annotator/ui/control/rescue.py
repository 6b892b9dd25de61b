"""When the workspace's file is gone under the window: says what is safe, and saves everything elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.app.commands.base import Command
from annotator.app.settings import WORKSPACE_SUFFIX
from annotator.core.errors import UserError, WorkspaceGoneError
from annotator.core.ports import Workspace
from annotator.core.progress import Progress
from annotator.ui.bridge import SaveState
from annotator.ui.dialogs.error import ErrorDialog, Trouble
from annotator.ui.jobs import Job
from annotator.ui.wording import counted, error_sentence, isolated
from annotator.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Rescued:
    """A workspace that was saved elsewhere.

    Attributes:
        location: Where it is now.
        waiting: What was to be done next and could not be saved in the old place; it is to be done in the new one.
    """

    location: str
    waiting: Sequence[Command]


class RescueController(QObject):
    """Asks what to do, once for each time that saving stops because the file is gone.

    Signals:
        rescued: A :class:`Rescued`: the workspace is elsewhere now and has to be opened there.
    """

    rescued = Signal(object)

    def __init__(self, workbench: Workbench, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._window = window
        self._dialog: ErrorDialog | None = None
        self._target = ""

    def on_save_state_changed(self, state: SaveState) -> None:
        """Tell of the trouble when it begins, and put that away when it is over."""
        problem = self._workbench.bridge.problem
        if state is SaveState.SAVED and self._dialog is not None:
            self._dialog.accept()
        elif state is SaveState.FAILED and isinstance(problem, WorkspaceGoneError) and self._dialog is None:
            self._ask(self._trouble(problem))

    def _trouble(self, problem: UserError) -> Trouble:
        workbench = self._workbench
        documents = len(workbench.rows)
        mentions = sum(row.mentions for row in workbench.rows)
        articles = counted(self.tr("%n article(s)", "", documents), documents)
        marks = counted(self.tr("%n mention(s)", "", mentions), mentions)
        return Trouble(
            self.tr("The workspace file is gone"),
            error_sentence(problem),
            safe=(
                self.tr("Nothing is lost: {articles} and {marks} are open here.").format(
                    articles=articles, marks=marks
                ),
            ),
            paused=self.tr("Saving pauses until they have a file again."),
            details=(workbench.bridge.session.workspace.location,),
            way_out=self.tr("Rescue into a new file…"),
            again=self.tr("Look again"),
            icon="file-x",
        )

    def _ask(self, trouble: Trouble) -> None:
        self._dialog = ErrorDialog(trouble, self._window)
        self._dialog.way_out_chosen.connect(self._on_way_out_chosen)
        self._dialog.again_chosen.connect(self._workbench.bridge.retry)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_way_out_chosen(self) -> None:
        workspace = self._workbench.bridge.session.workspace
        dialog = QFileDialog(self._window, self.tr("Rescue into a new file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(WORKSPACE_SUFFIX.removeprefix("."))
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile(self.tr("{name} rescued").format(name=workspace.name) + WORKSPACE_SUFFIX)
        dialog.fileSelected.connect(self.rescue)
        dialog.rejected.connect(self._on_declined)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_declined(self) -> None:
        """Ask again: without a file nothing more can be saved."""
        self.on_save_state_changed(self._workbench.bridge.save_state)

    def rescue(self, location: str) -> None:
        """Save everything as a new workspace; ``rescued`` follows."""
        self._target = location
        job = Job(partial(_save_elsewhere, self._workbench.bridge.session.workspace, location))
        job.finished.connect(self._on_rescued)
        job.failed.connect(self._on_rescue_failed)
        self._workbench.bridge.run(job)

    def _on_rescued(self) -> None:
        self.rescued.emit(Rescued(self._target, self._workbench.bridge.waiting))

    def _on_rescue_failed(self, error: UserError) -> None:
        self._ask(
            Trouble(
                self.tr("It could not be saved there"),
                error_sentence(error),
                safe=(self.tr("Nothing is lost: everything is still open here."),),
                details=(isolated(self._target),),
                way_out=self.tr("Choose another place…"),
                icon="file-x",
            )
        )


def _save_elsewhere(workspace: Workspace, location: str, _progress: Progress) -> None:
    workspace.rescue(location)
