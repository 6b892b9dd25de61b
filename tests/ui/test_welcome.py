from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.commands.documents import RemoveDocument
from annotator.core.errors import UserError
from annotator.ui.action_set import ActionSet
from annotator.ui.application import build_window
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.settings_store import SettingsStore
from annotator.ui.welcome import Way, WelcomeScreen
from annotator.ui.widgets.buttons import FlatButton
from db.workspace import SqliteWorkspaces
from tests.ui.small_workspace import ARABIC, ENGLISH, HEBREW


def test_each_way_to_begin_is_an_action(qtbot: QtBot) -> None:
    actions = ActionSet()
    screen = WelcomeScreen(actions)
    qtbot.addWidget(screen)
    screen.show()
    heard: list[str] = []
    for action in actions:
        action.triggered.connect(partial(heard.append, action.objectName()))
    buttons: list[FlatButton] = [screen.files, screen.folder, *screen.findChildren(Way)]
    for button in buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [
        "transfer.import",
        "transfer.import_folder",
        "workspace.sample",
        "workspace.open",
        "workspace.new",
    ]


def test_an_empty_workspace_shows_it_until_an_article_comes(
    qtbot: QtBot, qapp: QApplication, settings: SettingsStore, tmp_path: Path
) -> None:
    window, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(window)
    opening.create(str(tmp_path / "new.annotator"))
    window.show()
    screen = window.findChild(WelcomeScreen)
    assert screen is not None
    assert screen.isVisible()
    assert screen.files.isVisible()
    article = tmp_path / "article.txt"
    article.write_text("Rabat.", "utf-8")
    assert window.desk is not None
    from annotator.app.importing import ImportOptions  # formats load slowly

    window.desk.on_demand.transfer.import_files([article], ImportOptions())
    qtbot.waitUntil(lambda: not screen.isVisible())
    assert window.desk.page.isVisible()
    window.close_workspace()


def test_it_comes_back_when_the_last_article_goes(window: MainWindow, desk: Desk, settled: Callable[[], None]) -> None:
    for document in (ENGLISH, HEBREW, ARABIC):
        desk.bridge.submit(RemoveDocument(document))
    settled()
    screen = window.findChild(WelcomeScreen)
    assert screen is not None
    assert screen.isVisible()


def test_without_a_workspace_there_is_nothing_to_import_into(
    qtbot: QtBot, qapp: QApplication, settings: SettingsStore
) -> None:
    window, _ = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(window)
    window.show()
    window.show_failure(UserError("There is no such file."))
    screen = window.findChild(WelcomeScreen)
    assert screen is not None
    assert screen.isVisible()
    assert not screen.files.isVisible()
    assert all(way.isVisible() for way in screen.findChildren(Way))


def test_everything_can_be_reached_and_is_named(qtbot: QtBot) -> None:
    screen = WelcomeScreen(ActionSet())
    qtbot.addWidget(screen)
    for button in screen.findChildren(FlatButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName() or button.text()
