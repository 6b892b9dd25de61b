"""Pieces of words with BIOSE tags, as in the morpheme level of the Hebrew corpus NEMO.

One piece a line with its tag, parted by one space; a sentence ends with an empty line. Words are cut where a mark
begins or ends inside one, so ברבאט with רבאט marked in it is ב and רבאט, as NEMO has prefixes and stem. Words without
a mark inside are not taken apart: which of their letters are prefixes is for a morphological analyser to say. Tags are
``B-``, ``I-``, ``E-`` (last), ``S-`` (single) and ``O``.

Offsets are tokens. Lost, and counted in the report: all but the longest of overlapping names, links and date values.
Lost as well: the text's own spacing, and which pieces were one word; everything known about documents and where one
ends; ids, scores and annotators of mentions. Reading is that of :mod:`annotator.formats.conll2003`.
"""

from __future__ import annotations

from typing import BinaryIO

from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.conll_reading import read_rows
from annotator.formats.kind_tokens import LOSSES, write_tagged_words
from annotator.formats.losses import LossReport
from annotator.formats.projection import Projection, TokenPolicy
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import Scheme


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    policy = TokenPolicy(Projection.CUT, options.tokens.tokeniser)
    write_tagged_words(content, out, policy, losses, Scheme.BIOSE)


def _sniff(sample: Sample) -> float:
    return 0.96 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="biose-morphemes",
    title="BIOSE, pieces of words",
    purpose="Hebrew morphemes, as in NEMO",
    extensions=(".bmes", ".bio"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=LOSSES,
    sniff=_sniff,
    read=read_rows,
    write=_write,
    synonyms=("nemo", "nemomorphemes"),
)
