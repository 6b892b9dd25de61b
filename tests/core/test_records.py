from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.records import MentionRecord, Mentions

words = st.sampled_from(["", "a", "b"])
records = st.builds(
    MentionRecord,
    start=st.integers(0, 3),
    end=st.integers(4, 9),
    label=words,
    entity=st.none() | words,
    value=st.none() | words,
    annotator=words,
    score=st.none() | st.floats(0, 1),
    id=words,
)
lists = st.lists(records, max_size=6)


@given(lists)
def test_columns_are_a_sequence_of_the_records_they_were_made_of(listed: list[MentionRecord]) -> None:
    columns = Mentions.of(listed)
    assert list(columns) == listed
    assert [columns[place] for place in range(len(columns))] == listed
    assert columns == listed
    assert listed == columns
    assert columns[1:] == listed[1:]
    assert Mentions.of(columns) is columns


@given(lists, st.data())
def test_the_mentions_at_some_places_are_picked(listed: list[MentionRecord], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.sampled_from(range(len(listed))), unique=True)) if listed else []
    assert Mentions.of(listed).at(places) == [listed[place] for place in places]


@given(lists, lists)
def test_columns_equal_what_holds_the_same_records(one: list[MentionRecord], other: list[MentionRecord]) -> None:
    assert (Mentions.of(one) == Mentions.of(other)) == (one == other)
    assert (Mentions.of(one) == other) == (one == other)


def test_columns_hold_what_the_fields_of_records_hold() -> None:
    columns = Mentions.of([MentionRecord(1, 2, "A", "x", "2021", "START", "hijri", "Noa", "rejected", 0.5, "m")])
    assert (columns.starts, columns.ends, columns.labels, columns.entities) == ((1,), (2,), ("A",), ("x",))
    assert (columns.values, columns.modifiers, columns.calendars) == (("2021",), ("START",), ("hijri",))
    assert (columns.annotators, columns.statuses, columns.scores, columns.ids) == (
        ("Noa",),
        ("rejected",),
        (0.5,),
        ("m",),
    )
    assert list(replace(columns, ids=[""])) == [columns[0]._replace(id="")]
