from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.document import Direction
from annotator.core.ids import DocumentId, MentionId
from annotator.lang.scripts import script_of
from annotator.ui.desk import Desk
from annotator.ui.panels import concordance_rows
from annotator.ui.panels.context_panel import ContextPanel
from annotator.ui.panels.entity_card import EntityCard
from annotator.ui.widgets import context_line
from annotator.ui.widgets.buttons import IconButton, TextButton
from annotator.ui.widgets.context_line import Shaped
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.name_flow import NameFlow
from annotator.ui.widgets.text_line import TextLine
from tests.ui.small_workspace import ENGLISH, GANTZ, HEBREW


@pytest.fixture
def context(desk: Desk) -> ContextPanel:
    return desk.page.context


@pytest.fixture
def card(desk: Desk, context: ContextPanel, qtbot: QtBot) -> EntityCard:
    desk.workbench.select_mention(_mention(desk, "Benny Gantz"))
    qtbot.waitUntil(lambda: context.entity.list.model().rowCount() > 0)
    return context.entity


def _mention(desk: Desk, surface: str) -> MentionId:
    return next(mention.id for mention in desk.workbench.mentions if mention.surface == surface)


def _texts(part: QWidget) -> list[str]:
    return [line.text for line in part.findChildren(TextLine) if line.isVisible()]


def _names(card: EntityCard) -> list[str]:
    return [flow.accessibleName() for flow in card.findChildren(NameFlow) if flow.isVisible()]


def _open(desk: Desk) -> DocumentId | None:
    return desk.workbench.document.id if desk.workbench.document else None


def _button(part: QWidget, name: str) -> IconButton:
    return next(button for button in part.findChildren(IconButton) if button.accessibleName() == name)


def test_the_card_says_what_is_known(card: EntityCard) -> None:
    assert "Benny Gantz" in _texts(card)
    assert "3 in 3 articles" in _texts(card)
    assert _names(card) == ["Benny Gantz, Gantz", "בני גנץ, גנץ", "بيني غانتس, غانتس"]


def test_names_of_the_articles_language_come_second(desk: Desk, card: EntityCard) -> None:
    desk.workbench.open_document(DocumentId("arabic"))
    assert _names(card) == ["Benny Gantz, Gantz", "بيني غانتس, غانتس", "בני גנץ, גנץ"]


def test_identifiers_are_copied_at_a_click(card: EntityCard) -> None:
    own = next(button for button in card.findChildren(TextButton) if button.text() == GANTZ)
    QTest.mouseClick(own, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == GANTZ


def test_a_name_can_be_added(card: EntityCard, desk: Desk, settled: Callable[[], None]) -> None:
    QTest.mouseClick(_button(card, "Add a name"), Qt.MouseButton.LeftButton)
    field = card.findChild(Field)
    assert field is not None
    assert field.isVisible()
    QTest.keyClicks(field, "General Gantz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled()
    assert field.isHidden()
    assert desk.workbench.entity is not None
    assert desk.workbench.entity.names("en") == ["Benny Gantz", "Gantz", "General Gantz"]
    assert _names(card)[0] == "Benny Gantz, Gantz, General Gantz"


def test_escape_puts_the_field_away(card: EntityCard) -> None:
    QTest.mouseClick(_button(card, "Add a name"), Qt.MouseButton.LeftButton)
    field = card.findChild(Field)
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.isHidden()


def test_a_click_in_another_article_stays_and_a_double_click_goes(card: EntityCard, desk: Desk) -> None:
    model = card.list.model()
    hebrew = next(
        model.index(place, 0) for place in range(model.rowCount()) if "בני גנץ נחת" in str(model.index(place, 0).data())
    )
    where = card.list.visualRect(hebrew).center()
    QTest.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert _open(desk) == ENGLISH
    QTest.mouseDClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert _open(desk) == HEBREW
    assert desk.workbench.selected is not None
    assert desk.page.view.selected_mark == desk.workbench.selected.id


def test_arrows_walk_through_all_mentions(card: EntityCard, desk: Desk) -> None:
    seen = [_open(desk)]
    for _ in range(2):
        QTest.mouseClick(_button(card, "Next mention"), Qt.MouseButton.LeftButton)
        seen.append(_open(desk))
    assert len(set(seen)) == 3


def test_a_mention_without_an_entity_says_what_to_do(desk: Desk, context: ContextPanel) -> None:
    desk.workbench.select_mention(_mention(desk, "Rabat"))
    assert "Rabat" in _texts(context.mention)
    assert context.mention.isVisible()
    assert "Press Enter to link it" in context.mention.hint
    desk.workbench.select_mention(_mention(desk, "Wednesday"))
    assert "\u20682021-11-24\u2069" in [button.text() for button in context.mention.findChildren(TextButton)]


def test_nothing_selected_says_how_to_begin(context: ContextPanel) -> None:
    assert context.mention.isVisible()
    assert "Select a mention" in context.mention.hint


def test_a_candidate_is_shown_as_a_preview(desk: Desk, context: ContextPanel, qtbot: QtBot) -> None:
    desk.workbench.select_mention(_mention(desk, "Rabat"))
    desk.workbench.show_entity(GANTZ, 1)
    qtbot.waitUntil(context.entity.isVisible)
    assert context.preview_text == "Preview of candidate 1"
    desk.workbench.end_preview()
    assert context.preview_text == ""
    assert context.mention.isVisible()


def test_very_many_names_leave_room_for_the_concordance(desk: Desk, card: EntityCard, qtbot: QtBot) -> None:
    entity = desk.workbench.entity
    assert entity is not None
    alias = entity.aliases[0]
    many = tuple(
        type(alias)(alias.id, f"{alias.text} {number}", "en", "Latn", "", alias.source, number) for number in range(200)
    )
    crowded = type(entity)(entity.id, entity.type, entity.descriptions, entity.external, many)
    card.show_entity(crowded, ["en"])
    qtbot.waitUntil(lambda: card.list.height() > card.height() * 0.3)


def test_lines_of_the_concordance_run_as_their_article_does(
    card: EntityCard, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str, Direction]] = []

    def shape_and_note(before: str, surface: str, after: str, direction: Direction) -> Shaped:
        line = context_line.shape(before, surface, after, direction)
        drawn.append((line.block.text, line.block.direction))
        return line

    monkeypatch.setattr(concordance_rows, "shape", shape_and_note)
    card.list.viewport().grab()
    assert {script_of(text) for text, _ in drawn} == {"Latn", "Hebr", "Arab"}
    for text, direction in drawn:
        assert direction is (Direction.LTR if script_of(text) == "Latn" else Direction.RTL)


def test_names_that_had_no_room_come_back_when_there_is_some(desk: Desk, card: EntityCard, qtbot: QtBot) -> None:
    upper = card.findChildren(QScrollArea)[0]
    usual = upper.height()
    dock = QWidget()
    dock.setFixedHeight(card.height() - 260)
    desk.page.put_below(dock)
    dock.show()
    qtbot.waitUntil(lambda: upper.height() < usual)
    dock.hide()
    qtbot.waitUntil(lambda: upper.height() == usual)


def test_how_well_known_an_entity_is_is_no_identifier(desk: Desk, card: EntityCard) -> None:
    entity = desk.workbench.entity
    assert entity is not None
    known = replace(entity, external={"population": "37000000", "wikidata": "Q1028"})
    card.show_entity(known, ["en"])
    shown = [button.text() for button in card.findChildren(TextButton) if button.isVisible()]
    assert "Q1028" in shown
    assert "37000000" not in shown
