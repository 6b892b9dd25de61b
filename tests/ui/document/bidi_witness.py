"""What python-bidi says about the order of a paragraph: a witness that shares no code with the product.

``bidi.get_display`` answers a text, not positions. So the paragraph is sent as often as its positions have binary
digits, each time with every character replaced by one of two of the same bidirectional class, chosen by that digit;
reading the digits off the answers gives the position each place on screen came from.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import bidi  # type: ignore[import-untyped]  # python-bidi has no annotations

_TWINS: Final = {
    "L": "ab",
    "R": "אב",
    "AL": "اب",
    "EN": "12",
    "AN": "\u0661\u0662",
    "ES": "+-",
    "ET": "%#",
    "CS": ",.",
    "NSM": "\u0301\u0302",
    "WS": " \u2003",
    "ON": "!?",
    "S": "\t\x0b",
}
_OPENING: Final = "(["
_CLOSING: Final = ")]"


def visual_order(text: str, *, rtl: bool) -> list[int]:
    """Return the positions of a paragraph's characters from left to right, as if it stood on one line.

    Raises:
        KeyError: It has a character whose class has no twins, such as an embedding control.
    """
    openers = _openers(text)
    order = [0] * len(text)
    closing = [False] * len(text)
    for digit in range(max(1, len(text).bit_length())):
        coded = "".join(
            _twin(character, (openers.get(position, position) >> digit) & 1) for position, character in enumerate(text)
        )
        shown = bidi.get_display(coded, base_dir="R" if rtl else "L")
        assert isinstance(shown, str)
        assert len(shown) == len(text)
        for place, character in enumerate(shown):
            order[place] |= _digit_of(character) << digit
            closing[place] = character in _CLOSING
    closers = {opener: closer for closer, opener in openers.items()}
    return [closers.get(position, position) if closing[place] else position for place, position in enumerate(order)]


def _twin(character: str, number: int) -> str:
    for brackets in (_OPENING, _CLOSING):
        if character in brackets:
            return brackets[number]
    return _TWINS[unicodedata.bidirectional(character)][number]


def _digit_of(character: str) -> int:
    return next(twins.index(character) for twins in (*_TWINS.values(), _OPENING, _CLOSING) if character in twins)


def _openers(text: str) -> dict[int, int]:
    """Return the opening bracket of each closing one: both are sent under one number, or they would pair no longer."""
    openers: dict[int, int] = {}
    waiting: list[int] = []
    for position, character in enumerate(text):
        if character in _OPENING:
            waiting.append(position)
        elif character in _CLOSING and waiting:
            openers[position] = waiting.pop()
    return openers
