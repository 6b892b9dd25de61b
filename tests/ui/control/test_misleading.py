"""A text whose direction controls mislead: the window says so, shows them, and changes nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.importing import import_paths
from annotator.core.ids import DocumentId
from annotator.ui.desk import Desk
from annotator.ui.panels.status_line import StatusLine
from annotator.ui.widgets.buttons import TextButton
from tests.ui.small_workspace import ENGLISH

TROJAN = "The transfer to \u202eknab\u202c is approved.\nA stray end\u202c here.\n"


def warning_button(status: StatusLine) -> TextButton:
    return next(button for button in status.findChildren(TextButton) if button.text() == status.warning_text)


def open_trojan(desk: Desk, folder: Path, qtbot: QtBot) -> DocumentId:
    source = folder / "trojan.txt"
    source.write_text(TROJAN, encoding="utf-8")
    report = import_paths(desk.bridge.session, [source])
    document = report.items[0].documents[0]
    desk.workbench.open_document(document)
    qtbot.waitUntil(lambda: bool(desk.page.status.warning_text))
    return document


def test_a_plain_article_warns_of_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.workbench.open_document(ENGLISH)
    qtbot.wait(100)
    assert desk.page.status.warning_text == ""


def test_misleading_controls_are_told_and_shown_one_by_one(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    document = open_trojan(desk, tmp_path, qtbot)
    status, view = desk.page.status, desk.page.view
    assert status.warning_text == "3 misleading direction controls"
    button = warning_button(status)
    for kind in ("force the direction", "close nothing", "shown in another order"):
        assert kind in button.toolTip()
    places = []
    for _ in range(4):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        assert view.selection is not None
        places.append(view.selection)
    assert view.shows_invisibles
    assert len(set(places)) == 3
    assert places[3] == places[0]
    assert desk.workbench.reader.document(document).text == TROJAN


def test_the_warning_goes_with_its_article(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    open_trojan(desk, tmp_path, qtbot)
    assert desk.page.status.warning_text
    desk.workbench.open_document(ENGLISH)
    assert desk.page.status.warning_text == ""
