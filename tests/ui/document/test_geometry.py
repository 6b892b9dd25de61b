from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Direction
from annotator.ui import fonts
from annotator.ui.document.geometry import BlockGeometry, Piece
from annotator.ui.document.shaped import ShapedBlock
from tests.ui.document.samples import MIXED

pytestmark = pytest.mark.usefixtures("qapp")


def geometry_of(text: str, width: int = 1000, *, rtl: bool = True, script: str = "Arab") -> BlockGeometry:
    direction = Direction.RTL if rtl else Direction.LTR
    return BlockGeometry(ShapedBlock(text, fonts.article_font(script, 15), direction, width))


def pieces(text: str, surface: str, **how: object) -> list[Piece]:
    start = text.index(surface)
    return list(geometry_of(text, **how).pieces(start, start + len(surface)))  # type: ignore[arg-type]  # passed through


def test_a_name_in_the_other_direction_is_one_piece_with_both_ends() -> None:
    [piece] = pieces(MIXED, "(Pegasus)")
    assert piece.left_closed
    assert piece.right_closed
    geometry = geometry_of(MIXED)
    first = geometry.box_of(MIXED.index("Pegasus"))
    last = geometry.box_of(MIXED.index("Pegasus") + 6)
    assert first is not None
    assert last is not None
    assert piece.x0 < first.x0 < last.x0 < piece.x1


def test_a_span_over_a_direction_boundary_is_two_pieces_open_towards_each_other() -> None:
    left, right = pieces(MIXED, "التجسس (Peg")
    assert MIXED[left.start : left.end] == "Peg"
    assert MIXED[right.start : right.end] == "التجسس ("
    assert (left.left_closed, left.right_closed) == (False, True)
    assert (right.left_closed, right.right_closed) == (False, True)
    inside = geometry_of(MIXED).pieces(MIXED.index("asus"), MIXED.index("asus") + 4)[0]
    assert left.x1 <= inside.x0 + 0.01
    assert inside.x1 <= right.x0


def test_a_wrapped_span_goes_on_at_the_edges_of_the_column() -> None:
    found = pieces(MIXED, "وأحد المنتجات الإسرائيلية، برنامج التجسس", width=200)
    assert len(found) > 1
    assert (found[0].left_closed, found[0].right_closed) == (False, True)
    assert (found[-1].left_closed, found[-1].right_closed) == (True, False)
    assert all((piece.left_closed, piece.right_closed) == (False, False) for piece in found[1:-1])
    assert [piece.line for piece in found] == list(range(len(found)))


def test_a_span_that_goes_on_in_another_block_is_open() -> None:
    geometry = geometry_of("abc def", rtl=False, script="Latn")
    assert geometry.pieces(0, 3, starts=False)[0].left_closed is False
    assert geometry.pieces(4, 7, ends=False)[0].right_closed is False


def test_the_letters_of_a_lam_alef_share_it() -> None:
    text = "السلام"
    geometry = geometry_of(text)
    lam, alef = geometry.box_of(3), geometry.box_of(4)
    assert lam is not None
    assert alef is not None
    assert lam.width == pytest.approx(alef.width, rel=0.2)
    assert lam.x0 == pytest.approx(alef.x1)
    [piece] = geometry.pieces(0, 4)
    assert piece.x0 == pytest.approx(lam.x0)


@pytest.mark.parametrize("text", ["ש\u05b8\u05c1לום", "مُحَمَّد", "e\u0301a", "👨\u200d👩\u200d👧!", "🇲🇦🇮🇱", "😀a"])
def test_a_piece_never_cuts_a_grapheme(text: str) -> None:
    geometry = geometry_of(text)
    boxes = geometry.boxes(0)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            for piece in geometry.pieces(start, end):
                assert any(piece.x0 == pytest.approx(box.x0) for box in boxes)
                assert any(piece.x1 == pytest.approx(box.x1) for box in boxes)
                assert piece.start <= start
                assert piece.end >= end


@given(st.text(st.sampled_from('abc אבג اللم 12,.%()"\u0301\u05b8\u200e\t😀'), min_size=1, max_size=40), st.booleans())
def test_boxes_tile_their_line(text: str, rtl: bool) -> None:
    geometry = geometry_of(text, 300, rtl=rtl)
    covered: list[int] = []
    for line in range(len(geometry.shaped.lines)):
        boxes = geometry.boxes(line)
        for left, right in pairwise(boxes):
            assert left.x1 == pytest.approx(right.x0, abs=0.6)
        covered.extend(offset for box in boxes for offset in range(box.start, box.end))
    assert sorted(covered) == list(range(len(text)))


@given(
    st.text(st.sampled_from('abc אבג اللم 12,.%()"\u0301\u05b8😀'), min_size=2, max_size=40),
    st.tuples(st.integers(0, 39), st.integers(1, 40)),
    st.booleans(),
)
def test_pieces_are_the_boxes_of_their_graphemes(text: str, span: tuple[int, int], rtl: bool) -> None:
    geometry = geometry_of(text, 150, rtl=rtl)
    start = min(span[0], len(text) - 1)
    end = min(len(text), start + span[1])
    start, end = geometry.snapped(start, end)
    found = geometry.pieces(start, end)
    for line in range(len(geometry.shaped.lines)):
        width = sum(box.width for box in geometry.boxes(line) if start <= box.start and box.end <= end)
        assert sum(piece.x1 - piece.x0 for piece in found if piece.line == line) == pytest.approx(width, abs=1.5)


def test_a_tab_has_room_of_its_own() -> None:
    for text, rtl in (("ab\tcd", False), ("אב\tגד", True), ("NSO\tPegasus", True), ("\tab", False), ("אב\t", True)):
        box = geometry_of(text, rtl=rtl).box_of(text.index("\t"))
        assert box is not None
        assert box.width > 10, text


def test_the_space_a_line_is_broken_at_has_none() -> None:
    geometry = geometry_of(MIXED, 200)
    for line in range(len(geometry.shaped.lines) - 1):
        space = geometry.box_of(geometry.shaped.line_end(line) - 1)
        assert space is not None
        assert space.width == 0


def test_the_nearest_grapheme_is_found_beyond_the_ends_of_a_line() -> None:
    geometry = geometry_of("שלום", 300)
    right, left = geometry.box_at(0, 500), geometry.box_at(0, -20)
    assert right is not None
    assert left is not None
    assert (right.start, left.start) == (0, 3)
    assert geometry_of("").box_at(0, 10) is None
