from __future__ import annotations

from itertools import pairwise

import pytest

from annotator.core.document import Direction
from annotator.core.ids import MentionId
from annotator.ui import fonts
from annotator.ui.document.decorations import Decorations, MarkWords, decorate
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.mark_index import MarkIndex
from annotator.ui.document.marks import Mark, MarkState, UnderMarks
from annotator.ui.document.page import Page
from annotator.ui.document.placed import PlacedBlock
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.document.text import Blocks
from annotator.ui.document.typography import Typography
from annotator.ui.document.wording import NameKind
from tests.ui.document.samples import MIXED, Article, articles, mark_of

pytestmark = pytest.mark.usefixtures("qapp")

ENGLISH = "Today Benny Gantz arrived in Rabat for his first official visit to Morocco."


def placed(
    text: str,
    marks: list[Mark],
    *,
    width: int = 700,
    rtl: bool = False,
    under: UnderMarks = UnderMarks.LABELS_AND_NAMES,
) -> PlacedBlock:
    direction = Direction.RTL if rtl else Direction.LTR
    shaped = ShapedBlock(text, fonts.article_font("Arab" if rtl else "Latn", 15), direction, width)
    return PlacedBlock(BlockGeometry(shaped), 0, marks, Typography(15, under), closes_paragraph=True)


def words_of(decorations: Decorations, mark: Mark) -> MarkWords:
    return next(words for words in decorations.words if words.mark.id == mark.id)


def test_label_and_name_stand_under_the_logical_start() -> None:
    mark = mark_of(ENGLISH, "Benny Gantz", "PERSON", caption="Benny Gantz")
    decorations = decorate(placed(ENGLISH, [mark]))
    [piece] = decorations.pieces
    [words] = decorations.words
    assert (words.label, words.name) == ("PERSON", "Benny Gantz")
    assert words.label_rect is not None
    assert words.name_rect is not None
    assert words.label_rect.left() == pytest.approx(piece.rect.left())
    assert words.label_rect.top() > piece.line_y > piece.rect.bottom()
    assert words.name_rect.left() > words.label_rect.right()


def test_in_a_paragraph_from_right_to_left_they_run_from_the_right() -> None:
    mark = mark_of(MIXED, "NSO", "ORG", caption="NSO Group")
    decorations = decorate(placed(MIXED, [mark], rtl=True))
    [piece], [words] = decorations.pieces, decorations.words
    assert words.label_rect is not None
    assert words.name_rect is not None
    assert words.label_rect.right() == pytest.approx(piece.rect.right())
    assert words.name_rect.right() < words.label_rect.left()


def test_words_end_before_the_next_begin() -> None:
    marks = [
        mark_of(ENGLISH, "Today", "DATE", caption="2021-11-24"),
        mark_of(ENGLISH, "Benny", "PERSON", caption="A very long name of a person that has no room"),
        mark_of(ENGLISH, "Gantz", "PERSON", caption="Gantz"),
        mark_of(ENGLISH, "Rabat", caption="Rabat"),
    ]
    decorations = decorate(placed(ENGLISH, marks))
    words = [words_of(decorations, mark) for mark in marks]
    for one, other in pairwise(words):
        right = max(rect.right() for rect in (one.label_rect, one.name_rect) if rect is not None)
        left = min(rect.left() for rect in (other.label_rect, other.name_rect) if rect is not None)
        assert right <= left
    assert words[1].name_is_cut
    assert words[1].label == "PERSON" or words[1].name.endswith("…")


@pytest.mark.parametrize("found", articles(), ids=lambda found: found.document.name)
def test_no_words_of_a_real_article_cover_others_or_leave_the_column(found: Article) -> None:
    document, marks = found
    blocks = Blocks(document.text)
    index = MarkIndex(blocks, marks)
    page = Page(document, blocks, index, Typography(15, UnderMarks.LABELS_AND_NAMES), 620)
    for block in range(len(blocks)):
        words = page.decorations(block).words
        rects = [rect for each in words for rect in (each.label_rect, each.name_rect) if rect is not None]
        for number, rect in enumerate(rects):
            assert rect.left() >= -8
            assert rect.right() <= 628
            assert not any(rect.intersects(other) for other in rects[number + 1 :])
        assert {each.mark.id for each in words} == {mark.id for mark in index.in_block(block)}


