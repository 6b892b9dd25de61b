"""Word documents (DOCX): the text of their paragraphs and tables.

A paragraph is a line, a tab a tab, a line break a line feed; deleted and moved-away text, notes, headers and footers
are left out. Title and nothing else is taken from the properties. There are no offsets and no marks, and nothing is
written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.core.document import check_storable
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.archive_safety import open_archive, read_member
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.remarks import text_remarks
from annotator.formats.safe_xml import local_name, parse_xml
from annotator.formats.sniffing import Sample

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_CONTENT: Final = "word/document.xml"
_PROPERTIES: Final = "docProps/core.xml"
_LEFT_OUT: Final = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText", "pPr", "rPr"})
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, _document(path))


def _document(path: Path) -> Iterator[Item]:
    with open_archive(path) as archive:
        names = archive.namelist()
        if _CONTENT not in names:
            raise UserError("This is not a Word document: it has no {member}.", member=_CONTENT)
        root = parse_xml(read_member(archive, archive.getinfo(_CONTENT)))
        title = _title(archive) if _PROPERTIES in names else ""
    text = "\n".join(_paragraphs(root)).strip("\n")
    if not text.strip():
        raise UserError("There is no text in this document.")
    check_storable(text)
    yield from text_remarks(text, line=1)
    yield DocumentRecord(text, name=path.name, title=title, line=1)


def _title(archive: zipfile.ZipFile) -> str:
    found = parse_xml(read_member(archive, archive.getinfo(_PROPERTIES))).findtext(_TITLE)
    return " ".join((found or "").split())


def _paragraphs(root: _Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_WORDS}p"):
        if not any(local_name(above) in _LEFT_OUT for above in paragraph.iterancestors()):
            yield "".join(_runs(paragraph))


def _runs(element: _Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name in _LEFT_OUT or name == "p":
            continue  # a paragraph within one is that of a text box, which comes by itself
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        else:
            yield from _runs(child)


def _sniff(sample: Sample) -> float:
    if not sample.head.startswith(b"PK\x03\x04"):
        return 0.3 if sample.suffix in FORMAT.extensions else 0.0
    return 1.0 if sample.suffix in FORMAT.extensions else 0.0


FORMAT = Format(
    name="docx",
    title="Word document",
    purpose="the text of a Word document",
    extensions=(".docx",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("formatting, notes, headers and footers",),
    sniff=_sniff,
    read=_read,
    is_binary=True,
    synonyms=("word", "msword"),
)
