from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Document, DocumentState, check_storable, sha256_of, title_of
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId


def test_sha256_is_that_of_the_utf8_bytes() -> None:
    document = Document(DocumentId("d"), "d.txt", "", "בני גנץ 😀", "he")
    assert document.sha256 == hashlib.sha256("בני גנץ 😀".encode()).hexdigest()


@pytest.mark.parametrize(
    ("spelled", "state"),
    [
        ("FINISHED", DocumentState.FINISHED),
        ("in progress", DocumentState.IN_PROGRESS),
        ("In-Progress", DocumentState.IN_PROGRESS),
        (" new ", DocumentState.NEW),
    ],
)
def test_states_are_read_however_they_are_spelled(spelled: str, state: DocumentState) -> None:
    assert DocumentState.parse(spelled) is state


def test_an_unknown_state_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="NEW, IN_PROGRESS, FINISHED"):
        DocumentState.parse("DONE")


@pytest.mark.parametrize(("text", "line"), [("a\nb\x00c", 2), ("\ud800", 1), ("a\n\n\udfff", 3)])
def test_what_no_database_can_hold_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UserError) as caught:
        check_storable(text)
    assert caught.value.line == line
    with pytest.raises(UserError) as caught:
        sha256_of(text)
    assert caught.value.line == line


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_every_other_text_can_be_stored(text: str) -> None:
    check_storable(text)
    assert text.encode("utf-8").decode("utf-8") == text


def test_the_title_is_the_first_line_that_says_something() -> None:
    assert title_of("\n  \n  جاء   إتفاق \nb", "x") == "جاء إتفاق"
    assert title_of("\n \n", "file.txt") == "file.txt"


@given(st.text("ab \n", max_size=400))
def test_a_title_is_one_short_line(text: str) -> None:
    title = title_of(text, "fallback")
    assert "\n" not in title
    assert len(title) <= 161
