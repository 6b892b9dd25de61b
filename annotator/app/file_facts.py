"""What can be said of a file before it is imported: its format and its encoding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.app.import_report import printable
from annotator.app.importing import readable, unreadable
from annotator.core.errors import UserError
from annotator.formats import wikidata
from annotator.formats.base import Format
from annotator.formats.decoding import decode_file
from annotator.formats.registry import detect_within

_MOST_BYTES: Final = 4_000_000
"""Of larger files the encoding is told only when they are imported."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as it looks from outside.

    Attributes:
        path: The file.
        format: What people call its format, or "" when that is not known.
        encoding: Its encoding, or "" when it has none that was looked for.
        error: Why it cannot be taken as it is, or None.
        is_dump: Whether it is of a base of everything, of which a part may be wanted.
    """

    path: Path
    format: str = ""
    encoding: str = ""
    error: UserError | None = None
    is_dump: bool = False

    @property
    def name(self) -> str:
        """The file's name as it can be shown."""
        return printable(self.path.name)


def _title(path: Path, format_: Format) -> str:
    """Return what people call a format, and of a compressed file also the one that is within."""
    within = detect_within(path).format
    return format_.title if within is format_ else f"{within.title}, {format_.title}"


def facts_of(path: Path, encoding: str = "") -> FileFacts:
    """Look at a file.

    Args:
        path: The file.
        encoding: What the user says it is in; "" finds out.
    """
    try:
        format_ = readable(path)
        if format_.is_binary or path.stat().st_size > _MOST_BYTES:
            return FileFacts(path, _title(path, format_), is_dump=format_ is wikidata.FORMAT)
        return FileFacts(path, format_.title, decode_file(path, encoding or None).encoding)
    except UserError as error:
        return FileFacts(path, error=error)
    except OSError as error:
        return FileFacts(path, error=unreadable(error))
