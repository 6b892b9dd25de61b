"""CoNLL-2003 in BILOU: beginning, inside, last, outside, and unit-length names (Ratinov and Roth 2009).

A name of one token is ``U-``, the last token of a longer one ``L-``. All else is as in
:mod:`annotator.formats.conll2003`: offsets are tokens, the third column holds the entity or the date, and the same
things are lost and counted. Reading takes BIOSE too, which spells ``L-`` as ``E-`` and ``U-`` as ``S-``.
"""

from __future__ import annotations

from typing import BinaryIO

from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.conll2003 import LOSSES, document_lines
from annotator.formats.conll_reading import read_rows
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import Scheme


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(document_lines(document, options.tokens, losses, Scheme.BILOU)).encode("utf-8"))


def _sniff(sample: Sample) -> float:
    return 0.96 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="conll2003-bilou",
    title="CoNLL-2003, BILOU",
    purpose="tags for beginnings, ends and units",
    extensions=(".bilou", ".conll"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=LOSSES,
    sniff=_sniff,
    read=read_rows,
    write=_write,
    uses_tokens=True,
    synonyms=("bilou", "bioes"),
)
