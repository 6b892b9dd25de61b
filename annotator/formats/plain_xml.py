"""XML of any kind, for its text: what stands in one block is a line.

There are no offsets and no marks, and nothing is written. Markup is left out; an element within other text is part of
its line, any other is a line of its own, and white space is squeezed. Entities declared in the file are refused, other
files it points to are not opened, and more than 256 elements within one another are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.blocks import xml_lines
from annotator.formats.remarks import Remark, text_remarks
from annotator.formats.safe_xml import parse_xml
from annotator.formats.sniffing import Sample


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, _document(path))


def _document(path: Path) -> Iterator[Item]:
    text = "\n".join(xml_lines(parse_xml(path.read_bytes())))
    if not text:
        raise UserError("There is no text in it, only markup.")
    yield Remark("The text was taken out of the file's markup, which was left behind.")
    yield from text_remarks(text, line=1)
    yield DocumentRecord(text, name=path.name, line=1)


def _sniff(sample: Sample) -> float:
    looks_so = sample.text.lstrip()[:1] == "<"
    if sample.suffix in FORMAT.extensions:
        return 0.8
    return 0.4 if looks_so and sample.text.lstrip().startswith("<?xml") else 0.0


FORMAT = Format(
    name="xml",
    title="XML",
    purpose="the text of any XML file",
    extensions=(".xml",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("markup",),
    sniff=_sniff,
    read=_read,
)
