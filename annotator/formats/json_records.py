"""Files of JSON records: one a line, an array of them, or an object with ``documents`` and ``entities``."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from annotator.core.errors import UserError
from annotator.formats.decoding import decode_file
from annotator.formats.json_parsing import parse_record
from annotator.formats.json_walk import CONTAINERS, JsonWalk

Found = tuple[int, object] | UserError
"""A record with the 1-based line it begins on, or why there is none."""

_HEAD_BYTES: Final = 4096
_BUFFER_BYTES: Final = 1 << 20
_ARRAY = re.compile(rb"\s*\[")
_OBJECT_OVER_LINES = re.compile(rb"\s*\{[ \t]*\r?\n|\s*\{[^\n]*[\[{,][ \t]*\r?\n\s*[^\s{]")


def json_records(path: Path, encoding: str | None = None) -> Iterator[Found]:
    """Yield the records of a file in order, streaming where it has one a line.

    A line that is not JSON is yielded as an error and reading goes on with the next. Anything wrong inside an array
    ends the reading, because nobody can tell where the next record begins.
    """
    empty = True
    with path.open("rb", buffering=_BUFFER_BYTES) as file:
        try:
            for found in _records(path, file, encoding):
                empty = False
                yield found.at(path) if isinstance(found, UserError) else found
        except UserError as error:
            yield error.at(path)
            return
    if empty:
        yield UserError("There are no records in this file.", path=path)


def _records(path: Path, file: BinaryIO, encoding: str | None) -> Iterator[Found]:
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if encoding is not None or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        file = BytesIO(decode_file(path, encoding).text.encode("utf-8"))
        head = file.getvalue()[:_HEAD_BYTES]
    start = head.removeprefix(codecs.BOM_UTF8)
    if _ARRAY.match(start) or _OBJECT_OVER_LINES.match(start):
        return JsonWalk(decode_file(path, encoding or "utf-8").text).records()
    return _lines(file)


def _lines(file: BinaryIO) -> Iterator[Found]:
    for line, raw in enumerate(file, start=1):
        record = raw.removeprefix(codecs.BOM_UTF8) if line == 1 else raw
        if record.isspace() or not record:
            continue
        try:
            value = parse_record(record)
        except UserError as error:
            yield error.at(line=line)
        else:
            yield from _unpacked(line, value)


def _unpacked(line: int, value: object) -> Iterator[Found]:
    """Yield a record, or the records inside when it is a whole collection on one line."""
    lists: list[list[object]] = []
    if isinstance(value, dict) and not value.keys() & {"text", "names"}:
        lists = [value[name] for name in CONTAINERS if isinstance(value.get(name), list)]
    if lists:
        yield from ((line, record) for each in lists for record in each)
    else:
        yield line, value
