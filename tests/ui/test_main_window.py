from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.core.document import Direction, DocumentState
from annotator.core.errors import NotSavedError
from annotator.core.ids import DocumentId
from annotator.core.offsets import Span
from annotator.ui import theme
from annotator.ui.application import build_window
from annotator.ui.arrangement import MINIMUM_HEIGHT, MINIMUM_WIDTH
from annotator.ui.bridge import SaveState
from annotator.ui.desk import Desk
from annotator.ui.dialogs.annotator import AnnotatorDialog
from annotator.ui.dialogs.document_properties import DocumentPropertiesDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.keys import KeySheet
from annotator.ui.document.caret import Caret
from annotator.ui.document.marks import UnderMarks
from annotator.ui.main_window import MainWindow
from annotator.ui.palette.palette import CommandPalette
from annotator.ui.settings_store import SettingsStore, ThemeChoice
from annotator.ui.welcome import WelcomeScreen
from annotator.ui.widgets.push_button import PushButton
from db.workspace import SqliteWorkspaces
from tests.ui.small_workspace import ARABIC, ENGLISH, GANTZ, HEBREW

Settled = Callable[[], None]


def _open(desk: Desk) -> DocumentId | None:
    return desk.workbench.document.id if desk.workbench.document else None


def _state(desk: Desk) -> DocumentState | None:
    return desk.workbench.row.state if desk.workbench.row else None


def _direction(desk: Desk) -> Direction | None:
    return desk.workbench.document.direction if desk.workbench.document else None


def _menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_window_shows_the_workspace(window: MainWindow, desk: Desk) -> None:
    assert window.windowTitle() == "small – Annotator"
    assert (window.minimumWidth(), window.minimumHeight()) == (MINIMUM_WIDTH, MINIMUM_HEIGHT)
    assert _open(desk) == ENGLISH
    assert desk.page.view.document.id == ENGLISH
    assert desk.page.view.hasFocus()
    assert desk.page.status.saved_text == "All changes saved"


