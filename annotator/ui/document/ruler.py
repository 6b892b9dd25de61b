"""What the ruler beside the article shows: where marks are in the whole, and what part of it is in sight."""

from __future__ import annotations

from annotator.core.ids import MentionId
from annotator.ui.document.page import Page
from annotator.ui.document.scrolling import Scroller


def tick_positions(page: Page) -> list[tuple[MentionId, float]]:
    """Return where each shown mark begins as a fraction of the page's height, in reading order.

    Inside a block the position is that of its characters: nothing needs to be laid out for it.
    """
    height = max(page.height, 1)
    ticks = []
    top, tall, start, end, length = 0, 0, 0, -1, 1
    for mark in page.marks:
        if mark.span.start > end:
            block = page.blocks.at(mark.span.start)
            top, tall = page.top(block), page.block_height(block)
            start, end = page.blocks.start(block), page.blocks.end(block)
            length = max(1, end - start)
        ticks.append((mark.id, (top + tall * (mark.span.start - start) / length) / height))
    return ticks


def sight(page: Page, scroller: Scroller) -> tuple[float, float]:
    """Return where the sight begins and ends, as fractions of the page's height."""
    height = max(page.height, scroller.sight, 1)
    return scroller.value / height, min(1.0, (scroller.value + scroller.sight) / height)
