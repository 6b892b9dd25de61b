from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.document.heights import HeightIndex

HEIGHTS = st.lists(st.integers(1, 90), min_size=1, max_size=40)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 90)), max_size=20))
def test_sums_stay_right_while_heights_change(heights: list[int], changes: list[tuple[int, int]]) -> None:
    index = HeightIndex(heights)
    for anywhere, height in changes:
        position = anywhere % len(heights)
        heights[position] = height
        index.change(position, height)
    assert [index.top(k) for k in range(len(heights) + 1)] == [sum(heights[:k]) for k in range(len(heights) + 1)]
    assert [index[k] for k in range(len(heights))] == heights
    assert index.tops() == [sum(heights[:k]) for k in range(len(heights) + 1)]
    assert index.total == sum(heights)


@given(HEIGHTS, st.integers(-50, 4_000))
def test_a_height_is_found_by_what_lies_in_it(heights: list[int], y: int) -> None:
    index = HeightIndex(heights)
    found = index.at(y)
    if y < 0:
        assert found == 0
    elif y >= index.total:
        assert found == len(heights) - 1
    else:
        assert index.top(found) <= y < index.top(found + 1)
