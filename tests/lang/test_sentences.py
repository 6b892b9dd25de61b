from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.offsets import Span
from annotator.lang.sentences import sentence_at
from tests.lang.texts import texts


def sentences(text: str) -> list[str]:
    found = [sentence_at(text, offset) for offset in range(len(text))]
    return [span.surface(text) for span in dict.fromkeys(found) if span is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("שלום. מה נשמע? טוב", ["שלום.", "מה נשמע?", "טוב"]),
        ("قال: نعم؛ ثم مضى. وأين؟ هنا!", ["قال: نعم؛ ثم مضى.", "وأين؟", "هنا!"]),
        ("Dr. Smith met Gen. J. Doe. They spoke.", ["Dr. Smith met Gen. J. Doe.", "They spoke."]),
        ("The U.S. Army left the U.S. The end.", ["The U.S. Army left the U.S.", "The end."]),
        ("It cost 7.5 million. 94% agreed.", ["It cost 7.5 million.", "94% agreed."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("Wait... what? Yes", ["Wait... what?", "Yes"]),
        ("وصل د. محمد أمس. وغادر.", ["وصل د. محمد أمس.", "وغادر."]),
        ('הגיע ד"ר כהן. הלך.', ['הגיע ד"ר כהן.', "הלך."]),
        ("Title\nOne. Two", ["Title", "One.", "Two"]),
        ("  Padded.  Twice  ", ["Padded.", "Twice"]),
        ("No end", ["No end"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_white_space_belongs_to_the_sentence_before_it() -> None:
    assert sentence_at("One. Two", 4) == Span(0, 4)
    assert sentence_at("  One", 0) == Span(2, 5)


def test_the_end_of_the_text_is_in_its_last_sentence() -> None:
    assert sentence_at("One. Two", 8) == Span(5, 8)
    assert sentence_at("", 0) is None


@given(texts)
def test_sentences_lie_in_their_line_without_white_space_around(text: str) -> None:
    for offset in range(len(text) + 1):
        span = sentence_at(text, offset)
        if span is None:
            continue
        surface = span.surface(text)
        assert surface == surface.strip()
        assert "\n" not in surface
        assert text.count("\n", 0, span.start) == text.count("\n", 0, offset)
