"""Every line of every sample article stands in the order that the Unicode bidirectional algorithm wants.

The witness is python-bidi. It knows only whole paragraphs; which of two characters of a line stands further left
depends only on the levels between them, so a wrapped line has the paragraph's order but for the space it is broken at.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

import pytest
from PySide6.QtGui import QFont

from annotator.core.document import Direction
from annotator.lang.scripts import strong_direction
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.shaped import ShapedBlock
from tests.ui.document import bidi_witness
from tests.ui.document.samples import MIXED, WIDTHS, paragraphs

FONTS = (
    ("Noto Sans Hebrew", "Noto Naskh Arabic UI", "Noto Sans"),
    ("DejaVu Sans", "Noto Serif Hebrew", "Noto Sans Arabic UI", "Noto Serif"),
)

HARD = (
    MIXED,
    'שלום (abc) 94% ו-50 אחוז, ארה"ב: NSO!',
    "كتب (NSO 24) عن 2021-11-24 و94% من المبلغ.",
    "Gantz (בני גנץ) met بيني غانتس on 24/11.",
    "מחיר 1,000.50$ – 20% הנחה [ראו NSO]",
)


def shaped(text: str, width: int, families: tuple[str, ...]) -> ShapedBlock:
    font = QFont()
    font.setFamilies(list(families))
    font.setPointSizeF(14)
    direction = strong_direction(text)
    assert direction is not None
    return ShapedBlock(text, font, direction, width)


def order_by_glyphs(block: ShapedBlock, line: int) -> list[int]:
    """Return the first characters of a line's graphemes by where Qt puts their glyphs, asked one by one.

    Letters of one ligature are left out: Qt gives them rectangles that lie over one another.
    """
    places = []
    position = block.line_start(line)
    while position < block.line_end(line):
        following = block.next_boundary(position)
        extent = block.ink_extent(line, position, following)
        if extent is not None and extent[1] - extent[0] > 0.5:
            places.append((*extent, position))
        position = following
    places.sort()
    covered = set()
    for (_, right, position), (next_left, _, next_position) in pairwise(places):
        if right - next_left > 1:
            covered |= {position, next_position}
    return [position for _, _, position in places if position not in covered]


@cache
def paragraph_order(text: str) -> list[int]:
    """Return the order of a paragraph in its own direction, by the witness."""
    return bidi_witness.visual_order(text, rtl=strong_direction(text) is Direction.RTL)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("families", FONTS, ids=["noto", "others"])
@pytest.mark.parametrize("width", WIDTHS)
def test_glyphs_and_view_stand_in_the_order_of_the_witness(width: int, families: tuple[str, ...]) -> None:
    lines = runs = 0
    for text in [*(text for _, text in paragraphs()), *HARD]:
        block = shaped(text, width, families)
        geometry = BlockGeometry(block)
        order = paragraph_order(text)
        for line in range(len(block.lines)):
            start, end = block.line_start(line), block.line_end(line)
            by_glyphs = order_by_glyphs(block, line)
            by_view = [box.start for box in geometry.visible_boxes(line)]
            expected = [position for position in order if start <= position < end]
            glyphs, boxes = {*by_glyphs}, {*by_view}
            assert by_glyphs == [position for position in expected if position in glyphs], text
            assert by_view == [position for position in expected if position in boxes], text
            assert glyphs <= boxes
            assert len(by_glyphs) > 0.8 * len(by_view)
            letters = {k for k in range(start, end) if unicodedata.category(text[k]) in {"Lo", "Lu", "Ll", "Nd"}}
            assert letters <= boxes, "a letter has no place in the view"
            lines += 1
            runs += len(geometry.runs(line)) > 1
    assert lines > 100
    assert runs > 10


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_are_flush_on_the_side_they_begin(width: int) -> None:
    for language, text in paragraphs():
        block = shaped(text, width, FONTS[0])
        assert block.direction is (Direction.LTR if language == "en" else Direction.RTL), text
        for line in range(len(block.lines)):
            extent = block.ink_extent(line, block.line_start(line), block.line_end(line))
            assert extent is not None
            if block.rtl:
                assert extent[1] == pytest.approx(width, abs=0.5)
                assert extent[0] >= -0.5
            else:
                assert extent[0] == pytest.approx(0, abs=0.5)
                assert extent[1] <= width + 0.5


@pytest.mark.usefixtures("qapp")
def test_a_wrong_base_direction_is_noticed() -> None:
    """The check above can fail: it does when a paragraph is laid out against its direction."""
    font = QFont("Noto Sans Hebrew", 14)
    wrong = ShapedBlock(MIXED, font, Direction.LTR, 1000)
    order = bidi_witness.visual_order(MIXED, rtl=True)
    seen = order_by_glyphs(wrong, 0)
    assert seen != [position for position in order if position in set(seen)]


def test_the_witness_knows_a_case_by_heart() -> None:
    assert bidi_witness.visual_order("אב (c) 12", rtl=True) == [7, 8, 6, 5, 4, 3, 2, 1, 0]
    assert bidi_witness.visual_order("ab אב 1", rtl=False) == [0, 1, 2, 6, 5, 4, 3]
