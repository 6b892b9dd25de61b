from __future__ import annotations

from annotator.core.errors import NotFoundError, UserError


def test_a_sentence_names_file_line_and_reason() -> None:
    error = UserError("The label {label} is not known.", path="/data/in/שם.jsonl", line=7, label="MISC")
    assert str(error) == "שם.jsonl, line 7: The label MISC is not known."
    assert error.sentence == "The label MISC is not known."


def test_a_place_is_filled_in_only_where_it_was_missing() -> None:
    error = UserError("It is empty.").at("/data/a.txt", 3).at("/data/b.txt", 4)
    assert (error.path, error.line) == ("/data/a.txt", 3)


def test_filling_in_the_place_keeps_the_kind() -> None:
    assert isinstance(NotFoundError("Gone.").at("x"), NotFoundError)


def test_braces_in_values_are_harmless() -> None:
    assert str(UserError("The name is {name}.", name="{label}")) == "The name is {label}."
