from __future__ import annotations

import random
from itertools import pairwise

import pytest

from annotator.core.document import Direction
from annotator.ui.document.caret import Caret, CaretMover
from annotator.ui.document.mark_index import MarkIndex
from annotator.ui.document.marks import UnderMarks
from annotator.ui.document.page import Page
from annotator.ui.document.text import Blocks
from annotator.ui.document.typography import Typography
from tests.ui.document.samples import MIXED, Article, articles, document_of

pytestmark = pytest.mark.usefixtures("qapp")


HARD = ("Gantz (בני גנץ) met بيني 24/11.", "שלום abc ו-50 אחוז NSO!", "السلام e\u0301 👨\u200d👩")


def page_of(text: str, column: int = 600, direction: Direction = Direction.AUTO) -> Page:
    blocks = Blocks(text)
    typography = Typography(15, UnderMarks.LABELS_AND_NAMES)
    return Page(document_of(text, direction=direction), blocks, MarkIndex(blocks), typography, column)


@pytest.mark.parametrize("rightwards", [True, False])
@pytest.mark.parametrize(
    "text", [MIXED, "Gantz (בני גנץ) met בيני 24/11.", "שלום abc ו-50 אחוז NSO!", "السلام e\u0301 👨\u200d👩"]
)
def test_on_a_line_each_step_goes_the_way_of_the_key(text: str, rightwards: bool) -> None:
    page = page_of(text, 2000)
    mover = CaretMover(page)
    ref = mover.line_of(Caret(0))
    caret = mover.on_line(ref, -10 if rightwards else 2010)
    places = [mover.x_of(caret)]
    for _ in page.geometry(0).visible_boxes(0):
        caret = mover.by_grapheme(caret, rightwards=rightwards)
        places.append(mover.x_of(caret))
        assert page.placed(0).shaped.is_boundary(caret.offset)
    steps = [after - before for before, after in pairwise(places)]
    assert all(step > 0 for step in steps) if rightwards else all(step < 0 for step in steps)
    edges = page.geometry(0).visible_boxes(0)
    assert {places[0], places[-1]} == {edges[0].x0, edges[-1].x1}


@pytest.mark.parametrize("found", articles(), ids=lambda found: found.document.name)
def test_one_key_walks_through_an_article_and_back(found: Article) -> None:
    page = page_of(found.document.text[:700])
    mover = CaretMover(page)
    forward = page.directions.of_paragraph(0) is Direction.LTR
    caret, seen = Caret(0), [Caret(0)]
    while (following := mover.by_grapheme(caret, rightwards=forward)) != caret:
        caret = following
        seen.append(caret)
        assert len(seen) < 2000
    assert caret.offset == len(page.blocks.text)
    back = 0
    while (following := mover.by_grapheme(caret, rightwards=not forward)) != caret:
        caret = following
        back += 1
        assert back < 2000
    assert caret.offset == 0


def test_a_caret_between_two_directions_stands_where_it_leans() -> None:
    page = page_of("אב cd", 2000, Direction.RTL)
    mover = CaretMover(page)
    before, after = Caret(3, upstream=True), Caret(3)
    box_before, box_after = page.geometry(0).box_of(2), page.geometry(0).box_of(3)
    assert box_before is not None
    assert box_after is not None
    assert mover.x_of(before) == box_before.x0, "on the far side of the space"
    assert mover.x_of(after) == box_after.x0, "before the c, at the left end of the line"
    assert mover.at_direction_change(after)
    assert not mover.at_direction_change(Caret(1))
    assert mover.runs_left(before)
    assert not mover.runs_left(after)


def test_tokens_are_left_at_their_ends_in_reading_direction() -> None:
    text = 'חברי צה"ל, NSO 94%'
    page = page_of(text, 2000)
    mover = CaretMover(page)
    caret, stops = Caret(0), []
    while (following := mover.by_token(caret, rightwards=False)) != caret:
        caret = following
        stops.append(caret.offset)
    assert text.index(" ") in stops
    assert text.index(",") in stops
    assert text.index("ל,") not in stops
    caret, starts = Caret(len(text), upstream=True), []
    while (following := mover.by_token(caret, rightwards=True)) != caret:
        caret = following
        starts.append(caret.offset)
    assert text.index("צ") in starts
    assert text.index("צ") + 2 not in starts


def test_a_token_step_stops_between_paragraphs() -> None:
    page = page_of("one\n\ntwo")
    mover = CaretMover(page)
    stops = [Caret(3, upstream=True)]
    for _ in range(3):
        stops.append(mover.by_token(stops[-1], rightwards=True))
    assert [stop.offset for stop in stops] == [3, 4, 5, 8]


def test_up_and_down_keep_to_their_x() -> None:
    text = "\n".join([MIXED] * 4)
    page = page_of(text, 300)
    mover = CaretMover(page)
    x = 150.0
    caret = mover.on_line(mover.line_of(Caret(0)), x)
    lines = []
    while True:
        lines.append(mover.line_of(caret))
        boxes = page.geometry(lines[-1].block).visible_boxes(lines[-1].line)
        reached = min(max(x, boxes[0].x0), boxes[-1].x1)
        assert abs(mover.x_of(caret) - reached) < 20
        following = mover.by_line(caret, 1, x)
        if mover.line_of(following) == lines[-1]:
            break
        caret = following
    assert len(lines) == sum(len(page.placed(block).lines) for block in range(len(page.blocks)))
    assert mover.by_line(caret, -len(lines), x).offset == 0
    assert following.offset == len(text)


def test_line_ends_are_before_the_space_a_line_is_broken_at() -> None:
    page = page_of(MIXED, 300)
    mover = CaretMover(page)
    end = mover.line_end(Caret(0))
    shaped = page.placed(0).shaped
    assert MIXED[end.offset] == " "
    assert shaped.line_end(0) == end.offset + 1
    assert mover.line_of(end).line == 0
    assert mover.line_start(Caret(end.offset + 5)).offset == end.offset + 1
    assert mover.line_end(Caret(len(MIXED))).offset == len(MIXED)


def test_hidden_characters_are_stops_only_where_they_are_shown() -> None:
    text = "ab\u200ecd"
    page = page_of(text)
    quiet, shown = CaretMover(page), CaretMover(page, stops_at_hidden=True)
    start = Caret(2, upstream=True)
    assert quiet.by_grapheme(start, rightwards=True).offset == 4
    assert shown.by_grapheme(start, rightwards=True).offset == 3


def test_wherever_the_caret_is_it_has_one_place_on_its_line() -> None:
    rng = random.Random(8)
    for found in articles():
        page = page_of(found.document.text, 420)
        mover = CaretMover(page)
        for _ in range(60):
            caret = Caret(rng.randrange(len(found.document.text) + 1), upstream=rng.random() < 0.5)
            ref = mover.line_of(caret)
            assert 0 <= ref.line < len(page.placed(ref.block).lines)
            assert -1 <= mover.x_of(caret) <= 421
