"""PDF documents with a text layer: the text of their pages.

Lines are those of the page, pages are parted by an empty line, and a hyphen at a line's end is kept. Some programs
write Hebrew and Arabic into a PDF in the order in which the letters stand on the page, from left to right; where final
letters stand at the beginnings of words, the lines are turned round, with numbers and Latin words left as they are,
and a remark says so. Pictures of text (scans) have no text layer and are refused. There are no offsets and no marks,
and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.core.document import check_storable
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.decoding import unified_line_ends
from annotator.formats.remarks import Remark, text_remarks
from annotator.formats.sniffing import Sample
from annotator.lang.graphemes import graphemes

_MOST_PAGES: Final = 5_000
_HYPHENS: Final = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None})
_FINAL_FIRST = re.compile(r"(?<![א-ת])[ךםןףץ][א-ת]{2,}|(?<![ء-ي])[ةى][ء-ي]{2,}")
_FINAL_LAST = re.compile(r"[א-ת]{2,}[ךםןףץ](?![א-ת])|[ء-ي]{2,}[ةى](?![ء-ي])")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00c0-\u024f0-9٠-٩](?:[^\u0590-\u08ff]*[A-Za-z\u00c0-\u024f0-9٠-٩%])?")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, _document(path))


def _document(path: Path) -> Iterator[Item]:
    text = "\n\n".join(page for page in _pages(path) if page)
    if not text.strip():
        raise UserError(
            "There is no text in this PDF: its pages are pictures, as a scanner makes them. Have the text recognised "
            "(OCR) by another program first."
        )
    check_storable(text)
    if is_turned_round(text):
        text = "\n".join(map(turned_round, text.split("\n")))
        yield Remark(
            "The letters of its lines stood in the order of the page, from left to right; the lines were turned round. "
            "Look at them before you mark anything."
        )
    yield from text_remarks(text, line=1)
    yield DocumentRecord(text, name=path.name, line=1)


def _pages(path: Path) -> Iterator[str]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError("The PDF is protected by a password. Save it without one and import that.") from None
        raise UserError("This is not a PDF that can be read: {reason}.", reason=str(error).rstrip(".")) from None
    try:
        if len(document) > _MOST_PAGES:
            raise UserError(
                "The PDF has {count:,} pages; at most {most:,} can be taken.", count=len(document), most=_MOST_PAGES
            )
        for number in range(len(document)):
            yield _text_of(document, number)
    finally:
        document.close()


def _text_of(document: object, number: int) -> str:
    import pypdfium2 as pdfium

    try:
        page = document[number]  # type: ignore[index]  # the package has no types of its own
        text_page = page.get_textpage()
        text: str = text_page.get_text_range()
    except pdfium.PdfiumError:
        raise UserError("Page {number} of the PDF is damaged.", number=number + 1) from None
    text_page.close()
    page.close()
    lines = (line.rstrip() for line in unified_line_ends(text).translate(_HYPHENS).split("\n"))
    return "\n".join(lines).strip("\n")


def is_turned_round(text: str) -> bool:
    """Tell whether final letters stand at the beginnings of words rather than at their ends."""
    first, last = len(_FINAL_FIRST.findall(text)), len(_FINAL_LAST.findall(text))
    return first > 2 * last and first > 0


def turned_round(line: str) -> str:
    """Return a line in the order of reading that was in the order of the page."""
    if _RIGHT_TO_LEFT.search(line) is None:
        return line
    pieces, at = [], 0
    for found in _LEFT_TO_RIGHT.finditer(line):
        pieces += [_reversed(line[at : found.start()]), found.group()]
        at = found.end()
    pieces.append(_reversed(line[at:]))
    return "".join(reversed(pieces))


def _reversed(text: str) -> str:
    return "".join(reversed(graphemes(text))).translate(_MIRRORED)


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 1.0
    return 0.95 if sample.head.startswith(b"%PDF-") and sample.suffix not in (".txt", ".text") else 0.0


FORMAT = Format(
    name="pdf",
    title="PDF",
    purpose="the text layer of a PDF",
    extensions=(".pdf",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("layout and pictures",),
    sniff=_sniff,
    read=_read,
    is_binary=True,
)
