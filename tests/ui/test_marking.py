"""What the keys of the article do, in the real window and down to what is stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.identical import Scope
from annotator.core.datevalue import DateValue
from annotator.core.ids import DocumentId
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.ui.dates.card import DateCard
from annotator.ui.desk import Desk
from annotator.ui.linker.card import LinkerCard
from annotator.ui.marking import Alike
from tests.ui.small_workspace import ENGLISH, GANTZ, HEBREW, MOROCCO

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

Settled = Callable[[], None]


@pytest.fixture
def hebrew(desk: Desk, qtbot: QtBot) -> Desk:
    qtbot.waitUntil(lambda: desk.on_demand.candidates.index is not None)
    desk.workbench.open_document(HEBREW)
    desk.page.view.setFocus()
    return desk


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def select(desk: Desk, surface: str, occurrence: int = 0) -> Span:
    text = desk.page.view.document.text
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(surface, start + 1)
    span = Span(start, start + len(surface))
    desk.page.view.select(span)
    return span


def select_mark(desk: Desk, surface: str) -> None:
    desk.workbench.select_mention(next(m.id for m in desk.workbench.mentions if m.surface == surface))


def stored(desk: Desk, document: DocumentId, surface: str, occurrence: int = 0) -> Mention:
    found = [mention for mention in desk.workbench.reader.mentions(document) if mention.surface == surface]
    return found[occurrence]


def card(desk: Desk) -> LinkerCard:
    found = desk.page.findChild(LinkerCard)
    assert found is not None
    return found


def test_a_known_name_costs_two_keystrokes(hebrew: Desk, settled: Settled) -> None:
    span = select(hebrew, "גנץ")
    press(Key.Key_1)
    press(Key.Key_Return)
    settled()
    mention = stored(hebrew, HEBREW, "גנץ")
    assert (mention.span, mention.label, mention.link) == (span, "PERSON", Link(GANTZ))
    assert QApplication.focusWidget() is hebrew.page.view
    assert hebrew.page.view.selected_mark == mention.id
    assert not card(hebrew).isVisible()


def test_after_the_link_tab_goes_on(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "גנץ")
    press(Key.Key_1)
    press(Key.Key_Return)
    settled()
    press(Key.Key_Tab)
    assert hebrew.workbench.selected is not None
    assert hebrew.workbench.selected.surface == "בני גנץ"


def test_the_linker_is_beside_the_mark_and_previews_its_candidate(hebrew: Desk, settled: Settled, qtbot: QtBot) -> None:
    select(hebrew, "גנץ")
    press(Key.Key_1)
    settled()
    qtbot.waitUntil(lambda: hebrew.workbench.preview_number == 1)
    assert hebrew.workbench.entity is not None
    assert hebrew.workbench.entity.id == GANTZ
    mark = hebrew.page.view.mark_rect(stored(hebrew, HEBREW, "גנץ").id)
    assert mark is not None
    where = mark.translated(hebrew.page.view.viewport().mapTo(hebrew.page, mark.topLeft()) - mark.topLeft())
    assert not card(hebrew).card.intersects(where)


def test_a_clitic_stays_outside(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "מרוקו")
    press(Key.Key_3)
    press(Key.Key_Return)
    settled()
    assert stored(hebrew, HEBREW, "מרוקו").link == Link(MOROCCO)


def test_another_label_in_the_linker_is_another_label_of_the_mark(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, 'צה"ל')
    press(Key.Key_1)
    press(Key.Key_2, ALT)
    press(Key.Key_0)
    settled()
    mention = stored(hebrew, HEBREW, 'צה"ל')
    assert (mention.label, mention.link) == ("ORG", Link(None))


def test_ctrl_enter_makes_an_entity_named_like_the_surface(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, 'צה"ל')
    press(Key.Key_2)
    press(Key.Key_Return, CTRL)
    settled()
    link = stored(hebrew, HEBREW, 'צה"ל').link
    assert link is not None
    assert link.entity is not None
    made = hebrew.workbench.reader.entity(link.entity)
    assert (made.type, made.names("he")) == ("ORG", ['צה"ל'])


def test_shift_and_a_digit_mark_a_new_entity_in_one_act(hebrew: Desk, settled: Settled) -> None:
    span = select(hebrew, 'צה"ל')
    before = len(hebrew.workbench.reader.history())
    press(Key.Key_2, SHIFT)
    settled()
    mention = stored(hebrew, HEBREW, 'צה"ל')
    assert (mention.span, mention.label) == (span, "ORG")
    assert mention.link is not None
    assert mention.link.entity is not None
    assert hebrew.workbench.reader.entity(mention.link.entity).names("he") == ['צה"ל']
    assert len(hebrew.workbench.reader.history()) == before + 1
    assert hebrew.page.view.selected_mark == mention.id
    assert not card(hebrew).isVisible()


def test_shift_and_a_digit_ask_about_a_name_that_is_known(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "גנץ")
    press(Key.Key_Exclam, SHIFT)
    settled()
    assert card(hebrew).isVisible()
    press(Key.Key_Return)
    settled()
    assert stored(hebrew, HEBREW, "גנץ").link == Link(GANTZ)


def test_shift_and_a_digit_only_mark_where_the_label_does_not_link(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "נחת")
    press(Key.Key_4, SHIFT)
    settled()
    assert not [mention for mention in hebrew.workbench.reader.mentions(HEBREW) if mention.surface == "נחת"]


def test_escape_leaves_it_not_linked_and_gives_the_keyboard_back(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "ברבאט")
    press(Key.Key_3)
    settled()
    press(Key.Key_Escape)
    assert stored(hebrew, HEBREW, "ברבאט").link is None
    assert QApplication.focusWidget() is hebrew.page.view


def test_typing_searches_names_of_any_script(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "ברבאט")
    press(Key.Key_3)
    QTest.keyClicks(card(hebrew).field, "moroc")
    press(Key.Key_Return)
    settled()
    assert stored(hebrew, HEBREW, "ברבאט").link == Link(MOROCCO)


def test_a_date_is_asked_for_its_value(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "נחת")
    press(Key.Key_4)
    editor = hebrew.page.findChild(DateCard)
    assert editor is not None
    QTest.keyClicks(editor.field, "2021-11")
    press(Key.Key_Return)
    settled()
    assert stored(hebrew, HEBREW, "נחת").date == DateValue("2021-11")


def test_a_digit_relabels_the_selected_mark_and_keeps_its_link(hebrew: Desk, settled: Settled) -> None:
    select_mark(hebrew, "בני גנץ")
    press(Key.Key_2)
    settled()
    mention = stored(hebrew, HEBREW, "בני גנץ")
    assert (mention.label, mention.link) == ("ORG", Link(GANTZ))
    assert not card(hebrew).isVisible()


def test_the_same_mark_twice_is_the_mark_that_is_there(hebrew: Desk, settled: Settled) -> None:
    before = len(hebrew.workbench.reader.mentions(HEBREW))
    select(hebrew, "בני גנץ")
    press(Key.Key_1)
    settled()
    assert len(hebrew.workbench.reader.mentions(HEBREW)) == before
    assert card(hebrew).isVisible()


def test_l_links_as_last_time(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, "גנץ")
    press(Key.Key_1)
    press(Key.Key_Return)
    settled()
    select(hebrew, "גנץ", 1)
    press(Key.Key_L)
    settled()
    assert stored(hebrew, HEBREW, "גנץ", 1).link == Link(GANTZ)
    assert hebrew.page.view.selected_mark == stored(hebrew, HEBREW, "גנץ", 1).id


def test_l_without_a_last_time_says_so(hebrew: Desk, settled: Settled, qtbot: QtBot) -> None:
    select(hebrew, "ברבאט")
    with qtbot.waitSignal(hebrew.on_demand.marking.noted):
        press(Key.Key_L)


def test_zero_and_shift_l_decide_and_undecide(hebrew: Desk, settled: Settled) -> None:
    select_mark(hebrew, "בני גנץ")
    press(Key.Key_0)
    settled()
    assert stored(hebrew, HEBREW, "בני גנץ").link == Link(None)
    press(Key.Key_L, SHIFT)
    settled()
    assert stored(hebrew, HEBREW, "בני גנץ").link is None


def test_delete_removes_and_undo_brings_back(hebrew: Desk, settled: Settled) -> None:
    select_mark(hebrew, "בני גנץ")
    press(Key.Key_Delete)
    settled()
    assert [m.surface for m in hebrew.workbench.reader.mentions(HEBREW)] == []
    press(Key.Key_Z, CTRL)
    settled()
    assert stored(hebrew, HEBREW, "בני גנץ").link == Link(GANTZ)


def test_a_selection_of_spaces_is_refused_with_a_sentence(hebrew: Desk, qtbot: QtBot) -> None:
    select(hebrew, " ")
    with qtbot.waitSignal(hebrew.on_demand.marking.refused) as caught:
        press(Key.Key_1)
    assert caught.args is not None
    assert "nothing to mark" in str(caught.args[0])
    assert not card(hebrew).isVisible()


@pytest.mark.parametrize(
    ("scope", "documents"), [(Scope.DOCUMENT, {ENGLISH}), (Scope.WORKSPACE, {ENGLISH})], ids=["here", "everywhere"]
)
def test_all_alike_are_shown_then_linked_in_one_act(
    hebrew: Desk, settled: Settled, qtbot: QtBot, scope: Scope, documents: set[DocumentId]
) -> None:
    desk = hebrew
    desk.workbench.open_document(ENGLISH)
    select(desk, "Gantz")
    press(Key.Key_1)
    press(Key.Key_Return)
    settled()
    marking = desk.on_demand.marking
    marking.alike_found.disconnect()
    with qtbot.waitSignal(marking.alike_found) as caught:
        press(Key.Key_I, SHIFT if scope is Scope.WORKSPACE else Qt.KeyboardModifier.NoModifier)
    assert caught.args is not None
    alike: Alike = caught.args[0]
    assert {hit.document for hit in alike.hits} == documents
    standing = [hit for hit in alike.hits if not hit.inside]
    acts = len(desk.workbench.reader.history())
    marking.link_alike(alike, standing)
    settled()
    assert len(desk.workbench.reader.history()) == acts + 1
    linked = [m for m in desk.workbench.reader.mentions(ENGLISH) if m.surface == "Gantz"]
    assert [mention.link for mention in linked] == [Link(GANTZ)] * (1 + len(standing))
    press(Key.Key_Z, CTRL)
    settled()
    assert len([m for m in desk.workbench.reader.mentions(ENGLISH) if m.surface == "Gantz"]) == 1


def test_all_alike_of_what_is_not_linked_asks_to_link_it_first(hebrew: Desk, qtbot: QtBot) -> None:
    hebrew.workbench.open_document(ENGLISH)
    select_mark(hebrew, "Rabat")
    with qtbot.waitSignal(hebrew.on_demand.marking.noted):
        press(Key.Key_I)


def test_the_candidates_know_what_was_just_linked(hebrew: Desk, settled: Settled) -> None:
    select(hebrew, 'צה"ל')
    press(Key.Key_2)
    press(Key.Key_Return, CTRL)
    settled()
    index = hebrew.on_demand.candidates.index
    assert index is not None
    assert index.is_known_name('צה"ל')
    press(Key.Key_Z, CTRL)
    settled()
    assert not index.is_known_name('צה"ל')


def test_undoing_the_mark_closes_the_linker(hebrew: Desk, settled: Settled, qtbot: QtBot) -> None:
    select(hebrew, "ברבאט")
    press(Key.Key_3)
    settled()
    hebrew.bridge.undo()
    qtbot.waitUntil(lambda: not card(hebrew).isVisible())


def test_the_linker_follows_its_mark_when_the_article_moves(hebrew: Desk, settled: Settled, qtbot: QtBot) -> None:
    view = hebrew.page.view
    select(hebrew, "נחת", 1)
    press(Key.Key_3)
    settled()
    qtbot.wait(20)
    mention = stored(hebrew, HEBREW, "נחת").id

    def gap() -> int:
        rect = view.mark_rect(mention)
        assert rect is not None
        return card(hebrew).card.top() - view.viewport().mapTo(hebrew.page, rect.bottomLeft()).y()

    before, top = gap(), card(hebrew).card.top()
    view.text_size = 24
    qtbot.waitUntil(lambda: card(hebrew).card.top() != top)
    assert gap() == before > 0
