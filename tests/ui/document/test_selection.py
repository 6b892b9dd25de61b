from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import Span
from annotator.ui.document.caret import Caret
from annotator.ui.document.selection import Selection

UNIT = st.tuples(st.integers(0, 50), st.integers(0, 5)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(UNIT, UNIT, UNIT)
def test_a_drag_selects_from_its_first_unit_to_its_last(
    kept: tuple[int, int], passed: tuple[int, int], last: tuple[int, int]
) -> None:
    selection = Selection()
    selection.keep(*kept)
    selection.drag_to(*passed)
    selection.drag_to(*last)
    start, end = min(kept[0], last[0]), max(kept[1], last[1])
    if last[0] < kept[0]:
        end = kept[1]
    assert selection.span == (Span(start, end) if start < end else None)
    assert selection.caret.offset in {start, end}


def test_the_caret_is_at_the_end_that_moves() -> None:
    selection = Selection()
    selection.keep(10, 12)
    selection.drag_to(20, 21)
    assert selection.caret.offset == 21
    selection.drag_to(3, 4)
    assert selection.caret.offset == 3
    assert selection.span == Span(3, 12)


def test_extending_leaves_the_anchor_where_it_is() -> None:
    selection = Selection()
    selection.place(Caret(7))
    selection.extend(Caret(9))
    selection.extend(Caret(2))
    assert selection.span == Span(2, 7)
    selection.keep_anchor()
    selection.drag_to(12, 13)
    assert selection.span == Span(7, 13)


def test_clearing_leaves_the_caret() -> None:
    selection = Selection()
    selection.take(Span(7, 13))
    selection.clear()
    assert (selection.span, selection.caret.offset) == (None, 13)
