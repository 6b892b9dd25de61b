"""File names for documents: what every system can have, each one once, and as near to the document's name as can be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from annotator.core.records import DocumentRecord

_UNUSABLE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST: Final = 100
_KNOWN_ENDINGS: Final = (".txt", ".text", ".html", ".htm", ".docx", ".pdf", ".epub", ".xml", ".jsonl", ".json")


class FileNames:
    """Gives each document of a folder a name of its own, without an ending. Case makes no difference."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name_for(self, document: DocumentRecord) -> str:
        """Return a name for a document that no other has."""
        wanted = _usable(document.name or document.id or "document")
        name, number = wanted, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.casefold())
        return name


def _usable(name: str) -> str:
    path = PurePosixPath(name.replace("/", "_"))
    stem = path.stem if path.suffix.lower() in _KNOWN_ENDINGS else path.name
    cleaned = _UNUSABLE.sub("_", stem)[:_LONGEST].strip(" .") or "document"
    return f"_{cleaned}" if _RESERVED.match(cleaned) else cleaned
