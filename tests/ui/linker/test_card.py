"""The linker as its keys and the mouse see it; every key is a real key event."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.linker.card import LinkerCard
from tests.ui.linker.conftest import MARK, OFFERS, question

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Heard:
    """What the card has said so far."""

    def __init__(self, card: LinkerCard) -> None:
        self.said: list[tuple[str, object]] = []
        for name in ("entity_chosen", "new_entity_requested", "label_chosen", "query_changed"):
            getattr(card, name).connect(self._listener(name))
        card.nil_chosen.connect(self._on_nil)
        card.dismissed.connect(self._on_dismissed)

    def _listener(self, name: str):  # type: ignore[no-untyped-def]  # the signals carry different types
        def listen(value: object) -> None:
            self.said.append((name, value))

        return listen

    def _on_nil(self) -> None:
        self.said.append(("nil", None))

    def _on_dismissed(self) -> None:
        self.said.append(("dismissed", None))


def press(key: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> None:
    """Send a key to whatever has the keyboard, as a layout that writes ``text`` there would."""
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def test_it_opens_with_the_surface_selected_and_the_first_candidate_chosen(card: LinkerCard) -> None:
    assert card.isVisible()
    assert QApplication.focusWidget() is card.field
    assert card.field.selectedText() == "بيني جانتس"
    assert card.field.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert card.candidates.chosen is OFFERS[0]


def test_enter_takes_the_first(card: LinkerCard) -> None:
    heard = Heard(card)
    press(Key.Key_Return)
    assert heard.said == [("entity_chosen", "person/benny-gantz")]


def test_enter_on_the_keypad_is_enter(card: LinkerCard) -> None:
    heard = Heard(card)
    press(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert heard.said == [("entity_chosen", "person/benny-gantz")]


@pytest.mark.parametrize(
    ("key", "text"), [(Key.Key_2, "2"), (0x0662, "٢"), (0x06F2, "۲")], ids=["Latin", "Arabic-Indic", "Persian"]
)
def test_a_digit_of_any_layout_chooses_and_enter_links(card: LinkerCard, key: int, text: str) -> None:
    heard = Heard(card)
    press(key, text=text)
    assert card.candidates.chosen is OFFERS[1]
    assert card.field.text() == "بيني جانتس"
    assert heard.said == []
    press(Key.Key_Return)
    assert heard.said == [("entity_chosen", "person/benny-begin")]


def test_a_digit_without_a_candidate_changes_nothing(card: LinkerCard) -> None:
    press(Key.Key_7, text="7")
    assert card.candidates.chosen is OFFERS[0]
    assert card.field.text() == "بيني جانتس"


def test_arrows_choose_and_stop_at_the_ends(card: LinkerCard) -> None:
    press(Key.Key_Up)
    assert card.candidates.chosen is OFFERS[0]
    for _ in range(5):
        press(Key.Key_Down)
    assert card.candidates.chosen is OFFERS[-1]


@pytest.mark.parametrize("letters", ["gan", "גנצ", "غان"])
def test_letters_of_any_layout_replace_the_surface_and_search(card: LinkerCard, letters: str) -> None:
    heard = Heard(card)
    for letter in letters:
        press(ord(letter.upper()), text=letter)
    assert card.field.text() == letters
    assert heard.said == [("query_changed", letters[: n + 1]) for n in range(len(letters))]
    press(Key.Key_2, text="2")
    assert card.field.text() == letters
    assert card.candidates.chosen is OFFERS[1]


def test_letters_never_act_whatever_they_mean_in_the_article(card: LinkerCard) -> None:
    heard = Heard(card)
    for letter in "lnxac":
        press(ord(letter.upper()), text=letter)
    assert {said for said, _ in heard.said} == {"query_changed"}


def test_zero_says_nil(card: LinkerCard) -> None:
    heard = Heard(card)
    press(Key.Key_0, text="0")
    assert heard.said == [("nil", None)]


def test_ctrl_enter_asks_for_a_new_entity_named_as_the_surface(card: LinkerCard) -> None:
    heard = Heard(card)
    press(Key.Key_G, text="g")
    press(Key.Key_Return, CTRL)
    assert heard.said[-1] == ("new_entity_requested", "بيني جانتس")


def test_escape_closes_without_an_answer(card: LinkerCard) -> None:
    heard = Heard(card)
    press(Key.Key_Escape)
    assert heard.said == [("dismissed", None)]
    assert not card.isVisible()
    assert card.question is None


@pytest.mark.parametrize("digit", [2, 3, 4])
def test_alt_and_a_digit_ask_for_another_label(card: LinkerCard, digit: int) -> None:
    heard = Heard(card)
    press(Key.Key_0 + digit, ALT)
    assert heard.said == [("label_chosen", ["PERSON", "ORG", "PLACE", "DATE"][digit - 1])]


def test_alt_and_a_digit_without_a_label_do_nothing(card: LinkerCard) -> None:
    heard = Heard(card)
    press(Key.Key_8, ALT)
    assert heard.said == []


@pytest.mark.parametrize("way", ["tab", "click"])
def test_with_the_caret_in_the_field_digits_are_typed_until_down_returns(card: LinkerCard, way: str) -> None:
    if way == "tab":
        press(Key.Key_Tab)
    else:
        QTest.mouseClick(card.field, Qt.MouseButton.LeftButton, pos=QPoint(60, 18))
    typing = card.is_typing
    assert typing
    assert QApplication.focusWidget() is card.field
    card.field.end(False)
    press(Key.Key_2, text="2")
    press(Key.Key_0, text="0")
    assert card.field.text().endswith("20")
    press(Key.Key_Down)
    still_typing = card.is_typing
    assert not still_typing
    press(Key.Key_3, text="3")
    assert card.candidates.chosen is OFFERS[2]


def test_the_caret_at_the_end_of_the_field_after_tab(card: LinkerCard) -> None:
    press(Key.Key_Tab)
    assert not card.field.hasSelectedText()
    assert card.field.cursorPosition() == len("بيني جانتس")


def test_an_enter_before_the_candidates_waits_for_them(card: LinkerCard, window: QWidget) -> None:
    card.open_for(question(), MARK, window.rect())
    heard = Heard(card)
    press(Key.Key_Return)
    assert heard.said == []
    card.set_offers(OFFERS)
    assert heard.said == [("entity_chosen", "person/benny-gantz")]


def test_enter_without_candidates_does_nothing(card: LinkerCard) -> None:
    card.set_offers(())
    heard = Heard(card)
    press(Key.Key_Return)
    assert heard.said == []
    assert card.isVisible()


def test_the_chosen_candidate_is_previewed_with_its_number(card: LinkerCard) -> None:
    seen: list[tuple[object, int]] = []
    card.previewed.connect(lambda entity, number: seen.append((entity, number)))
    press(Key.Key_Down)
    press(Key.Key_1, text="1")
    card.set_offers(())
    assert seen == [("person/benny-begin", 2), ("person/benny-gantz", 1), (None, 0)]


def test_a_click_on_a_candidate_links(card: LinkerCard) -> None:
    heard = Heard(card)
    row = card.candidates.visualRect(card.candidates.model().index(1, 0))
    QTest.mouseClick(card.candidates.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert heard.said == [("entity_chosen", "person/benny-begin")]


def test_a_click_on_a_label_asks_for_it_and_shows_it_only_once_it_is_so(card: LinkerCard) -> None:
    heard = Heard(card)
    QTest.mouseClick(card.labels.tab("PLACE"), Qt.MouseButton.LeftButton)
    assert heard.said == [("label_chosen", "PLACE")]
    assert card.labels.tab("PERSON").isChecked()  # type: ignore[attr-defined]  # a tab is a button


def test_the_keyboard_going_elsewhere_leaves_it_for_later(card: LinkerCard, window: QWidget) -> None:
    heard = Heard(card)
    elsewhere = window.findChild(QLineEdit, "elsewhere")
    assert elsewhere is not None
    elsewhere.setFocus()
    assert heard.said == [("dismissed", None)]
    assert not card.isVisible()


@pytest.mark.parametrize(("offered", "rows"), [(0, 2), (1, 2), (3, 3), (6, 6), (9, 6)])
def test_it_stands_below_the_mark_and_is_as_high_as_its_candidates(window: QWidget, offered: int, rows: int) -> None:
    card = LinkerCard(window)
    card.open_for(question(), MARK, window.rect())
    card.set_offers((OFFERS * 3)[:offered])
    QApplication.processEvents()
    assert card.card.top() > MARK.bottom()
    assert card.candidates.viewport().height() == rows * 56


def test_it_keeps_its_height_while_a_search_finds_less(card: LinkerCard) -> None:
    before = card.card
    card.set_offers(OFFERS[:1])
    card.set_offers(())
    assert card.card == before


def test_everything_has_a_name_for_assistive_technology(card: LinkerCard) -> None:
    assert card.accessibleName()
    assert card.field.accessibleName()
    assert card.candidates.accessibleName()
    first = card.candidates.model().index(0, 0)
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Benny Gantz, בני גנץ, بيني غانتس, PERSON, exact alias")


def test_a_mirrored_card_is_the_mirror_image(qtbot: QtBot, window: QWidget) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    card = LinkerCard(window)
    card.open_for(question(), QRect(380, 60, 90, 52), window.rect())
    card.set_offers(OFFERS)
    qtbot.wait(1)
    tabs = [card.labels.tab(name).mapTo(card, QPoint(0, 0)).x() for name in ("PERSON", "ORG", "PLACE", "DATE")]
    assert tabs == sorted(tabs, reverse=True)