def test_nested_marks_run_in_lanes_with_the_innermost_nearest() -> None:
    text = "the Israeli Ministry of Defense said"
    outer = mark_of(text, "Israeli Ministry of Defense", "ORG", caption="Ministry")
    inner = mark_of(text, "Israeli", "PLACE", caption="Israel")
    block = placed(text, [outer, inner])
    decorations = decorate(block)
    assert [piece.mark.id for piece in decorations.pieces] == [outer.id, inner.id], "outer fills come first"
    lanes = {piece.mark.id: piece.lane for piece in decorations.pieces}
    assert lanes == {inner.id: 0, outer.id: 1}
    inner_words, outer_words = words_of(decorations, inner), words_of(decorations, outer)
    assert inner_words.label_rect is not None
    assert outer_words.label_rect is not None
    assert outer_words.label_rect.top() >= inner_words.label_rect.bottom()
    assert block.height > placed(text, [inner]).height


def test_a_first_mark_moves_no_line() -> None:
    text = " ".join([ENGLISH] * 3)
    assert placed(text, []).lines == placed(text, [mark_of(text, "Rabat")]).lines


def test_a_wrapped_mention_is_named_under_its_roomier_half() -> None:
    text = "aaaa bbbb cccc dddd Moroccan National Defense Administration eeee"
    mark = mark_of(text, "Moroccan National Defense Administration", "ORG", caption="National Defense Administration")
    block = placed(text, [mark], width=300)
    decorations = decorate(block)
    lines = {piece.line for piece in decorations.pieces}
    assert len(lines) == 2
    first, second = sorted(decorations.pieces, key=lambda piece: piece.line)
    assert 300 - first.rect.left() < 300 - second.rect.left()
    assert decorations.words[0].line == second.line
    assert (first.left_closed, first.right_closed) == (True, False)
    assert (second.left_closed, second.right_closed) == (False, True)


@pytest.mark.parametrize(
    ("state", "suggested", "name", "kind"),
    [
        (MarkState.LINKED, False, "Rabat", NameKind.NAME),
        (MarkState.UNLINKED, False, "not linked yet", NameKind.OPEN),
        (MarkState.UNLINKED, True, "", NameKind.OPEN),
        (MarkState.NIL, False, "not in base", NameKind.NIL),
        (MarkState.DATED, False, "Rabat", NameKind.NAME),
    ],
)
def test_the_state_decides_the_words(state: MarkState, suggested: bool, name: str, kind: NameKind) -> None:
    mark = mark_of(ENGLISH, "Rabat", caption="Rabat", state=state, suggested=suggested)
    [words] = decorate(placed(ENGLISH, [mark])).words
    assert (words.name, words.name_kind) == (name, kind)
    assert words.label == ("PLACE?" if suggested else "PLACE")


@pytest.mark.parametrize("under", [UnderMarks.LABELS_AND_NAMES, UnderMarks.NAMES])
@pytest.mark.parametrize("caption", ["", "Rabat", "The capital of the Kingdom of Morocco on the Atlantic"])
def test_a_suggestion_keeps_its_question_mark_where_its_label_has_no_room(under: UnderMarks, caption: str) -> None:
    text = "in a b c d of e"
    state = MarkState.LINKED if caption else MarkState.UNLINKED
    crowded = [mark_of(text, letter, caption=caption, state=state, suggested=True) for letter in "abcd"]
    shown = decorate(placed(text, crowded, under=under)).words
    assert len(shown) == 4
    for words in shown:
        assert words.label.endswith("?")
        assert words.label_rect is not None


def test_the_selected_mark_shows_its_label_as_a_chip() -> None:
    mark = mark_of(ENGLISH, "Rabat", suggested=True)
    block = placed(ENGLISH, [mark])
    [words] = decorate(block, mark.id).words
    assert words.is_chip
    assert words.label == "PLACE"
    assert not decorate(block, MentionId("another")).words[0].is_chip


def test_the_view_setting_decides_what_is_written() -> None:
    marks = [mark_of(ENGLISH, "Rabat", caption="Rabat"), mark_of(ENGLISH, "Morocco", caption="")]
    names = decorate(placed(ENGLISH, marks, under=UnderMarks.NAMES))
    assert [(words.label, words.name) for words in names.words] == [("", "Rabat"), ("PLACE", "")]
    nothing = decorate(placed(ENGLISH, marks, under=UnderMarks.NOTHING))
    assert nothing.words == ()
    assert len(nothing.pieces) == 2
    assert placed(ENGLISH, marks, under=UnderMarks.NOTHING).height < placed(ENGLISH, marks).height


def test_a_mark_over_two_directions_has_its_words_once() -> None:
    mark = mark_of(MIXED, "التجسس (Peg", "ORG")
    decorations = decorate(placed(MIXED, [mark], rtl=True))
    assert len(decorations.pieces) == 2
    assert len(decorations.words) == 1
