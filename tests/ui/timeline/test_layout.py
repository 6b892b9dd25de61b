"""Where dates stand on the timeline, as plain data."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.datevalue import Calendar, DateModifier
from annotator.ui.timeline.axis import dense_range, make_axis
from annotator.ui.timeline.layout import LANE, STACK, Shape, groups_of, place_groups, year_ticks
from annotator.ui.timeline.picture import STACK_HEIGHT, Zoom, draw_up, shown_groups, zoomed
from tests.ui.timeline.making import dated

WIDTH, HEIGHT = 1300.0, 364.0
SAMPLE = (
    "1993",
    "2000",
    "2017",
    "2020",
    "2020-04",
    "2020-12-10",
    "2021",
    "2021-11-24",
    "2021-11",
    "2022-09-12",
    "2023",
)


def measure(text: str) -> float:
    return 7.0 * len(text)


def test_equal_values_share_a_mark() -> None:
    groups = groups_of([dated("2021-11-24", "Today"), dated("2021"), dated("2021-11-24", "היום", "he"), dated(None)])
    assert [len(group.mentions) for group in groups] == [1, 2]
    assert groups[1].text == "Today"


def test_the_shape_tells_what_is_meant() -> None:
    shapes = {
        group.text: group.shape
        for group in groups_of(
            [
                dated("2021-11-24", "day"),
                dated("2021-W48", "week"),
                dated("2021", "beginning", modifier=DateModifier.START),
                dated("2022", "end", modifier=DateModifier.END),
                dated("2015/..", "since"),
                dated("../1967", "until"),
            ]
        )
    }
    assert shapes == {
        "day": Shape.DAY, "week": Shape.BAR, "beginning": Shape.FADING_OUT, "end": Shape.FADING_IN,
        "since": Shape.FADING_OUT, "until": Shape.FADING_IN,
    }  # fmt: skip


def test_years_before_the_dense_range_have_slots() -> None:
    groups = groups_of([dated(value) for value in SAMPLE])
    axis = make_axis([(group.first, group.last) for group in groups], WIDTH, None)
    assert axis.slots == (1993, 2000, 2017)
    assert axis.first == date(2020, 1, 1).toordinal()
    places = [axis.x(group.first) for group in groups]
    assert places == sorted(places)
    assert axis.x(date(2023, 12, 31).toordinal() + 1) <= WIDTH
    assert all(axis.x(group.first) < axis.start for group in groups if axis.is_early(group.first))


def test_a_lone_date_needs_no_slots() -> None:
    first, last = dense_range([(date(1948, 5, 14).toordinal(),) * 2])
    assert first == date(1948, 1, 1).toordinal()
    assert last > first
    assert make_axis([], WIDTH, None).slots == ()


days = st.dates(date(1800, 1, 1), date(2099, 12, 31)).map(date.isoformat)
values = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))


@given(st.lists(values, max_size=40), st.sampled_from(Zoom), st.floats(0, 50_000))
def test_nothing_touches_in_a_lane(given_values: list[str], zoom: Zoom, offset: float) -> None:
    groups = groups_of([dated(value) for value in given_values])
    picture = draw_up(groups, WIDTH, HEIGHT, measure, per_day=zoom.per_day, offset=offset)
    by_lane: dict[int, list[tuple[float, float]]] = {}
    for each in picture.placed:
        if each.lane is not None:
            assert picture.lane_top(each.lane) >= 0
            assert picture.lane_top(each.lane) + LANE <= picture.floor
            extent = (min(each.left, each.text_left), max(each.right, each.text_left + each.text_width))
            by_lane.setdefault(each.lane, []).append(extent)
    for extents in by_lane.values():
        extents.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(extents))


@given(st.lists(values, min_size=1, max_size=40))
def test_time_runs_one_way_and_all_of_it_fits(given_values: list[str]) -> None:
    groups = groups_of([dated(value) for value in given_values])
    axis = make_axis([(group.first, group.last) for group in groups], WIDTH, None)
    places = [axis.x(group.first) for group in groups]
    assert places == sorted(places)
    assert all(0 <= place <= WIDTH for place in places)


@given(st.floats(1, 1299), st.floats(0.2, 5))
def test_zooming_keeps_the_day_under_the_pointer(x: float, factor: float) -> None:
    axis = make_axis([(date(2019, 1, 1).toordinal(), date(2024, 1, 1).toordinal())], WIDTH, 2.0, 500.0)
    per_day, offset = zoomed(axis, x, factor)
    at = max(x, axis.start)
    day = axis.day(at)
    assert abs(axis.start + (day - axis.first) * per_day - offset - at) < 0.01


def test_three_rulers_have_their_own_years() -> None:
    groups = groups_of([dated(value) for value in SAMPLE])
    axis = make_axis([(group.first, group.last) for group in groups], WIDTH, None)
    gregorian, hebrew, hijri = ([tick.text for tick in year_ticks(each, axis, WIDTH)] for each in Calendar)
    assert gregorian[:4] == ["1993", "2000", "2017", "2020"]
    assert {"תשנ״ג", "תשפ״ב"} <= set(hebrew)
    assert {"1413", "1443"} <= set(hijri)
    new_year = next(tick for tick in year_ticks(Calendar.HEBREW, axis, WIDTH) if tick.text == "תשפ״ב")
    assert abs(axis.day(new_year.x) - date(2021, 9, 7).toordinal()) < 0.01


def test_months_are_told_where_there_is_room() -> None:
    axis = make_axis([(date(2021, 1, 1).toordinal(), date(2021, 12, 31).toordinal())], WIDTH, Zoom.MONTHS.per_day)
    months = [tick.month for tick in year_ticks(Calendar.GREGORIAN, axis, WIDTH) if tick.month]
    assert (2021, 2) in months
    assert not any(tick.month for tick in year_ticks(Calendar.GREGORIAN, make_axis([], 500, 0.1), 500))


def test_years_before_christ_can_be_drawn() -> None:
    groups = groups_of([dated("-0043"), dated("2021"), dated("2022"), dated("-04XX")])
    picture = draw_up(groups, WIDTH, HEIGHT, measure, per_day=None, offset=0)
    assert "−44" in [tick.text for tick in picture.rulers[Calendar.GREGORIAN]]


def test_languages_can_be_left_out() -> None:
    found = [dated("2021", language="he"), dated("2021", language="en-GB"), dated("2020", language="ar")]
    assert [len(group.mentions) for group in shown_groups(found, {"en", "he"})] == [2]


near_days = st.dates(date(2019, 1, 1), date(2022, 12, 31)).map(date.isoformat)


@given(st.lists(near_days, max_size=60), st.floats(700, 1500))
def test_every_date_is_somewhere_and_stacks_are_apart(given_values: list[str], width: float) -> None:
    groups = groups_of([dated(value) for value in given_values])
    picture = draw_up(groups, width, 220.0, measure, per_day=None, offset=0)
    assert sorted(len(group.mentions) for group in groups) == sorted(
        len(group.mentions) for each in picture.placed for group in each.stacked or (each.group,)
    )
    stacks = sorted(each.text_left for each in picture.placed if each.stacked)
    assert all(after - before >= STACK - 6 for before, after in pairwise(stacks))
    for each in picture.placed:
        top = picture.lane_top(each.lane)
        assert picture.at(each.text_left + 2, top + 2) is not None
        if each.stacked:
            assert top + STACK_HEIGHT <= picture.floor
            assert all(picture.of(group) is each for group in each.stacked)


def test_many_dates_are_laid_out_quickly() -> None:
    import time

    groups = groups_of([dated(date.fromordinal(730_000 + number * 3).isoformat()) for number in range(3000)])
    started = time.process_time()
    picture = draw_up(groups, WIDTH, HEIGHT, measure, per_day=None, offset=0)
    assert time.process_time() - started < 1.0
    assert sum(len(each.mentions) for each in picture.placed) == 3000
    assert place_groups([], picture.axis, 3, measure) == []
