from __future__ import annotations

import random

import pytest

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui.document.mark_index import MarkIndex
from annotator.ui.document.marks import Mark, MarkState, UnderMarks
from annotator.ui.document.page import TOP_MARGIN, Page
from annotator.ui.document.scrolling import Scroller
from annotator.ui.document.text import Blocks
from annotator.ui.document.typography import Typography
from tests.ui.document.samples import MIXED, document_of

pytestmark = pytest.mark.usefixtures("qapp")

SIGHT = 400
TEXT = "\n".join(MIXED * (1 + number % 4) for number in range(60))


def scroller(text: str = TEXT, column: int = 400) -> tuple[Page, Scroller]:
    blocks = Blocks(text)
    page = Page(document_of(text), blocks, MarkIndex(blocks), Typography(15, UnderMarks.LABELS_AND_NAMES), column)
    made = Scroller(page)
    made.sight = SIGHT
    return page, made


def seen_at(page: Page, scrolling: Scroller, offset: int) -> float:
    """Return how far below the upper edge of the sight the line of an offset is."""
    block = page.blocks.at(offset)
    placed = page.placed(block)
    line = placed.lines[placed.shaped.line_of(offset - page.blocks.start(block))]
    return page.top(block) + line.top - scrolling.value


def test_it_begins_at_the_top_and_ends_at_the_bottom() -> None:
    page, scrolling = scroller()
    assert scrolling.value == 0
    scrolling.move(-500)
    assert scrolling.value == 0
    assert seen_at(page, scrolling, 0) == pytest.approx(TOP_MARGIN + 3)
    scrolling.jump(10**9)
    last = page.placed(len(page.blocks) - 1)
    bottom = page.top(len(page.blocks) - 1) + last.height + TOP_MARGIN
    assert bottom - scrolling.value == SIGHT
    scrolling.move(77)
    assert bottom - scrolling.value == SIGHT


def test_a_step_moves_what_is_in_sight_by_just_that() -> None:
    rng = random.Random(3)
    page, scrolling = scroller()
    scrolling.jump(8_000)
    for _ in range(80):
        anchor = scrolling.anchor()
        before = seen_at(page, scrolling, anchor.offset)
        step = rng.randint(-150, 150)
        scrolling.move(step)
        assert seen_at(page, scrolling, anchor.offset) == pytest.approx(before - step)


def test_heights_that_become_known_above_move_nothing() -> None:
    page, scrolling = scroller()
    scrolling.jump(9_000)
    anchor = scrolling.anchor()
    for block in range(20):
        page.placed(block)
    assert seen_at(page, scrolling, anchor.offset) == pytest.approx(anchor.distance)


def test_another_width_and_size_keep_the_line_in_place() -> None:
    page, scrolling = scroller()
    scrolling.jump(7_000)
    anchor = scrolling.anchor()
    for column, size in ((300, 15.0), (560, 20.0), (400, 15.0)):
        page.reflow(Typography(size, UnderMarks.NAMES), column)
        scrolling.restore(anchor)
        assert seen_at(page, scrolling, anchor.offset) == pytest.approx(anchor.distance, abs=1)


def test_marks_that_come_above_the_sight_move_nothing() -> None:
    page, scrolling = scroller()
    scrolling.jump(7_000)
    scrolling.move(45)
    anchor = scrolling.anchor()
    block = page.blocks.at(anchor.offset)
    start = page.blocks.start(block)
    nested = [
        Mark(MentionId(str(depth)), Span(start, start + 5 + depth), "ORG", MarkState.UNLINKED) for depth in range(4)
    ]
    height = page.placed(block).height
    page.marks_changed(page.marks.update(nested))
    scrolling.restore(anchor)
    assert page.placed(block).height > height
    assert seen_at(page, scrolling, anchor.offset) == pytest.approx(anchor.distance)


def test_revealing_moves_as_little_as_needed() -> None:
    page, scrolling = scroller()
    scrolling.jump(6_000)
    inside = page.blocks.start(scrolling.visible()[1])
    scrolling.reveal(inside, margin=0)
    before = scrolling.position
    scrolling.reveal(inside, margin=0)
    assert scrolling.position == before
    last = page.blocks.end(scrolling.visible()[-1])
    scrolling.reveal(last, margin=0)
    assert 0 <= seen_at(page, scrolling, last) <= SIGHT
    assert scrolling.value - 6_000 < SIGHT


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
def test_every_character_can_be_brought_into_sight(share: float) -> None:
    page, scrolling = scroller()
    offset = int(share * len(TEXT))
    scrolling.reveal(offset, margin=60)
    assert 0 <= seen_at(page, scrolling, offset) <= SIGHT - 20


def test_a_page_lower_than_the_sight_stays_at_its_top() -> None:
    _, scrolling = scroller("kurz\nund gut")
    scrolling.move(50)
    assert (scrolling.value, scrolling.furthest) == (0, 0)
    assert scrolling.visible() == range(2)


def test_only_what_is_in_sight_is_laid_out() -> None:
    page, scrolling = scroller()
    scrolling.visible()
    assert not page.is_settled(len(page.blocks) - 1)
    assert sum(page.is_settled(block) for block in range(len(page.blocks))) < 12
