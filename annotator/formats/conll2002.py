"""CoNLL-2002: one token a line with its tag, names in IOB2.

Two columns parted by one space (Tjong Kim Sang 2002); a sentence ends with an empty line, a document begins with
``-DOCSTART- O``. White space in labels is written as in URLs (``%20``).

Offsets are tokens. Lost, and counted in the report: all but the longest of overlapping names, links, date values, and
what the token policy cannot keep. Lost as well: the text's own spacing, everything known about the document, and ids,
scores and annotators of mentions. Reading is that of :mod:`annotator.formats.conll2003`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.conll_reading import read_rows
from annotator.formats.conll_rows import DOCSTART, flat_document, note_facts
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import OUTSIDE, Scheme


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(_lines(document, options.tokens, losses)).encode("utf-8"))


def _lines(document: DocumentRecord, policy: TokenPolicy, losses: LossReport) -> Iterator[str]:
    flat = flat_document(document, policy, losses)
    note_facts(flat, losses, keeps_links=False)
    words, tags = flat.words, flat.tags(Scheme.IOB2)
    yield f"{DOCSTART} {OUTSIDE}\n\n"
    for sentence in flat.sentences():
        for number in sentence:
            yield f"{words[number]} {tags[number]}\n"
        yield "\n"


def _sniff(sample: Sample) -> float:
    return 0.96 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="conll2002",
    title="CoNLL-2002",
    purpose="token and tag, nothing else",
    extensions=(".conll2002", ".conll"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=(
        "all but the longest of overlapping mentions",
        "links and date values",
        "the text's own spacing",
        "what is known about the document",
        "annotators, statuses, scores and ids of mentions",
    ),
    sniff=_sniff,
    read=read_rows,
    write=_write,
    uses_tokens=True,
    synonyms=("conll02",),
)
