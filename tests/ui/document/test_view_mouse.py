"""The mouse in the view: real events at the places where characters are."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.ids import MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.document.handles import handles
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import MIXED, Article, articles, document_of, mark_of

Wheel = Callable[[int, Qt.KeyboardModifier], None]
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def place(view: DocumentView, offset: int) -> QPoint:
    found = view.glyph_center(offset)
    assert found is not None
    return found


def drag(view: DocumentView, first: int, last: int, steps: int = 4) -> None:
    """Press on one character, move to another and release there."""
    start, end = place(view, first), place(view, last)
    target = view.viewport()
    QTest.mousePress(target, LEFT, NONE, start)
    for step in range(1, steps + 1):
        QTest.mouseMove(target, start + (end - start) * step / steps)
    QTest.mouseRelease(target, LEFT, NONE, end)


def click(view: DocumentView, offset: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), LEFT, modifiers, place(view, offset))


def double_click(view: DocumentView, offset: int) -> None:
    """Send what a person's double click sends."""
    at = place(view, offset)
    QTest.mousePress(view.viewport(), LEFT, NONE, at)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at)


def show(view: DocumentView, text: str, *marks: object, language: str = "ar") -> None:
    view.show_document(document_of(text, language), list(marks), DEFAULT_LABELS)  # type: ignore[arg-type]
    QApplication.processEvents()


def test_a_drag_over_a_direction_boundary_selects_what_is_between(view: DocumentView, qtbot: QtBot) -> None:
    show(view, MIXED)
    start, end = MIXED.index("تجسس"), MIXED.index("Pegasus") + 3
    with qtbot.waitSignal(view.selection_changed) as heard:
        drag(view, start, end - 1)
    assert heard.args == [Span(start, end)]
    assert view.selection == Span(start, end)
    assert MIXED[start:end] == "تجسس (Peg"
    assert len(view.rects_for_range(start, end)) == 2


def test_a_drag_backwards_selects_the_same(view: DocumentView) -> None:
    show(view, MIXED)
    start, end = MIXED.index("NSO") + 1, MIXED.index("طريقه") + 3
    drag(view, end - 1, start)
    assert view.selection == Span(start, end)
    assert view.caret == start


def test_names_that_come_during_a_drag_do_not_move_the_words_under_the_mouse(view: DocumentView) -> None:
    text = "\n".join(f"Line {number} on Rabat." for number in range(1, 12))
    show(view, text, language="en")
    marks = [
        mark_of(text, f"Line {number}", id=MentionId(f"{number}-{lane}"), caption=f"A long name, the {lane}th of all")
        for number in range(1, 6)
        for lane in range(3)
    ]
    first = text.index("Line 8")
    start, end = place(view, first), place(view, first + 5)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), start + (end - start) / 2)
    view.update_marks(marks)
    assert place(view, first) == start
    QTest.mouseMove(view.viewport(), end)
    view.set_marks([])
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert view.selection == Span(first, first + 6)


@pytest.mark.parametrize("found", articles(), ids=lambda found: found.document.name)
def test_random_drags_select_the_graphemes_they_touch(view: DocumentView, found: Article) -> None:
    text = found.document.text
    view.show_document(found.document, [], DEFAULT_LABELS)
    rng = random.Random(found.document.id)
    done = 0
    for _ in range(40):
        anywhere = rng.randrange(len(text))
        view.scroll_to(anywhere)
        block = view.page.blocks.at(anywhere)
        start = view.page.blocks.start(block)
        boxes = [
            box
            for line in range(len(view.page.placed(block).lines))
            for box in view.page.geometry(block).visible_boxes(line)
            if box.width > 1.5 and view.viewport().rect().contains(place(view, start + box.start))
        ]
        if len(boxes) < 2:
            continue
        one, other = rng.sample(boxes, 2)
        drag(view, start + one.start, start + other.start)
        expected = Span(start + min(one.start, other.start), start + max(one.end, other.end))
        assert view.selection == expected, text[expected.start : expected.end]
        done += 1
    assert done > 20


def test_offsets_are_code_points(view: DocumentView) -> None:
    text = "😀 שלום 👨\u200d👩\u200d👧 abc e\u0301 סוף"
    show(view, text, language="he")
    start, end = text.index("שלום"), text.index("abc") + 3
    drag(view, start, end - 1)
    assert view.selection == Span(start, end)
    accent = text.index("\u0301")
    drag(view, accent - 1, accent + 2)
    assert view.selection == Span(accent - 1, accent + 3)


