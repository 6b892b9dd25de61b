"""Moving the ends of a mark: by letter and by word, by keys and by its handles, in both directions of writing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from annotator.core.offsets import Span
from tests.journeys.sitting import ORG, PLACE, Sitting


def _marked(sitting: Sitting, article: str, text: str, inside: str, digit: int) -> Span:
    sitting.open_article(article)
    span = sitting.find(text, inside=inside)
    sitting.link(span, digit, "Esc")
    return span


def _stored(sitting: Sitting) -> str:
    sitting.settle()
    (mention,) = sitting.disk.mentions()
    return mention.surface


@pytest.mark.parametrize(
    ("article", "inside", "text", "steps"),
    [
        (
            "hebrew.txt",
            "גנץ במרוקו",
            "מרוקו",
            [("Ctrl+Alt+Shift+Right", "במרוקו"), ("Ctrl+Alt+Shift+Left", "מרוקו"), ("Alt+Shift+Right", "מרוק")],
        ),
        (
            "moroccan.txt",
            "وتسمح للمغرب",
            "مغرب",
            [("Ctrl+Alt+Shift+Right", "لمغرب"), ("Ctrl+Alt+Shift+Right", "للمغرب"), ("Ctrl+Alt+Shift+Left", "لمغرب")],
        ),
        (
            "english.txt",
            "the Moroccan Army will",
            "Moroccan",
            [
                ("Alt+Shift+Down", "Moroccan Army"),
                ("Alt+Shift+Left", "Moroccan Arm"),
                ("Alt+Shift+Right", "Moroccan Army"),
            ],
        ),
        ("egyptian.txt", "ومنظمة (Forbidden Stories)", "Forbidden", [("Alt+Shift+Down", "Forbidden Stories")]),
        ("hebrew.txt", "תוכנת Pegasus של NSO", "NSO", [("Alt+Shift+Left", "NS"), ("Alt+Shift+Right", "NSO")]),
        (
            "hebrew.txt",
            "של ישראל. העומד",
            "ישראל",
            [("Ctrl+Alt+Shift+Up", "של ישראל"), ("Ctrl+Alt+Shift+Down", "ישראל")],
        ),
    ],
)
def test_keys(sitting: Sitting, article: str, inside: str, text: str, steps: list[tuple[str, str]]) -> None:
    _marked(sitting, article, text, inside, ORG)
    for key, wanted in steps:
        sitting.hands.press(key)
        assert _stored(sitting) == wanted, key
    for _, wanted in reversed([("", text), *steps[:-1]]):
        sitting.hands.press("Ctrl+Z")
        assert _stored(sitting) == wanted


@pytest.mark.parametrize(
    ("article", "inside", "text", "rtl", "longer"),
    [
        ("hebrew.txt", "גנץ במרוקו", "מרוקו", True, "במרוקו"),
        ("levantine.txt", "والمغرب، بدوره", "المغرب", True, "والمغرب"),
        ("english.txt", "the Paris-based", "aris", False, "Paris"),
    ],
)
def test_the_handle_at_the_start(
    sitting: Sitting, article: str, inside: str, text: str, rtl: bool, longer: str
) -> None:
    span = _marked(sitting, article, text, inside, PLACE)
    sitting.show(span)
    edge = _edge(sitting, span.start, rtl)
    beyond = _edge(sitting, span.start - 1, rtl)
    sitting.hands.hover(sitting.view.viewport(), sitting.middle(span.end - 2))
    sitting.hands.drag(sitting.view.viewport(), [edge, beyond])
    assert _stored(sitting) == longer
    sitting.hands.press("Ctrl+Z")
    assert _stored(sitting) == text


def test_the_handle_at_the_end(sitting: Sitting) -> None:
    span = _marked(sitting, "hebrew.txt", "תל אבי", "ולשוב לתל אביב", PLACE)
    sitting.show(span)
    edge, beyond = _edge(sitting, span.end, True), _edge(sitting, span.end + 1, True)
    sitting.hands.drag(sitting.view.viewport(), [edge, beyond])
    assert _stored(sitting) == "תל אביב"


def _edge(sitting: Sitting, offset: int, rtl: bool) -> QPoint:
    """Return the side of a character at which it begins."""
    (rect,) = sitting.view.rects_for_range(offset, offset + 1)
    return QPoint(round(rect.right() if rtl else rect.left()), round(rect.center().y()))
