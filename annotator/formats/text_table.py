"""Tables with a column of texts (CSV, TSV): each row is a document.

The text is in the column ``text`` (or ``content``, ``body``, ``article``); ``id``, ``name``, ``title``, ``language``,
``date`` and ``source`` are taken where they are there, other columns are left aside with a remark. Columns are parted
by commas, semicolons or tabs. There are no offsets and no marks, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.core.errors import UserError
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.csv_rows import named_rows, plain_names, refuse_twice
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts
from annotator.formats.sniffing import Sample
from annotator.formats.text_lines import text_lines

_TEXTS: Final = ("text", "content", "body", "article")
_FACTS: Final = ("id", "name", "title", "language", "date", "source")
_SYNONYMS: Final = {"lang": "language", "url": "source", "headline": "title"}
_LONGEST_CELL: Final = 64 << 20


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path, options))


def _documents(path: Path, options: ReadOptions) -> Iterator[Item]:
    documents = DocumentParser()
    with text_lines(path, options.encoding) as text:
        yield from text.remarks
        for number, (line, record) in enumerate(_rows(text.lines), start=1):
            record.setdefault("name", f"{path.stem}-{number}")
            try:
                yield from documents.parse(line, record)
            except UserError as error:
                yield error.at(path)
    yield from documents.closing_remarks()


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, Facts]]:
    for line, cells in named_rows(lines, _header, _LONGEST_CELL, "This is not a valid table: {reason}."):
        yield line, {name: cell for name, cell in cells if cell or name == "text"}


def _header(cells: list[str]) -> list[str]:
    names = plain_names(cells, _SYNONYMS)
    texts = [name for name in _TEXTS if name in names]
    if not texts:
        raise UserError(
            "The first row must name the columns, and one of them must be “text”; there are: {names}.",
            line=1,
            names=", ".join(names) or "none",
        )
    refuse_twice(names)
    return ["text" if name == texts[0] else f"column {name}" if name in _NOT_MEANT else name for name in names]


_NOT_MEANT: Final = ("mentions", "spans", "answer", "direction", "state", "encoding", "paragraph_directions", *_TEXTS)
"""Fields of records that a cell cannot hold, so that a column of that name is left aside."""


def _sniff(sample: Sample) -> float:
    header = sample.text.split("\n", 1)[0].lower()
    names = {name.strip(' "\r') for name in re.split("[,;\t]", header)}
    has_text = bool(names & set(_TEXTS)) and not {"name", "type"} <= names
    if sample.suffix in FORMAT.extensions:
        return 0.96 if has_text else 0.4
    return 0.3 if has_text and len(names & {*_TEXTS, *_FACTS}) > 1 else 0.0


FORMAT = Format(
    name="table",
    title="Table of texts",
    purpose="a column of texts in CSV or TSV",
    extensions=(".csv", ".tsv"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("columns that have no place here",),
    sniff=_sniff,
    read=_read,
    synonyms=("csvtext", "texttable"),
)
