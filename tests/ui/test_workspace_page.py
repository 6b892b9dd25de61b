from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.settings_store import SettingsStore
from tests.ui.small_workspace import HEBREW

_CTRL = Qt.KeyboardModifier.ControlModifier


def _resize(window: MainWindow, width: int, height: int = 900) -> None:
    window.resize(width, height)
    QApplication.processEvents()


def _left(desk: Desk) -> tuple[int, int]:
    """Return where the article's part begins, and how wide it is."""
    centre = desk.page.view.parentWidget()
    assert centre is not None
    return centre.mapTo(desk.page, centre.rect().topLeft()).x(), centre.width()


def test_the_parts_stand_where_they_are_drawn(desk: Desk) -> None:
    page = desk.page
    assert page.documents.width() == 272
    assert _left(desk) == (273, 814)
    assert page.context.width() == 352
    assert page.header.height() == 48
    assert page.status.height() == 28
    assert page.ruler.width() == 14
    assert not page.rail.isVisible()


def test_a_narrower_window_folds_the_list_to_a_rail(window: MainWindow, desk: Desk) -> None:
    _resize(window, 1100)
    assert desk.page.rail.isVisible()
    assert desk.page.rail.width() == 56
    assert not desk.page.documents.isVisible()
    assert desk.page.context.width() == 304
    _resize(window, 1440)
    assert desk.page.documents.isVisible()
    assert desk.page.context.width() == 352


def test_the_rail_opens_documents(window: MainWindow, desk: Desk) -> None:
    _resize(window, 1100)
    rail = desk.page.rail.list
    where = rail.visualRect(desk.page.model.index_of(HEBREW)).center()
    QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert desk.workbench.document is not None
    assert desk.workbench.document.id == HEBREW


def test_a_folded_list_floats_without_moving_the_article(window: MainWindow, desk: Desk) -> None:
    _resize(window, 1100)
    before = _left(desk)
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_B, _CTRL)
    assert desk.page.documents.isVisible()
    assert _left(desk) == before
    QTest.keyClick(desk.page.view, Qt.Key.Key_Escape)
    assert not desk.page.documents.isVisible()


def test_a_floating_list_can_be_kept(window: MainWindow, desk: Desk, settings: SettingsStore) -> None:
    _resize(window, 1100)
    desk.page.toggle_documents()
    desk.page.documents.pin_requested.emit()
    QApplication.processEvents()
    assert desk.page.documents.isVisible()
    assert _left(desk)[0] == 273
    assert desk.page.wishes.documents_pinned
    desk.page.toggle_documents()
    assert not desk.page.documents.isVisible()


def test_the_context_panel_floats_in_a_small_window(window: MainWindow, desk: Desk) -> None:
    _resize(window, 900, 620)
    assert not desk.page.context.isVisible()
    before = _left(desk)
    desk.page.view.setFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_J, _CTRL)
    assert desk.page.context.isVisible()
    assert _left(desk) == before
    assert desk.page.context.mapTo(desk.page, desk.page.context.rect().topRight()).x() == 899
    QTest.keyClick(desk.page.view, Qt.Key.Key_Escape)
    assert not desk.page.context.isVisible()


def test_a_click_on_a_mention_brings_the_floating_panel(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    _resize(window, 900, 620)
    mention = desk.workbench.mentions[0]
    desk.workbench.select_mention(mention.id)
    QApplication.processEvents()
    assert not desk.page.context.isVisible()
    where = desk.page.view.glyph_center(mention.span.start + 2)
    assert where is not None
    QTest.mouseClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(desk.page.context.isVisible)


@pytest.mark.parametrize("width", [860, 900, 1023, 1024, 1100, 1279, 1280, 1440, 1920])
def test_the_article_always_has_room(window: MainWindow, desk: Desk, width: int) -> None:
    _resize(window, width, 560)
    assert window.width() == width
    assert _left(desk)[1] >= 420


def test_the_users_wishes_and_widths_are_kept(
    window: MainWindow, desk: Desk, settings: SettingsStore, location: str
) -> None:
    desk.page.toggle_context()
    window.close()
    assert not settings.is_panel_wanted(location, "context", otherwise=True)
    assert settings.is_panel_wanted(location, "documents", otherwise=False)


def test_dragging_a_hairline_stays_within_bounds(desk: Desk, qtbot: QtBot) -> None:
    splitter = desk.page.splitter
    handle = splitter.handle(1)
    middle = handle.rect().center()
    with qtbot.waitSignal(desk.page.widths_changed):
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(handle, middle + QPoint(40, 0))
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle)
    assert 240 <= desk.page.documents.width() <= 360
    assert desk.page.panel_width("documents") == desk.page.documents.width()


def test_labels_fold_to_one_line_in_a_low_window(window: MainWindow, desk: Desk) -> None:
    tall = desk.page.documents.labels.sizeHint().height()
    _resize(window, 1440, 600)
    assert desk.page.documents.labels.sizeHint().height() < tall / 2


def test_nothing_but_the_most_needed_in_a_narrow_head(window: MainWindow, desk: Desk) -> None:
    assert "linked" in desk.page.status.counts_text
    _resize(window, 1100)
    assert desk.page.status.counts_text == "\u20684 mentions\u2069"
