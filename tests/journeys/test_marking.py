"""Marking by mouse and by keyboard, where directions meet and where letters are written together with a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.core.offsets import Span
from tests.journeys.disk import OnDisk
from tests.journeys.hands import until
from tests.journeys.sitting import ANNOTATOR, DATE, ORG, PERSON, PLACE, Sitting

WHERE_DIRECTIONS_MEET = [
    ("hebrew.txt", "תוכנת Pegasus של NSO", "NSO", ORG, "ORG"),
    ("hebrew.txt", "והארגון Forbidden Stories (ש", "Forbidden Stories", ORG, "ORG"),
    ("hebrew.txt", "(שמושבו בפריז)", "פריז", PLACE, "PLACE"),
    ("hebrew.txt", "גם ב-NSO דחו", "NSO", ORG, "ORG"),
    ("hebrew.txt", "אלמוג, 25.11.2021", "25.11.2021", DATE, "DATE"),
    ("egyptian.txt", "ومنظمة (Forbidden Stories)", "Forbidden Stories", ORG, "ORG"),
    ("egyptian.txt", "لها بـNSO،", "NSO", ORG, "ORG"),
    ("egyptian.txt", "الموافق ١٩", "١٩ ربيع الآخر ١٤٤٣ هـ", DATE, "DATE"),
    ("moroccan.txt", "«الأيام 24»", "الأيام 24", ORG, "ORG"),
    ("levantine.txt", "«عربي21»", "عربي21", ORG, "ORG"),
    ("levantine.txt", "“معاريف”", "معاريف", ORG, "ORG"),
    ("english.txt", "“Hizballah”", "Hizballah", ORG, "ORG"),
    ("english.txt", "the Paris-based", "Paris", PLACE, "PLACE"),
]
OVER_TWO_LINES = ("hebrew.txt", "והארגון Forbidden Stories (ש", "Forbidden Stories")
"""Against the direction of its lines and parted by their break: arrows do not lead over it in one sweep."""

names = pytest.mark.parametrize(("article", "inside", "surface", "digit", "label"), WHERE_DIRECTIONS_MEET)


@names
def test_drag_and_digit(sitting: Sitting, article: str, inside: str, surface: str, digit: int, label: str) -> None:
    sitting.open_article(article)
    span = sitting.find(surface, inside=inside)
    sitting.drag_over(span)
    assert sitting.selected_text() == surface
    _mark_and_check(sitting, span, surface, digit, label)


@names
def test_drag_from_end_to_start(
    sitting: Sitting, article: str, inside: str, surface: str, digit: int, label: str
) -> None:
    sitting.open_article(article)
    span = sitting.find(surface, inside=inside)
    sitting.show(span)
    sitting.hands.drag(sitting.view.viewport(), [sitting.middle(span.end - 1), sitting.middle(span.start)])
    assert sitting.selected_text() == surface
    _mark_and_check(sitting, span, surface, digit, label)


@pytest.mark.parametrize(
    ("article", "inside", "surface", "digit", "label"),
    [row for row in WHERE_DIRECTIONS_MEET if row[:3] != OVER_TWO_LINES],
)
def test_keys_alone(sitting: Sitting, article: str, inside: str, surface: str, digit: int, label: str) -> None:
    sitting.open_article(article)
    span = sitting.find(surface, inside=inside)
    sitting.select_by_keys(span)
    _mark_and_check(sitting, span, surface, digit, label)


@names
def test_keys_alone_by_adjusting(
    sitting: Sitting, article: str, inside: str, surface: str, digit: int, label: str
) -> None:
    """W takes the word at the caret, a digit marks it, and the keys of the ends do the rest: so any span is reached."""
    sitting.open_article(article)
    span = sitting.find(surface, inside=inside)
    assert sitting.walk_to(span.start)
    sitting.hands.press("W", str(digit), "Esc")
    sitting.settle()
    _move(sitting, "Ctrl+Alt+Shift", lambda stored: abs(stored.start - span.start))
    _move(sitting, "Alt+Shift", lambda stored: abs(stored.end - span.end))
    (stored,) = sitting.disk.mentions(sitting.document)
    assert (stored.start, stored.end, stored.surface, stored.label) == (span.start, span.end, surface, label)


def _move(sitting: Sitting, modifiers: str, distance: Callable[[OnDisk], int]) -> None:
    """Move one end of the only mention, word by word and then letter by letter, as long as that brings it nearer."""
    for there, back in (("Down", "Up"), ("Up", "Down"), ("Left", "Right"), ("Right", "Left")):
        for _ in range(20):
            (before,) = sitting.disk.mentions(sitting.document)
            if not distance(before):
                return
            sitting.hands.press(f"{modifiers}+{there}")
            sitting.settle()
            (after,) = sitting.disk.mentions(sitting.document)
            if distance(after) >= distance(before):
                if after != before:
                    sitting.hands.press(f"{modifiers}+{back}")
                    sitting.settle()
                break


def _mark_and_check(sitting: Sitting, span: Span, surface: str, digit: int, label: str) -> None:
    sitting.hands.press(str(digit), "Esc")
    sitting.settle()
    (stored,) = sitting.disk.mentions(sitting.document)
    assert (stored.start, stored.end, stored.surface) == (span.start, span.end, surface)
    assert (stored.label, stored.entity, stored.annotator, stored.status) == (label, None, ANNOTATOR, "accepted")


@pytest.mark.parametrize(
    ("article", "inside", "clicked", "stem", "whole"),
    [
        ("hebrew.txt", "גנץ במרוקו", "מרוקו", "מרוקו", "במרוקו"),
        ("hebrew.txt", "ולישראל מה", "ישראל", "ישראל", "ולישראל"),
        ("hebrew.txt", "לאלג'יריה צבא", "יריה", "אלג'יריה", "לאלג'יריה"),
        ("hebrew.txt", "וכשבישראל חיים", "ישראל", "ישראל", "וכשבישראל"),
        ("hebrew.txt", 'מדברים בצה"ל על', "ל על", 'צה"ל', 'בצה"ל'),
        ("levantine.txt", "والمغرب، بدوره", "مغرب", "المغرب", "والمغرب"),
        ("levantine.txt", "وللمغرب في", "مغرب", "لمغرب", "وللمغرب"),
        ("moroccan.txt", "وتسمح للمغرب", "مغرب", "لمغرب", "للمغرب"),
        ("moroccan.txt", "وبالرباط، حل", "رباط", "الرباط", "وبالرباط"),
        ("egyptian.txt", "لها بـNSO،", "SO", "NSO", "بـNSO"),
        ("egyptian.txt", "فالجزائر تنفق", "جزائر", "الجزائر", "فالجزائر"),
    ],
)
def test_double_click_finds_the_name_in_the_word(
    sitting: Sitting, article: str, inside: str, clicked: str, stem: str, whole: str
) -> None:
    sitting.open_article(article)
    sitting.click_on(sitting.find(clicked, inside=inside).start, times=2)
    assert sitting.selected_text() == stem
    for wanted in (whole, stem):
        _press_w_until(sitting, wanted)
    sitting.hands.press("3", "Esc")
    sitting.settle()
    assert sitting.disk.briefs(sitting.document) == [(stem, "PLACE", None)]


def _press_w_until(sitting: Sitting, wanted: str) -> None:
    """Go through the forms of a word; it has at most one for each letter before its stem, and itself."""
    for _ in range(4):
        sitting.hands.press("W")
        if sitting.selected_text() == wanted:
            return
    raise AssertionError(f"{wanted} never came")


@pytest.mark.parametrize(
    ("article", "inside", "token"),
    [
        ("hebrew.txt", 'אז נשיא ארה"ב, בישר', 'ארה"ב'),
        ("hebrew.txt", 'בכסלו תשפ"ב', 'תשפ"ב'),
        ("egyptian.txt", "شركة NSO وصل", "NSO"),
        ("levantine.txt", "“معاريف”", "معاريف"),
        ("english.txt", "the Paris-based newsroom", "Paris"),
        ("english.txt", "10–22 December", "December"),
    ],
)
def test_double_click_takes_the_token(sitting: Sitting, article: str, inside: str, token: str) -> None:
    sitting.open_article(article)
    sitting.click_on(sitting.find(token, inside=inside).start, times=2)
    assert sitting.selected_text() == token


def test_triple_click_takes_the_sentence(sitting: Sitting) -> None:
    sitting.open_article("egyptian.txt")
    sitting.click_on(sitting.find("فبرنامج").start, times=3)
    selected = sitting.selected_text()
    assert selected is not None
    assert selected.startswith("فبرنامج (Pegasus)")
    assert selected.rstrip().endswith("إيمانويل ماكرون.")


def test_a_name_over_two_lines(sitting: Sitting) -> None:
    """A span that is wrapped is one mention, wherever its halves are drawn."""
    sitting.open_article("english.txt")
    span = _wrapped_words(sitting)
    sitting.drag_over(span)
    sitting.hands.press("2", "Esc")
    sitting.settle()
    (stored,) = sitting.disk.mentions(sitting.document)
    assert (stored.start, stored.end) == (span.start, span.end)
    sitting.click_on(span.start)
    assert sitting.view.selected_mark is not None
    sitting.hands.press("Esc")
    sitting.click_on(span.end - 1)
    assert sitting.view.selected_mark is not None


def _wrapped_words(sitting: Sitting) -> Span:
    """Return the last word of a line and the first of the next."""
    view = sitting.view
    order = [view.visual_order(2, line) for line in (0, 1)]
    end_of_line = max(span.end for span in order[0])
    text = view.document.text
    start = text.rindex(" ", 0, end_of_line - 1) + 1
    stop = text.index(" ", end_of_line)
    return Span(start, stop)


def test_nested_and_overlapping(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    outer = sitting.find("משרד הביטחון של ישראל")
    inner = sitting.find("ישראל", inside="משרד הביטחון של ישראל")
    across = Span(inner.start, outer.end + len(". העומד"))
    for span, digit in ((outer, ORG), (inner, PLACE), (across, PERSON)):
        sitting.drag_over(span)
        assert sitting.view.selection == span
        sitting.hands.press(str(digit), "Esc", "Esc")  # the linker, then the mark, whose handles are in the way
        sitting.settle()
    stored = [(mention.start, mention.end, mention.label) for mention in sitting.disk.mentions(sitting.document)]
    assert stored == [
        (outer.start, outer.end, "ORG"),
        (across.start, across.end, "PERSON"),
        (inner.start, inner.end, "PLACE"),
    ]


def test_marking_without_a_selection_says_what_to_do(sitting: Sitting) -> None:
    sitting.hands.press("Ctrl+Home", "1")
    assert sitting.disk.mentions() == []
    assert not sitting.card.isVisible()


def test_relabel_and_remove(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    sitting.mark(sitting.find("נועה אלמוג"), ORG)
    sitting.hands.press("Alt+1")
    sitting.settle()
    assert sitting.disk.briefs() == [("נועה אלמוג", "PERSON", None)]
    sitting.hands.press("Esc")
    until(lambda: not sitting.card.isVisible())
    sitting.hands.press("3")
    sitting.settle()
    assert sitting.disk.briefs() == [("נועה אלמוג", "PLACE", None)]
    sitting.hands.press("Del")
    sitting.settle()
    assert sitting.disk.briefs() == []
