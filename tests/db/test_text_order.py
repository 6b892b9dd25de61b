from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.text_order import TextOrder, in_text_order

ORDER = TextOrder(start=1, end=2, id=0)


@given(st.lists(st.tuples(st.text(max_size=2), st.integers(0, 5), st.integers(0, 5))))
def test_order_is_start_rising_end_falling_then_id(rows: list[tuple[str, int, int]]) -> None:
    by_start = sorted(rows, key=lambda row: row[1])
    assert in_text_order(by_start, ORDER) == sorted(rows, key=lambda row: (row[1], -row[2], row[0]))
