"""Defects of Qt that the view works around. When one of these fails, Qt is mended and its workaround can go."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

from annotator.core.document import Direction
from annotator.ui import fonts
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.shaped import ShapedBlock
from tests.ui.document.samples import MIXED

pytestmark = pytest.mark.usefixtures("qapp")


def shaped(text: str, width: int, script: str = "Arab") -> ShapedBlock:
    return ShapedBlock(text, fonts.article_font(script, 15), Direction.RTL, width)


def test_calls_that_return_nothing_keep_their_reference_to_none() -> None:
    """PySide6 6.12.0 loses one on Python 3.11 at each, and aborts after some thousands."""
    layout = QTextLayout("a")
    before = sys.getrefcount(None)
    for _ in range(2_000):
        layout.clearLayout()
    assert abs(sys.getrefcount(None) - before) < 1_000


def test_x_to_cursor_is_wrong_on_wrapped_lines_from_right_to_left() -> None:
    block = shaped(MIXED * 3, 300)
    geometry = BlockGeometry(block)
    wrong = 0
    for line in range(len(block.lines) - 1):
        for box in geometry.visible_boxes(line):
            if box.rtl and box.width > 4:
                quarter = box.x1 - box.width / 4
                wrong += block.lines[line].xToCursor(quarter) not in {box.start}
    assert wrong > 50


def test_cursor_to_x_gives_the_neighbour_s_edge_between_directions() -> None:
    block = shaped(MIXED, 1000)
    start = MIXED.index("Pegasus")
    box = BlockGeometry(block).box_of(start)
    assert box is not None
    assert block.x_of(0, start) != pytest.approx(box.x0, abs=1)


def test_cursor_to_x_gives_an_outer_edge_inside_some_runs() -> None:
    text = "1c\u03011."
    block = shaped(text, 150)
    box = BlockGeometry(block).box_of(3)
    assert box is not None
    assert block.x_of(0, 3) != pytest.approx(box.x0, abs=1)


def test_a_format_breaks_a_ligature() -> None:
    text = "السلام"
    layout = QTextLayout(text, fonts.article_font("Arab", 26))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    widths = []
    for formats in ([], [_format_of(4, 1)]):
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(500)
        layout.endLayout()
        widths.append(line.naturalTextWidth())
    assert widths[0] != pytest.approx(widths[1], abs=0.5)


def test_alignment_does_not_follow_the_direction_by_itself() -> None:
    layout = QTextLayout("שלום", fonts.article_font("Hebr", 15))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(500)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    flag = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    assert max(run.boundingRect().right() for run in line.glyphRuns(0, 4, flag)) < 400


def test_the_glyphs_of_a_part_of_a_ligature_are_put_in_the_wrong_place() -> None:
    block = shaped("حزب الله", 500)
    first, second = block.ink_extent(0, 5, 6), block.ink_extent(0, 6, 7)
    assert first is not None
    assert second is not None
    assert second[0] > first[0], "the second lam stands further left"


def _format_of(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = length
    colour = QTextCharFormat()
    colour.setBackground(Qt.GlobalColor.red)
    made.format = colour
    return made
