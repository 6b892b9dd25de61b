"""The handles at the logical ends of the selected mark, by which the mouse moves them."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF

from annotator.core.ids import MentionId
from annotator.ui.document.page import Page
from annotator.ui.document.resizing import End

REACH: Final = 5.0
"""How far from a handle the mouse takes hold of it, in pixels."""

OUTSIDE: Final = 3
"""How far outside the text handles stand: on the ring around it."""


class Handle(NamedTuple):
    """A handle beside the first or last character of a mark, in pixels of the page."""

    end: End
    x: float
    top: float
    bottom: float

    def is_near(self, point: QPointF) -> bool:
        """Tell whether the mouse takes hold of the handle at a point."""
        return abs(point.x() - self.x) <= REACH and self.top - REACH <= point.y() <= self.bottom + REACH


def handles(page: Page, mention: MentionId | None) -> list[Handle]:
    """Return the handles of a mark; none for None."""
    mark = page.marks.get(mention)
    if mark is None:
        return []
    found = [_handle(page, End.START, mark.span.start), _handle(page, End.END, mark.span.end - 1)]
    return [handle for handle in found if handle is not None]


def handle_at(page: Page, mention: MentionId | None, point: QPointF) -> End | None:
    """Return the end of a mark whose handle is at a point of the page, or None."""
    near = [(abs(handle.x - point.x()), handle) for handle in handles(page, mention) if handle.is_near(point)]
    return min(near, key=_distance)[1].end if near else None


def _distance(near: tuple[float, Handle]) -> float:
    return near[0]


def _handle(page: Page, end: End, offset: int) -> Handle | None:
    """Return the handle at the outer edge of a mark's first or last character."""
    block = page.blocks.at(offset)
    placed = page.placed(block)
    local = offset - page.blocks.start(block)
    box = placed.geometry.box_of(local)
    if box is None:
        return None
    place, top = placed.lines[placed.shaped.line_of(local)], page.top(block)
    on_left = box.rtl is (end is End.END)
    x = box.x0 - OUTSIDE if on_left else box.x1 + OUTSIDE
    return Handle(end, x, top + place.top, top + place.foot)
