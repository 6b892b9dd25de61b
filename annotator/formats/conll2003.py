"""CoNLL-2003 with entities: one token a line, four columns, names in IOB2.

The columns of the shared task (Tjong Kim Sang and De Meulder 2003) are token, part of speech, chunk and name. The
second says ``_`` here and the third holds what is named: the entity's id, ``NIL`` for a thing that is not in the base;
of a date its value with its modifier and calendar (``date:2021-11-24``, ``date:2023|START``,
``date:2022-04-16|hijri``); ``_`` where nothing was decided or there is no name. So programs that take the first and the
last column, or the fourth, find what they look for. A document begins with ``-DOCSTART- -X- ID O``, a sentence ends
with an empty line, columns are parted by one space. White space in ids and labels is written as in URLs (``%20``).

Offsets are tokens. Of names that overlap only the longest is written. Lost, and counted in the report: the others, and
what the token policy cannot keep. Lost as well: the text's own spacing, what is known about the document beyond its id,
ids of mentions and who made them.

Reading takes any number of columns, parted by spaces or tabs, the first the token and the last that holds nothing but
tags the name (IOB1, IOB2, BILOU and BIOSE alike). Tokens are joined by single spaces, sentences by line feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.conll_reading import read_rows, tagged_lines
from annotator.formats.conll_rows import DOCSTART, NOTHING, flat_document, note_facts, safe
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import Scheme

LOSSES: Final = (
    "all but the longest of overlapping mentions",
    "the text's own spacing",
    "what is known about the document beyond its id",
    "annotators, statuses, scores and ids of mentions",
)


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(document_lines(document, options.tokens, losses, Scheme.IOB2)).encode("utf-8"))


def document_lines(document: DocumentRecord, policy: TokenPolicy, losses: LossReport, scheme: Scheme) -> Iterator[str]:
    """Yield the lines of a document, each with its line feed."""
    flat = flat_document(document, policy, losses)
    note_facts(flat, losses, keeps_links=True, keeps_dates=True)
    words, tags, meanings = flat.words, flat.tags(scheme), flat.meanings()
    yield f"{DOCSTART} -X- {safe(document.id or document.name or NOTHING)} O\n\n"
    for sentence in flat.sentences():
        for number in sentence:
            yield f"{words[number]} {NOTHING} {meanings[number]} {tags[number]}\n"
        yield "\n"


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 0.95
    if sample.text.startswith(DOCSTART):
        return 0.9
    return 0.5 if tagged_lines(sample) else 0.0


FORMAT = Format(
    name="conll2003",
    title="CoNLL-2003",
    purpose="one token a line, flat names",
    extensions=(".conll", ".conll2003", ".iob", ".iob2", ".bio"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=LOSSES,
    sniff=_sniff,
    read=read_rows,
    write=_write,
    uses_tokens=True,
    synonyms=("conll", "conll03", "iob2"),
)
