"""Opening and making workspaces: file dialogs, the recent ones, the sample, and whose work it will be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.app import settings as places
from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.ports import Workspace, Workspaces
from annotator.ui.action_set import ActionSet
from annotator.ui.settings_store import SettingsStore

if TYPE_CHECKING:  # no usual start asks for files
    from PySide6.QtWidgets import QFileDialog


class Opening(QObject):
    """Finds workspaces and opens them.

    Args:
        workspaces: Opens and makes them.
        settings: Has the recent ones and the annotator's name.
        window: File dialogs belong to it.

    Signals:
        opened: The :class:`~annotator.app.session.Session` in a workspace that was opened.
        failed: A ``UserError``: it was not opened, or what is done in it cannot be saved.
    """

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, workspaces: Workspaces, settings: SettingsStore, window: QWidget) -> None:
        super().__init__(window)
        self._workspaces = workspaces
        self._settings = settings
        self._window = window
        self._current = ""

    @property
    def annotator(self) -> str:
        """The name the user works under."""
        return self._settings.annotator or places.annotator_name()

    def connect_actions(self, actions: ActionSet) -> None:
        """Let actions open and make workspaces."""
        actions.connect_all(
            {
                "workspace.open": self._on_open_triggered,
                "workspace.new": self._on_new_triggered,
                "workspace.sample": self.open_sample,
            }
        )

    def open_first(self, location: str | None) -> None:
        """Open what the program was started for: a location, else the workspace of last time, else the sample."""
        last = next((known for known in self._settings.recent if self._workspaces.exists(known)), None)
        if location is not None:
            self.open(location)
        elif last is not None:
            self.open(last)
        else:
            self.open_sample()

    def open(self, location: str) -> None:
        """Open a workspace, unless it is open already."""
        if location == self._current:
            return
        try:
            workspace = self._workspaces.open(location)
        except UserError as error:
            self._settings.forget(location)
            self.failed.emit(error)
            return
        self._settle(workspace)

    def create(self, location: str) -> None:
        """Make an empty workspace and open it."""
        try:
            workspace = self._workspaces.create(location)
        except UserError as error:
            self.failed.emit(error)
            return
        self._settle(workspace)

    def open_sample(self) -> None:
        """Open the sample, making it when it is not there yet."""
        from annotator.app.seeding import sample_workspace  # reads formats, which a usual start does not need

        try:
            workspace = sample_workspace(self._workspaces)
        except UserError as error:
            self.failed.emit(error)
            return
        self._settle(workspace)

    def _settle(self, workspace: Workspace) -> None:
        self._current = workspace.location
        self._settings.note_opened(workspace.location)
        self.opened.emit(Session.open(workspace, self.annotator))
        if _is_write_protected(workspace.location):
            self.failed.emit(
                UserError(
                    "This workspace may only be read: nothing that is done here can be saved. Change the file's "
                    "permissions, or copy it and open the copy.",
                    path=Path(workspace.location),
                )
            )

    def _on_open_triggered(self) -> None:
        dialog = self._dialog(self.tr("Open a workspace"))
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open)
        dialog.open()

    def _on_new_triggered(self) -> None:
        dialog = self._dialog(self.tr("New workspace"))
        dialog.setFileMode(dialog.FileMode.AnyFile)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(places.WORKSPACE_SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(self.create)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title)
        pattern = f"*{places.WORKSPACE_SUFFIX}"
        dialog.setNameFilters([self.tr("Workspaces ({pattern})").format(pattern=pattern), self.tr("All files (*)")])
        dialog.setDirectory(str(Path.home()))
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _is_write_protected(location: str) -> bool:
    """Tell whether a workspace is a file that this user may not write. Its first mark would find out otherwise."""
    return Path(location).is_file() and not os.access(location, os.W_OK)
