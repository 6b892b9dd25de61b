from __future__ import annotations

import pytest

from annotator.core.document import Direction
from annotator.core.offsets import Span
from annotator.ui.document.resizing import End, Unit, leads_forward, moved, with_end_at
from annotator.ui.document.units import name_at, next_form, sentence_at, token_near
from tests.ui.document.samples import MIXED
from tests.ui.document.test_caret import page_of

pytestmark = pytest.mark.usefixtures("qapp")


def span_of(text: str, surface: str) -> Span:
    start = text.index(surface)
    return Span(start, start + len(surface))


def move(text: str, surface: str, end: End, unit: Unit, *, forward: bool) -> str:
    page = page_of(text)
    return moved(page, span_of(text, surface), end, unit, forward=forward).surface(text)


@pytest.mark.parametrize(
    ("end", "unit", "forward", "expected"),
    [
        (End.END, Unit.GRAPHEME, True, "ובמרוקו "),
        (End.END, Unit.GRAPHEME, False, "ובמרוק"),
        (End.START, Unit.GRAPHEME, True, "במרוקו"),
        (End.START, Unit.GRAPHEME, False, " ובמרוקו"),
        (End.END, Unit.TOKEN, True, "ובמרוקו נפגש"),
        (End.START, Unit.TOKEN, False, "הוא ובמרוקו"),
        (End.END, Unit.TOKEN, False, "ובמרוקו"),
        (End.START, Unit.TOKEN, True, "ובמרוקו"),
    ],
)
def test_an_end_moves_by_a_step(end: End, unit: Unit, forward: bool, expected: str) -> None:
    assert move("הוא ובמרוקו נפגש", "ובמרוקו", end, unit, forward=forward) == expected


def test_a_step_takes_a_whole_grapheme() -> None:
    text = "xe\u0301y 👨\u200d👩\u200d👧."
    page = page_of(text, direction=Direction.LTR)
    assert moved(page, Span(0, 1), End.END, Unit.GRAPHEME, forward=True) == Span(0, 3)
    assert moved(page, Span(0, 3), End.END, Unit.GRAPHEME, forward=False) == Span(0, 1)
    assert moved(page, Span(0, 5), End.END, Unit.GRAPHEME, forward=True) == Span(0, 10)


def test_an_end_never_leaves_the_paragraph_nor_passes_the_other() -> None:
    text = "ab\ncd"
    page = page_of(text, direction=Direction.LTR)
    assert moved(page, Span(0, 2), End.END, Unit.GRAPHEME, forward=True) == Span(0, 2)
    assert moved(page, Span(3, 5), End.START, Unit.GRAPHEME, forward=False) == Span(3, 5)
    assert moved(page, Span(3, 4), End.START, Unit.GRAPHEME, forward=True) == Span(3, 4)
    assert moved(page, Span(3, 4), End.END, Unit.GRAPHEME, forward=False) == Span(3, 4)


def test_right_and_left_follow_the_text_at_the_end_that_moves() -> None:
    page = page_of(MIXED)
    latin, arabic = span_of(MIXED, "Pegasus"), span_of(MIXED, "المغرب")
    assert leads_forward(page, latin, End.END, rightwards=True)
    assert not leads_forward(page, arabic, End.END, rightwards=True)
    assert leads_forward(page, arabic, End.START, rightwards=False)


def test_an_end_is_put_at_an_offset_only_where_something_is_left() -> None:
    assert with_end_at(Span(3, 6), End.START, 5) == Span(5, 6)
    assert with_end_at(Span(3, 6), End.START, 6) == Span(3, 6)
    assert with_end_at(Span(3, 6), End.END, 3) == Span(3, 6)
    assert with_end_at(Span(3, 6), End.END, 9) == Span(3, 9)


def test_one_key_cycles_from_the_token_to_its_stems_and_back() -> None:
    text = "ביקר ובמרוקו."
    page = page_of(text)
    span, seen = span_of(text, "ובמרוקו"), []
    for _ in range(4):
        span = next_form(page, span, "he")
        seen.append(span.surface(text))
    assert seen[0] == "מרוקו"
    assert "ובמרוקו" in seen
    assert next_form(page, span_of(text, "מרו"), "he") == span_of(text, "ובמרוקו")


def test_a_double_click_takes_the_name_without_its_prefix() -> None:
    text = "طار إلى والمغرب أمس"
    page = page_of(text)
    at = text.index("والمغرب") + 4
    assert name_at(page, at, "ar", {"المغرب"}.__contains__) == span_of(text, "المغرب")
    assert name_at(page, text.index("طار"), "ar", {"المغرب"}.__contains__) == span_of(text, "طار")
    assert name_at(page, 3, "ar", {"المغرب"}.__contains__) is None


def test_sentences_and_tokens_are_found_in_offsets_of_the_document() -> None:
    text = "First line.\nהוא בא. היא הלכה."
    page = page_of(text)
    assert sentence_at(page, text.index("היא")) == span_of(text, "היא הלכה.")
    assert token_near(page, len(text)) == Span(len(text) - 1, len(text))
    assert token_near(page, text.index("הוא") + 3) == span_of(text, "הוא")
    assert sentence_at(page_of("\n"), 0) is None
