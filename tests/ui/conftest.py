"""A window on a small workspace of its own, with settings of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.ports import Workspace
from annotator.ui import theme
from annotator.ui.application import build_window, create_application
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces
from tests.ui.small_workspace import fill

PATIENCE_MS: Final = 30_000
"""How long a test waits for something to happen; what happens ends the waiting at once, however slow the machine."""

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    _wait.__kwdefaults__ = {**(_wait.__kwdefaults__ or {}), "timeout": PATIENCE_MS}


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Use the application as the program makes it."""
    return create_application()


@pytest.fixture(autouse=True)
def light() -> None:
    """Begin in the light theme, whatever a test before has chosen."""
    theme.use(theme.ThemeName.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    """Settings that nobody else has."""
    return SettingsStore(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def location(tmp_path: Path) -> str:
    """Where a small workspace is kept."""
    place = str(tmp_path / "small.annotator")
    workspace = SqliteWorkspaces().create(place)
    fill(Session.open(workspace, "Dana Levi"))
    workspace.close()
    return place


@pytest.fixture
def workspace(location: str) -> Iterator[Workspace]:
    """The small workspace, open."""
    opened = SqliteWorkspaces().open(location)
    yield opened
    opened.close()


@pytest.fixture
def session(workspace: Workspace) -> Session:
    """Somebody at work in it."""
    return Session.open(workspace, "Dana Levi")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, settings: SettingsStore, location: str) -> Iterator[MainWindow]:
    """The main window on the small workspace, shown and ready."""
    settings.annotator = "Dana Levi"
    made, opening = build_window(qapp, SqliteWorkspaces(), settings)
    made.resize(1440, 900)
    opening.open(location)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    assert made.desk is not None
    made.desk.on_demand.prepare()
    yield made
    # Without a workspace it closes without asking, also after a test that failed while something was not saved.
    made.close_workspace()
    made.close()
    made.deleteLater()


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    """The workspace in the window."""
    assert window.desk is not None
    return window.desk


@pytest.fixture
def settled(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Wait until everything that was done is on disk."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not desk.bridge.unsaved)

    return wait
