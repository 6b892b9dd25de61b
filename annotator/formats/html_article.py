"""A web page with an article: its main text, without menus, advertisements and comments.

The main text is found by trafilatura; title and date come from the page's own description where it has one. Where no
article can be found, all text that a reader would see is taken, and a remark says so. Nothing that the page names is
fetched. There are no offsets and no marks, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.document import check_storable
from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.blocks import html_lines
from annotator.formats.decoding import Decoded, decode
from annotator.formats.remarks import Remark, text_remarks
from annotator.formats.sniffing import Sample

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_PAGE = re.compile(r"\s*(<!--.{0,2000}-->\s*)?<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"""<html[^>]{0,500}\blang\s*=\s*["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _document(path, options))


def _document(path: Path, options: ReadOptions) -> Iterator[Item]:
    decoded = _decoded(path.read_bytes(), options.encoding)
    yield from decoded.remarks
    text, title, date = _article(decoded.text)
    if text:
        yield Remark("The main text was taken out of the page; menus, advertisements and comments were left behind.")
    else:
        text = "\n".join(html_lines(parse_html(decoded.text)))
        if not text:
            raise UserError("There is no text to be seen in this page.")
        yield Remark("No article was found in the page, so all of its text was taken.")
    check_storable(text)
    yield from text_remarks(text, line=1)
    language = _LANGUAGE.search(decoded.text[:5000])
    yield DocumentRecord(
        text,
        name=path.name,
        title=title,
        date=date,
        language=language[1].lower() if language else "",
        encoding=decoded.encoding,
        line=1,
    )


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    """Decode a page: as the user says, by its mark, or as it says itself."""
    said = _CHARSET.search(data[:4096])
    has_mark = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if encoding is None and said is not None and not has_mark:
        try:
            return decode(data, said[1].decode("ascii"))
        except UserError:
            return decode(data)
    return decode(data, encoding)


def _article(page: str) -> tuple[str, str, str | None]:
    """Return the main text, the title and the date; a text of "" when there is no article."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found: object = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    except Exception:  # whatever goes wrong inside it: the page is still there to be read as a whole
        found = None
    if found is None:
        return "", "", None
    text, title, date = (getattr(found, name, None) for name in ("text", "title", "date"))
    return (
        (text or "").replace("\x00", ""),
        " ".join((title or "").split()),
        date if date and is_date_value(date) else None,
    )


def parse_html(page: str) -> _Element:
    """Return the root of a page, however badly it is written. Raises UserError when there is nothing in it."""
    from lxml import etree

    try:
        root = etree.fromstring(page.encode("utf-8"), etree.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UserError("This is not a web page that can be read.")
    return root


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 0.95
    return 0.85 if _PAGE.match(sample.text) and sample.suffix != ".xml" else 0.0


FORMAT = Format(
    name="html",
    title="Web page",
    purpose="the article of a web page",
    extensions=(".html", ".htm", ".xhtml"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("markup, menus and comments",),
    sniff=_sniff,
    read=_read,
    synonyms=("htm", "web", "webpage"),
)
