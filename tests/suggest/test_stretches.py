"""Long texts are cut where nothing goes on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import Span
from annotator.suggest.stretches import LENGTH, number_of, stretches, touched

words = st.sampled_from(["word ", "Mr. Smith ", "one.\n", "line\n", "\n", "sentences. ", "الرباط. ", "ג.נ. "])
texts = st.lists(st.tuples(words, st.integers(1, 3 * LENGTH // 8)), max_size=12).map(
    lambda parts: "".join(word * times for word, times in parts)
)


@given(texts)
def test_stretches_are_the_whole_text_and_not_long(text: str) -> None:
    places = stretches(text)
    assert "".join(place.surface(text) for place in places) == text
    assert all(len(place) >= LENGTH for place in places[:-1])
    for place in places[:-1]:
        assert text[place.end - 1].isspace()


def test_paragraphs_are_the_best_place_to_cut_and_sentences_the_last() -> None:
    line = "word " * 20
    paragraphs = ((line + "\n") * 30 + line + "ends.\n") * 5
    assert all(place.surface(paragraphs).endswith(".\n") for place in stretches(paragraphs))
    lines = (line + "\n") * 500
    assert all(place.surface(lines).endswith("\n") for place in stretches(lines))
    assert max(map(len, stretches(lines))) < 5 * LENGTH
    sentences = "Mr. Smith came to the ministry. " * 2_000
    assert all(place.surface(sentences).endswith("ministry. ") for place in stretches(sentences))
    assert stretches("x" * 50 * LENGTH) == [Span(0, 50 * LENGTH)]
    assert stretches("") == []


@given(texts, st.data())
def test_what_a_span_touches_is_what_overlaps_it(text: str, data: st.DataObject) -> None:
    places = stretches(text)
    if not places:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert [*touched(places, span)] == [number for number, place in enumerate(places) if place.overlaps(span)]
    assert places[number_of(places, start)].contains(Span(start, start + 1))
