"""Annotator's own format: JSON Lines, one document a line, nothing lost.

UTF-8; offsets are Unicode code points of ``text``, ``[start, end)``; ``text`` of a mention repeats what it covers, and
where the two disagree the text decides or the document is refused. ``entity`` is an entity id, ``"NIL"``, or absent
for a mention that is not linked yet. ``annotator``, ``status``, ``score``, ``value``, ``modifier``, ``calendar`` and
the ids are written where they say something. Reading also takes a JSON array of documents, an object with
``documents`` and ``entities``, entities among the lines (:mod:`annotator.formats.entity_json`), and Prodigy's
``spans`` in place of ``mentions``.

Entities are not part of the file; the entity table is one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from annotator.core.errors import BugError, UserError
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.entity_json import EntityParser, is_entity
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_foreign import LINE_ENDS_TO_SOME, unbroken
from annotator.formats.json_records import json_records
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample

_ACCEPTED: Final = str(MentionStatus.ACCEPTED)
# Each with the byte it begins with, which is looked for first: that alone is ten times as fast.
_LINE_ENDS_IN_BYTES: Final = tuple((raw[:1], raw) for raw in map(str.encode, LINE_ENDS_TO_SOME))


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    documents, entities = DocumentParser(), EntityParser()
    for found in json_records(path, options.encoding):
        if isinstance(found, UserError):
            yield found
            continue
        line, value = found
        try:
            yield from entities.parse(line, value) if is_entity(value) else documents.parse(line, value)
        except UserError as error:
            yield error.at(path)
    for item in entities.close():
        yield item.at(path) if isinstance(item, UserError) else item
    yield from documents.closing_remarks()


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    for document in content.documents:
        out.write(document_line(document))


def document_line(document: DocumentRecord) -> bytes:
    """Return a document as one line of JSON in UTF-8, its line feed included.

    Characters that some readers take for line ends (U+2028, U+2029, U+0085) are escaped.

    Raises:
        BugError: A mention does not lie in the text.
    """
    facts = {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "text": document.text,
        "language": document.language,
        "date": document.date,
        "direction": document.direction,
        "state": document.state,
        "source": document.source,
        "encoding": document.encoding,
        "paragraph_directions": {str(at): way for at, way in sorted(document.paragraph_directions.items())},
    }
    record: dict[str, object] = {name: value for name, value in facts.items() if value}
    mentions = orjson.dumps(_mentions(document))
    has_line_ends = _says_line_end(record.values()) or any(
        lead in mentions and character in mentions for lead, character in _LINE_ENDS_IN_BYTES
    )
    record["mentions"] = orjson.Fragment(mentions)
    line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    return unbroken(line) if has_line_ends else line


def _says_line_end(values: Iterable[object]) -> bool:
    """Look in the values as they are: a search in their UTF-8 stops at every quotation mark, which begins alike."""
    return any(character in said for said in map(str, values) for character in LINE_ENDS_TO_SOME)


def _mentions(document: DocumentRecord) -> list[dict[str, object]]:
    text, length = document.text, len(document.text)
    records: list[dict[str, object]] = []
    for start, end, label, entity, value, modifier, calendar, annotator, status, score, identifier in document.mentions:
        if not 0 <= start < end <= length:
            raise BugError(f"A mention at {start}–{end} does not lie in its text of {length} characters")
        is_plain = value is None and modifier is None and calendar is None and score is None and status == _ACCEPTED
        if is_plain and entity and annotator and identifier:
            # Nearly every mention: a dictionary that is written out need not grow.
            records.append(
                {
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "label": label,
                    "entity": entity,
                    "annotator": annotator,
                    "id": identifier,
                }
            )
            continue
        record: dict[str, object] = {"start": start, "end": end, "text": text[start:end], "label": label}
        if entity is not None:
            record["entity"] = entity
        if value is not None or modifier is not None or calendar is not None:
            record |= {"value": value, "modifier": modifier, "calendar": calendar}
        if annotator:
            record["annotator"] = annotator
        if status != _ACCEPTED:
            record["status"] = status
        if score is not None:
            record["score"] = score
        if identifier:
            record["id"] = identifier
        records.append(record)
    return records


def _sniff(sample: Sample) -> float:
    keys = sample.json_keys
    if "text" in keys and "mentions" in keys:
        return 1.0
    if sample.suffix in FORMAT.extensions:
        return 0.6 if "text" in keys else 0.3
    return 0.4 if "text" in keys else 0.0


FORMAT = Format(
    name="jsonl",
    title="JSONL",
    purpose="everything, our own format",
    extensions=(".jsonl", ".ndjson", ".json"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("json", "ndjson"),
)
