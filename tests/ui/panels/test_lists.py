from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.core.history import Act
from annotator.core.ids import ActId, MentionId, new_id
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.ui import theme
from annotator.ui.desk import Desk
from annotator.ui.models.document_list import ROW_ROLE
from annotator.ui.panels.context_panel import ContextTab
from tests.ui.small_workspace import ENGLISH, GANTZ, HEBREW


def _suggest(desk: Desk, surface: str, score: float) -> MentionId:
    """Store a suggestion, as an import of another tool's file does."""
    session = desk.bridge.session
    start = session.reader.document(ENGLISH).text.index(surface)
    mention = Mention(
        MentionId(new_id()),
        ENGLISH,
        Span(start, start + len(surface)),
        "PERSON",
        session.annotator.id,
        surface,
        status=MentionStatus.SUGGESTED,
        score=score,
    )
    with session.workspace.begin(
        Act(ActId(new_id()), "document.import", {}, session.annotator.id, "2024-01-01T00:00:00.000+00:00")
    ) as work:
        work.mentions.add(mention)
    return mention.id


@pytest.fixture
def suggested(desk: Desk) -> list[MentionId]:
    """Two suggestions in the open article."""
    made = [_suggest(desk, "Gantz lands", 0.9), _suggest(desk, "had waited", 0.4)]
    desk.workbench.open_document(HEBREW)
    desk.workbench.open_document(ENGLISH)
    return made


def test_the_list_of_mentions_selects_in_the_article(desk: Desk) -> None:
    context = desk.page.context
    context.tabs.set_current(ContextTab.MENTIONS)
    rows = context.mentions.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(1, 0)).center())
    assert desk.workbench.selected is not None
    assert desk.workbench.selected.surface == "Morocco"
    desk.workbench.select_mention(desk.workbench.mentions[3].id)
    assert rows.currentIndex().data() == "Rabat"


def test_the_list_can_hold_what_is_open_alone(desk: Desk) -> None:
    context = desk.page.context
    context.tabs.set_current(ContextTab.MENTIONS)
    assert context.mentions.list.model().rowCount() == 4
    context.mentions.choice.step(1)
    assert [context.mentions.list.model().index(0, 0).data()] == ["Rabat"]
    assert context.mentions.list.model().rowCount() == 1


def test_tabs_count(desk: Desk, suggested: list[MentionId], qtbot: QtBot) -> None:
    assert desk.page.context.tabs.counts[:2] == ["", "4"]
    qtbot.waitUntil(lambda: int(desk.page.context.tabs.counts[2]) >= len(suggested))


def test_searching_documents_keeps_the_open_one(desk: Desk) -> None:
    panel = desk.page.documents
    panel.search.setFocus()
    panel.search.setText("ברבאט")
    assert panel.list.model().rowCount() == 1
    assert desk.workbench.document is not None
    assert desk.workbench.document.id == ENGLISH
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert desk.workbench.document.id == HEBREW


def test_the_open_document_stands_out_in_the_list(desk: Desk) -> None:
    documents = desk.page.documents.list
    for row in range(documents.model().rowCount()):
        index = documents.model().index(row, 0)
        desk.workbench.open_document(index.data(ROW_ROLE).id)
        QApplication.processEvents()
        painted = documents.grab().toImage()
        grounds = [
            painted.pixelColor(documents.visualRect(documents.model().index(place, 0)).topLeft() + QPoint(20, 6)).name()
            for place in range(documents.model().rowCount())
        ]
        assert [ground == theme.LIGHT.row for ground in grounds] == [place == row for place in range(len(grounds))]


@pytest.mark.parametrize("width", [1440, 1100])
def test_after_a_click_on_a_document_keys_go_to_its_article(desk: Desk, width: int, qtbot: QtBot) -> None:
    desk.page.window().resize(width, 800)
    QApplication.processEvents()
    shown = desk.page.documents.list if desk.page.documents.list.isVisible() else desk.page.rail.list
    shown.setFocus()
    index = next(index for row in range(2) if (index := shown.model().index(row, 0)) != shown.currentIndex())
    QTest.mouseClick(
        shown.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, shown.visualRect(index).center()
    )
    assert desk.page.view.hasFocus()
    QTest.keyClick(desk.page.view, Qt.Key.Key_Tab)
    assert desk.workbench.selected is not None
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert shown.hasFocus()


def test_the_filter_shows_some_states(desk: Desk, qtbot: QtBot) -> None:
    desk.page.documents.filter.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    finished = next(entry for entry in menu.actions() if entry.text() == "Finished")
    finished.trigger()
    menu.close()
    assert desk.page.model.rowCount() == 0
    assert desk.page.documents.filter.is_lit


def test_the_ruler_has_a_tick_for_each_mark_and_lights_the_entitys(desk: Desk, qtbot: QtBot) -> None:
    ruler = desk.page.ruler
    desk.workbench.proposals.want(are_wanted=False)
    qtbot.waitUntil(lambda: len(ruler.ticks) == 4)
    assert ruler.lit == []
    desk.workbench.select_mention(desk.workbench.mentions[0].id)
    qtbot.waitUntil(lambda: ruler.lit == ruler.ticks[:1])
    assert desk.workbench.entity is not None
    assert desk.workbench.entity.id == GANTZ


def test_the_ruler_scrolls_the_article(desk: Desk, qtbot: QtBot) -> None:
    desk.page.view.text_size = 28
    desk.page.window().resize(860, 560)
    QApplication.processEvents()
    ruler = desk.page.ruler
    with qtbot.waitSignal(ruler.jump_requested) as heard:
        QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=ruler.rect().center())
    assert heard.args == [pytest.approx(0.5, abs=0.02)]


def test_large_numbers_are_grouped(desk: Desk) -> None:
    context = desk.page.context
    context.set_counts(12_345, 1_200)
    assert context.tabs.counts[ContextTab.MENTIONS :] == ["12,345", "1,200"]


def test_escape_clears_the_search_for_documents_and_then_leaves_it(desk: Desk) -> None:
    search = desk.page.documents.search
    search.setFocus()
    QTest.keyClicks(search, "qqqq")
    assert desk.page.documents.list.model().rowCount() == 0
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert desk.page.documents.list.model().rowCount() == 3
    assert search.hasFocus()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert desk.page.view.hasFocus()


def test_enter_opens_the_first_document_found_with_the_keyboard_in_it(desk: Desk) -> None:
    search = desk.page.documents.search
    title = next(row.title for row in desk.workbench.rows if row.id == HEBREW)
    search.setFocus()
    search.setText(title)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert desk.workbench.document is not None
    assert desk.workbench.document.id == HEBREW
    assert desk.page.view.hasFocus()
