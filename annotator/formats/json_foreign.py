"""Reading JSON of other tools: each record is brought into the shape of our own format, which is then checked as such.

So whatever is wrong with a mention is said in the same words wherever it comes from, and offsets that turn out to
count UTF-16 units are converted by the text that mentions say they cover.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import orjson

from annotator.core.errors import UserError
from annotator.formats.base import Item, ReadOptions
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts
from annotator.formats.json_fields import JsonObject, object_value
from annotator.formats.json_records import json_records
from annotator.formats.remarks import Remark

Translation: TypeAlias = Callable[[JsonObject], Iterator[Facts | Remark]]
"""Yields the documents of one record as our own format has them, and remarks. Raises ``UserError`` without a line."""

LINE_ENDS_TO_SOME: Final = ("\u2028", "\u2029", "\u0085")
"""Characters that some readers take for line ends, though JSON holds them as they are."""

_ESCAPED: Final = tuple((character.encode(), f"\\u{ord(character):04x}".encode()) for character in LINE_ENDS_TO_SOME)


def read_translated(path: Path, options: ReadOptions, translate: Translation) -> Iterator[Item]:
    """Read a file of JSON records that a translation understands."""
    documents = DocumentParser()
    for found in json_records(path, options.encoding):
        if isinstance(found, UserError):
            yield found
            continue
        line, value = found
        try:
            for piece in translate(object_value(value)):
                if isinstance(piece, Remark):
                    yield piece.at(line)
                else:
                    yield from documents.parse(line, piece)
        except UserError as error:
            yield error.at(path, line)
    yield from documents.closing_remarks()


def json_line(record: Facts) -> bytes:
    """Return a record as one line of JSON, its line feed included, that no reader takes for several lines."""
    return unbroken(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def unbroken(line: bytes) -> bytes:
    """Return a line of JSON with what some readers take for line ends escaped."""
    for raw, escaped in _ESCAPED:
        if raw in line:
            line = line.replace(raw, escaped)
    return line


def listed(record: JsonObject, name: str) -> list[object]:
    """Return a field that is a list; an empty one where the field is absent or null.

    Raises:
        UserError: It is something else.
    """
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise UserError("“{field}” must be a list.", field=name)
    return value
