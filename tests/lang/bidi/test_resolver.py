from __future__ import annotations

from pathlib import Path

import bidi  # type: ignore[import-untyped]  # it has no type hints
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Direction
from annotator.lang.bidi import Paragraph, level_runs, line_levels, resolve, visual_order, visual_runs

EXCERPT = Path(__file__).parents[2] / "data" / "bidi_levels.tsv"
LTR, RTL, AUTO = Direction.LTR, Direction.RTL, Direction.AUTO

# No tab: python-bidi leaves paragraphs alone that are all left-to-right on a right-to-left base, tabs included.
plain = st.text("abאבגاب12٣+-,.:%$ ()[]«»!\u0301\u05b0\u064e\u200e\u200f\u061c", max_size=40)
isolated = st.text("aאا1٢ ,(\u2066\u2067\u2068\u2069", max_size=24)
everything = st.text("aאا1٢+,% ()\t\u0301\u00ad\u200d\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
bases = st.sampled_from(list(Direction))


def levels(text: str, base: Direction = AUTO) -> str:
    return "".join(map(str, resolve(text, base).levels))


def test_the_excerpt_comes_out_as_written() -> None:
    rows = EXCERPT.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1500
    for row in rows:
        base, points, level, expected, order = row.split("\t")
        paragraph = resolve("".join(chr(int(point, 16)) for point in points.split()), Direction(base))
        found = ["x" if paragraph.is_removed(at) else str(value) for at, value in enumerate(line_levels(paragraph))]
        assert (paragraph.level, found) == (int(level), expected.split()), row
        assert " ".join(map(str, visual_order(paragraph))) == order, row


@given(st.one_of(plain, isolated), bases)
def test_python_bidi_gives_the_same_order(text: str, base: Direction) -> None:
    paragraph = resolve(text, base)
    ours = "".join(text[position] for position in visual_order(paragraph))
    assert ours == bidi.get_display(text, base_dir={LTR: "L", RTL: "R", AUTO: None}[base])


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("abc", LTR, "000"),
        ("abc", RTL, "222"),
        ("אבג", LTR, "111"),
        ("אב 12 גד", RTL, "11122111"),
        ("ab אב cd", LTR, "00011000"),
        ("NSO هي", AUTO, "000011"),
        ("NSO هي", RTL, "222111"),
        ("שלום (abc)!", RTL, "11111122211"),
        ("a(ב)c", LTR, "00100"),
        ("94% א", RTL, "22211"),
        ("ب94%", RTL, "1221"),
        ("א-1", RTL, "112"),
        ("1,2 א", RTL, "22211"),
        ("a\u0301א\u05b0", LTR, "0011"),
        ("", RTL, ""),
    ],
)
def test_levels(text: str, base: Direction, expected: str) -> None:
    assert levels(text, base) == expected


def test_the_first_strong_character_outside_isolates_decides_where_nothing_is_said() -> None:
    assert resolve("12 (אa").level == 1
    assert resolve("\u2067א\u2069a").level == 0
    assert resolve("12").level == 0


def test_controls_have_the_level_of_what_is_before_them() -> None:
    paragraph = resolve("אa\u202a\u00adb\u202c", RTL)
    assert [paragraph.is_removed(position) for position in range(6)] == [False, False, True, True, False, True]
    assert list(paragraph.levels) == [1, 2, 2, 2, 2, 2]


def test_isolates_keep_what_is_inside_from_what_is_outside() -> None:
    assert levels("a \u2067אב 1\u2069 2", LTR) == "0001112000"


def test_overrides_turn_letters() -> None:
    assert visual_order(resolve("a\u202ebc\u202cd", LTR)) == [0, 3, 2, 5]


def test_embeddings_end_with_the_paragraph() -> None:
    assert levels("a\u202eb\u2029c", LTR) == "00100"


def test_nesting_deeper_than_unicode_allows_is_ignored() -> None:
    deepest = max(resolve("\u202b\u202a" * 200 + "a", LTR).levels)
    assert deepest <= 126


@given(everything, bases)
def test_every_character_has_a_level_at_or_above_its_paragraph(text: str, base: Direction) -> None:
    paragraph = resolve(text, base)
    assert len(paragraph.levels) == len(paragraph.classes) == len(text)
    assert paragraph.level in (0, 1)
    assert all(paragraph.level <= level <= 126 for level in paragraph.levels)
    assert paragraph.direction is (RTL if paragraph.level else LTR)


@given(everything, bases, st.data())
def test_a_line_shows_each_of_its_characters_once(text: str, base: Direction, data: st.DataObject) -> None:
    paragraph = resolve(text, base)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = [position for position in range(start, end) if not paragraph.is_removed(position)]
    assert sorted(visual_order(paragraph, start, end)) == shown
    covered = sorted(position for run in visual_runs(paragraph, start, end) for position in range(run.start, run.end))
    assert covered == list(range(start, end))


@given(st.text("ab 1,.%()!\t\u0301\u00ad"), st.text("אב ,.%()!\t\u05b0\u00ad"))
def test_the_short_way_for_text_of_one_direction_is_the_long_way(ltr: str, rtl: str) -> None:
    # One more letter of the other direction, isolated at the far end, forces the long way without touching the rest.
    other_ltr, other_rtl = "\u2029\u2067א\u2069", "\u2029\u2066a\u2069"
    assert resolve(ltr + other_ltr, LTR).levels[: len(ltr)] == resolve(ltr, LTR).levels
    assert resolve(rtl + other_rtl, RTL).levels[: len(rtl)] == resolve(rtl, RTL).levels


def test_blanks_at_the_end_of_a_line_stand_at_the_paragraphs_end() -> None:
    paragraph = resolve("א abc def ", RTL)
    assert list(line_levels(paragraph, 0, 6)) == [1, 1, 2, 2, 2, 1]
    assert list(line_levels(paragraph)) == [1, 1, 2, 2, 2, 2, 2, 2, 2, 1]


def test_tabs_part_a_line() -> None:
    paragraph = resolve("a \tb", RTL)
    assert list(line_levels(paragraph)) == [2, 1, 1, 2]
    assert visual_order(paragraph) == [3, 2, 1, 0]


def test_runs_in_reading_and_in_visual_order() -> None:
    paragraph = resolve("אב abc גד", RTL)
    assert [tuple(run) for run in level_runs(paragraph)] == [(0, 3, 1), (3, 6, 2), (6, 9, 1)]
    assert [run.start for run in visual_runs(paragraph)] == [6, 3, 0]
    assert visual_runs(paragraph, 4, 4) == []


def test_a_paragraph_compares_by_what_it_says() -> None:
    assert resolve("אa", RTL) == resolve("אa", RTL)
    assert isinstance(resolve("a"), Paragraph)
