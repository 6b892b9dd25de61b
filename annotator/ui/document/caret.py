"""The caret: where it stands between two characters, and how keys move it.

Between two directions an offset has two places on screen. A caret therefore leans on one of its neighbours: on the
character before it (``upstream``) or on the one after it.
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.lang import tokens
from annotator.ui.document.geometry import Box
from annotator.ui.document.page import Page


class Caret(NamedTuple):
    """A place between characters.

    Attributes:
        offset: In code points of the document.
        upstream: Whether it leans on the character before it.
    """

    offset: int
    upstream: bool = False


class LineRef(NamedTuple):
    """A line of the page."""

    block: int
    line: int


class CaretMover:
    """Moves carets over a page, in visual order by grapheme and token, and by line."""

    def __init__(self, page: Page, *, stops_at_hidden: bool = False) -> None:
        self._page = page
        self._stops_at_hidden = stops_at_hidden
        self._edges_of = -1
        self._token_starts: set[int] = set()
        self._token_ends: set[int] = set()

    def line_of(self, caret: Caret) -> LineRef:
        """Return the line a caret stands on."""
        page = self._page
        block = page.blocks.at(caret.offset)
        shaped = page.placed(block).shaped
        local = min(caret.offset - page.blocks.start(block), len(shaped.text))
        line = shaped.line_of(local)
        if caret.upstream and line and local == shaped.line_start(line):
            line -= 1
        return LineRef(block, line)

    def x_of(self, caret: Caret) -> float:
        """Return the x of a caret, in pixels from the column's left."""
        ref = self.line_of(caret)
        boxes = self._boxes(ref)
        if not boxes:
            shaped = self._page.placed(ref.block).shaped
            return shaped.x_of(ref.line, shaped.line_start(ref.line))
        slot = self._slot(ref, boxes, caret)
        return boxes[slot].x0 if slot < len(boxes) else boxes[-1].x1

    def runs_left(self, caret: Caret) -> bool:
        """Tell whether the text that the caret leans on runs from right to left."""
        ref = self.line_of(caret)
        box = self._leant_on(ref, self._boxes(ref), caret)
        return box.rtl if box else self._page.placed(ref.block).shaped.rtl

    def at_direction_change(self, caret: Caret) -> bool:
        """Tell whether the text runs different ways before and after the caret."""
        ref = self.line_of(caret)
        boxes = self._boxes(ref)
        before = self._leant_on(ref, boxes, Caret(caret.offset, upstream=True))
        after = self._leant_on(ref, boxes, Caret(caret.offset))
        return bool(before and after and before.rtl is not after.rtl)

    def line_text(self, ref: LineRef) -> str:
        """Return the text of a line."""
        shaped = self._page.placed(ref.block).shaped
        return shaped.text[shaped.line_start(ref.line) : shaped.line_end(ref.line)]

    def grapheme_after(self, caret: Caret) -> str:
        """Return the grapheme behind a caret; "" at the end of a block."""
        block = self._page.blocks.at(caret.offset)
        shaped = self._page.placed(block).shaped
        local = caret.offset - self._page.blocks.start(block)
        return shaped.text[local : shaped.next_boundary(local)] if local < len(shaped.text) else ""

    def by_grapheme(self, caret: Caret, *, rightwards: bool) -> Caret:
        """Move a caret one grapheme to the right or left as it looks, over the line's end to its neighbour."""
        ref = self.line_of(caret)
        boxes = self._boxes(ref)
        slot = self._slot(ref, boxes, caret) if boxes else 0
        if rightwards and slot < len(boxes):
            return self._past(ref, boxes[slot], rightwards=True)
        if not rightwards and slot > 0:
            return self._past(ref, boxes[slot - 1], rightwards=False)
        return self._onto_next_line(caret, ref, rightwards=rightwards)

    def by_token(self, caret: Caret, *, rightwards: bool) -> Caret:
        """Move a caret to the next end of a token in reading direction, or against it to the next beginning.

        It stops where another paragraph begins or ends.
        """
        while True:
            ref = self.line_of(caret)
            boxes = self._boxes(ref)
            slot = self._slot(ref, boxes, caret) if boxes else 0
            for box in boxes[slot:] if rightwards else reversed(boxes[:slot]):
                passed = self._past(ref, box, rightwards=rightwards)
                if self._is_token_edge(ref.block, passed):
                    return passed
            moved = self._onto_next_line(caret, ref, rightwards=rightwards)
            if moved == caret:
                return self._past(ref, boxes[-1 if rightwards else 0], rightwards=rightwards) if boxes else caret
            if self.line_of(moved).block != ref.block:
                return moved
            caret = moved

    def by_line(self, caret: Caret, lines: int, x: float) -> Caret:
        """Move a caret some lines down, or up for a negative number, keeping to an x."""
        ref = self.line_of(caret)
        for _ in range(abs(lines)):
            following = self.next_line(ref) if lines > 0 else self.previous_line(ref)
            if following is None:
                return self._end_of(ref) if lines > 0 else self._start_of(ref)
            ref = following
        return self.on_line(ref, x)

    def on_line(self, ref: LineRef, x: float) -> Caret:
        """Return the caret nearest to an x on a line."""
        boxes = self._boxes(ref)
        start = self._page.blocks.start(ref.block)
        if not boxes:
            return Caret(start + self._page.placed(ref.block).shaped.line_start(ref.line))
        box = min(boxes, key=_distance_from(x))
        left_half = x < (box.x0 + box.x1) / 2
        if left_half is box.rtl:
            return Caret(start + box.end, upstream=True)
        return Caret(start + box.start)

    def line_start(self, caret: Caret) -> Caret:
        """Return the logical beginning of a caret's line."""
        return self._start_of(self.line_of(caret))

    def line_end(self, caret: Caret) -> Caret:
        """Return the logical end of a caret's line, before the space it is broken at."""
        return self._end_of(self.line_of(caret))

    def next_line(self, ref: LineRef) -> LineRef | None:
        """Return the line below, or None below the last."""
        if ref.line + 1 < len(self._page.placed(ref.block).shaped.lines):
            return LineRef(ref.block, ref.line + 1)
        return LineRef(ref.block + 1, 0) if ref.block + 1 < len(self._page.blocks) else None

    def previous_line(self, ref: LineRef) -> LineRef | None:
        """Return the line above, or None above the first."""
        if ref.line:
            return LineRef(ref.block, ref.line - 1)
        if not ref.block:
            return None
        return LineRef(ref.block - 1, len(self._page.placed(ref.block - 1).shaped.lines) - 1)

    def _start_of(self, ref: LineRef) -> Caret:
        return Caret(self._page.blocks.start(ref.block) + self._page.placed(ref.block).shaped.line_start(ref.line))

    def _end_of(self, ref: LineRef) -> Caret:
        shaped = self._page.placed(ref.block).shaped
        start, end = shaped.line_start(ref.line), shaped.line_end(ref.line)
        if ref.line + 1 < len(shaped.lines):
            end = start + len(shaped.text[start:end].rstrip(" "))
        return Caret(self._page.blocks.start(ref.block) + end, upstream=end > start)

    def _boxes(self, ref: LineRef) -> list[Box]:
        """Return the graphemes a caret stops at on a line, from left to right."""
        geometry = self._page.geometry(ref.block)
        return geometry.boxes(ref.line) if self._stops_at_hidden else geometry.visible_boxes(ref.line)

    def _slot(self, ref: LineRef, boxes: list[Box], caret: Caret) -> int:
        """Return before which grapheme, counted from the left, a caret stands."""
        box = self._leant_on(ref, boxes, caret)
        if box is None:
            return 0
        local = caret.offset - self._page.blocks.start(ref.block)
        after_it = local >= box.end
        return boxes.index(box) + (after_it is not box.rtl)

    def _leant_on(self, ref: LineRef, boxes: list[Box], caret: Caret) -> Box | None:
        """Return the grapheme a caret leans on, else the nearest before it, else the first after it."""
        local = caret.offset - self._page.blocks.start(ref.block)
        if not caret.upstream:
            for box in boxes:
                if box.start == local:
                    return box
        before = [box for box in boxes if box.end <= local]
        if before:
            return max(before, key=_end)
        return min((box for box in boxes if box.start >= local), key=_start, default=None)

    def _past(self, ref: LineRef, box: Box, *, rightwards: bool) -> Caret:
        """Return the caret on the far side of a grapheme."""
        start = self._page.blocks.start(ref.block)
        if rightwards is box.rtl:
            return Caret(start + box.start)
        return Caret(start + box.end, upstream=True)

    def _onto_next_line(self, caret: Caret, ref: LineRef, *, rightwards: bool) -> Caret:
        """Go over the edge of a line: onwards when the paragraph reads that way, else back."""
        onwards = rightwards is not self._page.placed(ref.block).shaped.rtl
        following = self.next_line(ref) if onwards else self.previous_line(ref)
        if following is None:
            return caret
        return self._start_of(following) if onwards else self._end_of(following)

    def _is_token_edge(self, block: int, caret: Caret) -> bool:
        """Tell whether a caret that was moved past a character has reached the far edge of a token."""
        if self._edges_of != block:
            bounds = list(tokens.token_bounds(self._page.blocks.content(block)))
            self._edges_of = block
            self._token_starts = {start for start, _ in bounds}
            self._token_ends = {end for _, end in bounds}
        local = caret.offset - self._page.blocks.start(block)
        return local in (self._token_ends if caret.upstream else self._token_starts)


def _end(box: Box) -> int:
    return box.end


def _start(box: Box) -> int:
    return box.start


class _distance_from:  # noqa: N801 - a key function that remembers its x
    def __init__(self, x: float) -> None:
        self._x = x

    def __call__(self, box: Box) -> float:
        return max(box.x0 - self._x, self._x - box.x1, 0.0)
