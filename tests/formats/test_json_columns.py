from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import UserError
from annotator.core.records import MentionRecord
from annotator.formats.json_columns import plain_mentions
from annotator.formats.json_mentions import parse_mentions, placed_mentions

TEXT = "בני גנץ ביקר 😀 ברבאט\nToday"

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 30),
    st.floats(-1, 2),
    st.sampled_from(["", "A", "START", "hijri", "accepted"]),
)
odd_mentions = st.dictionaries(
    st.sampled_from([*MentionRecord._fields, "text", "note"]), values | st.lists(values, max_size=1), max_size=6
)


@st.composite
def plain_rows(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    facts = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "entity": st.sampled_from([None, "NIL", "place/rabat"]),
                "value": st.sampled_from([None, "2021"]),
                "modifier": st.sampled_from([None, "START", "END"]),
                "calendar": st.sampled_from([None, "gregorian", "hijri"]),
                "annotator": st.just("Dana"),
                "status": st.sampled_from(["accepted", "rejected"]),
                "score": st.none() | st.floats(0, 1),
                "id": st.sampled_from(["m1", "m2"]),
            },
        )
    )
    return {"start": start, "end": end, "label": draw(st.sampled_from(["A", "B"])), "text": TEXT[start:end], **facts}


def slowly(listed: list[object]) -> list[MentionRecord] | None:
    try:
        mentions, _ = parse_mentions(listed)
        return placed_mentions(mentions, listed, TEXT, TEXT)[0]
    except UserError:
        return None


@given(st.lists(odd_mentions | plain_rows() | values, max_size=4))
def test_the_quick_way_takes_nothing_that_the_slow_way_refuses(listed: list[object]) -> None:
    quickly = plain_mentions(listed, TEXT)
    assert quickly is None or quickly == slowly(listed)


@given(st.lists(plain_rows(), max_size=5))
def test_the_quick_way_is_open_to_what_is_as_it_should_be(listed: list[object]) -> None:
    quickly = plain_mentions(listed, TEXT)
    assert quickly is not None
    assert quickly == slowly(listed)
    assert all(isinstance(mention, MentionRecord) for mention in quickly)
