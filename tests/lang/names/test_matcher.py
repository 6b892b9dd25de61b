from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.lang.names.matcher import NameMatcher, aligned
from annotator.lang.names.words import hear
from tests.lang.names.known import KNOWN


def similarity(one: str, two: str) -> float:
    return NameMatcher.load().similarity(one, two)


@pytest.mark.parametrize(("latin", "hebrew", "arabic"), KNOWN)
def test_the_same_name_in_two_scripts(latin: str, hebrew: str, arabic: str) -> None:
    assert similarity(latin, hebrew) > 0.5
    assert similarity(arabic, latin) > 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Gantz Benny", "בני גנץ"),
        ("Benny Gantz", "بيني جانتس"),
        ("Abu Mazen", "אבו־מאזן"),
        ("Abdullah", "عبد الله"),
        ("Barack Hussein Obama", "ברק אובמה"),
    ],
)
def test_order_particles_and_middle_names(one: str, two: str) -> None:
    assert similarity(one, two) > 0.5


@pytest.mark.parametrize(
    ("one", "two"), [("Yair Lapid", "نفتالي بينيت"), ("Angela Merkel", "בני גנץ"), ("", "בני"), ("…", "!")]
)
def test_different_names(one: str, two: str) -> None:
    assert similarity(one, two) < 0.2


def test_each_word_is_used_once() -> None:
    def same(one: str, two: str) -> float:
        return float(one == two)

    assert aligned(hear("dana dana"), hear("dana"), same) < 1
    assert aligned(hear("dana levi"), hear("levi dana"), same) == pytest.approx(1)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, two: str) -> None:
    assert 0 <= similarity(one, two) <= 1


@given(st.text(alphabet="אבגדהובניץ' -־", max_size=30), st.text(alphabet="abcdeghknstz' -ßé", max_size=30))
def test_names_can_be_compared_both_ways(hebrew: str, latin: str) -> None:
    assert similarity(hebrew, latin) == pytest.approx(similarity(latin, hebrew), abs=1e-4)


def test_a_megabyte_is_compared_by_its_beginning() -> None:
    assert 0 <= similarity("גנץ " * 250_000, "gantz" * 200_000) <= 1
