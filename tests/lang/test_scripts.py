from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.document import Direction
from annotator.lang.scripts import guess_language, script_of, strong_counts, strong_direction
from tests.lang.texts import texts


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Benny Gantz", "Latn"),
        ("בני גנץ", "Hebr"),
        ("بيني غانتس", "Arab"),
        ("شركة NSO", "Arab"),
        ("NSO של", "Latn"),
        ("\ufb2a", "Hebr"),
        ("\ufe8d", "Arab"),
        ("Łódź", "Latn"),
        ("Москва", "Zzzz"),
        ("東京 a", "Zzzz"),
        ("1948 – 94%", "Zyyy"),
        ("", "Zyyy"),
        ("אa", "Hebr"),
        ("aא", "Latn"),
    ],
)
def test_most_letters_decide_the_script(text: str, script: str) -> None:
    assert script_of(text) == script


PERSIAN = "وزیر دفاع اسرائیل گفت که پس از این گفتگو چند پیمان تازه با مراکش بسته خواهد شد"
FRENCH = (
    "Le ministre marocain de la Défense a rencontré son homologue à Rabat pour signer un accord de coopération qui "
    "porte sur les deux armées et leurs industries"
)
ENGLISH = (
    "The minister of defense met his counterpart in the capital of Morocco to sign an agreement that covers the two "
    "armies and their industries"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("שלום עולם", "he"),
        ("قال وزير الدفاع الإسرائيلي بيني غانتس إن الاتفاق مع المغرب مهم", "ar"),
        ("زار تل أڤيڤ وزير الدفاع المغربي ووقع اتفاقا مع نظيره الإسرائيلي بيني غانتس في مقر الوزارة", "ar"),
        (PERSIAN, "und"),
        (ENGLISH, "en"),
        (FRENCH, "und"),
        ("Benny Gantz", "en"),
        ("Москва", "und"),
        ("12", "und"),
    ],
)
def test_guessing_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("NSO هي شركة", Direction.RTL),
        ("אב abc", Direction.LTR),
        ("אב cd", Direction.RTL),
        ("ab גד", Direction.LTR),
        ("12 %", None),
        ("\u200f", Direction.RTL),
        ("", None),
    ],
)
def test_most_strong_characters_decide_the_direction(text: str, direction: Direction | None) -> None:
    assert strong_direction(text) is direction


@given(texts)
def test_direction_follows_the_counts(text: str) -> None:
    ltr, rtl = strong_counts(text)
    direction = strong_direction(text)
    assert ltr + rtl <= len(text)
    assert (direction is None) == (ltr == rtl == 0)
    if ltr != rtl:
        assert direction is (Direction.LTR if ltr > rtl else Direction.RTL)
