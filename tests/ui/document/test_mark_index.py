from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.ids import EntityId, MentionId
from annotator.core.offsets import Span
from annotator.ui.document.mark_index import MarkIndex, is_open, reading_order
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.document.text import Blocks

TEXT = "\n".join("0123456789" for _ in range(6))
BLOCKS = Blocks(TEXT)


def mark(number: int, start: int, length: int, label: str = "ORG") -> Mark:
    span = Span(start, min(start + length, len(TEXT)))
    return Mark(MentionId(f"m{number}"), span, label, MarkState.LINKED, "", EntityId(label))


MARKS = st.builds(
    mark, st.integers(0, 9), st.integers(0, len(TEXT) - 1), st.integers(1, 25), st.sampled_from(["ORG", "PLACE"])
)
SETS = st.lists(MARKS, max_size=12, unique_by=lambda made: made.id)


def assert_same(index: MarkIndex, other: MarkIndex) -> None:
    assert list(index) == list(other)
    assert [index.in_block(block) for block in range(len(BLOCKS))] == [
        other.in_block(block) for block in range(len(BLOCKS))
    ]
    for entity in (EntityId("ORG"), EntityId("PLACE"), None):
        assert index.of_entity(entity) == other.of_entity(entity) == linked_to(index, entity)


def linked_to(index: MarkIndex, entity: EntityId | None) -> set[MentionId]:
    return {made.id for made in index if made.entity == entity}


@given(SETS)
def test_marks_stand_in_reading_order_in_every_block_they_touch(marks: list[Mark]) -> None:
    index = MarkIndex(BLOCKS, marks)
    assert list(index) == sorted(marks, key=reading_order)
    for block in range(len(BLOCKS)):
        start, end = BLOCKS.start(block), BLOCKS.end(block)
        touching = [
            made for made in sorted(marks, key=reading_order) if made.span.start <= end and made.span.end > start
        ]
        assert index.in_block(block) == touching


@given(SETS, SETS)
def test_replacing_all_leads_to_the_same_as_starting_anew(before: list[Mark], after: list[Mark]) -> None:
    index = MarkIndex(BLOCKS, before)
    old = {block: list(index.in_block(block)) for block in range(len(BLOCKS))}
    changed = index.replace_all(after)
    assert_same(index, MarkIndex(BLOCKS, after))
    assert {block for block in old if old[block] != index.in_block(block)} <= changed
    unchanged = {made for made in before if made in after}
    for block in changed:
        assert any(made not in unchanged for made in [*old[block], *index.in_block(block)])


@given(SETS, SETS, st.lists(st.integers(0, 9), max_size=4))
def test_updates_lead_to_the_same_as_starting_anew(before: list[Mark], changed: list[Mark], gone: list[int]) -> None:
    index = MarkIndex(BLOCKS, before)
    index.of_entity(EntityId("ORG"))  # from now on it is kept
    removed = [MentionId(f"m{number}") for number in gone]
    index.update(changed, removed)
    left = {made.id: made for made in before if made.id not in removed} | {made.id: made for made in changed}
    assert_same(index, MarkIndex(BLOCKS, left.values()))


@given(SETS, st.integers(0, 9), st.sets(st.sampled_from(["ORG", "PLACE"])))
def test_marks_of_an_entity_come_in_order_with_one_more_and_without_hidden_ones(
    marks: list[Mark], number: int, hidden: set[str]
) -> None:
    index = MarkIndex(BLOCKS, marks)
    index.hide(frozenset(hidden))
    one = MentionId(f"m{number}")
    assert index.shown_of(EntityId("ORG"), one) == [made for made in index if made.label == "ORG" or made.id == one]


def test_going_on_from_the_last_leads_to_the_first() -> None:
    marks = [mark(1, 0, 3), mark(2, 20, 3), mark(3, 20, 8)]
    index = MarkIndex(BLOCKS, marks)
    order = [index.after(reading_order(made), lambda _: True) for made in (marks[0], marks[2], marks[1])]
    assert order == [marks[2], marks[1], marks[0]]
    assert index.before(reading_order(marks[0]), lambda _: True) == marks[1]
    assert MarkIndex(BLOCKS).after((0, 0, ""), lambda _: True) is None


def test_hidden_labels_are_passed_over() -> None:
    marks = [mark(1, 0, 3), mark(2, 4, 3, "PLACE")]
    index = MarkIndex(BLOCKS, marks)
    index.hide(frozenset({"ORG"}))
    assert list(index) == [marks[1]]
    assert index.in_block(0) == [marks[1]]
    assert index.after(reading_order(marks[1]), lambda _: True) == marks[1]
    assert index.get(marks[0].id) == marks[0]


def test_marks_beyond_the_text_are_left_out() -> None:
    index = MarkIndex(Blocks("short"), [mark(1, 0, 3), mark(2, 4, 3)])
    assert [made.id for made in index] == ["m1"]


def test_only_accepted_marks_wait_for_a_link() -> None:
    waiting = Mark(MentionId("a"), Span(0, 1), "ORG", MarkState.UNLINKED)
    assert is_open(waiting)
    assert not is_open(Mark(MentionId("a"), Span(0, 1), "ORG", MarkState.UNLINKED, suggested=True))
    assert not is_open(Mark(MentionId("a"), Span(0, 1), "ORG", MarkState.NIL))
