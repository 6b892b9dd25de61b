"""Names and identifiers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.naming import entity_id, name_in, one_line
from annotator.core.offsets import Span
from annotator.lang.clitics import dictionary_form


def never(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("entity_type", "name", "expected"),
    [
        ("PERSON", "Benny Gantz", "person/benny-gantz"),
        ("PLACE", "São Tomé & Príncipe", "place/sao-tome-principe"),
        ("ORG", "L'Économiste", "org/leconomiste"),
        ("ORG", 'צה"ל', "org/צהל"),
        ("PERSON", "שִׁמְעוֹן  פֶּרֶס", "person/שמעון-פרס"),
        ("PLACE", "المغرب", "place/المغرب"),
        ("MY LABEL", "NSO Group (2021)", "my-label/nso-group-2021"),
        ("PERSON", "\u200fAli\u200f", "person/ali"),
        ("PLACE", "Straße", "place/strasse"),
    ],
)
def test_an_id_reads_like_the_entity(entity_type: str, name: str, expected: str) -> None:
    assert entity_id(entity_type, name, never) == expected


def test_a_taken_id_gets_a_number() -> None:
    taken = {"person/ali", "person/ali-2"}
    assert entity_id("PERSON", "Ali", taken.__contains__) == "person/ali-3"


def test_a_name_without_letters_gets_a_random_id() -> None:
    first, second = (entity_id("ORG", "!?", never) for _ in range(2))
    assert first != second
    assert first.startswith("org/")
    assert entity_id("??", "x", never) == "thing/x"


def test_a_long_name_is_cut_at_a_word() -> None:
    made = entity_id("ORG", "word " * 50, never)
    assert len(made) <= 70
    assert made.endswith("word")


@given(st.text())
def test_an_id_has_neither_space_nor_control(name: str) -> None:
    made = entity_id("ORG", name, never)
    assert made == made.strip()
    assert not any(character.isspace() or unicodedata.category(character) == "Cf" for character in made)


@given(st.text())
def test_a_name_is_on_one_line(name: str) -> None:
    line = one_line(name)
    assert line.split() == name.split()
    assert "  " not in line
    assert "\n" not in line


@given(st.text(alphabet="لماغرب و\n", min_size=1, max_size=12), st.data())
def test_the_short_way_to_a_name_is_the_long_way(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    assert name_in(text, start, end, "ar") == one_line(dictionary_form(text, Span(start, end), "ar"))
