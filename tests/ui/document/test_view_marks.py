"""Marks, sizes and settings of the view, and what it tells about itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.document import Direction
from annotator.core.ids import EntityId, MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui import theme
from annotator.ui.document.caret import Caret
from annotator.ui.document.marks import Mark, MarkState, UnderMarks
from annotator.ui.document.page import Page
from annotator.ui.document.styles import Focus, MarkStyles
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import MIXED, article, document_of, mark_of

LONG = "\n".join([MIXED] * 40)


def show(view: DocumentView, text: str, *marks: Mark, language: str = "ar") -> None:
    view.show_document(document_of(text, language), list(marks), DEFAULT_LABELS)
    QApplication.processEvents()


def marks_everywhere(text: str, surface: str) -> list[Mark]:
    found, at = [], text.find(surface)
    while at >= 0:
        span = Span(at, at + len(surface))
        found.append(Mark(MentionId(f"m{at}"), span, "ORG", MarkState.LINKED, "NSO Group", EntityId("org/nso")))
        at = text.find(surface, at + 1)
    return found


def test_only_blocks_whose_marks_differ_are_placed_anew(view: DocumentView, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = marks_everywhere(LONG, "NSO")
    show(view, LONG, *marks)
    told: list[list[int]] = []
    original = Page.marks_changed

    def noting(page: Page, blocks: set[int]) -> None:
        told.append(sorted(blocks))
        original(page, blocks)

    monkeypatch.setattr(Page, "marks_changed", noting)
    view.set_marks(list(marks))
    view.set_marks([mark._replace() for mark in marks])
    assert told == []
    view.set_marks([marks[0]._replace(label="PLACE"), *marks[1:]])
    view.update_marks([marks[1]._replace(label="PLACE")], [marks[2].id])
    assert told == [[0], [1, 2]]


def test_marks_that_change_move_neither_text_nor_selection(view: DocumentView) -> None:
    show(view, LONG)
    view.scroll_to(len(MIXED) * 20)
    view.select(Span(len(MIXED) * 20, len(MIXED) * 20 + 5))
    place = view.glyph_center(len(MIXED) * 20)
    view.set_marks(marks_everywhere(LONG, "برنامج التجسس"))
    view.update_marks(marks_everywhere(LONG, "التجسس")[:3])
    assert view.glyph_center(len(MIXED) * 20) == place
    assert view.selection == Span(len(MIXED) * 20, len(MIXED) * 20 + 5)


def test_a_selected_mark_that_is_removed_is_selected_no_more(view: DocumentView, qtbot: QtBot) -> None:
    mark = mark_of(MIXED, "NSO")
    show(view, MIXED, mark)
    view.select_mark(mark.id)
    with qtbot.waitSignal(view.mark_selected) as heard:
        view.update_marks([], [mark.id])
    assert heard.args == [None]
    assert view.selected_mark is None


def test_selecting_a_mark_lifts_the_others_of_its_entity(view: DocumentView) -> None:
    marks = marks_everywhere(LONG, "NSO")
    other = mark_of(LONG, "المغرب")
    show(view, LONG, *marks, other)
    view.select_mark(marks[3].id)
    assert view.focus.peers == {mark.id for mark in marks}
    styles = MarkStyles(theme.LIGHT, DEFAULT_LABELS)
    usual, lifted = styles.style(marks[0], Focus()).fill, styles.style(marks[0], view.focus).fill
    assert usual != lifted
    view.select_mark(other.id)
    assert marks[0].id not in view.focus.peers
    view.update_marks([other._replace(entity=EntityId("org/nso"))])
    assert view.focus.peers > {mark.id for mark in marks}


def test_selecting_a_mark_brings_it_into_sight_and_again_moves_nothing(view: DocumentView) -> None:
    marks = marks_everywhere(LONG, "NSO")
    show(view, LONG, *marks)
    for mark in (marks[30], marks[2]):
        view.select_mark(mark.id)
        rect = view.mark_rect(mark.id)
        assert rect is not None
        assert view.viewport().rect().contains(rect)
        value = view.scroller.value
        view.select_mark(mark.id)
        assert view.scroller.value == value


def test_text_and_mark_are_never_selected_at_once(view: DocumentView) -> None:
    mark = mark_of(MIXED, "NSO")
    show(view, MIXED, mark)
    heard: list[object] = []
    view.selection_changed.connect(heard.append)
    view.mark_selected.connect(heard.append)
    view.select(Span(0, 4))
    view.select_mark(mark.id)
    view.select(Span(0, 4))
    assert heard == [Span(0, 4), None, mark.id, None, Span(0, 4)]


def test_the_next_open_mark_is_found(view: DocumentView) -> None:
    text = "Rabat, Fez, Meknes"
    marks = [
        mark_of(text, "Rabat"),
        mark_of(text, "Fez", state=MarkState.UNLINKED, entity=None),
        mark_of(text, "Meknes", state=MarkState.UNLINKED, entity=None, suggested=True),
    ]
    show(view, text, *marks, language="en")
    view.select_next_unlinked()
    assert view.selected_mark == marks[1].id
    view.select_next_unlinked()
    assert view.selected_mark == marks[1].id
    view.select_previous_unlinked()
    assert view.selected_mark == marks[1].id


def test_hidden_labels_are_neither_drawn_nor_hit_nor_selected(view: DocumentView) -> None:
    mark = mark_of(MIXED, "NSO", "ORG")
    show(view, MIXED, mark)
    view.select_mark(mark.id)
    centre = view.glyph_center(mark.span.start + 1)
    assert centre is not None
    assert view.mark_at(centre) == mark.id
    view.hidden_labels = frozenset({"ORG"})
    assert view.selected_mark is None
    assert view.mark_at(centre) is None
    assert view.decorations(0)[0].pieces == ()
    assert view.mark_rect(mark.id) is None
    view.select_mark(mark.id)
    assert view.selected_mark is None
    view.hidden_labels = frozenset()
    assert view.mark_at(centre) == mark.id


def test_the_text_size_keeps_the_place_and_its_limits(view: DocumentView) -> None:
    show(view, LONG)
    view.scroll_to(len(MIXED) * 20)
    anchor = view.scroller.anchor()
    heard: list[float] = []
    view.text_size_changed.connect(heard.append)
    view.text_size += 1
    assert view.scroller.anchor().offset == anchor.offset
    for wanted in (40.0, 2.0, 15.0):
        view.text_size = wanted
    assert heard == [16.0, 28.0, 11.0, 15.0]


def test_the_column_is_centred_and_never_wider_than_47_text_sizes(view: DocumentView) -> None:
    show(view, MIXED)
    view.resize(1_400, 640)
    assert view.page.column == 705
    left = view.origin.x()
    assert abs(left - (view.viewport().width() - left - 705)) <= 1
    view.resize(560, 640)
    assert view.origin.x() >= 40


def test_another_width_keeps_the_place(view: DocumentView) -> None:
    show(view, LONG)
    view.scroll_to(len(MIXED) * 20)
    anchor = view.scroller.anchor()
    view.resize(480, 640)
    kept = view.scroller.anchor()
    line = view.mover.line_of(Caret(anchor.offset))
    assert view.mover.line_of(Caret(kept.offset)) == line
    assert kept.distance == pytest.approx(anchor.distance, abs=1)


def test_directions_follow_paragraphs_and_overrides(view: DocumentView) -> None:
    text = f"{MIXED}\nRabat is here.\n24.11.2021"
    show(view, text)
    assert [view.paragraph_direction(number) for number in range(3)] == [Direction.RTL, Direction.LTR, Direction.LTR]
    flush_right = view.rects_for_range(0, 4)[0]
    assert flush_right.right() == pytest.approx(view.origin.x() + view.page.column, abs=1)
    forced = replace(view.document, paragraph_directions={1: Direction.RTL})
    view.turn(forced)
    assert [view.paragraph_direction(number) for number in range(3)] == [Direction.RTL, Direction.RTL, Direction.RTL]
    start = text.index("Rabat")
    last = view.rects_for_range(start, start + len("Rabat is here."))[0]
    assert last.right() == pytest.approx(view.origin.x() + view.page.column, abs=1)
    view.turn(replace(view.document, direction=Direction.LTR, paragraph_directions={}))
    assert view.rects_for_range(0, 4)[-1].left() >= view.origin.x() - 1
    assert view.paragraph_direction(0) is Direction.LTR


def test_a_mirrored_window_leaves_the_article_s_own_sides(view: DocumentView) -> None:
    text = f"{MIXED}\nRabat is here."
    show(view, text)
    before = view.rects_for_range(0, 4) + view.rects_for_range(len(MIXED) + 1, len(text))
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert view.rects_for_range(0, 4) + view.rects_for_range(len(MIXED) + 1, len(text)) == before


def test_the_ruler_is_told_where_marks_and_sight_are(view: DocumentView) -> None:
    marks = marks_everywhere(LONG, "NSO")
    show(view, LONG, *marks)
    ticks = view.ticks(10_000)
    assert [mark for mark, _ in ticks] == marks
    fractions = [fraction for _, fraction in ticks]
    assert fractions == sorted(fractions)
    assert 0 < fractions[0] < 0.1
    assert 0.9 < fractions[-1] < 1
    view.scroll_to_fraction(fractions[20])
    top, bottom = view.viewport_fraction()
    assert top < fractions[20] < bottom
    view.scroll_to_fraction(1.0)
    assert view.viewport_fraction()[1] == pytest.approx(1)


def test_showing_the_same_document_again_keeps_the_place_and_another_begins_at_its_top(view: DocumentView) -> None:
    show(view, LONG)
    view.scroll_to(len(MIXED) * 20)
    value = view.scroller.value
    view.show_document(view.document, marks_everywhere(LONG, "NSO"), DEFAULT_LABELS)
    assert view.scroller.value == value
    assert len(view.page.marks) == 40
    show(view, LONG + "\n.")
    assert (view.scroller.value, view.caret, view.selected_mark) == (0, 0, None)
    view.clear()
    assert view.document.text == ""
    assert view.mark_at(view.viewport().rect().center()) is None


def test_layout_changes_are_told_once_things_have_come_to_rest(view: DocumentView, qtbot: QtBot) -> None:
    show(view, LONG)
    qtbot.wait(200)
    heard: list[bool] = []
    view.layout_changed.connect(lambda: heard.append(True))
    for size in (16.0, 17.0, 18.0):
        view.text_size = size
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.wait(200)
    assert len(heard) == 1


def test_words_follow_the_language_of_the_interface(view: DocumentView) -> None:
    show(view, MIXED, mark_of(MIXED, "NSO"))
    first = view.decorations(0)[0]
    assert view.decorations(0)[0] is first
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.decorations(0)[0] is not first


@pytest.mark.parametrize("under", list(UnderMarks))
def test_every_setting_of_the_words_can_be_drawn(view: DocumentView, under: UnderMarks) -> None:
    found = article("ar")
    view.show_document(found.document, found.marks, DEFAULT_LABELS)
    view.under_marks = under
    assert view.under_marks is under
    assert bool(view.decorations(2)[0].words) is (under is not UnderMarks.NOTHING)
    assert not view.grab().isNull()


def test_lines_and_their_order_can_be_asked_for(view: DocumentView) -> None:
    show(view, "אב cd")
    assert view.line_count(0) == 1
    order = [span.surface("אב cd") for span in view.visual_order(0, 0)]
    assert order == ["c", "d", " ", "ב", "א"]
    with pytest.raises(IndexError):
        view.visual_order(0, 1)


def test_every_row_of_the_ruler_that_a_mark_begins_in_has_a_tick(view: DocumentView) -> None:
    marks = marks_everywhere(LONG, "NSO") + marks_everywhere(LONG, "المغرب") + marks_everywhere(LONG, "برنامج")
    show(view, LONG, *marks)
    everything = view.ticks(10**9)
    assert len(everything) == len(marks)
    for rows in (7, 60, 300):
        ticks = view.ticks(rows)
        assert {int(fraction * rows) for _, fraction in ticks} == {int(fraction * rows) for _, fraction in everything}
        assert len(ticks) <= rows + 1
    one = marks[3]
    assert [mark for mark, _ in view.ticks_of(10**9, None, one.id)] == [one]
    assert len(view.ticks_of(10**9, one.entity, None)) == len(marks)
