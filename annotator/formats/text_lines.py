"""The lines of a text file of any size, without all of it in memory where it is UTF-8."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from annotator.formats.decoding import decode_file, refuse_other_kinds
from annotator.formats.remarks import Remark

_BLOCK: Final = 1 << 20


class TextLines(NamedTuple):
    """A file's lines, each with its LF, and what was noticed when they were decoded."""

    lines: TextIO
    remarks: tuple[Remark, ...] = ()


@contextmanager
def text_lines(path: Path, encoding: str | None = None) -> Iterator[TextLines]:
    """Open a text file by the rules of :mod:`annotator.formats.decoding`.

    Args:
        path: The file.
        encoding: What the user says it is in, or None.

    Raises:
        UserError: It is no text, or damaged; of UTF-8 this is known before the first line.
        OSError: It cannot be read.
    """
    if encoding is None and _is_plain_utf8(path):
        with path.open(encoding="utf-8-sig", newline=None) as file:
            yield TextLines(file)
        return
    decoded = decode_file(path, encoding)
    yield TextLines(io.StringIO(decoded.text, newline="\n"), decoded.remarks)


def _is_plain_utf8(path: Path) -> bool:
    """Tell whether a file is sound UTF-8 with something in it and no NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        block = file.read(_BLOCK)
        refuse_other_kinds(block)
        if not block.removeprefix(codecs.BOM_UTF8):
            return False
        while block:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return False
            if b"\x00" in block:
                return False
            block = file.read(_BLOCK)
    return not decoder.getstate()[0]
