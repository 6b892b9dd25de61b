"""Texts that nobody would write: the view shows them, and stays in hand."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.ids import MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import document_of

TEXTS = {
    "empty": "",
    "only line feeds": "\n\n\n",
    "many empty lines": "\n" * 20_000,
    "one endless line": "وزارة الدفاع NSO 94% " * 10_000,
    "one endless word": "a" * 200_000,
    "nothing but marks": "a" + "\u0301" * 20_000,
    "nothing but joiners": "\u200d" * 20_000,
    "open isolates": "\u2067" * 5_000 + "abc\n",
    "open overrides": "\u202e" * 126 + "abc",
    "brackets": "(" * 20_000 + "א" + ")" * 20_000,
    "tabs": "\t" * 5_000 + "אב\tcd\t",
    "other line ends": "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "private use and unassigned": "\ue000\U000f0000\u0378 \ufdd0",
    "astral": "😀👨\u200d👩\u200d👧" * 5_000,
    "a lone control": "\u200e",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_it_is_shown_scrolled_clicked_and_typed_in(view: DocumentView, text: str) -> None:
    rng = random.Random(1)
    marks = []
    for number in range(40):
        start = rng.randrange(max(1, len(text)))
        span = Span(start, start + rng.randint(1, 60))
        if span.end <= len(text):
            marks.append(Mark(MentionId(str(number)), span, "ORG", MarkState.LINKED, "Name"))
    view.shows_invisibles = True
    view.show_document(document_of(text), marks, DEFAULT_LABELS)
    QApplication.processEvents()
    for offset in (len(text), len(text) // 2, 0):
        view.scroll_to(offset)
        QApplication.processEvents()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.viewport().rect().center())
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.viewport().rect().center())
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_End):
            QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
            assert 0 <= view.caret <= len(text)
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    view.select_all()
    view.select_all()
    view.select_next_mark()
    assert view.selected_mark is not None or not marks
    view.resize(500, 500)
    QApplication.processEvents()
    assert bool(view.ticks(100)) is bool(marks)
    assert len(view.ticks(100)) <= min(len(marks), 101)


def test_what_is_laid_out_stays_bounded(view: DocumentView) -> None:
    view.show_document(document_of("\n".join(["some words " * 30] * 2_000)), [], DEFAULT_LABELS)
    for share in range(100):
        view.scroll_to_fraction(share / 100)
        view.scroller.visible()
    kept = sum(view.page.blocks.length(block) for block in range(len(view.page.blocks)) if view.page.is_settled(block))
    assert kept <= 70_000
