"""The list of what has no value, at the end of the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.timeline.undated import UndatedColumn
from tests.ui.timeline.making import dated

FOUND = [dated(None, "yesterday"), dated(None, "אתמול", "he"), dated(None, "31 February")]


def test_a_click_or_d_edits_and_enter_opens(qtbot: QtBot) -> None:
    column = UndatedColumn()
    column.resize(240, 300)
    qtbot.addWidget(column)
    column.show_mentions(FOUND)
    assert column.isVisible()
    place = column.list.visualRect(column.list.model().index(1, 0)).center()
    with qtbot.waitSignal(column.edit_requested) as edited:
        QTest.mouseClick(column.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert edited.args == [FOUND[1]]
    with qtbot.waitSignal(column.edit_requested) as edited:
        QTest.keyClick(column.list, Qt.Key.Key_D)
    assert edited.args == [FOUND[1]]
    QTest.keyClick(column.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(column.open_requested) as opened:
        QTest.keyClick(column.list, Qt.Key.Key_Return)
    assert opened.args == [FOUND[2]]


def test_without_any_it_goes_away(qtbot: QtBot) -> None:
    column = UndatedColumn()
    qtbot.addWidget(column)
    column.show_mentions(FOUND)
    column.show_mentions([])
    assert not column.isVisible()
