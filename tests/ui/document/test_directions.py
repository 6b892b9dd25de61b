from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Direction, Document
from annotator.core.ids import DocumentId
from annotator.lang.bidi import base_directions
from annotator.ui.document.directions import Directions
from annotator.ui.document.text import Blocks

PARAGRAPHS = st.lists(st.text(st.sampled_from("abא1 .ب"), max_size=6), min_size=1, max_size=8)
WAYS = st.sampled_from(list(Direction))


def document_of(paragraphs: list[str], whole: Direction, forced: dict[int, Direction]) -> Document:
    text = "\n".join(paragraphs)
    return Document(DocumentId("d"), "d", "d", text, "und", whole, paragraph_directions=forced)


@given(PARAGRAPHS, WAYS, st.dictionaries(st.integers(0, 7), WAYS, max_size=3), st.randoms())
def test_asked_one_by_one_in_any_order_they_are_those_of_the_whole(
    paragraphs: list[str], whole: Direction, forced: dict[int, Direction], rng: object
) -> None:
    document = document_of(paragraphs, whole, forced)
    directions = Directions(document, Blocks(document.text))
    order = list(range(len(paragraphs)))
    rng.shuffle(order)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    found = {paragraph: directions.of_paragraph(paragraph) for paragraph in order}
    assert [found[paragraph] for paragraph in range(len(paragraphs))] == base_directions(paragraphs, whole, forced)


def test_an_arabic_paragraph_that_begins_with_a_latin_name_stays_arabic() -> None:
    document = document_of(["NSO هي شركة إسرائيلية", "—", "Rabat"], Direction.AUTO, {})
    directions = Directions(document, Blocks(document.text))
    assert [directions.of_paragraph(number) for number in range(3)] == [Direction.RTL, Direction.RTL, Direction.LTR]


def test_forced_directions_can_be_taken_back() -> None:
    document = document_of(["abc", "..."], Direction.AUTO, {0: Direction.RTL})
    directions = Directions(document, Blocks(document.text))
    assert directions.of_paragraph(1) is Direction.RTL
    assert directions.force(document_of(["abc", "..."], Direction.AUTO, {}))
    assert directions.of_paragraph(1) is Direction.LTR
    assert not directions.force(document_of(["abc", "..."], Direction.AUTO, {1: Direction.AUTO}))


def test_a_paragraph_without_letters_is_written_in_the_document_s_script() -> None:
    document = document_of(["שלום עולם", "12.5", "Rabat"], Direction.AUTO, {})
    directions = Directions(document, Blocks(document.text))
    assert [directions.script(block) for block in range(3)] == ["Hebr", "Hebr", "Latn"]
