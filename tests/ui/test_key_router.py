from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from tests.ui.small_workspace import ENGLISH

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def triggered(window: MainWindow) -> list[str]:
    heard: list[str] = []
    for action in window.action_set:
        action.triggered.connect(partial(_note, heard, action.objectName()))
    return heard


def _note(heard: list[str], name: str, _checked: bool = False) -> None:
    heard.append(name)


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_a_key_of_the_article_counts_in_the_article(desk: Desk, triggered: list[str]) -> None:
    desk.page.view.setFocus()
    _press(Qt.Key.Key_Tab)
    assert triggered == ["mention.next"]
    assert desk.workbench.selected is not None


def test_a_key_of_the_window_counts_anywhere(desk: Desk, triggered: list[str]) -> None:
    for widget in (desk.page.view, desk.page.documents.list, desk.page.documents.search):
        widget.setFocus()
        _press(Qt.Key.Key_PageDown, _CTRL)
    assert triggered == ["document.next"] * 3


def test_a_field_keeps_what_is_written_in_it(desk: Desk, triggered: list[str]) -> None:
    search = desk.page.documents.search
    search.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_L, Qt.Key.Key_Backspace, Qt.Key.Key_Left):
        _press(key)
    _press(Qt.Key.Key_Z, _CTRL)
    assert triggered == []


def test_a_key_that_nobody_wants_goes_on_to_the_widget(desk: Desk, triggered: list[str]) -> None:
    view = desk.page.view
    view.setFocus()
    before = view.caret
    _press(Qt.Key.Key_Right)
    assert view.caret != before
    assert triggered == []


def test_an_unavailable_action_leaves_its_key_alone(desk: Desk, window: MainWindow, triggered: list[str]) -> None:
    window.action_set.enable(["text.larger"], when=False)
    desk.page.view.setFocus()
    _press(Qt.Key.Key_Plus, _CTRL)
    assert triggered == []


def test_keys_reach_actions_through_the_window_system_as_well(
    window: MainWindow, desk: Desk, triggered: list[str]
) -> None:
    desk.page.view.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F8)
    assert triggered == ["mention.next_unlinked"]
    selected = desk.workbench.selected
    assert selected is not None
    assert (selected.document, selected.surface) == (ENGLISH, "Rabat")


def test_a_hebrew_layout_reaches_the_same_action(desk: Desk, triggered: list[str]) -> None:
    desk.page.view.setFocus()
    nun_is_where_b_is = QKeyEvent(QEvent.Type.KeyPress, ord("נ"), _CTRL, "נ")
    QApplication.sendEvent(desk.page.view, nun_is_where_b_is)
    assert triggered == ["panel.documents"]


def test_f6_goes_round_the_parts_of_the_window(desk: Desk) -> None:
    page = desk.page
    page.view.setFocus()
    seen = []
    for _ in range(4):
        _press(Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
    assert seen[0] is page.context.focus_target
    assert page.status.isAncestorOf(seen[1])
    assert seen[2] is page.documents.list
    assert seen[3] is page.view
    _press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is page.documents.list
