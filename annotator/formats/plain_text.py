"""Plain text: one file is one document.

Reads UTF-8, UTF-16 and UTF-32, and the older Hebrew, Arabic and Western encodings by their letters, with a remark that
names the encoding (:mod:`annotator.formats.decoding`). There are no offsets and no mentions. Writing is not offered:
everything but the text would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.decoding import decode
from annotator.formats.remarks import text_remarks
from annotator.formats.sniffing import Sample

_NO_ARTICLES: Final = frozenset(
    [
        *(".py", ".pyc", ".js", ".ts", ".css", ".sh", ".bat", ".ps1", ".c", ".h", ".cpp", ".java", ".rs", ".go"),
        *(".cfg", ".ini", ".toml", ".yml", ".yaml", ".lock", ".exe", ".dll", ".so", ".bin", ".db", ".sqlite", ".pkl"),
    ]
)
"""What programs and their settings are called. Whoever wants one as an article says so (``--format text``)."""


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    yield from explained(path, _parse(path.read_bytes(), path.name, options))


def _parse(data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
    decoded = decode(data, options.encoding)
    yield from decoded.remarks
    yield from text_remarks(decoded.text)
    yield DocumentRecord(decoded.text, name=name, encoding=decoded.encoding, line=1)


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 0.9
    if sample.suffix in _NO_ARTICLES:
        return 0.0
    return 0.2 if not sample.suffix or b"\x00" not in sample.head else 0.1


FORMAT = Format(
    name="text",
    title="Plain text",
    purpose="one article a file",
    extensions=(".txt", ".text"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("mentions, links and everything known about the document",),
    sniff=_sniff,
    read=_read,
    parse=_parse,
    synonyms=("txt", "plaintext"),
)
