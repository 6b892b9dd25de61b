"""Prodigy: JSON Lines with ``spans``, as ``ner.manual`` and ``spans.manual`` read and write them; nothing lost.

UTF-8; offsets are Unicode code points of ``text``. Tokens are written too, with ``token_start`` and ``token_end`` (the
last token, not the one after it) in each span, because Prodigy shows a span on whole tokens only: they are those of
spaCy's blank pipeline, cut where a mark begins or ends inside one. Prodigy keeps fields that it does not know, so
``entity``, ``value``, ``modifier``, ``calendar``, ``annotator``, ``status``, ``score`` and ``id`` stand in the span,
and what is known about the document beside ``text``. ``answer`` is ``accept``.

Nested and overlapping spans are shown by ``spans.manual``; ``ner.manual`` refuses them. Reading takes the verdict in
``answer``: marks of a rejected task come in as rejected ones, those of an ignored task are left out. Pictures, sounds
and web addresses in a record are never fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, surfaces
from annotator.formats.json_fields import JsonObject
from annotator.formats.json_foreign import json_line, read_translated
from annotator.formats.losses import LossReport
from annotator.formats.projection import Tokeniser, Tokens
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample
from annotator.formats.tokenising import covering, tokenise


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return read_translated(path, options, _as_own)


def _as_own(record: JsonObject) -> Iterator[Facts | Remark]:
    """Take a record as it is: what Prodigy names otherwise than we do is known to the parser of our own format."""
    own = dict(record)
    own.setdefault("spans", [])
    own.pop("meta", None)
    yield own


def _write(content: Content, out: BinaryIO, options: WriteOptions, _losses: LossReport) -> None:
    for document in content.documents:
        out.write(json_line(_task(document, options.tokens.tokeniser)))


def _task(document: DocumentRecord, tokeniser: Tokeniser) -> Facts:
    text = document.text
    tokens = covering(tokenise(text, document.language, tokeniser), text)
    tokens = tokens.cut_at(offset for mention in document.mentions for offset in mention[:2])
    spans = [_span(mention, surface, tokens) for mention, surface in surfaces(document)]
    return {
        "text": text,
        **facts_of_document(document),
        "tokens": list(_tokens(text, tokens)),
        "spans": spans,
        "answer": "accept",
    }


def _span(mention: MentionRecord, surface: str, tokens: Tokens) -> Facts:
    span: Facts = {"start": mention.start, "end": mention.end, "text": surface}
    first, last = tokens.touched_by(mention.start, mention.end)
    if first < last:  # the one space between two words is no token, and a mark of it alone lies on none
        span |= {"token_start": first, "token_end": last - 1}
    return span | {"label": mention.label, **facts_of_mention(mention)}


def _tokens(text: str, tokens: Tokens) -> Iterator[Facts]:
    nexts: Sequence[int] = [*tokens.starts[1:], len(text)]
    for number, (start, end, following) in enumerate(zip(tokens.starts, tokens.ends, nexts, strict=True)):
        yield {"text": text[start:end], "start": start, "end": end, "id": number, "ws": following > end}


def _sniff(sample: Sample) -> float:
    keys = sample.json_keys
    if not {"text", "spans"} <= keys or "mentions" in keys:
        return 0.0
    return 0.95 if sample.suffix in FORMAT.extensions else 0.8


FORMAT = Format(
    name="prodigy",
    title="Prodigy",
    purpose="go on in Prodigy, tokens and spans",
    extensions=(".jsonl",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("prodigyjsonl", "spans"),
)
