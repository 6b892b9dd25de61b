"""Where characters stand: from level runs (UAX #9) and grapheme boxes to the rectangles of spans, hits and carets.

Qt's own answers cannot be used for this. ``QTextLine.cursorToX`` gives the edge of the neighbouring run at a
bidirectional boundary, ``xToCursor`` is off by a trailing space on wrapped right-to-left lines, ``QGlyphRun`` forgets
its string indexes where an item uses two fonts, and its rectangle is wrong for a part of a ligature. What holds: the
glyph rectangle of a whole level run; ``cursorToX`` inside one, as long as it does not name one of the run's own edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from annotator.lang import bidi
from annotator.ui.document.shaped import ShapedBlock

_LAM: Final = "\u0644"
_ALEFS: Final = frozenset("\u0627\u0623\u0625\u0622\u0671\u0672\u0673\u0675")
_NOTHING: Final = 0.01
_TOUCHING: Final = 0.6


class _Span(NamedTuple):
    """Neighbouring characters that run one way."""

    start: int
    end: int
    rtl: bool


class LineRun(NamedTuple):
    """A level run on a line: offsets in code points of the block, edges in pixels from the column's left."""

    start: int
    end: int
    rtl: bool
    x0: float
    x1: float


class Box(NamedTuple):
    """A grapheme on a line."""

    start: int
    end: int
    rtl: bool
    x0: float
    x1: float

    @property
    def width(self) -> float:
        """How wide it is; nothing for hidden characters and for the space a line was broken at."""
        return self.x1 - self.x0


class Piece(NamedTuple):
    """A rectangle of a span on one line; one that is broken over lines or by direction has several.

    Attributes:
        line: The line.
        x0: Its left edge.
        x1: Its right edge.
        start: The first code point of the block in it.
        end: After the last one. A piece covers all between, or, where directions meet, a part of it.
        left_closed: Whether nothing of the span goes on from its left edge.
        right_closed: Whether nothing of the span goes on from its right edge.
    """

    line: int
    x0: float
    x1: float
    start: int
    end: int
    left_closed: bool
    right_closed: bool


