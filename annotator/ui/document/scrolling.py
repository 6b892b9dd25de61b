"""Where the page is scrolled to. The truth is a block and a distance from its top, never a sum of guessed heights.

Heights above the sight become known while one scrolls up, and change while marks come and go; what is in sight must
not jump for that.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from annotator.ui.document.page import Page

_SURELY_FAR: Final = 4
"""How many sights away something is far whatever guessed heights turn out to be."""

_COMFORTABLE: Final = 0.3
"""How far down a sight a line is shown that was far away."""


class Anchor(NamedTuple):
    """A place in the text that stays where it is on screen while everything is laid out anew.

    Attributes:
        offset: A code point of a line in sight, in the document; usually the first one of the topmost line.
        distance: How far below the upper edge of the sight that line begins, in pixels.
    """

    offset: int
    distance: float


class Scroller:
    """Scrolls a page in a sight of a given height. Positions are whole pixels."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._block = 0
        self._into = -page.top(0)
        self.sight = 0

    @property
    def value(self) -> int:
        """How far the upper edge of the sight is from the page's top."""
        return self._page.top(self._block) + self._into

    @property
    def position(self) -> tuple[int, int]:
        """The block at the upper edge of the sight, and how much of it is above; what is scrolled is compared by it."""
        return self._block, self._into

    @property
    def furthest(self) -> int:
        """The greatest value there can be."""
        return max(0, self._page.height - self.sight)

    def visible(self) -> range:
        """Lay out what is in sight, and return its blocks."""
        self._settle()
        page = self._page
        first = last = self._block
        bottom = -self._into + page.placed(first).height
        while bottom < self.sight and last + 1 < len(page.blocks):
            last += 1
            bottom += page.placed(last).height
        return range(first, last + 1)

    def jump(self, value: int) -> None:
        """Scroll to a value, as far as heights are known; beyond the last, to the very end."""
        to_the_end = value >= self.furthest
        value = min(max(0, value), self.furthest)
        self._block = self._page.block_at(value)
        self._into = value - self._page.top(self._block)
        self._settle()
        if to_the_end:
            self.move(self.furthest - self.value)

    def move(self, difference: int) -> None:
        """Scroll by a distance that holds whatever turns out about heights on the way."""
        self._into += difference
        self._settle()

    def reveal(self, offset: int, *, margin: int) -> None:
        """Bring a line with some room around it into sight: near ones by as little as needed, far ones comfortably."""
        if self._is_far(self._page.blocks.at(offset)):
            self.show_at(offset, self.sight * _COMFORTABLE)
            return
        top, bottom = self._line_extent(offset)
        value = self.value
        room = min(margin, max(0, (self.sight - (bottom - top)) // 2))
        if top - room < value:
            self.move(top - room - value)
        elif bottom + room > value + self.sight:
            self.move(bottom + room - self.sight - value)

    def show_at(self, offset: int, distance: float) -> None:
        """Scroll so that the line of an offset begins at a distance below the upper edge of the sight."""
        block = self._page.blocks.at(offset)
        placed = self._page.placed(block)
        line = placed.shaped.line_of(offset - self._page.blocks.start(block))
        self._block = block
        self._into = round(placed.lines[line].top - distance)
        self._settle()

    def anchor(self) -> Anchor:
        """Return the place in the text that is in sight at the top."""
        self._settle()
        page, block, into = self._page, self._block, self._into
        placed = page.placed(block)
        line = placed.line_at(max(0, into))
        if placed.lines[line].foot <= into:  # only its lanes are in sight
            if line + 1 < len(placed.lines):
                line += 1
            elif block + 1 < len(page.blocks):
                block, into, line = block + 1, into - placed.height, 0
                placed = page.placed(block)
        start = page.blocks.start(block) + placed.shaped.line_start(line)
        return Anchor(start, placed.lines[line].top - into)

    def anchor_at(self, offset: int) -> Anchor:
        """Return where the line of an offset, which must be in sight, is."""
        top, _ = self._line_extent(offset)
        return Anchor(offset, top - self.value)

    def restore(self, anchor: Anchor) -> None:
        """Bring a place in the text to where it was."""
        self.show_at(anchor.offset, anchor.distance)

    def _is_far(self, block: int) -> bool:
        """Tell whether a block is more than a sight away; lay out all that is between when it is not."""
        if abs(self._page.top(block) - self.value) > _SURELY_FAR * self.sight:
            return True
        first, last = sorted((self._block, block))
        height = 0
        for between in range(first, last):
            height += self._page.placed(between).height
            if height > 2 * self.sight:
                return True
        return False

    def _line_extent(self, offset: int) -> tuple[int, int]:
        page = self._page
        block = page.blocks.at(offset)
        placed = page.placed(block)
        place = placed.lines[placed.shaped.line_of(offset - page.blocks.start(block))]
        top = page.top(block)
        return top + int(place.top), top + int(place.bottom)

    def _settle(self) -> None:
        """Bring block and distance into order, laying out on the way what is passed."""
        page = self._page
        page.placed(self._block)
        while self._into < 0 and self._block > 0:
            self._block -= 1
            self._into += page.placed(self._block).height
        while self._block + 1 < len(page.blocks) and self._into >= page.placed(self._block).height:
            self._into -= page.block_height(self._block)
            self._block += 1
        self._keep_inside()

    def _keep_inside(self) -> None:
        page = self._page
        if self._block == 0 and self._into < -page.top(0):
            self._into = -page.top(0)
        self._lay_out_to_the_end_in_sight()
        excess = self.value - self.furthest
        if excess > 0:
            self._into -= excess
            while self._into < 0 and self._block > 0:
                self._block -= 1
                self._into += page.placed(self._block).height
            if self._block == 0:
                self._into = max(self._into, -page.top(0))

    def _lay_out_to_the_end_in_sight(self) -> None:
        page = self._page
        block, bottom = self._block, -self._into
        while bottom < self.sight and block < len(page.blocks):
            bottom += page.placed(block).height
            block += 1
