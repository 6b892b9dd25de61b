"""CoNLL-2003 in IOB1, the scheme of the shared task's own files: a name begins with ``I-``.

Only where a name follows another of its label without a token between them does it begin with ``B-``. All else is as in
:mod:`annotator.formats.conll2003`: offsets are tokens, the third column holds the entity or the date, and the same
things are lost and counted. Reading takes names that begin with ``I-`` as a matter of course.
"""

from __future__ import annotations

from typing import BinaryIO

from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.conll2003 import LOSSES, document_lines
from annotator.formats.conll_reading import read_iob1_rows
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import Scheme


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(document_lines(document, options.tokens, losses, Scheme.IOB1)).encode("utf-8"))


def _sniff(sample: Sample) -> float:
    return 0.96 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="conll2003-iob1",
    title="CoNLL-2003, IOB1",
    purpose="the tags of the shared task",
    extensions=(".iob1", ".conll"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=LOSSES,
    sniff=_sniff,
    read=read_iob1_rows,
    write=_write,
    uses_tokens=True,
    synonyms=("iob1", "conlliob1"),
)
