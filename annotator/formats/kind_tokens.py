"""Whole words with BIO tags, as in the Hebrew corpus KIND; NEMO's token-single has the same in BIOSE.

One word a line with its tag, parted by one space; a sentence ends with an empty line. Words are runs between white
space and punctuation marks, and are never cut: a name behind a prefix (רבאט in ברבאט) labels the whole word, as these
corpora do. To keep the borders use :mod:`annotator.formats.nemo_morphemes` beside it, to know at least how many of a
word's pieces are named :mod:`annotator.formats.nemo_words`.

Offsets are tokens. Each name that does not end where a word does is counted in the report as widened; of names that
overlap, or share a word, only the longest is written. Lost, and counted: links and date values. Lost as well: the
text's own spacing, everything known about documents and where one ends, and ids, scores and annotators of mentions.
Reading is that of :mod:`annotator.formats.conll2003`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.conll_reading import read_rows
from annotator.formats.conll_rows import flat_document, note_facts
from annotator.formats.losses import LossReport
from annotator.formats.projection import Projection, TokenPolicy
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import Scheme

_BYTE_ORDER_MARK: Final = "\ufeff"

LOSSES: Final = (
    "all but the longest of overlapping mentions",
    "links and date values",
    "the text's own spacing",
    "what is known about documents, and where one ends",
    "annotators, statuses, scores and ids of mentions",
)


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    policy = TokenPolicy(Projection.WIDEN, options.tokens.tokeniser)
    write_tagged_words(content, out, policy, losses, Scheme.IOB2)


def write_tagged_words(
    content: Content, out: BinaryIO, policy: TokenPolicy, losses: LossReport, scheme: Scheme
) -> None:
    """Write documents a word and its tag a line, with an empty line after each sentence."""
    write_rows((_tagged_words(document, policy, losses, scheme) for document in content.documents), out)


def write_rows(documents: Iterable[Iterable[str]], out: BinaryIO) -> None:
    """Write the lines of each document."""
    is_first = True
    for lines in documents:
        rows = "".join(lines)
        if is_first and rows.startswith(_BYTE_ORDER_MARK):
            rows = _BYTE_ORDER_MARK + rows  # readers take one away where a file begins, and leave the word's own
        is_first = is_first and not rows
        out.write(rows.encode("utf-8"))


def _tagged_words(document: DocumentRecord, policy: TokenPolicy, losses: LossReport, scheme: Scheme) -> Iterator[str]:
    flat = flat_document(document, policy, losses)
    note_facts(flat, losses, keeps_links=False)
    words, tags = flat.words, flat.tags(scheme)
    for sentence in flat.sentences():
        yield from (f"{words[number]} {tags[number]}\n" for number in sentence)
        yield "\n"


def _sniff(sample: Sample) -> float:
    return 0.96 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="bio-words",
    title="BIO, whole words",
    purpose="Hebrew, as in KIND",
    extensions=(".words", ".bio"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=("the borders of mentions inside words", *LOSSES),
    sniff=_sniff,
    read=read_rows,
    write=_write,
    synonyms=("kind", "nemotokens", "tokensingle"),
)