@pytest.mark.parametrize("word", ['ארה"ב', "צה״ל", "המגרב", "עיר21", "المُحتل", "NSO", "94", "Morocco"])
def test_a_double_click_selects_a_token_of_our_own_rule(view: DocumentView, word: str) -> None:
    text = 'עם ארה"ב, צה״ל, המגרב "עיר21" المُحتل، NSO، 94% Morocco’s'
    show(view, text, language="he")
    double_click(view, text.index(word) + 1)
    assert view.selection is not None
    assert view.selection.surface(text) == word


def test_a_double_click_leaves_the_prefix_of_a_known_name(view: DocumentView) -> None:
    text = "נפגשו במרוקו עם والمغرب"
    show(view, text, language="he")
    double_click(view, text.index("במרוקו") + 2)
    assert view.selection is not None
    assert view.selection.surface(text) == "במרוקו"
    view.name_test = {"מרוקו"}.__contains__
    double_click(view, text.index("במרוקו") + 2)
    assert view.selection is not None
    assert view.selection.surface(text) == "מרוקו"


def test_a_double_click_that_is_dragged_on_selects_by_token(view: DocumentView) -> None:
    text = "one two three four"
    show(view, text, language="en")
    double_click(view, text.index("three") + 1)
    QTest.mouseMove(view.viewport(), place(view, text.index("two") + 1))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, place(view, text.index("two") + 1))
    assert view.selection is not None
    assert view.selection.surface(text) == "two three"


def test_a_third_click_selects_the_sentence(view: DocumentView) -> None:
    text = "One here. Two are there! Three."
    show(view, text, language="en")
    double_click(view, text.index("are"))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, place(view, text.index("are")))
    QTest.mousePress(view.viewport(), LEFT, NONE, place(view, text.index("are")))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, place(view, text.index("are")))
    assert view.selection is not None
    assert view.selection.surface(text) == "Two are there!"


def test_a_click_with_shift_goes_on_with_the_selection(view: DocumentView) -> None:
    show(view, "one two three", language="en")
    drag(view, 4, 6)
    click(view, 9, SHIFT)
    assert view.selection == Span(4, 10)
    click(view, 1, SHIFT)
    assert view.selection == Span(1, 4)


def test_a_click_selects_the_mark_and_beside_marks_the_caret(view: DocumentView, qtbot: QtBot) -> None:
    text = "from Rabat to Fez"
    rabat = mark_of(text, "Rabat")
    show(view, text, rabat, language="en")
    with qtbot.waitSignal(view.mark_selected) as heard:
        click(view, text.index("Rabat") + 2)
    assert heard.args == [rabat.id]
    assert view.selected_mark == rabat.id
    with qtbot.waitSignal(view.mark_selected) as heard:
        click(view, text.index("Fez"))
    assert heard.args == [None]
    assert abs(view.caret - text.index("Fez")) <= 1
    assert view.selection is None


def test_of_nested_marks_the_shortest_is_clicked_and_the_outer_by_its_words(view: DocumentView) -> None:
    text = "the Israeli Ministry of Defense said"
    outer = mark_of(text, "Israeli Ministry of Defense", "ORG", caption="Ministry of Defense")
    inner = mark_of(text, "Israeli", "PLACE", caption="Israel")
    show(view, text, outer, inner, language="en")
    click(view, text.index("Israeli") + 3)
    assert view.selected_mark == inner.id
    words = next(words for words in view.decorations(0)[0].words if words.mark == outer)
    assert words.name_rect is not None
    point = words.name_rect.translated(0, view.page.top(0)).translated(view.origin).center().toPoint()
    assert view.mark_at(point) == outer.id
    assert view.span_at(point) == outer.span
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    assert view.selected_mark == outer.id


def test_a_double_click_on_the_words_of_a_mark_asks_to_edit_it(view: DocumentView, qtbot: QtBot) -> None:
    text = "from Rabat to Fez"
    rabat = mark_of(text, "Rabat", caption="Rabat")
    show(view, text, rabat, language="en")
    words = view.decorations(0)[0].words[0]
    assert words.label_rect is not None
    point = words.label_rect.translated(0, view.page.top(0)).translated(view.origin).center().toPoint()
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    with qtbot.waitSignal(view.mark_activated) as heard:
        QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    assert heard.args == [rabat.id]


