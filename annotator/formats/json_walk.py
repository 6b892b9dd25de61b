"""Walking through one big JSON value record by record, knowing the line each of them begins on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from annotator.core.errors import UserError
from annotator.formats.json_parsing import careful_decoder, check_strings, explain

CONTAINERS: Final = ("entities", "documents")
"""The fields of one big object whose lists hold the records."""

_WHITE = re.compile(r"[ \t\r\n]*")


class JsonWalk:
    """Reads the records of an array, or of an object whose ``entities`` and ``documents`` are arrays.

    An object with neither is a record itself.

    Args:
        text: The whole file.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = careful_decoder()
        self._at = 0
        self._line = 1
        self._counted_to = 0

    def records(self) -> Iterator[tuple[int, object]]:
        """Yield each record with the 1-based line it begins on.

        Raises:
            UserError: The text is not JSON from some place on, which its line names.
        """
        try:
            if self._next() == "[":
                yield from self._array()
            else:
                yield from self._object()
            if self._next():
                raise self._unexpected("the end of the file")
        except json.JSONDecodeError as error:
            raise explain(error, line=error.lineno) from None
        except RecursionError:
            raise UserError("The JSON is nested too deeply to be a document.", line=self._line_here()) from None

    def _array(self) -> Iterator[tuple[int, object]]:
        self._at += 1
        if self._next() == "]":
            self._at += 1
            return
        while True:
            self._next()
            line = self._line_here()
            yield line, self._value(line)
            if self._ended("]"):
                return

    def _object(self) -> Iterator[tuple[int, object]]:
        self._next()
        line = self._line_here()
        own: dict[str, object] = {}
        found_records = False
        self._expect("{")
        while self._next() != "}":
            key = self._value(self._line_here())
            if not isinstance(key, str) or key in own:
                raise self._unexpected("a field name that is not there yet")
            self._expect(":")
            own[key] = None
            if key in CONTAINERS and self._next() == "[":
                found_records = True
                yield from self._array()
            else:
                self._next()
                own[key] = self._value(self._line_here())
            if self._ended("}"):
                break
        else:
            self._at += 1
        if not found_records:
            yield line, own

    def _value(self, line: int) -> object:
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
            check_strings(value)
        except UserError as error:
            raise error.at(line=line) from None
        return value

    def _ended(self, closing: str) -> bool:
        character = self._next()
        if character not in (",", closing):
            raise self._unexpected(f"a comma or {closing}")
        self._at += 1
        return character == closing

    def _expect(self, character: str) -> None:
        if self._next() != character:
            raise self._unexpected(character)
        self._at += 1

    def _next(self) -> str:
        """Step over white space and return the character there, or "" at the end."""
        found = _WHITE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _unexpected(self, wanted: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(f"Expected {wanted}", self._text, self._at)

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line
