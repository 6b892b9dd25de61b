"""Whole words with the BIOSE tags of their pieces, as the Hebrew corpus NEMO has them (token-multi).

One word a line with its tags, parted by one space; a sentence ends with an empty line. A word's tags are those of its
pieces, joined by ``^``: ברבאט with רבאט marked in it is ``ברבאט O^S-PLACE``. Pieces are those of
:mod:`annotator.formats.nemo_morphemes`: a word without a mark inside is one. How long each is, is not said.

Offsets are tokens. Lost, and counted in the report: where names begin and end inside words, as widened; all but the
longest of overlapping names; links and date values. Lost as well: the text's own spacing, everything known about
documents and where one ends, and ids, scores and annotators of mentions. Reading takes the file back as whole words: a
name has every word of which a piece is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions, explained
from annotator.formats.conll_reading import TokenDocument, begun_inside_remark, document_id, is_docstart
from annotator.formats.conll_rows import flat_document, note_facts
from annotator.formats.decoding import decode_file
from annotator.formats.kind_tokens import LOSSES, write_rows
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.projection import Projection, Tokeniser, TokenPolicy
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import TAG, Scheme

JOINT: Final = "^"
_ESCAPED: Final = "%5E"


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    write_rows((_lines(document, options.tokens.tokeniser, losses) for document in content.documents), out)


def _lines(document: DocumentRecord, tokeniser: Tokeniser, losses: LossReport) -> Iterator[str]:
    flat = flat_document(document, TokenPolicy(Projection.CUT, tokeniser), losses)
    note_facts(flat, losses, keeps_links=False)
    starts, ends = set(flat.whole.starts), set(flat.whole.ends)
    for mention, first, last in flat.spans:
        if flat.tokens.starts[first] not in starts or flat.tokens.ends[last - 1] not in ends:
            losses.add(LossKind.WIDENED, document, mention)
    tags = [tag.replace(JOINT, _ESCAPED) for tag in flat.tags(Scheme.BIOSE)]
    word, its_tags = "", list[str]()
    for number, piece in enumerate(flat.words):
        if its_tags and flat.tokens.starts[number] in starts:
            yield f"{word} {JOINT.join(its_tags)}\n"
            word, its_tags = "", []
            if number in flat.breaks:
                yield "\n"
        word += piece
        its_tags.append(tags[number])
    if its_tags:
        yield f"{word} {JOINT.join(its_tags)}\n\n"


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path, options))


def _documents(path: Path, options: ReadOptions) -> Iterator[Item]:
    decoded = decode_file(path, options.encoding)
    yield from decoded.remarks
    current, found = TokenDocument("", 1), 0
    begun_inside: list[int] = []
    for line, row in enumerate((line.split() for line in decoded.text.split("\n")), start=1):
        if not row:
            current.end_sentence()
        elif is_docstart(row):
            if current.pieces:
                found += 1
                yield current.record()
            current = TokenDocument(document_id(row), line)
        else:
            start = current.add_token(row[0])
            # A list, not a generator: every tag counts.
            begun_inside += [line] * sum([current.tag(start, tag) for tag in _tags(row, line)])
    if begun_inside:
        yield begun_inside_remark(begun_inside)
    if current.pieces:
        yield current.record()
    elif not found:
        raise UserError("There are no tokens in this file.")


def _tags(row: Sequence[str], line: int) -> Iterable[str]:
    """Return the tags of a word's pieces. Raises UserError."""
    tags = row[-1].split(JOINT) if len(row) == 2 else []
    if not tags or any(TAG.fullmatch(tag) is None for tag in tags):
        raise UserError(
            "A line is a word and the tags of its pieces, joined by ^, as in O^S-PER; this one is: {row}.",
            line=line,
            row=" ".join(row)[:60],
        )
    return tags


def _sniff(sample: Sample) -> float:
    rows = [row for line in sample.text.split("\n")[:200] if (row := line.split())][:-1]
    tags = [row[-1].split(JOINT) for row in rows if len(row) == 2]
    if not tags or len(tags) != len(rows) or any(TAG.fullmatch(tag) is None for each in tags for tag in each):
        return 0.0
    if any(len(each) > 1 for each in tags):
        return 0.97
    return 0.6 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="biose-words",
    title="BIOSE, words with pieces",
    purpose="Hebrew, as NEMO’s token-multi",
    extensions=(".multi", ".bmes"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=("the borders of mentions inside words", *LOSSES),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("nemomulti", "tokenmulti"),
)
