"""The workspace's file is deleted while it is open: what was done is told to be safe, and is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.app.commands.mentions import CreateMention
from annotator.core.offsets import Span
from annotator.ui.bridge import SaveState
from annotator.ui.desk import Desk
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.main_window import MainWindow
from db.workspace import SqliteWorkspaces
from tests.ui.small_workspace import HEBREW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let open files be deleted")


@pytest.fixture(autouse=True)
def nothing_asked_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the window close although a test that failed has left something unsaved."""
    monkeypatch.setattr(MainWindow, "_leaves_unsaved", lambda _window: True)


def error_dialog(window: MainWindow, qtbot: QtBot) -> ErrorDialog:
    qtbot.waitUntil(lambda: any(found.isVisible() for found in window.findChildren(ErrorDialog)))
    return next(found for found in window.findChildren(ErrorDialog) if found.isVisible())


def mark_something(desk: Desk) -> CreateMention:
    command = CreateMention(HEBREW, Span(0, 3), "PERSON")
    desk.bridge.submit(command)
    return command


def test_everything_is_rescued_into_a_new_file_and_work_goes_on_there(
    window: MainWindow, desk: Desk, location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    for path in Path(location).parent.glob(Path(location).name + "*"):
        path.unlink()
    command = mark_something(desk)
    dialog = error_dialog(window, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    chooser = next(found for found in window.findChildren(QFileDialog) if found.isVisible())
    target = str(tmp_path / "rescued.annotator")
    with qtbot.waitSignal(window.desk_opened):
        chooser.fileSelected.emit(target)
    new = window.desk
    assert new is not None
    assert new.location == target
    qtbot.waitUntil(lambda: new.bridge.save_state is SaveState.SAVED and not new.bridge.unsaved)
    mentions = new.workbench.reader.mentions(HEBREW)
    assert command.id in [mention.id for mention in mentions]
    assert "בני גנץ" in [mention.surface for mention in mentions]
    window.close_workspace()
    reopened = SqliteWorkspaces().open(target)
    assert command.id in [mention.id for mention in reopened.reader.mentions(HEBREW)]
    reopened.close()


def test_looking_again_when_the_file_came_back_saves_what_waited(
    window: MainWindow, desk: Desk, location: str, qtbot: QtBot
) -> None:
    away = location + ".away"
    Path(location).rename(away)
    command = mark_something(desk)
    dialog = error_dialog(window, qtbot)
    Path(away).rename(location)
    dialog.again_chosen.emit()
    qtbot.waitUntil(lambda: desk.bridge.save_state is SaveState.SAVED)
    qtbot.waitUntil(lambda: not any(found.isVisible() for found in window.findChildren(ErrorDialog)))
    assert command.id in [mention.id for mention in desk.workbench.reader.mentions(HEBREW)]


def test_a_place_that_cannot_be_written_is_asked_for_again(
    window: MainWindow, desk: Desk, location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    Path(location).unlink()
    mark_something(desk)
    QTest.keyClick(error_dialog(window, qtbot), Qt.Key.Key_Return)
    chooser = next(found for found in window.findChildren(QFileDialog) if found.isVisible())
    taken = tmp_path / "taken.annotator"
    taken.write_text("something else", "utf-8")
    chooser.fileSelected.emit(str(taken))
    qtbot.waitUntil(
        lambda: any(
            d.isVisible() and "could not be saved there" in d.windowTitle() for d in window.findChildren(ErrorDialog)
        )
    )
    assert taken.read_text("utf-8") == "something else"
