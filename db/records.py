"""Streams documents with their mentions as formats write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Final

from sqlalchemy import Connection, bindparam, case, func, select

from annotator.core.document import Direction
from annotator.core.link import NIL
from annotator.core.ports import Selection
from annotator.core.records import DocumentRecord, MentionRecord
from db import queries
from db.convert import DIRECTIONS, STATES
from db.prepared import Prepared, Query
from db.queries import DOCUMENT_ORDER
from db.schema import DOCUMENTS, MENTIONS, TEXTS
from db.selecting import mention_conditions, selected_documents
from db.surfaces import check_surfaces
from db.text_order import TextOrder, in_text_order

Row = tuple[Any, ...]  # Any: a column of any type

_as_record: Final = partial(tuple.__new__, MentionRecord)
"""Makes a record of a row that has its fields in order, which saves a call for each of very many."""

_ORDER: Final = TextOrder(*(MentionRecord._fields.index(name) for name in ("start", "end", "id")))

_DOCUMENTS: Final = (
    select(
        TEXTS.c.text,
        DOCUMENTS.c.id,
        DOCUMENTS.c.name,
        DOCUMENTS.c.title,
        DOCUMENTS.c.language,
        DOCUMENTS.c.date,
        DOCUMENTS.c.direction,
        DOCUMENTS.c.state,
        DOCUMENTS.c.source,
        DOCUMENTS.c.encoding,
        DOCUMENTS.c.paragraph_directions,
    )
    .join(TEXTS, TEXTS.c.document_id == DOCUMENTS.c.id)
    .order_by(*DOCUMENT_ORDER)
)


def stream_records(connection: Connection, selection: Selection) -> Iterator[DocumentRecord]:
    """Yield the selected documents with their selected mentions, in document and text order."""
    labels = queries.label_names(connection)
    people = queries.annotator_names(connection)
    mentions = _mentions_selected(frozenset(selection.annotators), frozenset(selection.statuses))
    documents = connection.execution_options(stream_results=True).execute(selected_documents(_DOCUMENTS, selection))
    for text, identifier, name, title, language, date, direction, state, source, encoding, directions in documents:
        rows = in_text_order(mentions.all(connection, document=identifier), _ORDER)
        yield DocumentRecord(
            text=text,
            mentions=_records_of(text, rows, identifier, labels, people),
            id=identifier,
            name=name,
            title=title,
            language=language,
            date=date,
            direction=DIRECTIONS[direction],
            state=STATES[state],
            source=source,
            encoding=encoding,
            paragraph_directions={int(index): Direction(value) for index, value in directions.items()},
        )


def _records_of(
    text: str, rows: list[Row], document: str, labels: Mapping[str, str], people: Mapping[str, str]
) -> list[MentionRecord]:
    """Make records of a document's rows, column by column: the interpreter's own loops are quicker than one of ours."""
    if not rows:
        return []
    starts, ends, label_ids, entities, values, modifiers, calendars, authors, statuses, scores, ids, surfaces = zip(
        *rows, strict=True
    )
    check_surfaces(text, starts, ends, surfaces, document)
    names = map(labels.__getitem__, label_ids)
    annotators = map(people.__getitem__, authors)
    columns = starts, ends, names, entities, values, modifiers, calendars, annotators, statuses, scores, ids
    return list(map(_as_record, zip(*columns, strict=True)))


def _mentions() -> Query:
    """Select the fields of a MentionRecord in their order, with ids for names, and after them the surface."""
    nil = case((MENTIONS.c.link_revision.is_not(None), NIL))
    return (
        select(
            MENTIONS.c.start,
            MENTIONS.c.end,
            MENTIONS.c.label_id,
            func.coalesce(MENTIONS.c.entity_id, nil),
            MENTIONS.c.date_value,
            MENTIONS.c.date_modifier,
            MENTIONS.c.date_calendar,
            MENTIONS.c.author_id,
            MENTIONS.c.status,
            MENTIONS.c.score,
            MENTIONS.c.id,
            MENTIONS.c.surface,
        )
        .where(MENTIONS.c.document_id == bindparam("document"))
        .order_by(MENTIONS.c.start)
    )


@lru_cache(maxsize=64)
def _mentions_selected(annotators: frozenset[str], statuses: frozenset[str]) -> Prepared:
    return Prepared(_mentions().where(*mention_conditions(annotators, statuses)))
