from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from annotator.ui import actions
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import ARTICLES, ActionSpec, Section
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.pages import Pages
from db.workspace import SqliteWorkspaces

_SECOND = ActionSpec("page.second", "Second", Section.PAGES, ("Ctrl+9",), checkable=True)


class _Second(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.setFocusProxy(self.field)


@pytest.fixture(autouse=True)
def _table_with_a_second_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.action_set.ACTIONS", (*actions.ACTIONS, _SECOND))


def test_a_page_is_made_when_it_is_first_shown(window: MainWindow, desk: Desk) -> None:
    made: list[_Second] = []

    def make() -> _Second:
        made.append(_Second())
        return made[-1]

    desk.pages.add("page.second", make)
    assert desk.pages.current == ARTICLES
    assert made == []
    QTest.keyClick(desk.page.view, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert desk.pages.current == "page.second"
    assert made[0].field.hasFocus()
    assert window.action_set["page.second"].isChecked()
    assert not window.action_set[ARTICLES].isChecked()
    QTest.keyClick(made[0].field, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.view.hasFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert len(made) == 1


def test_tabs_in_the_top_bar_show_and_turn_pages(window: MainWindow, desk: Desk) -> None:
    desk.pages.add("page.second", _Second)
    tabs = window.top_bar.tabs
    assert tabs.names == ["Articles", "Entities", "Second"]
    tabs.set_current(2)
    assert desk.pages.current == "page.second"
    window.action_set[ARTICLES].trigger()
    assert tabs.current == 0


def test_keys_of_the_articles_rest_on_another_page(window: MainWindow, desk: Desk) -> None:
    desk.pages.add("page.second", _Second)
    desk.pages.show_page("page.second")
    before = desk.workbench.document
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert desk.workbench.document is before
    assert not desk.bridge.unsaved
    offered = {action.objectName() for action in window.action_set.offered()}
    assert "document.next" not in offered
    assert {ARTICLES, "page.second", "theme.dark"} <= offered


def test_another_workspace_begins_with_the_articles(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    desk.pages.add("page.second", _Second)
    desk.pages.show_page("page.second")
    SqliteWorkspaces().create(str(tmp_path / "other.annotator")).close()
    window.workspace_requested.emit(str(tmp_path / "other.annotator"))
    assert window.action_set.page == ARTICLES
    assert window.top_bar.tabs.names == ["Articles", "Entities"]


def test_only_pages_that_were_added_are_known(qapp: object) -> None:
    pages = Pages(ActionSet())
    pages.add(ARTICLES, QLabel)
    assert pages.knows(ARTICLES)
    assert not pages.knows("page.second")
    assert [action.objectName() for action in pages.actions_of_tabs] == [ARTICLES]
