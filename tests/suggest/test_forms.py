"""Where forms stand is told alike one by one and all together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import Span
from annotator.lang.clitics import has_prefixes, is_prefix
from annotator.suggest.forms import Forms

PIECES = ["גנץ", "בני גנץ", "Gantz", "de Klerk", "الرباط", "لوديي", "IDF", "צה״ל", "ו", "ב", "ל", "و", "ال", "כש", "'"]
texts = st.lists(st.sampled_from([*PIECES, " ", " ", ". ", "\n", "-", "ם", "s"]), max_size=20).map("".join)
forms = st.lists(st.sampled_from([*PIECES, "-", "'s"]), min_size=1, max_size=4)


def _by_hand(text: str, form: str, language: str) -> set[Span]:
    found = set()
    for match in re.finditer(f"(?={re.escape(form)})", text):
        start, end = match.start(), match.start() + len(form)
        before = re.search(r"\w*$", text[:start])
        assert before is not None
        is_whole = not before.group() or (has_prefixes(language) and is_prefix(before.group(), form))
        if is_whole and not re.match(r"\w", text[end:]):
            found.add(Span(start, end))
    return found


@given(texts, forms, st.sampled_from(["he", "ar", "en", "fa"]))
def test_every_form_is_found_wherever_it_is_a_word_of_its_own(text: str, wanted: list[str], language: str) -> None:
    found = list(Forms(wanted, language).places(text, Span(0, len(text)))) if text else []
    assert len(found) == len(set(found))
    assert set(found) == {(form, span) for form in wanted for span in _by_hand(text, form, language)}


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("לגנץ וגנץ וכשבגנץ גנצים", "גנץ", [1, 6, 14]),
        ("Gantz, Gantzer and O'Gantz", "Gantz", [0, 21]),
        ("זה -בן לאבן", "-בן", [3]),
    ],
)
def test_prefixes_stay_outside(text: str, form: str, expected: list[int]) -> None:
    assert [span.start for _, span in Forms([form], "he").places(text, Span(0, len(text)))] == expected


def test_only_the_stretch_is_searched() -> None:
    text = "Gantz\nGantz\nGantz"
    assert list(Forms(["Gantz"], "en").places(text, Span(6, 12))) == [("Gantz", Span(6, 11))]