class BlockGeometry:
    """Measures one shaped block; everything it finds is kept."""

    __slots__ = ("_boxes", "_pieces", "_runs", "shaped")

    def __init__(self, shaped: ShapedBlock) -> None:
        self.shaped = shaped
        self._runs: dict[int, list[LineRun]] = {}
        self._boxes: dict[int, list[Box]] = {}
        self._pieces: dict[tuple[int, int, bool, bool], Sequence[Piece]] = {}

    def runs(self, line: int) -> list[LineRun]:
        """Return the level runs of a line from left to right."""
        runs = self._runs.get(line)
        if runs is None:
            runs = self._runs[line] = self._measured_runs(line)
        return runs

    def boxes(self, line: int) -> list[Box]:
        """Return the graphemes of a line from left to right, also those without width."""
        boxes = self._boxes.get(line)
        if boxes is None:
            boxes = []
            for run in self.runs(line):
                boxes.extend(self._boxes_of(line, run))
            self._boxes[line] = boxes
        return boxes

    def visible_boxes(self, line: int) -> list[Box]:
        """Return the graphemes of a line that take room, from left to right."""
        return [box for box in self.boxes(line) if box.width > _NOTHING]

    def box_at(self, line: int, x: float) -> Box | None:
        """Return the grapheme under a point, else the nearest on its line; None on a line without any."""
        nearest, distance = None, 0.0
        for box in self.visible_boxes(line):
            away = max(box.x0 - x, x - box.x1, 0.0)
            if nearest is None or away < distance:
                nearest, distance = box, away
        return nearest

    def box_of(self, offset: int) -> Box | None:
        """Return the grapheme that holds a character."""
        line = self.shaped.line_of(offset)
        return next((box for box in self.boxes(line) if box.start <= offset < box.end), None)

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """Widen a range to whole graphemes."""
        shaped = self.shaped
        while start > 0 and not shaped.is_boundary(start):
            start -= 1
        while end < len(shaped.text) and not shaped.is_boundary(end):
            end += 1
        return start, end

    def pieces(self, start: int, end: int, *, starts: bool = True, ends: bool = True) -> Sequence[Piece]:
        """Return the rectangles of a range, line by line and from left to right; touching ones are one.

        Args:
            start: Where the range begins in this block.
            end: Where it ends in this block.
            starts: Whether its own beginning is in this block.
            ends: Whether its own end is.
        """
        key = (start, end, starts, ends)
        pieces = self._pieces.get(key)
        if pieces is None:
            pieces = self._pieces[key] = self._measured_pieces(*self.snapped(start, end), starts=starts, ends=ends)
        return pieces

    def _measured_pieces(self, start: int, end: int, *, starts: bool, ends: bool) -> Sequence[Piece]:
        groups: list[tuple[int, list[LineRun]]] = []
        for line in self.shaped.lines_of(start, end):
            parts = [part for run in self.runs(line) if (part := self._part(line, run, start, end))]
            groups.extend((line, group) for group in _touching(parts))
        if not groups:
            return []
        first = min(part.start for _, group in groups for part in group) if starts else None
        last = max(part.end for _, group in groups for part in group) if ends else None
        if len(groups) == 1 and starts and ends:
            line, group = groups[0]
            return [Piece(line, group[0].x0, group[-1].x1, start, end, left_closed=True, right_closed=True)]
        return [self._fused(line, group, first, last) for line, group in groups]

    def _measured_runs(self, line: int) -> list[LineRun]:
        shaped = self.shaped
        levels = bidi.visual_runs(shaped.resolved, shaped.line_start(line), shaped.line_end(line))
        spans = [_Span(run.start, run.end, bool(run.level & 1)) for run in levels]
        if "\t" in shaped.text:
            spans = [part for span in spans for part in _apart_from_tabs(shaped.text, span)]
        extents = [shaped.ink_extent(line, span.start, span.end) for span in spans]
        edges: list[tuple[float, float]] = []
        for has_ink, group in groupby(extents, key=_is_known):
            known = [extent for extent in group if extent is not None]
            edges.extend(known if has_ink else self._gaps(line, spans, extents, len(edges)))
        return [LineRun(*span, x0, x1) for span, (x0, x1) in zip(spans, edges, strict=True)]

    def _gaps(
        self, line: int, spans: list[_Span], extents: list[tuple[float, float] | None], first: int
    ) -> list[tuple[float, float]]:
        """Share the room between their neighbours among runs without glyphs: all to tabs, none to hidden controls."""
        following = next((index for index in range(first, len(spans)) if extents[index] is not None), len(spans))
        members = spans[first:following]
        before = extents[first - 1] if first else None
        after = extents[following] if following < len(spans) else None
        tabs = [self.shaped.text.count("\t", span.start, span.end) for span in members]
        own = [self.shaped.x_of(line, bound) for span in members for bound in (span.start, span.end)]
        left = before[1] if before else min(own) if any(tabs) or after is None else after[0]
        right = left if not any(tabs) else after[0] if after else max(own)
        share = max(0.0, right - left) / max(1, sum(tabs))
        return list(pairwise(left + share * passed for passed in accumulate(tabs, initial=0)))

    def _boxes_of(self, line: int, run: LineRun) -> list[Box]:
        bounds = [run.start]
        while bounds[-1] < run.end:
            bounds.append(min(self.shaped.next_boundary(bounds[-1]), run.end))
        edges = [self._edge(line, bound, run) for bound in bounds]
        boxes = [
            Box(start, end, run.rtl, min(x, following), max(x, following))
            for start, end, x, following in zip(bounds, bounds[1:], edges, edges[1:], strict=False)
        ]
        return boxes[::-1] if run.rtl else boxes

    def _part(self, line: int, run: LineRun, start: int, end: int) -> LineRun | None:
        """Return the part of a run that a range covers, or None when that has no width."""
        first, last = max(start, run.start), min(end, run.end)
        if first >= last:
            return None
        x_first, x_last = self._edge(line, first, run), self._edge(line, last, run)
        if abs(x_first - x_last) < _NOTHING:
            return None
        return LineRun(first, last, run.rtl, min(x_first, x_last), max(x_first, x_last))

    def _edge(self, line: int, offset: int, run: LineRun) -> float:
        """Return the x of a grapheme boundary of a run."""
        if offset <= run.start:
            return run.x1 if run.rtl else run.x0
        if offset >= run.end:
            return run.x0 if run.rtl else run.x1
        if "\t" in self.shaped.text:  # Qt counts a tab at a line's end for carets, not for glyphs
            return self._end_of_glyphs_before(line, offset, run)
        x = self.shaped.x_of(line, offset)
        if self._is_inside_lam_alef(offset):
            x = self._middle_of_lam_alef(line, offset, run, x)
        elif not run.x0 + _NOTHING < x < run.x1 - _NOTHING:
            x = self._end_of_glyphs_before(line, offset, run)
        return min(max(x, run.x0), run.x1)

    def _end_of_glyphs_before(self, line: int, offset: int, run: LineRun) -> float:
        """Return an inner edge for which Qt has named an outer one, as it does beside some combining marks."""
        extent = self.shaped.ink_extent(line, run.start, offset)
        if extent is not None:
            return extent[0] if run.rtl else extent[1]
        passed = (run.x1 - run.x0) * (offset - run.start) / (run.end - run.start)
        return run.x1 - passed if run.rtl else run.x0 + passed

    def _is_inside_lam_alef(self, offset: int) -> bool:
        text = self.shaped.text
        if text[offset] not in _ALEFS:
            return False
        before = offset - 1
        while before > 0 and not self.shaped.is_boundary(before):
            before -= 1
        return text[before] == _LAM

    def _middle_of_lam_alef(self, line: int, offset: int, run: LineRun, x: float) -> float:
        """Share the ligature between its letters: fonts give the lam its whole advance and the alef none."""
        following = self.shaped.next_boundary(offset)
        end = self.shaped.x_of(line, following) if following < run.end else run.x0
        if abs(end - x) > _NOTHING:
            return x
        before = offset - 1
        while before > run.start and not self.shaped.is_boundary(before):
            before -= 1
        beginning = self.shaped.x_of(line, before) if before > run.start else run.x1
        return (beginning + x) / 2

    def _fused(self, line: int, parts: list[LineRun], first: int | None, last: int | None) -> Piece:
        """Make one piece of parts that touch, and find out which of its edges are ends of the range.

        Args:
            line: Their line.
            parts: The parts, from left to right.
            first: Where the first visible character of the range begins, or None when that is not in this block.
            last: Where the last one ends, or None.
        """
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        leftmost, rightmost = parts[0], parts[-1]
        left = leftmost.end == last if leftmost.rtl else leftmost.start == first
        right = rightmost.start == first if rightmost.rtl else rightmost.end == last
        has_start, has_end = start == first, end == last
        if not left and not right and has_start is not has_end:
            # The end lies between two directions: it counts for the side on which the paragraph reads it.
            left = has_start is not self.shaped.rtl
            right = not left
        return Piece(line, leftmost.x0, rightmost.x1, start, end, left, right)


def _is_known(extent: tuple[float, float] | None) -> bool:
    return extent is not None


def _touching(parts: list[LineRun]) -> list[list[LineRun]]:
    """Group neighbours without a gap between them."""
    groups: list[list[LineRun]] = []
    for part in parts:
        if groups and part.x0 - groups[-1][-1].x1 < _TOUCHING:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _apart_from_tabs(text: str, span: _Span) -> list[_Span]:
    """Cut a level run around its tabs, which have no glyphs; the parts come from left to right."""
    parts = []
    position = span.start
    for _, characters in groupby(text[span.start : span.end], key="\t".__eq__):
        end = position + len(list(characters))
        parts.append(_Span(position, end, span.rtl))
        position = end
    return parts[::-1] if span.rtl else parts
