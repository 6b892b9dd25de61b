"""A shaped block with its marks: how far apart its lines stand, and in which lane each mark runs."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from annotator.core.ids import MentionId
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.lanes import assign_lanes
from annotator.ui.document.marks import Mark
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.document.typography import Typography


class LinePlace(NamedTuple):
    """Where a line stands, in pixels from the top of its block.

    Attributes:
        top: The upper edge of the text.
        height: Of the text.
        lanes: How many lanes there are under it.
        bottom: After the last lane; there the next line begins.
    """

    top: float
    height: float
    lanes: int
    bottom: float

    @property
    def foot(self) -> float:
        """The lower edge of the text."""
        return self.top + self.height


class PlacedMark(NamedTuple):
    """A mark's part in a block, in code points of the block.

    Attributes:
        starts: Whether the mark begins in this block.
        ends: Whether it ends in it.
    """

    mark: Mark
    start: int
    end: int
    lane: int
    starts: bool
    ends: bool


class PlacedBlock:
    """A block as it stands on the page.

    Attributes:
        geometry: Where its characters stand.
        marks: Its marks in reading order.
        lines: Its lines from top to bottom.
        height: In whole pixels, with the room after the paragraph.
    """

    __slots__ = ("_bottoms", "geometry", "height", "lines", "marks", "typography")

    def __init__(
        self,
        geometry: BlockGeometry,
        start: int,
        marks: Sequence[Mark],
        typography: Typography,
        *,
        closes_paragraph: bool,
    ) -> None:
        self.geometry = geometry
        self.typography = typography
        self.marks = _placed_marks(marks, start, len(geometry.shaped.text))
        self.lines = self._placed_lines()
        self._bottoms = [line.bottom for line in self.lines]
        gap = typography.paragraph_gap if closes_paragraph else 0
        self.height = math.ceil(self.lines[-1].bottom + gap)

    @property
    def shaped(self) -> ShapedBlock:
        """The block's text in lines."""
        return self.geometry.shaped

    def line_at(self, y: float) -> int:
        """Return the line at a height, lanes included; the first above the block, the last below it."""
        return min(bisect_right(self._bottoms, y), len(self.lines) - 1)

    def lane_y(self, line: int, lane: int) -> float:
        """Return where a lane begins."""
        return self.lines[line].foot + lane * self.typography.lane_height

    def _placed_lines(self) -> list[LinePlace]:
        shaped, typography = self.shaped, self.typography
        lanes = [1] * len(shaped.lines)  # one is kept free, so that a first mark moves nothing
        for placed in self.marks:
            for line in shaped.lines_of(placed.start, placed.end):
                lanes[line] = max(lanes[line], placed.lane + 1)
        lines = []
        y = 0.0
        for text_line, depth in zip(shaped.lines, lanes, strict=True):
            top, height = round(y + typography.lead), text_line.height()
            y += typography.lead + height + depth * typography.lane_height + typography.line_gap
            lines.append(LinePlace(top, height, depth, y))
        return lines


def _placed_marks(marks: Sequence[Mark], block_start: int, length: int) -> list[PlacedMark]:
    parts = [(mark, max(0, mark.span.start - block_start), min(length, mark.span.end - block_start)) for mark in marks]
    parts = [(mark, start, end) for mark, start, end in parts if start < end]
    lanes: dict[MentionId, int] = assign_lanes((mark.id, start, end) for mark, start, end in parts)
    return [
        PlacedMark(
            mark,
            start,
            end,
            lanes[mark.id],
            starts=mark.span.start >= block_start,
            ends=mark.span.end <= block_start + length,
        )
        for mark, start, end in parts
    ]
