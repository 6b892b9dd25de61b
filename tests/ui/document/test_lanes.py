from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.document.lanes import assign_lanes

EXTENTS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=25
)


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(EXTENTS)
def test_nothing_overlaps_in_a_lane_and_no_lane_is_deeper_than_it_must(extents: list[tuple[int, int]]) -> None:
    lanes = assign_lanes((key, start, end) for key, (start, end) in enumerate(extents))
    assert set(lanes) == set(range(len(extents)))
    for key, lane in lanes.items():
        in_the_way = {lanes[other] for other in lanes if other != key and meet(extents[key], extents[other])}
        assert lane not in in_the_way
        assert set(range(lane)) <= in_the_way


def test_the_shortest_is_nearest_to_the_text() -> None:
    assert assign_lanes([("outer", 0, 20), ("inner", 5, 9), ("middle", 4, 12)]) == {
        "inner": 0,
        "middle": 1,
        "outer": 2,
    }


def test_of_two_alike_the_first_given_is_nearer() -> None:
    assert assign_lanes([("a", 3, 7), ("b", 3, 7)]) == {"a": 0, "b": 1}


def test_neighbours_share_a_lane() -> None:
    assert assign_lanes([("a", 0, 4), ("b", 4, 8), ("c", 3, 5)]) == {"c": 0, "a": 1, "b": 1}
