"""The text of a file in pieces that can be painted so that none disturbs the order of the others.

Nothing is added to the text or left out of it: the pieces of all lines, put together, are the file again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_MOST_LINES: Final = 4000
_JSON_ROW: Final = 76
"""How many characters of JSON stand on one line before the next member or element begins another."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are laid out by themselves; a value keeps its own direction."""

    text: str
    is_value: bool = False


Line = tuple[Piece, ...]


def lines_of(text: str, *, is_json: bool) -> list[Line]:
    """Return the lines to paint. Lines of JSON, which may be very long, are broken between members and elements."""
    found: list[Line] = []
    for physical in text.split("\n"):
        for line in _broken(physical) if is_json else (physical,):
            found.append(tuple(_json_pieces(line) if is_json else _column_pieces(line)))
            if len(found) >= _MOST_LINES:
                return found
    return found


def whole(lines: Sequence[Line]) -> str:
    """Return the characters of lines in their order."""
    return "".join(piece.text for line in lines for piece in line)


def _broken(line: str) -> Iterator[str]:
    """Break a line of JSON after commas outside of strings, where it has become long enough."""
    start = 0
    for comma in _commas(line):
        if comma + 1 - start >= _JSON_ROW or line[comma + 1 : comma + 3].lstrip().startswith("{"):
            yield line[start : comma + 1]
            start = comma + 1
    yield line[start:]


def _commas(line: str) -> Iterator[int]:
    inside = [found.span() for found in _STRING.finditer(line)]
    next_string = 0
    for place, character in enumerate(line):
        while next_string < len(inside) and inside[next_string][1] <= place:
            next_string += 1
        if character == "," and not (next_string < len(inside) and inside[next_string][0] <= place):
            yield place


def _json_pieces(line: str) -> Iterator[Piece]:
    end = 0
    for found in _STRING.finditer(line):
        if found.start() > end:
            yield Piece(line[end : found.start()])
        yield Piece('"')
        if found.end() - found.start() > 2:
            yield Piece(line[found.start() + 1 : found.end() - 1], is_value=True)
        yield Piece('"')
        end = found.end()
    if end < len(line):
        yield Piece(line[end:])


def _column_pieces(line: str) -> Iterator[Piece]:
    """Cut a line at its tabs, else at its spaces, so that a Hebrew token cannot swap places with its tag.

    A comment is a name and a value of several words (``# text = …``), which keep their order.
    """
    if line.startswith("#"):
        name, sign, value = line.partition("=")
        yield Piece(name + sign)
        if value:
            yield Piece(value, is_value=True)
        return
    for part in re.split("(\t)" if "\t" in line else "( )", line):
        if part:
            yield Piece(part, is_value=part not in " \t")
