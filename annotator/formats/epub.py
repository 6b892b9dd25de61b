"""EPUB books: each chapter is a document, in the order of reading.

A block is a line, with its white space squeezed; pictures and the table of contents are left out. Language and title
come from the book's own description. There are no offsets and no marks, and nothing is written.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from annotator.core.document import check_storable, title_of
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.archive_safety import open_archive, read_member
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.blocks import html_lines
from annotator.formats.decoding import decode
from annotator.formats.html_article import parse_html
from annotator.formats.remarks import text_remarks
from annotator.formats.safe_xml import parse_xml
from annotator.formats.sniffing import Sample

_CONTAINER: Final = "META-INF/container.xml"
_ROOT_FILE: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path))


def _documents(path: Path) -> Iterator[Item]:
    with open_archive(path) as archive:
        book, chapters, language = _contents(archive)
        found = 0
        for member in chapters:
            page = decode(read_member(archive, archive.getinfo(member))).text
            text = "\n".join(html_lines(parse_html(page)))
            if not text:
                continue
            found += 1
            check_storable(text)
            yield from text_remarks(text, line=1)
            title = title_of(text, book)
            yield DocumentRecord(
                text, name=f"{path.stem}-{found:03}", title=title, language=language, source=book, line=1
            )
    if not found:
        raise UserError("There is no text in this book.")


def _contents(archive: zipfile.ZipFile) -> tuple[str, list[str], str]:
    """Return the book's title, its chapters in the order of reading, and its language. Raises UserError."""
    names = set(archive.namelist())
    if _CONTAINER not in names:
        raise UserError("This is not an EPUB book: it has no {member}.", member=_CONTAINER)
    root_file = parse_xml(read_member(archive, archive.getinfo(_CONTAINER))).find(f".//{_ROOT_FILE}")
    place = "" if root_file is None else root_file.get("full-path", "")
    if place not in names:
        raise UserError("The book's own description is missing.")
    package = parse_xml(read_member(archive, archive.getinfo(place)))
    folder = posixpath.dirname(place)
    hrefs = {item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")}
    spine = [hrefs.get(item.get("idref"), "") for item in package.iter(f"{_OPF}itemref")]
    chapters = [posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))) for href in spine if href]
    language = (package.findtext(f".//{_DC}language") or "").partition("-")[0].strip().lower()
    title = " ".join((package.findtext(f".//{_DC}title") or "").split())
    return title, [chapter for chapter in dict.fromkeys(chapters) if chapter in names], language


def _sniff(sample: Sample) -> float:
    if sample.head[:58].endswith(b"mimetypeapplication/epub+zip"):
        return 1.0
    return 0.95 if sample.suffix in FORMAT.extensions else 0.0


FORMAT = Format(
    name="epub",
    title="EPUB book",
    purpose="a book, one chapter a document",
    extensions=(".epub",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("formatting and pictures",),
    sniff=_sniff,
    read=_read,
    is_binary=True,
)