def test_choosing_a_document_opens_it(desk: Desk, qtbot: QtBot) -> None:
    rows = desk.page.documents.list
    where = rows.visualRect(desk.page.model.index_of(HEBREW)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert _open(desk) == HEBREW
    assert desk.page.view.document.id == HEBREW
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert _open(desk) == ENGLISH
    assert desk.page.documents.list.currentIndex() == desk.page.model.index_of(ENGLISH)


def test_undo_names_what_it_takes_back(window: MainWindow, desk: Desk, settled: Settled) -> None:
    undo, redo = window.action_set["edit.undo"], window.action_set["edit.redo"]
    desk.page.view.setFocus()
    window.action_set["document.finish"].trigger()
    settled()
    assert undo.text() == "Undo: set \u2068Gantz lands in Rabat\u2069 to \u2068Finished\u2069"
    assert not redo.isEnabled()
    QTest.keyClick(desk.page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert redo.text() == "Redo: set \u2068Gantz lands in Rabat\u2069 to \u2068Finished\u2069"
    assert _state(desk) is DocumentState.IN_PROGRESS
    QTest.keyClick(desk.page.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert _state(desk) is DocumentState.FINISHED


def test_undo_goes_to_the_article_it_changes(window: MainWindow, desk: Desk, settled: Settled) -> None:
    desk.workbench.open_document(ENGLISH)
    mention = desk.workbench.mentions[0]
    desk.workbench.select_mention(mention.id)
    window.action_set["mention.remove"].trigger()
    settled()
    assert desk.workbench.mention(mention.id) is None
    desk.workbench.open_document(ARABIC)
    window.action_set["edit.undo"].trigger()
    settled()
    assert _open(desk) == ENGLISH
    assert desk.workbench.selected is not None
    assert desk.workbench.selected.id == mention.id
    assert desk.page.view.selected_mark == mention.id


def test_a_finished_article_can_be_taken_up_again(window: MainWindow, desk: Desk, settled: Settled) -> None:
    finish = window.action_set["document.finish"]
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert _state(desk) is DocumentState.FINISHED
    assert finish.isChecked()
    QTest.keyClick(desk.page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert _state(desk) is DocumentState.IN_PROGRESS
    assert not finish.isChecked()


def test_the_direction_is_turned_and_found_again(window: MainWindow, desk: Desk, settled: Settled) -> None:
    key = (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, *key)
    settled()
    assert _direction(desk) is Direction.RTL
    assert desk.page.view.paragraph_direction(1) is Direction.RTL
    QTest.keyClick(desk.page.view, *key)
    settled()
    assert _direction(desk) is Direction.AUTO
    assert desk.page.view.paragraph_direction(1) is Direction.LTR


def test_the_direction_switch_shows_and_turns_it(desk: Desk, settled: Settled) -> None:
    switch = desk.page.header.direction
    seen = [switch.current]
    QTest.mouseClick(switch.side(Direction.RTL), Qt.MouseButton.LeftButton)
    settled()
    seen.append(switch.current)
    assert seen == [Direction.LTR, Direction.RTL]
    assert _direction(desk) is Direction.RTL


def test_the_state_switch_shows_and_changes_it(window: MainWindow, desk: Desk, settled: Settled) -> None:
    switch = desk.page.header.state
    assert switch.current is _state(desk)
    QTest.mouseClick(switch.button(DocumentState.FINISHED), Qt.MouseButton.LeftButton)
    settled()
    assert _state(desk) is DocumentState.FINISHED
    switch.button(DocumentState.FINISHED).setFocus()
    QTest.keyClick(switch.button(DocumentState.FINISHED), Qt.Key.Key_Left)
    settled()
    seen = [(_state(desk), switch.current)]
    window.action_set["edit.undo"].trigger()
    settled()
    seen.append((_state(desk), switch.current))
    assert seen == [(DocumentState.IN_PROGRESS,) * 2, (DocumentState.FINISHED,) * 2]


def test_one_paragraph_is_turned(window: MainWindow, desk: Desk, settled: Settled) -> None:
    window.action_set["paragraph.direction"].trigger()
    settled()
    assert desk.page.view.paragraph_direction(0) is Direction.RTL
    assert desk.page.view.paragraph_direction(1) is Direction.LTR
    window.action_set["paragraph.direction"].trigger()
    settled()
    assert desk.page.view.paragraph_direction(0) is Direction.LTR


def test_text_size_by_key_is_remembered(desk: Desk, settings: SettingsStore) -> None:
    view = desk.page.view
    view.setFocus()
    before = view.text_size
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.text_size == settings.text_size == before + 1
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.text_size == before - 1
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.text_size == before


def test_what_stands_under_the_marks(window: MainWindow, desk: Desk, settings: SettingsStore) -> None:
    window.action_set["marks.names"].trigger()
    assert desk.page.view.under_marks is UnderMarks.NAMES
    assert settings.under_marks is UnderMarks.NAMES
    checked = [name for name in ("full", "names", "nothing") if window.action_set[f"marks.{name}"].isChecked()]
    assert checked == ["names"]


def test_invisible_characters_are_shown_on_wish(window: MainWindow, desk: Desk) -> None:
    window.action_set["view.invisibles"].trigger()
    assert desk.page.view.shows_invisibles
    window.action_set["view.invisibles"].trigger()
    assert not desk.page.view.shows_invisibles


def test_a_hidden_label_is_hidden_in_the_article(desk: Desk) -> None:
    row = desk.page.documents.labels.row_of("PLACE")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert desk.page.view.hidden_labels == {"PLACE"}
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert desk.page.view.hidden_labels == frozenset()


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.CONTRAST, ThemeChoice.LIGHT])
def test_a_theme_is_put_in_force_at_once(window: MainWindow, settings: SettingsStore, choice: ThemeChoice) -> None:
    before = theme.current().name
    try:
        window.action_set[f"theme.{choice.value}"].trigger()
        assert theme.current().name.value == choice.value
        assert settings.theme is choice
        ground = window.grab().toImage().pixelColor(300, 60)
        assert ground.name() == theme.current().paper
    finally:
        window.action_set[f"theme.{before.value}"].trigger()


def test_a_workspace_opens_as_it_was_left(
    window: MainWindow, desk: Desk, settings: SettingsStore, location: str, qapp: QApplication, qtbot: QtBot
) -> None:
    desk.workbench.open_document(HEBREW)
    desk.page.toggle_context()
    window.close()
    again, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(again)
    opening.open_first(None)
    again.show()
    assert again.desk is not None
    assert again.desk.location == location
    assert _open(again.desk) == HEBREW
    assert not again.desk.page.is_context_shown
    again.close()


def test_views_are_as_they_were_left(
    window: MainWindow, desk: Desk, settings: SettingsStore, qapp: QApplication, qtbot: QtBot
) -> None:
    window.action_set["view.invisibles"].trigger()
    desk.page.documents.labels.row_of("PLACE").click()
    desk.page.context.tabs.set_current(1)
    dana = next(annotator.id for annotator in desk.workbench.reader.annotators() if annotator.name == "Dana Levi")
    desk.workbench.show_annotators([dana])
    desk.page.view.place_caret(Caret(7))
    window.close()
    again, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(again)
    opening.open_first(None)
    again.show()
    assert again.desk is not None
    page = again.desk.page
    assert page.view.shows_invisibles
    assert again.action_set["view.invisibles"].isChecked()
    assert page.view.hidden_labels == page.documents.labels.hidden == {"PLACE"}
    assert page.context.tabs.current == 1
    assert list(again.desk.workbench.shown_annotators) == [dana]
    assert page.view.caret == 7
    again.close()


def test_closing_while_something_is_not_saved_asks(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(_command: object) -> None:
        raise NotSavedError("The disk is full. Make room, then try again.")

    with monkeypatch.context() as patched:
        patched.setattr(desk.bridge.session, "execute", refuse)
        window.action_set["document.finish"].trigger()
        qtbot.waitUntil(lambda: desk.bridge.save_state is SaveState.FAILED)
        assert "The disk is full" in desk.page.status.saved_text
        assert window.action_set["save.retry"].isEnabled()
        asked: list[str] = []

        def stay() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, ErrorDialog)
            asked.append(dialog.windowTitle())
            asked.extend(button.text() for button in dialog.findChildren(PushButton) if "without" in button.text())
            QTest.keyClick(dialog, Qt.Key.Key_Return)

        QTimer.singleShot(50, stay)
        window.close()
        assert asked == ["1 change could not be saved", "Close without 1 change"]
        assert window.isVisible()
        qtbot.waitUntil(lambda: desk.bridge.save_state is SaveState.FAILED)
    window.action_set["save.retry"].trigger()
    qtbot.waitUntil(lambda: desk.bridge.save_state is SaveState.SAVED)
    assert _state(desk) is DocumentState.FINISHED


def test_a_refusal_is_said_in_a_banner_until_the_next_act(
    window: MainWindow, desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    desk.workbench.open_document(DocumentId("gone"))
    assert window.banner.isVisible()
    assert "gone" in window.banner.sentence
    window.action_set["document.finish"].trigger()
    settled()
    qtbot.waitUntil(window.banner.isHidden)


def test_the_palette_opens_and_runs_what_is_chosen(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    assert palette.isVisible()
    QTest.keyClicks(palette.field, ">invisible")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert desk.page.view.shows_invisibles
    assert desk.page.view.hasFocus()


def test_the_palette_goes_to_an_entity(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.on_demand.candidates.index is not None)
    window.action_set["palette.open"].trigger()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    QTest.keyClicks(palette.field, "@gantz")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.workbench.selected is not None
    assert desk.workbench.selected.surface == "Benny Gantz"
    assert desk.workbench.entity is not None
    assert desk.workbench.entity.id == GANTZ


def test_f1_opens_the_sheet_of_keys(window: MainWindow, desk: Desk) -> None:
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.reject()


def test_the_facts_of_an_article_can_be_changed(window: MainWindow, desk: Desk, settled: Settled) -> None:
    window.action_set["document.describe"].trigger()
    dialog = window.findChild(DocumentPropertiesDialog)
    assert dialog is not None
    dialog.title.setText("A visit to Rabat")
    assert dialog.primary is not None
    dialog.primary.click()
    settled()
    assert desk.workbench.document is not None
    assert desk.workbench.document.title == "A visit to Rabat"


def test_somebody_else_goes_on(window: MainWindow, desk: Desk, settings: SettingsStore, settled: Settled) -> None:
    window.action_set["annotator.change"].trigger()
    dialog = window.findChild(AnnotatorDialog)
    assert dialog is not None
    dialog.field.setText("נועה ברק")
    assert dialog.primary is not None
    dialog.primary.click()
    assert settings.annotator == "נועה ברק"
    assert not window.action_set["edit.undo"].isEnabled()
    window.action_set["document.finish"].trigger()
    settled()
    assert "נועה ברק" in [annotator.name for annotator in desk.workbench.reader.annotators()]


def test_the_menu_of_annotators_filters_marks(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    QTest.mouseClick(window.top_bar.avatar, Qt.MouseButton.LeftButton)
    menu = _menu(qtbot)
    wanted = next(entry for entry in menu.actions() if "Dana Levi" in entry.text() and entry.isEnabled())
    wanted.trigger()
    menu.close()
    assert len(desk.workbench.shown_annotators) == 1


def test_dropped_files_are_offered_for_import(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("text")
    assert window.desk is not None
    window.files_dropped.disconnect(window.desk.on_demand.offer_files)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/x")])
    drop = QDropEvent(
        QPointF(QPoint(400, 400)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.files_dropped) as heard:
        window.dropEvent(drop)
    assert heard.args == [[file]]


def test_an_empty_workspace_says_what_to_do(
    qapp: QApplication, settings: SettingsStore, tmp_path: Path, qtbot: QtBot
) -> None:
    window, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(window)
    opening.create(str(tmp_path / "new.annotator"))
    window.show()
    welcome = window.findChild(WelcomeScreen)
    assert welcome is not None
    assert welcome.isVisible()
    assert not window.action_set["document.finish"].isEnabled()
    window.action_set["page.entities"].trigger()
    assert not welcome.isVisible()
    window.action_set["page.articles"].trigger()
    assert welcome.isVisible()
    window.close()


def test_a_workspace_that_cannot_be_opened_is_said_to_be_so(
    qapp: QApplication, settings: SettingsStore, tmp_path: Path, qtbot: QtBot
) -> None:
    window, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(window)
    settings.note_opened(str(tmp_path / "gone.annotator"))
    opening.open(str(tmp_path / "gone.annotator"))
    window.show()
    assert window.banner.isVisible()
    assert "gone.annotator" in window.banner.sentence
    assert settings.recent == []
    window.close()


def test_a_workspace_that_may_only_be_read_is_said_to_be_so_before_anything_is_done_in_it(
    qapp: QApplication, settings: SettingsStore, location: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(window)
    monkeypatch.setattr("os.access", lambda path, _mode: str(path) != location)  # a system's first user may write all
    opening.open(location)
    window.show()
    assert window.desk is not None
    assert "may only be read" in window.banner.sentence
    window.close()


def test_opening_what_is_open_already_changes_nothing(
    qapp: QApplication, settings: SettingsStore, location: str, qtbot: QtBot
) -> None:
    window, opening = build_window(qapp, SqliteWorkspaces(), settings)
    qtbot.addWidget(window)
    opening.open(location)
    first = window.desk
    opening.open(location)
    assert window.desk is first
    window.close()


def test_another_workspace_takes_the_place_of_the_open_one(
    window: MainWindow, desk: Desk, tmp_path: Path, settings: SettingsStore, qapp: QApplication
) -> None:
    other = SqliteWorkspaces().create(str(tmp_path / "other.annotator"))
    other.close()
    window.workspace_requested.emit(str(tmp_path / "other.annotator"))
    assert window.desk is not None
    assert window.desk is not desk
    assert window.windowTitle() == "other – Annotator"
    for action in window.action_set:
        assert action.receivers("2triggered(bool)") > 0, action.objectName()


def test_a_long_reason_does_not_widen_the_window(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(_command: object) -> None:
        raise NotSavedError("The disk is full, " * 20)

    window.resize(MINIMUM_WIDTH, MINIMUM_HEIGHT)
    with monkeypatch.context() as patched:
        patched.setattr(desk.bridge.session, "execute", refuse)
        window.action_set["document.finish"].trigger()
        qtbot.waitUntil(lambda: desk.bridge.save_state is SaveState.FAILED)
    QApplication.processEvents()
    assert window.width() == MINIMUM_WIDTH
    assert desk.page.status.width() == MINIMUM_WIDTH
    window.action_set["save.retry"].trigger()
    qtbot.waitUntil(lambda: desk.bridge.save_state is SaveState.SAVED)


def test_escape_leaves_the_selection_then_the_mark(desk: Desk) -> None:
    view = desk.page.view
    view.setFocus()
    view.select(Span(0, 5))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection is None
    desk.workbench.select_mention(desk.workbench.mentions[0].id)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert desk.workbench.selected is None


def test_enter_in_the_list_goes_to_the_article(desk: Desk) -> None:
    rows = desk.page.documents.list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert _open(desk) == HEBREW
    assert rows.hasFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert desk.page.view.hasFocus()
