"""The keyboard in the view: real key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.document.caret import Caret
from annotator.ui.document.resizing import Unit
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import MIXED, document_of, mark_of

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def show(view: DocumentView, text: str, *marks: object, language: str = "ar") -> None:
    view.show_document(document_of(text, language), list(marks), DEFAULT_LABELS)  # type: ignore[arg-type]
    QApplication.processEvents()


def press(view: DocumentView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(view, key, modifiers)


def selected(view: DocumentView) -> str:
    return view.selection.surface(view.document.text) if view.selection else ""


def test_arrows_move_as_it_looks(view: DocumentView) -> None:
    show(view, "שלום")
    press(view, Key.Key_Left)
    assert view.caret == 1
    press(view, Key.Key_Right)
    assert view.caret == 0
    show(view, "Rabat", language="en")
    press(view, Key.Key_Right, times=2)
    assert view.caret == 2


def test_shift_selects_by_grapheme_and_with_control_by_token(view: DocumentView) -> None:
    show(view, 'אמר לצה"ל שלום')
    press(view, Key.Key_Left, SHIFT)
    assert selected(view) == "א"
    press(view, Key.Key_Left, CTRL | SHIFT)
    assert selected(view) == "אמר"
    press(view, Key.Key_Left, CTRL | SHIFT)
    assert selected(view) == 'אמר לצה"ל'
    press(view, Key.Key_Right, CTRL | SHIFT)
    assert selected(view) == "אמר "


def test_any_span_is_reached_by_keys_alone(view: DocumentView) -> None:
    show(view, MIXED)
    start, end = MIXED.index("المنتجات"), MIXED.index("المنتجات") + len("المنتجات")
    press(view, Key.Key_Left, times=start)
    assert view.caret == start
    press(view, Key.Key_Left, SHIFT, times=end - start)
    assert view.selection == Span(start, end)


def test_home_end_and_the_ends_of_the_document(view: DocumentView) -> None:
    text = "\n".join([MIXED, "second paragraph", MIXED])
    show(view, text)
    press(view, Key.Key_End, CTRL)
    assert view.caret == len(text)
    press(view, Key.Key_Home, CTRL | SHIFT)
    assert view.selection == Span(0, len(text))
    press(view, Key.Key_Home, CTRL)
    press(view, Key.Key_End)
    line_end = view.caret
    assert 0 < line_end < len(MIXED)
    press(view, Key.Key_Home, SHIFT)
    assert view.selection == Span(0, line_end)


def test_up_and_down_come_back_to_where_they_began(view: DocumentView) -> None:
    text = "\n".join([MIXED, "x", MIXED])
    show(view, text)
    press(view, Key.Key_Left, times=7)
    began = view.caret
    press(view, Key.Key_Down, times=4)
    assert view.caret > began
    press(view, Key.Key_Up, times=4)
    assert view.caret == began


def test_a_page_down_moves_the_caret_a_sight(view: DocumentView) -> None:
    show(view, "\n".join([MIXED] * 40))
    press(view, Key.Key_PageDown)
    moved = view.caret
    assert moved > len(MIXED)
    assert view.scroller.value > 0
    press(view, Key.Key_PageUp)
    assert view.caret < len(MIXED)
    assert view.caret_rect().intersects(view.viewport().rect())


def test_control_a_selects_the_paragraph_then_all(view: DocumentView) -> None:
    text = "one two\nthree\nfour"
    show(view, text, language="en")
    view.place_caret(Caret(10))
    press(view, Key.Key_A, CTRL)
    assert selected(view) == "three"
    press(view, Key.Key_A, CTRL)
    assert selected(view) == text


def test_control_c_copies_exactly_the_characters(view: DocumentView) -> None:
    text = "e\u0301 \u200fשלום\u00a0NSO 😀"
    show(view, text)
    view.select(Span(0, len(text)))
    press(view, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text
    mark = mark_of(text, "NSO")
    view.set_marks([mark])
    view.select_mark(mark.id)
    press(view, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "NSO"


@pytest.mark.parametrize("written", ["ב", "ؤ"])
def test_copying_works_on_other_keyboard_layouts(view: DocumentView, written: str) -> None:
    show(view, MIXED)
    view.select(Span(0, 4))
    QGuiApplication.clipboard().clear()
    event = QKeyEvent(QEvent.Type.KeyPress, ord(written), CTRL, written)
    QApplication.sendEvent(view, event)
    assert QGuiApplication.clipboard().text() == MIXED[:4]


def test_escape_clears_the_selection_then_the_mark_then_is_nobody_s(view: DocumentView) -> None:
    mark = mark_of(MIXED, "NSO")
    show(view, MIXED, mark)
    view.select(Span(0, 3))
    press(view, Key.Key_Escape)
    assert view.selection is None
    view.select_mark(mark.id)
    press(view, Key.Key_Escape)
    assert view.selected_mark is None


def test_return_asks_to_edit_the_selected_mark(view: DocumentView, qtbot: QtBot) -> None:
    mark = mark_of(MIXED, "NSO")
    show(view, MIXED, mark)
    view.select_mark(mark.id)
    with qtbot.waitSignal(view.mark_activated) as heard:
        press(view, Key.Key_Return)
    assert heard.args == [mark.id]


@pytest.mark.parametrize("keys", ["Tab", "Shift+Tab", "Alt+Shift+Left", "F8", "1", "Del"])
def test_keys_of_the_window_reach_it_and_the_focus_stays(qtbot: QtBot, keys: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view, field = DocumentView(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(view)
    heard: list[bool] = []
    action = QAction(window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda: heard.append(True))
    window.addAction(action)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stub does not know it
    QTest.keyClick(view, combination.key(), combination.keyboardModifiers())
    assert len(heard) == 1
    assert view.hasFocus()
    action.setShortcut(QKeySequence())
    QTest.keyClick(view, combination.key(), combination.keyboardModifiers())
    assert view.hasFocus()


def test_marks_are_gone_through_in_reading_order(view: DocumentView) -> None:
    text = "Rabat, Fez, Meknes"
    marks = [mark_of(text, name) for name in ("Fez", "Rabat", "Meknes")]
    show(view, text, *marks, language="en")
    order = []
    for _ in range(4):
        view.select_next_mark()
        order.append(view.selected_mark)
    fez, rabat, meknes = (mark.id for mark in marks)
    assert order == [rabat, fez, meknes, rabat]
    view.select_previous_mark()
    assert view.selected_mark == meknes
    view.place_caret(Caret(text.index("Fez") + 1))
    view.select_next_mark()
    assert view.selected_mark == meknes


def test_ends_are_moved_as_often_as_the_key_repeats(view: DocumentView) -> None:
    text = "ביקר ובמרוקו אתמול"
    mark = mark_of(text, "ובמרוקו")
    show(view, text, mark, language="he")
    view.select_mark(mark.id)
    asked: list[str] = []
    view.resize_requested.connect(lambda _, span: asked.append(span.surface(text)))
    view.move_mark_start_sideways(Unit.GRAPHEME, rightwards=False)
    view.move_mark_start_sideways(Unit.GRAPHEME, rightwards=False)
    view.move_mark_end(Unit.TOKEN, forward=True)
    view.move_mark_end(Unit.TOKEN, forward=False)
    view.move_mark_start(Unit.GRAPHEME, forward=False)
    view.move_mark_end_sideways(Unit.GRAPHEME, rightwards=True)
    assert asked == ["במרוקו", "מרוקו", "מרוקו אתמול", "מרוקו", "במרוקו", "במרוק"]


def test_one_key_cycles_between_token_and_stem(view: DocumentView, qtbot: QtBot) -> None:
    text = "ביקר ובמרוקו אתמול"
    show(view, text, language="he")
    view.place_caret(Caret(text.index("ובמרוקו") + 2))
    view.cycle_stem()
    first = selected(view)
    view.cycle_stem()
    assert {first, selected(view)} >= {"מרוקו"}
    mark = mark_of(text, "ובמרוקו")
    view.set_marks([mark])
    view.select_mark(mark.id)
    with qtbot.waitSignal(view.resize_requested) as heard:
        view.cycle_stem()
    assert heard.args is not None
    assert heard.args[1].surface(text) == "מרוקו"


def test_the_caret_is_drawn_and_blinks_only_with_the_keyboard(view: DocumentView) -> None:
    show(view, MIXED)
    QApplication.processEvents()
    lit = view.grab().toImage()
    view.clearFocus()
    QApplication.processEvents()
    out = view.grab().toImage()
    rect = view.caret_rect()
    changed = [
        (x, y)
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
        if lit.pixel(x, y) != out.pixel(x, y)
    ]
    assert changed
    assert len({x for x, _ in changed}) <= 8
