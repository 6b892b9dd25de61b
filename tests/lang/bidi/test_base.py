from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Direction
from annotator.lang.bidi import base_directions

LTR, RTL, AUTO = Direction.LTR, Direction.RTL, Direction.AUTO


def test_most_letters_decide_not_the_first() -> None:
    assert base_directions(["NSO هي شركة إسرائيلية", "مرحبا Pegasus Group Limited", "שלום"]) == [RTL, LTR, RTL]


def test_paragraphs_without_letters_run_like_the_one_before() -> None:
    assert base_directions(["abc", "", "1948", "אבג", "94%", ""]) == [LTR, LTR, LTR, RTL, RTL, RTL]


def test_the_first_paragraphs_without_letters_run_like_the_whole_document() -> None:
    assert base_directions(["2021-11-24", "", "שלום עולם", "abc"]) == [RTL, RTL, RTL, LTR]


def test_a_document_without_letters_runs_left_to_right() -> None:
    assert base_directions(["12", ""]) == [LTR, LTR]
    assert base_directions([]) == []


def test_a_forced_document_runs_one_way() -> None:
    assert base_directions(["abc", "שלום", ""], RTL) == [RTL, RTL, RTL]


def test_a_forced_paragraph_goes_before_everything_and_leads_those_without_letters() -> None:
    assert base_directions(["abc", "12", "def"], AUTO, {0: RTL}) == [RTL, RTL, LTR]
    assert base_directions(["abc", "12", "def"], RTL, {2: LTR}) == [RTL, RTL, LTR]


def test_an_automatic_override_is_none() -> None:
    assert base_directions(["abc", "שלום"], AUTO, {0: AUTO, 1: AUTO, 7: RTL}) == [LTR, RTL]


paragraphs = st.lists(st.text("abאב12 .", max_size=6), max_size=6)
overrides = st.dictionaries(st.integers(0, 7), st.sampled_from(list(Direction)), max_size=3)


@given(paragraphs, st.sampled_from(list(Direction)), overrides)
def test_every_paragraph_has_one_way(texts: list[str], document: Direction, forced: dict[int, Direction]) -> None:
    ways = base_directions(texts, document, forced)
    assert len(ways) == len(texts)
    assert AUTO not in ways
    for index, way in enumerate(ways):
        assert forced.get(index, AUTO) in (AUTO, way)
