from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from annotator.ui.linker.placement import EDGE, POINTER, ROOM_BELOW, place, room_beside

ARTICLE = QRect(272, 92, 816, 780)
WIDTH, HEIGHT = 480, 362


def test_below_the_mark_where_there_is_room() -> None:
    mark = QRect(620, 200, 100, 52)
    found = place(mark, ARTICLE, WIDTH, HEIGHT)
    assert not found.above
    assert found.rect.top() - POINTER > mark.bottom()
    assert found.rect.size().toTuple() == (WIDTH, HEIGHT)
    assert found.pointer_x == mark.center().x()


def test_above_when_the_room_below_is_too_small() -> None:
    mark = QRect(620, ARTICLE.bottom() - ROOM_BELOW, 100, 52)
    found = place(mark, ARTICLE, WIDTH, HEIGHT)
    assert found.above
    assert found.rect.bottom() + POINTER < mark.top()


def test_on_the_roomier_side_when_both_are_small_and_shrunk_to_it() -> None:
    low_window = QRect(0, 0, 600, 500)
    mark = QRect(100, 180, 80, 50)
    found = place(mark, low_window, WIDTH, HEIGHT)
    assert not found.above
    assert found.rect.height() == room_beside(mark, low_window) < HEIGHT
    assert found.rect.bottom() <= low_window.bottom()


@given(
    x=st.integers(ARTICLE.left(), ARTICLE.right() - 10),
    y=st.integers(ARTICLE.top(), ARTICLE.bottom() - 60),
    width=st.integers(4, 500),
    height=st.integers(120, 480),
)
def test_never_over_the_mark_and_never_past_the_edges(x: int, y: int, width: int, height: int) -> None:
    mark = QRect(x, y, min(width, ARTICLE.right() - x), 52)
    found = place(mark, ARTICLE, WIDTH, height)
    assert not found.rect.intersects(mark)
    assert found.rect.left() >= ARTICLE.left() + EDGE
    assert found.rect.right() <= ARTICLE.right() - EDGE
    assert ARTICLE.top() <= found.rect.top()
    assert found.rect.bottom() <= ARTICLE.bottom()
    assert found.rect.left() < found.pointer_x < found.rect.right()


@given(x=st.integers(ARTICLE.left(), ARTICLE.right() - 120), y=st.integers(ARTICLE.top(), ARTICLE.bottom() - 60))
def test_a_mirrored_window_gets_the_mirrored_place(x: int, y: int) -> None:
    mark = QRect(x, y, 101, 52)
    mirrored = QRect(ARTICLE.left() + ARTICLE.right() - mark.right(), y, 101, 52)
    here, there = (place(each, ARTICLE, WIDTH, HEIGHT) for each in (mark, mirrored))
    assert abs((here.rect.left() - ARTICLE.left()) - (ARTICLE.right() - there.rect.right())) <= 1
    assert here.rect.top() == there.rect.top()
