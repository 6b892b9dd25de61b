"""JSON objects made into documents: every field checked, every fault a sentence.

Shared by the formats that keep one document a JSON object, in whichever dialect
(:mod:`annotator.formats.json_dialects`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.core.document import Direction, DocumentState
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, Mentions
from annotator.formats.decoding import unified_line_ends
from annotator.formats.json_columns import plain_mentions
from annotator.formats.json_dialects import PRODIGY, Dialect, dialect_of, judged
from annotator.formats.json_fields import (
    JsonObject,
    choice_field,
    date_field,
    id_field,
    object_value,
    paragraph_directions_field,
    shown,
    text_field,
)
from annotator.formats.json_mentions import parse_mentions, placed_mentions, span_remarks
from annotator.formats.remarks import Remark, text_remarks


@dataclass(slots=True)
class DocumentParser:
    """Makes documents of the JSON objects of one file.

    It remembers which ids were used and which fields were left aside, so one parser serves one file.
    """

    _document_lines: dict[str, int] = field(default_factory=dict)
    _mention_ids: set[str] = field(default_factory=set)
    _left_aside: set[str] = field(default_factory=set)

    def parse(self, line: int, record: object) -> Iterator[DocumentRecord | Remark]:
        """Yield remarks on a document and then the document.

        Args:
            line: The 1-based line of the file it begins on.
            record: The parsed JSON value.

        Raises:
            UserError: It cannot be taken. Its line is set.
        """
        try:
            record = object_value(record)
            given = _text(record)
            text = unified_line_ends(given)
            dialect = dialect_of(record)
            listed = _list(record, dialect.mentions)
            mentions, conversion = self._mentions(listed, dialect, given, text)
            mentions, verdict = judged(record, mentions) if dialect is PRODIGY else (mentions, None)
            document = self._document(record, text, line)
        except UserError as error:
            raise error.at(line=line) from None
        self._left_aside |= record.keys() - dialect.document_fields
        document.mentions = mentions
        yield from text_remarks(text, line)
        for remark in (
            conversion,
            verdict,
            *span_remarks(text, mentions),
            *self._free_repeated_ids(document, mentions),
        ):
            if remark is not None:
                yield remark.at(line)
        yield document

    def closing_remarks(self) -> Iterator[Remark]:
        """Yield what there is to say once the whole file was read."""
        if self._left_aside:
            yield Remark(
                "Fields that have no place here were left aside: {fields}.", fields=", ".join(sorted(self._left_aside))
            )

    def _document(self, record: JsonObject, text: str, line: int) -> DocumentRecord:
        state = text_field(record, "state")
        return DocumentRecord(
            text,
            id=self._new_id(record, line),
            name=text_field(record, "name") or "",
            title=text_field(record, "title") or "",
            language=text_field(record, "language") or "",
            date=date_field(record),
            direction=choice_field(record, "direction", Direction) or Direction.AUTO,
            state=DocumentState.parse(state) if state else None,
            source=text_field(record, "source") or "",
            encoding=text_field(record, "encoding") or "",
            paragraph_directions=paragraph_directions_field(record),
            line=line,
        )

    def _mentions(
        self, listed: list[object], dialect: Dialect, given: str, text: str
    ) -> tuple[Mentions, Remark | None]:
        plain = plain_mentions(listed, text) if given is text else None
        if plain is not None:
            return plain, None
        parsed, unknown = parse_mentions(listed)
        self._left_aside |= unknown - dialect.mention_fields
        placed, conversion = placed_mentions(parsed, listed, given, text)
        return Mentions.of(placed), conversion

    def _new_id(self, record: JsonObject, line: int) -> str:
        name = id_field(record)
        if name and name in self._document_lines:
            raise UserError(
                "The id “{id}” is that of the document on line {earlier} already. Give each document its own.",
                id=name,
                earlier=self._document_lines[name],
            )
        self._document_lines[name] = line
        return name

    def _free_repeated_ids(self, document: DocumentRecord, mentions: Mentions) -> list[Remark]:
        """Take the id from each mention that has one already used, so that a new one is made for it."""
        ids = [*filter(None, mentions.ids)]
        if len(set(ids)) == len(ids) and self._mention_ids.isdisjoint(ids):
            self._mention_ids.update(ids)
            return []
        kept = []
        for identifier in mentions.ids:
            kept.append("" if identifier in self._mention_ids else identifier)
            self._mention_ids.update([identifier] if identifier else ())
        document.mentions = replace(mentions, ids=kept)
        repeated = len(ids) - len([*filter(None, kept)])
        return [Remark("Mentions with an id that another one has: {count}. They get ids of their own.", count=repeated)]


def _text(record: JsonObject) -> str:
    if "text" not in record:
        raise UserError(
            "The document has no “text”; its fields are: {fields}.", fields=", ".join(record) or "none at all"
        )
    text = record["text"]
    if not isinstance(text, str):
        raise UserError("“text” must be a text, not {value}.", value=shown(text))
    if not text:
        raise UserError("The document is empty: its “text” has no characters.")
    return text


def _list(record: JsonObject, name: str) -> list[object]:
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise UserError("“{field}” must be a list, not {value}.", field=name, value=shown(value))
    return value
