from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from db.changes import (
    Extent,
    Insert,
    InsertDocument,
    Remove,
    RemoveDocument,
    Rows,
    Step,
    StepWriter,
    Update,
    decoded,
    encoded,
    steps_backwards,
)

cells = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
rows = st.dictionaries(st.text(), cells | st.dictionaries(st.text(), cells))
many = st.builds(Rows, st.just(["id", "revision"]), st.lists(st.tuples(st.text(), st.integers()).map(list)))
extents = st.builds(Extent, st.integers(), st.integers())
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(Update, st.text(), st.text(), st.integers(), rows),
    st.builds(Insert, st.text(), rows),
    st.builds(Remove, st.text(), st.text(), st.integers()),
    st.builds(InsertDocument, rows, st.text(), many, many),
    st.builds(RemoveDocument, st.text(), st.integers(), extents, extents),
)


@given(steps)
def test_steps_are_read_as_they_were_written(step: Step) -> None:
    line = encoded(step)
    assert decoded(line) == step
    assert type(decoded(line)) is type(step)
    assert "\n" not in line


@given(st.lists(steps))
def test_a_log_is_read_from_its_end(given_steps: list[Step]) -> None:
    writer = StepWriter()
    for step in given_steps:
        writer.write(encoded(step))
    assert list(steps_backwards(writer.finish())) == given_steps[::-1]


def test_a_long_log_is_read_a_piece_at_a_time() -> None:
    writer = StepWriter()
    given_steps = [Insert("texts", {"n": number, "text": "x" * 100_000}) for number in range(40)]
    for step in given_steps:
        writer.write(encoded(step))
    log = writer.finish()
    assert len(log) < 100_000
    first_piece = zlib.decompress(log[4 : 4 + int.from_bytes(log[:4], "big")])
    assert len(first_piece) < 1_300_000
    assert list(steps_backwards(log)) == given_steps[::-1]


def test_the_row_written_last_is_the_one_a_document_is_blamed_for() -> None:
    step = InsertDocument(
        {"id": "d", "revision": 3}, "", Rows(["id", "revision"], [["a", 1], ["b", 7]]), Rows(["id", "revision"], [])
    )
    assert step.latest_row() == {"revision": 7}
    assert step.mentions.extent == Extent(2, 8)
    assert step.links.extent == Extent(0, 0)
