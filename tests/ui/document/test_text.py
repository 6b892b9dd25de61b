from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.document.text import LONGEST_BLOCK, Blocks

ANY_TEXT = st.text(st.sampled_from("ab אב\n\u2029\x85 \u0301😀"), max_size=60)


def pieces(blocks: Blocks) -> list[str]:
    return [blocks.content(block) for block in range(len(blocks))]


@given(ANY_TEXT)
def test_paragraphs_are_the_lines_of_the_text(text: str) -> None:
    blocks = Blocks(text)
    lines = text.split("\n")
    assert blocks.paragraphs == len(lines)
    for number, line in enumerate(lines):
        within = blocks.of_paragraph(number)
        assert text[blocks.start(within[0]) : blocks.end(within[-1])] == line
        assert {blocks.paragraph(block) for block in within} == {number}
        assert [block for block in within if blocks.opens_paragraph(block)] == [within[0]]
        assert [block for block in within if blocks.closes_paragraph(block)] == [within[-1]]


@given(ANY_TEXT)
def test_blocks_hold_everything_but_what_separates_them(text: str) -> None:
    blocks = Blocks(text)
    assert not any(mark in content for content in pieces(blocks) for mark in "\n\u2029\x85")
    kept = "".join(pieces(blocks))
    assert kept == "".join(character for character in text if character not in "\n\u2029\x85")


@given(ANY_TEXT, st.integers(0, 60))
def test_an_offset_belongs_to_the_block_around_it(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    blocks = Blocks(text)
    block = blocks.at(offset)
    assert blocks.start(block) <= offset
    assert block == len(blocks) - 1 or offset < blocks.start(block + 1)


@given(st.text(st.sampled_from("abא 1\u0301."), min_size=1, max_size=40), st.integers(1, 3))
def test_long_paragraphs_are_cut_without_losing_anything(seed: str, factor: int) -> None:
    text = seed * (factor * LONGEST_BLOCK // len(seed) + 7)
    blocks = Blocks(text)
    assert "".join(pieces(blocks)) == text
    assert max(map(len, pieces(blocks))) <= LONGEST_BLOCK
    assert blocks.paragraphs == 1
    assert blocks.of_paragraph(0) == range(len(blocks))


def test_a_cut_falls_between_words_where_no_figure_stands() -> None:
    text = "שלום 94% NSO " * 2_000
    for content in pieces(Blocks(text))[:-1]:
        assert content.endswith("NSO ")


def test_a_stretch_that_takes_no_room_is_cut_short() -> None:
    assert max(map(len, pieces(Blocks("\u0301" * 20_000)))) <= 500
    assert max(map(len, pieces(Blocks("a" * 20_000)))) == LONGEST_BLOCK


def test_an_empty_text_is_one_empty_block() -> None:
    blocks = Blocks("")
    assert (len(blocks), blocks.paragraphs, blocks.content(0)) == (1, 1, "")