def test_the_mark_under_the_mouse_is_told(view: DocumentView) -> None:
    text = "from Rabat to Fez"
    rabat = mark_of(text, "Rabat")
    show(view, text, rabat, language="en")
    heard: list[MentionId | None] = []
    view.mark_hovered.connect(heard.append)
    QTest.mouseMove(view.viewport(), place(view, text.index("Rabat") + 2))
    QTest.mouseMove(view.viewport(), place(view, text.index("Fez") + 1))
    assert heard == [rabat.id, None]


def handle_point(view: DocumentView, which: int) -> QPoint:
    handle = handles(view.page, view.selected_mark)[which]
    return QPoint(round(handle.x), round((handle.top + handle.bottom) / 2)) + view.origin


@pytest.mark.parametrize("which", [0, 1])
def test_a_handle_is_dragged_to_where_the_mark_is_to_begin_or_end(view: DocumentView, qtbot: QtBot, which: int) -> None:
    text = "הגיע אתמול ובמרוקו רבתי נחת"
    mark = mark_of(text, "ובמרוקו")
    show(view, text, mark, language="he")
    click(view, text.index("ובמרוקו") + 3)
    target = text.index("מרוקו") if which == 0 else text.index("רבתי") + 4
    rects = view.rects_for_range(target, target + 1)
    point = QPoint(round(rects[0].right()), round(rects[0].center().y()))
    start = handle_point(view, which)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), (start + point) / 2)
    QTest.mouseMove(view.viewport(), point)
    with qtbot.waitSignal(view.resize_requested) as heard:
        QTest.mouseRelease(view.viewport(), LEFT, NONE, point)
    expected = "מרוקו" if which == 0 else "ובמרוקו רבתי"
    assert heard.args is not None
    assert heard.args[0] == mark.id
    assert heard.args[1].surface(text) == expected
    assert view.selected_mark == mark.id


def test_escape_lets_go_of_a_handle(view: DocumentView, qtbot: QtBot) -> None:
    text = "from Rabat to Fez"
    mark = mark_of(text, "Rabat")
    show(view, text, mark, language="en")
    click(view, text.index("Rabat") + 2)
    QTest.mousePress(view.viewport(), LEFT, NONE, handle_point(view, 1))
    QTest.mouseMove(view.viewport(), place(view, text.index("Fez")))
    assert view.page.marks.get(mark.id) != mark
    with qtbot.assertNotEmitted(view.resize_requested):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, NONE, place(view, text.index("Fez")))
    assert view.page.marks.get(mark.id) == mark


def test_a_resize_that_nobody_answers_is_taken_back(view: DocumentView, qtbot: QtBot) -> None:
    text = "from Rabat to Fez"
    mark = mark_of(text, "Rabat")
    show(view, text, mark, language="en")
    view.select_mark(mark.id)
    view.preview_resize(Span(5, 13))
    view.finish_resize()
    assert view.page.marks.get(mark.id) != mark
    qtbot.waitUntil(lambda: view.page.marks.get(mark.id) == mark, timeout=2_000)


def test_a_drag_beyond_the_sight_scrolls(view: DocumentView, qtbot: QtBot) -> None:
    text = "\n".join(["some words on a line"] * 80)
    show(view, text, language="en")
    QTest.mousePress(view.viewport(), LEFT, NONE, place(view, 3))
    below = QPoint(200, view.viewport().height() + 120)
    QTest.mouseMove(view.viewport(), below - QPoint(0, 60))
    QTest.mouseMove(view.viewport(), below)
    qtbot.waitUntil(lambda: view.scroller.value > 300, timeout=4_000)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, below)
    assert view.selection is not None
    assert view.selection.start == 3
    assert view.selection.end > 200
    stopped = view.scroller.value
    QTest.qWait(80)
    assert view.scroller.value == stopped


def test_control_and_the_wheel_change_the_size(
    view: DocumentView, wheel: Callable[[int, Qt.KeyboardModifier], None]
) -> None:
    show(view, MIXED)
    wheel(120, Qt.KeyboardModifier.ControlModifier)
    assert view.text_size == 16
    wheel(-120, Qt.KeyboardModifier.ControlModifier)
    wheel(-120, Qt.KeyboardModifier.ControlModifier)
    assert view.text_size == 14


def test_the_wheel_scrolls(view: DocumentView, wheel: Wheel) -> None:
    show(view, "\n".join([MIXED] * 30))
    wheel(-120, NONE)
    assert view.scroller.value > 20
    wheel(120, NONE)
    assert view.scroller.value == 0
