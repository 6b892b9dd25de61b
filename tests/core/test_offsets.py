from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import UserError
from annotator.core.offsets import Span, Utf16Map

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
mixed = st.text("aאب\u0301\U0001f600\U00010900", max_size=40)


@given(st.one_of(texts, mixed))
def test_utf16_offsets_agree_with_the_encoder(text: str) -> None:
    offsets = Utf16Map(text)
    for cp in range(len(text) + 1):
        units = len(text[:cp].encode("utf-16-le")) // 2
        assert offsets.to_u16(cp) == units
        assert offsets.to_cp(units) == cp


def test_an_offset_inside_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate pair"):
        Utf16Map("a😀b").to_cp(2)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_is_a_piece_of_text(start: int, end: int) -> None:
    with pytest.raises(UserError, match=f"{start}"):
        Span(start, end)


def test_surface_is_the_slice() -> None:
    assert Span(1, 6).surface("במרוקו") == "מרוקו"


def test_a_span_past_the_end_has_no_surface() -> None:
    with pytest.raises(UserError, match="ends after the text, which has 4 characters"):
        Span(2, 7).surface("abcd")


spans = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans, spans)
def test_overlap_and_containment_agree_with_sets_of_positions(one: Span, other: Span) -> None:
    mine, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == bool(mine & theirs)
    assert one.contains(other) == (theirs <= mine)
    assert len(one) == len(mine)
