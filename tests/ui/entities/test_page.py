"""Tending the entity base with mouse and keyboard, in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.app.commands.entities import EditEntity
from annotator.core.ids import EntityId
from annotator.core.link import Link
from annotator.ui import theme
from annotator.ui.actions import ARTICLES
from annotator.ui.desk import Desk
from annotator.ui.entities.base import Facet, Order
from annotator.ui.entities.controller import EntitiesController
from annotator.ui.entities.page import EntitiesPage
from annotator.ui.entities.split import SplitDialog
from annotator.ui.entities.table_model import COLUMNS
from annotator.ui.widgets.check import Check
from tests.ui.entities.conftest import GANZ
from tests.ui.small_workspace import ENGLISH, GANTZ, MOROCCO

CONTROL = Qt.KeyboardModifier.ControlModifier


def _ids(page: EntitiesPage) -> list[str]:
    return [line.fact.entity.id for line in page.model.lines]


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def _click_row(page: EntitiesPage, entity: EntityId) -> None:
    place = page.model.place_of(entity)
    assert place is not None
    point = page.table.visualRect(page.model.index(place, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_the_table_has_the_keyboard_and_the_pair_stands_together(page: EntitiesPage) -> None:
    assert page.table.hasFocus()
    assert _ids(page)[:2] == [GANTZ, GANZ]
    assert page.count.text == "3 of 3 entities"


def test_f2_with_nothing_chosen_writes_on_the_first_card(page: EntitiesPage) -> None:
    before = page.card.draft
    assert before is None
    _press(Qt.Key.Key_F2)
    draft = page.card.draft
    assert draft is not None
    assert draft.id == GANTZ
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.card.isAncestorOf(focused)


def test_f2_on_an_empty_table_changes_nothing(page: EntitiesPage) -> None:
    page.search.setText("nobody is called so")
    _press(Qt.Key.Key_F2)
    assert page.model.lines == []
    assert page.card.draft is None


def test_two_of_different_types_are_not_asked_about_as_one_of_them(page: EntitiesPage) -> None:
    page.table.choose(GANTZ, MOROCCO)
    assert page.merge.question == "Are these two one?"
    page.table.choose(GANTZ, GANZ)
    assert page.merge.question == "Are these two one person?"


def test_a_click_on_a_head_sorts_and_another_turns_it_round(page: EntitiesPage) -> None:
    column = COLUMNS.index(Order.EN)
    heads = page.table.heads
    point = QPoint(heads.sectionViewportPosition(column) + 20, heads.height() // 2)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert _ids(page) == [GANTZ, GANZ, MOROCCO]
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert _ids(page) == [MOROCCO, GANTZ, GANZ]


def test_in_a_narrow_window_the_filters_stand_in_place_of_the_card_when_wanted(
    page: EntitiesPage, qtbot: QtBot
) -> None:
    window = page.window()
    window.resize(1280, 800)
    assert page.filters.isVisible()
    assert not page.filters_button.isVisible()
    window.resize(860, 560)
    assert not page.filters.isVisible()
    qtbot.waitUntil(lambda: page.card.geometry().right() <= page.rect().right())
    page.filters_button.click()
    assert page.filters.isVisible()
    assert not page.card.isVisible()
    page.filters_button.click()
    assert page.card.isVisible()


def test_filters_hide_and_their_counts_follow(page: EntitiesPage) -> None:
    place = page.filters.boxes[Facet.TYPE, "PLACE"]
    QTest.mouseClick(place, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    assert _ids(page) == [GANTZ, GANZ]
    never = page.filters.boxes[Facet.USE, "never"]
    QTest.mouseClick(never, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    assert _ids(page) == [GANZ]
    assert page.filters.boxes[Facet.USE, "used"].accessibleDescription() == "1"
    assert page.count.text == "1 of 3 entities"


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F, CONTROL), (Qt.Key.Key_Slash, CONTROL.NoModifier)])
def test_search_finds_names_of_any_script(
    page: EntitiesPage, controller: EntitiesController, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    _press(key, modifier)
    assert page.search.hasFocus()
    page.search.setText("מרוקו")
    qtbot.waitUntil(lambda: _ids(page)[:1] == [MOROCCO])
    page.search.setText("גנץ")
    qtbot.waitUntil(lambda: GANTZ in _ids(page))
    _press(Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert page.table.chosen[0] == GANTZ
    page.search.setText("qqqq")
    assert _ids(page) == []


def test_the_card_shows_names_sources_and_last_uses(page: EntitiesPage) -> None:
    _click_row(page, MOROCCO)
    assert page.card.groups["en"].names == ["Morocco"]
    assert page.card.groups["he"].names == ["מרוקו"]
    assert len(page.card.uses.buttons) == 1
    assert not page.card.is_changed


def test_a_last_use_opens_its_article(page: EntitiesPage, desk: Desk) -> None:
    _click_row(page, MOROCCO)
    page.card.uses.buttons[0].click()
    assert desk.pages.current == ARTICLES
    assert desk.workbench.document is not None
    assert desk.workbench.document.id == ENGLISH
    assert desk.workbench.selected is not None
    assert desk.workbench.selected.surface == "Morocco"


def test_the_card_is_saved_as_one_act(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _click_row(page, MOROCCO)
    before = len(desk.bridge.reader.history())
    _press(Qt.Key.Key_F2)
    english = page.card.groups["en"]
    assert english.rows[0].field.hasFocus()
    english.add.click()
    _write("Kingdom of Morocco")
    page.card.external["wikidata"].setFocus()
    QTest.keyClicks(page.card.external["wikidata"], "Q1028")
    page.card.description.setFocus()
    QTest.keyClicks(page.card.description, "Country")
    assert page.card.save.isEnabled()
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    stored = desk.bridge.reader.entity(MOROCCO)
    assert stored.names("en") == ["Morocco", "Kingdom of Morocco"]
    assert dict(stored.external) == {"wikidata": "Q1028"}
    assert dict(stored.descriptions) == {"en": "Country"}
    assert len(desk.bridge.reader.history()) == before + 1
    qtbot.waitUntil(lambda: not page.card.is_changed)
    _press(Qt.Key.Key_Z, CONTROL)
    if desk.bridge.reader.entity(MOROCCO).names("en") != ["Morocco"]:
        page.table.setFocus()
        _press(Qt.Key.Key_Z, CONTROL)
    settled()
    assert desk.bridge.reader.entity(MOROCCO).names("en") == ["Morocco"]
    qtbot.waitUntil(lambda: page.card.groups["en"].names == ["Morocco"])


def test_a_star_prefers_and_a_cross_removes(page: EntitiesPage, desk: Desk, settled: Callable[[], None]) -> None:
    _click_row(page, GANTZ)
    group = page.card.groups["en"]
    assert group.names == ["Benny Gantz", "Gantz"]
    group.rows[1].star.click()
    assert group.names == ["Gantz", "Benny Gantz"]
    page.card.groups["ar"].rows[1].remove.click()
    page.table.setFocus()
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    stored = desk.bridge.reader.entity(GANTZ)
    assert stored.names("en") == ["Gantz", "Benny Gantz"]
    assert stored.names("ar") == ["بيني غانتس"]


def test_leaving_a_changed_card_saves_it_and_revert_does_not(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None]
) -> None:
    _click_row(page, MOROCCO)
    page.card.groups["en"].rows[0].field.setFocus()
    _write("!")
    page.card.revert.click()
    assert page.card.groups["en"].names == ["Morocco"]
    QTest.keyClicks(page.card.groups["en"].rows[0].field, "?")
    _click_row(page, GANTZ)
    settled()
    assert desk.bridge.reader.entity(MOROCCO).names("en") == ["Morocco?"]


def test_a_card_without_any_name_cannot_be_saved(page: EntitiesPage) -> None:
    _click_row(page, MOROCCO)
    for group in page.card.groups.values():
        for row in list(group.rows):
            row.remove.click()
    assert page.card.is_changed
    assert not page.card.save.isEnabled()


def test_a_new_entity_is_made_and_chosen(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _press(Qt.Key.Key_N, CONTROL)
    _write("Nasser Bourita")
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    made = EntityId("person/nasser-bourita")
    assert desk.bridge.reader.entity(made).names("en") == ["Nasser Bourita"]
    qtbot.waitUntil(lambda: page.table.chosen == (made,))
    qtbot.waitUntil(lambda: page.card.draft is not None and page.card.draft.id == made)
    assert not page.card.is_changed


def test_a_new_entity_is_made_once_however_often_it_is_saved_and_left(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    number = len(desk.bridge.reader.entities())
    _press(Qt.Key.Key_N, CONTROL)
    _write("Nasser Bourita")
    _press(Qt.Key.Key_S, CONTROL)
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    qtbot.waitUntil(lambda: page.card.draft is not None and not page.card.draft.is_new)
    _click_row(page, MOROCCO)
    settled()
    assert len(desk.bridge.reader.entities()) == number + 1


def test_choosing_a_double_asks_about_both(page: EntitiesPage) -> None:
    assert not page.merge.isVisible()
    _click_row(page, GANZ)
    assert page.merge.isVisible()
    assert page.merge.height() == 338
    assert page.table.chosen == (GANTZ, GANZ)
    pair = page.merge.pair
    assert pair is not None
    assert (pair.keep.entity.id, pair.gone.entity.id) == (GANTZ, GANZ)
    assert page.merge.sentence == "0 mentions move, 2 names unite. One act, one undo."
    _press(Qt.Key.Key_Escape)
    assert not page.merge.isVisible()


def test_enter_merges_the_old_id_leads_on_and_undo_parts_them(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _click_row(page, GANZ)
    _press(Qt.Key.Key_Return)
    settled()
    assert desk.bridge.reader.entity(GANZ).id == GANTZ
    assert "Benny Ganz" in desk.bridge.reader.entity(GANTZ).names("en")
    qtbot.waitUntil(lambda: GANZ not in _ids(page))
    assert not page.merge.isVisible()
    _press(Qt.Key.Key_Z, CONTROL)
    settled()
    qtbot.waitUntil(lambda: _ids(page)[:2] == [GANTZ, GANZ])


def test_x_swaps_and_then_the_mentions_move(page: EntitiesPage, desk: Desk, settled: Callable[[], None]) -> None:
    _click_row(page, GANZ)
    _press(Qt.Key.Key_X)
    assert page.merge.sentence.startswith("3 mentions move")
    _press(Qt.Key.Key_Return)
    settled()
    linked = [mention for mention in desk.bridge.reader.mentions(ENGLISH) if mention.surface == "Benny Gantz"]
    assert [mention.link for mention in linked] == [Link(GANZ)]


def test_nought_says_that_they_are_not_the_same_for_good(
    page: EntitiesPage, controller: EntitiesController, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _click_row(page, GANZ)
    _press(Qt.Key.Key_0)
    settled()
    assert desk.bridge.reader.apart() == [(GANTZ, GANZ)]
    qtbot.waitUntil(lambda: not controller.keeper.base.doubles)
    qtbot.waitUntil(lambda: all(line.twin is None for line in page.model.lines))


def test_identifiers_that_differ_have_to_be_chosen(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page.table.choose(MOROCCO, GANTZ)
    assert page.merge.isVisible()
    desk.bridge.submit(EditEntity(MOROCCO, "PLACE", {"en": ["Morocco"]}, {}, {"wikidata": "Q2"}))
    settled()
    qtbot.waitUntil(lambda: page.merge.pair is not None and bool(page.merge.pair.conflicts))
    assert not page.merge.merge.isEnabled()
    assert "Choose one" in page.merge.sentence
    _press(Qt.Key.Key_Return)
    settled()
    assert desk.bridge.reader.redirects() == {}
    choice = next(box for box in page.merge.findChildren(Check) if box.text() == "Q2")
    choice.click()
    assert page.merge.merge.isEnabled()
    _press(Qt.Key.Key_Return)
    settled()
    assert dict(desk.bridge.reader.entity(GANTZ).external) == {"wikidata": "Q2"}
    assert desk.bridge.reader.redirects() == {MOROCCO: GANTZ}


def test_a_split_moves_the_chosen_mentions_in_one_act(
    page: EntitiesPage, controller: EntitiesController, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _click_row(page, GANTZ)
    controller.split()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SplitDialog)
    assert not dialog.split.isEnabled()
    dialog.model.toggle(1)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled()
    row = {row.id: row.mentions for row in desk.bridge.reader.entity_rows()}
    assert row[GANTZ] == 2
    assert sum(row.values()) == 4
    desk.bridge.undo()
    settled()
    assert {row.id: row.mentions for row in desk.bridge.reader.entity_rows()}[GANTZ] == 3


def test_contradictions_are_listed_and_open_in_context(
    page: EntitiesPage, controller: EntitiesController, desk: Desk, qtbot: QtBot
) -> None:
    page.filters.check.click()
    assert page.shows_contradictions
    rows = page.contradictions.list.model()
    qtbot.waitUntil(lambda: "Nothing contradicts" in page.contradictions.list.nothing or rows.rowCount() > 0)
    assert rows.rowCount() == 0
    _press(Qt.Key.Key_Escape)
    assert not page.shows_contradictions


def test_an_empty_base_says_what_to_do(page: EntitiesPage, controller: EntitiesController) -> None:
    controller.keeper.base.facts.clear()
    page.search.setText("x")
    page.search.clear()
    assert page.model.rowCount() == 0


@pytest.mark.parametrize("name", list(theme.ThemeName))
def test_it_paints_in_every_theme_and_both_ways(page: EntitiesPage, name: theme.ThemeName) -> None:
    _click_row(page, GANZ)
    theme.use(name)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert not page.grab().toImage().isNull()


def test_no_key_answers_about_two_that_are_not_shown_any_more(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None]
) -> None:
    _click_row(page, GANZ)
    _click_row(page, MOROCCO)
    assert not page.merge.isVisible()
    before = len(desk.bridge.reader.history())
    for key in (Qt.Key.Key_Return, Qt.Key.Key_0, Qt.Key.Key_X):
        _press(key)
    settled()
    assert len(desk.bridge.reader.history()) == before
    assert desk.bridge.reader.entity(GANZ).id == GANZ


def test_two_are_not_asked_about_beside_contradictions_but_again_after_them(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _click_row(page, GANZ)
    page.filters.check.click()
    assert page.shows_contradictions
    assert not page.merge.isVisible()
    _press(Qt.Key.Key_Return)
    settled()
    assert desk.bridge.reader.entity(GANZ).id == GANZ
    _press(Qt.Key.Key_Escape)
    assert page.merge.isVisible()


def test_the_keyboard_stays_in_the_field_when_the_card_is_saved_and_undone(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    _click_row(page, MOROCCO)
    page.card.begin_editing()
    field = page.card.groups["en"].rows[0].field
    _write("Maroc")
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    qtbot.waitUntil(lambda: not page.card.is_changed)
    assert QApplication.focusWidget() is field
    page.card.external["wikidata"].setFocus()
    _write("Q1028")
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    qtbot.waitUntil(lambda: not page.card.is_changed)
    assert page.card.external["wikidata"].hasFocus()


def test_the_keyboard_stays_with_a_name_that_is_preferred_and_goes_on_from_one_that_is_removed(
    page: EntitiesPage,
) -> None:
    _click_row(page, GANTZ)
    group = page.card.groups["en"]
    group.add_blank()
    _write("Gantz")
    star = group.rows[1].star
    star.setFocus(Qt.FocusReason.TabFocusReason)
    _press(Qt.Key.Key_Space)
    assert group.names[0] == "Gantz"
    assert group.rows[0].star.hasFocus()
    while group.rows:
        group.rows[0].remove.setFocus(Qt.FocusReason.TabFocusReason)
        _press(Qt.Key.Key_Space)
        assert group.rows[0].field.hasFocus() if group.rows else group.add.hasFocus()


def test_the_type_is_chosen_in_a_field_that_looks_like_the_others(page: EntitiesPage) -> None:
    _click_row(page, MOROCCO)
    box = page.card.type
    box.clearFocus()
    picture = box.grab().toImage()
    tokens = theme.current()
    assert picture.pixelColor(box.width() // 2, 3).name() == tokens.raised
    assert picture.pixelColor(0, 0).name() != tokens.raised
    usual = box.width()
    box.addItem("A type with quite a long name, as people sometimes have them")
    assert box.minimumSizeHint().width() > usual


def test_in_a_narrow_table_names_give_way_and_every_column_stays_in_view(page: EntitiesPage, qtbot: QtBot) -> None:
    page.window().resize(1440, 900)
    heads = page.table.heads
    usual = [heads.sectionSize(column) for column in range(len(COLUMNS))]
    page.window().resize(1024, 740)
    qtbot.waitUntil(lambda: heads.length() <= page.table.viewport().width() < sum(usual))
    qtbot.waitUntil(lambda: heads.sectionSize(len(COLUMNS) - 1) >= 90)
    assert min(heads.sectionSize(COLUMNS.index(name)) for name in (Order.EN, Order.HE, Order.AR)) >= 90
    page.window().resize(860, 560)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(COLUMNS.index(Order.SOURCE)))
    qtbot.waitUntil(lambda: heads.length() <= page.table.viewport().width())
    assert min(heads.sectionSize(COLUMNS.index(name)) for name in (Order.EN, Order.HE, Order.AR)) >= 80
    page.window().resize(1440, 900)
    qtbot.waitUntil(lambda: [heads.sectionSize(column) for column in range(len(COLUMNS))] == usual)


def test_an_identifier_of_another_source_is_added_and_measures_are_kept_out_of_sight(
    page: EntitiesPage, controller: EntitiesController, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    desk.bridge.submit(EditEntity(MOROCCO, "PLACE", {"en": ["Morocco"]}, {}, {"population": "37000000"}))
    settled()
    qtbot.waitUntil(lambda: "population" in controller.keeper.base.facts[MOROCCO].entity.external)
    _click_row(page, MOROCCO)
    assert list(page.card.external) == ["wikidata"]
    page.card.ids.add.click()
    menu = page.card.ids.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["ISO 3166", "GeoNames"]
    menu.actions()[1].trigger()
    menu.close()
    assert page.card.external["geonames"].hasFocus()
    controller.keeper.changed.emit()  # what is read anew meanwhile leaves alone what was begun
    _write("2542007")
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    qtbot.waitUntil(lambda: _external(desk) == {"population": "37000000", "geonames": "2542007"})
    qtbot.waitUntil(lambda: list(page.card.external) == ["wikidata", "geonames"])


def _external(desk: Desk) -> dict[str, str]:
    return dict(desk.bridge.reader.entity(MOROCCO).external)


def test_a_name_that_is_begun_stays_when_the_base_is_read_anew(
    page: EntitiesPage, controller: EntitiesController
) -> None:
    _click_row(page, MOROCCO)
    group = page.card.groups["en"]
    number = len(group.rows)
    group.add.click()
    controller.keeper.changed.emit()
    assert len(group.rows) == number + 1
    assert group.rows[-1].field.hasFocus()


def test_the_card_of_an_entity_that_an_undo_takes_away_goes_too(
    page: EntitiesPage, desk: Desk, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page.new.click()
    _write("Nasser Bourita")
    _press(Qt.Key.Key_S, CONTROL)
    settled()
    qtbot.waitUntil(lambda: page.card.draft is not None and not page.card.draft.is_new)
    page.table.setFocus()
    _press(Qt.Key.Key_Z, CONTROL)
    settled()
    qtbot.waitUntil(lambda: page.card.draft is None)
    page.new.click()
    assert page.card.draft is not None
