from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document import Direction
from annotator.core.offsets import Span
from annotator.lang.bidi import ControlKind, ControlWarning, control_warnings

OVERRIDE, UNCLOSED, STRAY, REORDERS = ControlKind


def found(text: str) -> list[tuple[int, ControlKind]]:
    return [(warning.span.start, warning.kind) for warning in control_warnings(text)]


@pytest.mark.parametrize("text", ["", "plain", "שלום (abc) 12%\nعربي", "אב\u200f.", "abc \u2068אב\u2069 def"])
def test_texts_that_read_as_they_look_are_not_warned_of(text: str) -> None:
    assert control_warnings(text) == []


def test_an_override_is_warned_of_even_when_it_is_closed() -> None:
    assert found("abc \u202dabc\u202c") == [(4, OVERRIDE)]


def test_an_override_that_turns_letters_says_how_many_move() -> None:
    assert control_warnings("abc \u202eabc\u202c") == [
        ControlWarning(Span(4, 5), OVERRIDE),
        ControlWarning(Span(4, 9), REORDERS, 2),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a \u202aone", [(2, UNCLOSED)]),
        ("a \u2066one", [(2, UNCLOSED)]),
        ("a\u202c", [(1, STRAY)]),
        ("a\u2069", [(1, STRAY)]),
        ("\u2066a\u202c\u2069", [(2, STRAY)]),
        ("\u2066\u202aa\u2069\u202c", [(1, UNCLOSED), (4, STRAY)]),
        ("\u202aa\u2069\u202c", [(2, STRAY)]),
    ],
)
def test_controls_that_open_or_close_nothing(text: str, expected: list[tuple[int, ControlKind]]) -> None:
    assert found(text) == expected


def test_every_paragraph_closes_its_own() -> None:
    assert found("a \u2066b\nc\u2069 d") == [(2, UNCLOSED), (6, STRAY)]


def test_code_that_is_shown_as_a_comment() -> None:
    text = 'access = "user\u202e \u2066// admins only\u2069 \u2066"'
    kinds = [kind for _, kind in found(text)]
    assert kinds.count(REORDERS) == 1
    assert OVERRIDE in kinds


def test_a_mark_that_moves_signs_counts_them() -> None:
    assert control_warnings("אב!\u200f abc", [Direction.LTR]) == [ControlWarning(Span(3, 4), REORDERS, 3)]


def test_the_way_a_paragraph_runs_may_be_forced() -> None:
    assert control_warnings("abc!\u200e", [Direction.LTR]) == []
    assert control_warnings("abc!\u200e", [Direction.RTL]) == [ControlWarning(Span(4, 5), REORDERS, 4)]


@given(st.text("aא1 (\n\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_warnings_lie_in_the_text_in_order(text: str) -> None:
    warnings = control_warnings(text)
    assert [warning.span.start for warning in warnings] == sorted(warning.span.start for warning in warnings)
    for warning in warnings:
        assert text[warning.span.start] in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        assert "\n" not in warning.span.surface(text)
        assert (warning.characters > 0) == (warning.kind is REORDERS)
