from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from annotator.ui.review.placement import EDGE, place

BOUNDS = QRect(100, 50, 780, 700)
SIZE = QSize(500, 40)


@given(st.integers(100, 860), st.integers(50, 720), st.integers(10, 300), st.integers(20, 60))
def test_the_bar_never_lies_on_its_mark_and_keeps_inside(left: int, top: int, width: int, height: int) -> None:
    mark = QRect(left, top, width, height)
    found = place(mark, BOUNDS, SIZE, 9)
    assert found is not None
    assert not found.rect.intersects(mark)
    assert found.rect.left() >= BOUNDS.left() + EDGE
    assert found.rect.right() <= BOUNDS.right() + 1 - EDGE
    assert found.rect.bottom() <= BOUNDS.bottom()
    assert found.rect.left() < found.pointer_x < found.rect.right()


def test_it_goes_above_only_where_there_is_no_room_below() -> None:
    below = place(QRect(300, 300, 60, 50), BOUNDS, SIZE, 9)
    above = place(QRect(300, 690, 60, 50), BOUNDS, SIZE, 9)
    assert below is not None
    assert above is not None
    assert not below.above
    assert below.rect.top() == 300 + 50 + 9
    assert above.above


def test_there_is_none_for_a_mark_out_of_sight() -> None:
    assert place(QRect(300, 10, 60, 20), BOUNDS, SIZE, 9) is None
    assert place(QRect(300, 800, 60, 20), BOUNDS, SIZE, 9) is None
