"""AIDA-CoNLL-YAGO: entity linking, one token a line with the entity that its mention names.

Columns parted by tabs, as in the data set of Hoffart et al. (2011): token; ``B`` or ``I`` where it is part of a
mention; the mention's text; its entity, ``--NME--`` for a thing that is not in the base; then three columns that hold
its address in Wikipedia, its number there and its Freebase id in their data, of which we fill the first for Wikidata
ids. An eighth holds the label, which their data do not have. Tokens outside of mentions have one column. A document
begins with ``-DOCSTART- (ID)``, a sentence ends with an empty line.

Offsets are tokens. Lost, and counted in the report: mentions that are not linked yet, dates among them; all but the
longest of overlapping mentions; and what the token policy cannot keep. Lost as well: the text's own spacing, what is
known about the document beyond its id, ids, scores and annotators of mentions. Reading joins tokens by single spaces
and sentences by line feeds; mentions without a label are given ``ENTITY``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.link import NIL
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.conll_reading import TokenDocument
from annotator.formats.conll_rows import DOCSTART, Meaning, flat_document, note_facts, original, safe
from annotator.formats.decoding import decode_file
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample

_NOT_IN_BASE: Final = "--NME--"
_UNLABELLED: Final = "ENTITY"
_WIDEST: Final = 8
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_DOCSTART = re.compile(rf"{DOCSTART}(?: \((.*)\))?")
_SPACE = re.compile(r"\s")


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(_lines(document, options.tokens, losses)).encode("utf-8"))


def _lines(document: DocumentRecord, policy: TokenPolicy, losses: LossReport) -> Iterator[str]:
    for mention in document.mentions:
        if mention.entity is None:
            losses.add(LossKind.UNLINKED_LEFT_OUT, document, mention)
    linked = replace(document, mentions=[mention for mention in document.mentions if mention.entity is not None])
    flat = flat_document(linked, policy, losses)
    note_facts(flat, losses, keeps_links=True)
    rows = [[word] for word in flat.words]
    for mention, first, last in flat.spans:
        text = _SPACE.sub(" ", document.text[flat.tokens.starts[first] : flat.tokens.ends[last - 1]])
        entity = mention.entity or NIL
        address = f"https://www.wikidata.org/wiki/{entity}" if _WIKIDATA.fullmatch(entity) else ""
        facts = [text, _NOT_IN_BASE if entity == NIL else safe(entity), address, "", "", safe(mention.label)]
        for number in range(first, last):
            rows[number] += ["B" if number == first else "I", *facts]
    yield f"{DOCSTART} ({safe(document.id or document.name)})\n"
    for sentence in flat.sentences():
        yield from ("\t".join(rows[number]) + "\n" for number in sentence)
        yield "\n"


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    try:
        decoded = decode_file(path, options.encoding)
        yield from decoded.remarks
        yield from _documents(decoded.text.split("\n"))
    except UserError as error:
        yield error.at(path)


def _documents(lines: Sequence[str]) -> Iterator[Item]:
    current: TokenDocument | None = None
    found = unlabelled = 0
    for number, line in enumerate(lines, start=1):
        begins = _DOCSTART.fullmatch(line.rstrip())
        if begins or current is None:
            if current is not None and current.pieces:
                found += 1
                yield current.record()
            current = TokenDocument(original(begins[1] or "") if begins else "", number)
        if begins:
            continue
        if not line.strip():
            current.end_sentence()
            continue
        columns = line.split("\t")
        label = _label_of(columns, number)
        unlabelled += label == _UNLABELLED and columns[1] == "B"
        entity = None if not label else NIL if columns[3] == _NOT_IN_BASE else original(columns[3]) or None
        current.add(columns[0], f"{columns[1]}-{safe(label)}" if label else "O", Meaning(entity))
    if current is not None and current.pieces:
        found += 1
        yield current.record()
    if unlabelled:
        yield Remark(
            "Mentions without a label: {count}. They are labelled {label}.", count=unlabelled, label=_UNLABELLED
        )
    if not found:
        raise UserError("There are no tokens in this file.")


def _label_of(columns: Sequence[str], line: int) -> str:
    """Return the label of a token's mention, or "" when it is in none. Raises UserError."""
    if len(columns) == 1 and columns[0].strip():
        return ""
    if not columns[0].strip() or not 4 <= len(columns) <= _WIDEST or columns[1] not in ("B", "I"):
        raise UserError(
            "A line is a token alone, or a token, B or I, the mention, its entity and further columns, parted by tabs.",
            line=line,
        )
    return original(columns[7]) if len(columns) == _WIDEST and columns[7].strip() else _UNLABELLED


def _sniff(sample: Sample) -> float:
    rows = [line.split("\t") for line in sample.text.split("\n")[:200]]
    marked = sum(len(row) >= 4 and row[1] in ("B", "I") for row in rows)
    if _DOCSTART.match(sample.text) and marked:
        return 0.96
    return 0.6 if sample.suffix in FORMAT.extensions and marked else 0.0


FORMAT = Format(
    name="aida",
    title="AIDA-CoNLL-YAGO",
    purpose="entity linking, one token a line",
    extensions=(".tsv", ".aida"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=(
        "mentions that are not linked",
        "all but the longest of overlapping mentions",
        "the text's own spacing",
        "what is known about the document beyond its id",
        "annotators, statuses, scores and ids of mentions",
    ),
    sniff=_sniff,
    read=_read,
    write=_write,
    uses_tokens=True,
    synonyms=("aidaconll", "aidayago", "aidaconllyago"),
)
