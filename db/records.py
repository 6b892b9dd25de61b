"""Streams documents with their mentions as formats write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, literal, select

from annotator.core.document import Direction, DocumentState
from annotator.core.link import NIL
from annotator.core.ports import Selection
from annotator.core.records import DocumentRecord, MentionRecord
from db import queries
from db.prepared import Prepared, Query
from db.queries import DOCUMENT_ORDER
from db.schema import DOCUMENTS, LINKS, MENTIONS, TEXTS
from db.selecting import selected_documents, selected_mentions
from db.surfaces import SurfacePlaces, check_surfaces
from db.text_order import TextOrder, in_text_order

_as_record: Final = partial(tuple.__new__, MentionRecord)
"""Makes a record of a row that has its fields in order, which saves a call for each of very many."""

_ORDER: Final = TextOrder(*(MentionRecord._fields.index(name) for name in ("start", "end", "id")))

_PLACES: Final = SurfacePlaces(_ORDER.start, _ORDER.end, surface=len(MentionRecord._fields))

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
    mentions = Prepared(selected_mentions(_mentions(labels, people), selection))
    documents = connection.execution_options(stream_results=True).execute(selected_documents(_DOCUMENTS, selection))
    for text, identifier, name, title, language, date, direction, state, source, encoding, directions in documents:
        rows = in_text_order(mentions.all(connection, document=identifier), _ORDER)
        check_surfaces(text, rows, _PLACES, identifier)
        yield DocumentRecord(
            text=text,
            mentions=[_as_record(row[:-1]) for row in rows],
            id=identifier,
            name=name,
            title=title,
            language=language,
            date=date,
            direction=Direction(direction),
            state=DocumentState(state),
            source=source,
            encoding=encoding,
            paragraph_directions={int(index): Direction(value) for index, value in directions.items()},
        )


def _mentions(labels: Mapping[str, str], people: Mapping[str, str]) -> Query:
    """Select the fields of a MentionRecord in their order, and after them the surface."""
    nil = case((LINKS.c.mention_id.is_not(None), NIL))
    fields = {
        "start": MENTIONS.c.start,
        "end": MENTIONS.c.end,
        "label": _named(MENTIONS.c.label_id, labels),
        "entity": func.coalesce(LINKS.c.entity_id, nil),
        "value": MENTIONS.c.date_value,
        "modifier": MENTIONS.c.date_modifier,
        "calendar": MENTIONS.c.date_calendar,
        "annotator": _named(MENTIONS.c.author_id, people),
        "status": MENTIONS.c.status,
        "score": MENTIONS.c.score,
        "id": MENTIONS.c.id,
    }
    return (
        select(*(fields[name] for name in MentionRecord._fields), MENTIONS.c.surface)
        .select_from(MENTIONS.outerjoin(LINKS, LINKS.c.mention_id == MENTIONS.c.id))
        .where(MENTIONS.c.document_id == bindparam("document"))
        .order_by(MENTIONS.c.start)
    )


def _named(column: ColumnElement[str], names: Mapping[str, str]) -> ColumnElement[Any]:
    """Return the name for an id: a few comparisons in the database are quicker than a look-up for each row here."""
    return case({identifier: literal(name) for identifier, name in names.items()}, value=column)
