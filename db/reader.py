"""Answers questions about what is committed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from annotator.core.annotators import Annotator
from annotator.core.document import Direction, Document, DocumentState
from annotator.core.entity import Alias, Entity
from annotator.core.errors import NotFoundError, UserError
from annotator.core.history import Act, ActState
from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.labels import LabelSet
from annotator.core.link import NIL
from annotator.core.mention import Mention
from annotator.core.ports import Selection
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.core.rows import DocumentRow, EntityRow, Occurrence
from db import history
from db.convert import (
    alias_from,
    annotator_from,
    document_from,
    entity_from,
    label_from,
    mention_from,
    mentions_from,
    select_aliases,
    select_annotators,
    select_documents,
    select_entities,
    select_labels,
    select_mentions,
)
from db.schema import ALIASES, ANNOTATORS, COUNTS, DOCUMENTS, ENTITIES, LABELS, LINKS, MENTIONS


class SqlReader:
    """Implements :class:`annotator.core.ports.Reader`: every question takes a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def documents(self, selection: Selection | None = None) -> list[DocumentRow]:
        """Return the documents in the order they came in."""
        table, counts = DOCUMENTS.c, COUNTS.c
        statement = (
            select(
                table.id,
                table.name,
                table.title,
                table.language,
                table.direction,
                table.date,
                table.state,
                table.sha256,
                table.characters,
                counts.mentions,
                counts.linked,
                counts.dates,
                counts.suggestions,
                counts.reach,
            )
            .select_from(DOCUMENTS.outerjoin(COUNTS))
            .order_by(table.number, table.id)
        )
        statement = _selected_documents(statement, selection)
        with self._engine.connect() as connection:
            return [
                DocumentRow(
                    DocumentId(row[0]),
                    *row[1:4],
                    Direction(row[4]),
                    row[5],
                    DocumentState(row[6]),
                    *row[7:9],
                    *(count or 0 for count in row[9:]),
                )
                for row in connection.execute(statement)
            ]

    def document(self, document: DocumentId) -> Document:
        """Return one whole. Raises NotFoundError, or UserError when its text no longer has its SHA-256."""
        statement = select_documents().add_columns(DOCUMENTS.c.sha256).where(DOCUMENTS.c.id == document)
        with self._engine.connect() as connection:
            row = connection.execute(statement).first()
        if row is None:
            raise NotFoundError("There is no document {document} in this workspace.", document=document)
        found = document_from(row[:-1])
        if found.sha256 != row[-1]:
            raise UserError(
                "The text of “{title}” is not what was imported: the workspace file is damaged. "
                "Go back to a copy of the workspace, or remove the document and import it again.",
                title=found.title,
            )
        return found

    def mentions(self, document: DocumentId, selection: Selection | None = None) -> list[Mention]:
        """Return the mentions of a document in text order (start rising, end falling)."""
        statement = _selected_mentions(select_mentions().where(MENTIONS.c.document_id == document), selection)
        statement = statement.order_by(MENTIONS.c.start, MENTIONS.c.end.desc(), MENTIONS.c.id)
        with self._engine.connect() as connection:
            return mentions_from(connection.execute(statement), _label_names(connection))

    def mention(self, mention: MentionId) -> Mention:
        """Return one. Raises NotFoundError."""
        with self._engine.connect() as connection:
            row = connection.execute(select_mentions().where(MENTIONS.c.id == mention)).first()
            if row is None:
                raise NotFoundError("This mention is not in the workspace any more.")
            return mention_from(row, _label_names(connection))

    def labels(self) -> LabelSet:
        """Return the labels."""
        with self._engine.connect() as connection:
            return LabelSet(label_from(row) for row in connection.execute(select_labels()))

    def annotators(self) -> list[Annotator]:
        """Return the annotators by name."""
        with self._engine.connect() as connection:
            return [annotator_from(row) for row in connection.execute(select_annotators())]

    def entity(self, entity: EntityId) -> Entity:
        """Return one with its aliases. Raises NotFoundError."""
        found = self.entities([entity]).get(entity)
        if found is None:
            raise NotFoundError("There is no entity {entity} in this workspace.", entity=entity)
        return found

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        """Return these (or all) with their aliases; ids that are not there are left out."""
        entities, aliases = select_entities().order_by(ENTITIES.c.id), select_aliases()
        if ids is not None:
            entities = entities.where(ENTITIES.c.id.in_(ids))
            aliases = aliases.where(ALIASES.c.entity_id.in_(ids))
        by_entity: dict[str, list[Alias]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(aliases):
                by_entity.setdefault(row[0], []).append(alias_from(row[1:]))
            found = [entity_from(row, by_entity.get(row[0], ())) for row in connection.execute(entities)]
        return {entity.id: entity for entity in found}

    def entity_rows(self) -> list[EntityRow]:
        """Return every entity with how often it is used, most used first, then by id."""
        uses = (
            select(
                LINKS.c.entity_id,
                func.count().label("mentions"),
                func.count(MENTIONS.c.document_id.distinct()).label("documents"),
            )
            .join(MENTIONS, MENTIONS.c.id == LINKS.c.mention_id)
            .where(MENTIONS.c.status == "accepted", LINKS.c.entity_id.is_not(None))
            .group_by(LINKS.c.entity_id)
            .subquery()
        )
        count = func.coalesce(uses.c.mentions, 0)
        statement = (
            select(ENTITIES.c.id, ENTITIES.c.type, count, func.coalesce(uses.c.documents, 0))
            .select_from(ENTITIES.outerjoin(uses, uses.c.entity_id == ENTITIES.c.id))
            .order_by(count.desc(), ENTITIES.c.id)
        )
        with self._engine.connect() as connection:
            return [EntityRow(EntityId(row[0]), *row[1:]) for row in connection.execute(statement)]

    def occurrences(self, entity: EntityId, context: int = 60, limit: int = 2000) -> list[Occurrence]:
        """Return the accepted mentions of an entity with ``context`` code points on each side, in document order."""
        statement = (
            select_mentions()
            .add_columns(DOCUMENTS.c.text)
            .join(DOCUMENTS, DOCUMENTS.c.id == MENTIONS.c.document_id)
            .where(LINKS.c.entity_id == entity, MENTIONS.c.status == "accepted")
            .order_by(DOCUMENTS.c.number, MENTIONS.c.start, MENTIONS.c.end.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            names = _label_names(connection)
            return [
                _occurrence(mention_from(row[:-1], names), row[-1], context) for row in connection.execute(statement)
            ]

    def texts(self) -> Iterator[tuple[DocumentId, str]]:
        """Stream every document's text."""
        statement = select(DOCUMENTS.c.id, DOCUMENTS.c.text).order_by(DOCUMENTS.c.number, DOCUMENTS.c.id)
        with self._engine.connect() as connection:
            for identifier, text in connection.execution_options(stream_results=True).execute(statement):
                yield DocumentId(identifier), text

    def records(self, selection: Selection | None = None) -> Iterator[DocumentRecord]:
        """Stream documents with their mentions as formats write them, in document order, in bounded memory."""
        wanted = selection or Selection()
        statement = _selected_documents(select_documents().order_by(DOCUMENTS.c.number, DOCUMENTS.c.id), wanted)
        with self._engine.connect() as connection:
            names = _label_names(connection)
            people = {row[0]: row[1] for row in connection.execute(select_annotators())}
            for row in connection.execution_options(stream_results=True).execute(statement):
                document = document_from(row)
                inside = _selected_mentions(
                    select_mentions().where(MENTIONS.c.document_id == document.id), wanted
                ).order_by(MENTIONS.c.start, MENTIONS.c.end.desc(), MENTIONS.c.id)
                mentions = mentions_from(connection.execute(inside), names)
                yield DocumentRecord(
                    text=document.text,
                    mentions=[_record_of(mention, people) for mention in mentions],
                    id=document.id,
                    name=document.name,
                    title=document.title,
                    language=document.language,
                    date=document.date,
                    direction=document.direction,
                    state=document.state,
                    source=document.source,
                    encoding=document.encoding,
                    paragraph_directions=document.paragraph_directions,
                )

    def history(self, limit: int = 200) -> list[Act]:
        """Return the latest acts, newest first."""
        with self._engine.connect() as connection:
            return history.latest_acts(connection, limit)

    def undoable(self, author: AnnotatorId) -> Act | None:
        """Return the act that undo would take back for this author."""
        with self._engine.connect() as connection:
            return history.next_act(connection, author, ActState.DONE)

    def redoable(self, author: AnnotatorId) -> Act | None:
        """Return the act that redo would do again for this author."""
        with self._engine.connect() as connection:
            return history.next_act(connection, author, ActState.UNDONE)


def _label_names(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(select(LABELS.c.id, LABELS.c.name))}


def _selected_documents(statement: Any, selection: Selection | None) -> Any:
    if selection is not None and selection.documents:
        statement = statement.where(DOCUMENTS.c.id.in_(selection.documents))
    if selection is not None and selection.states:
        statement = statement.where(DOCUMENTS.c.state.in_([state.value for state in selection.states]))
    return statement


def _selected_mentions(statement: Any, selection: Selection | None) -> Any:
    if selection is not None and selection.annotators:
        statement = statement.where(MENTIONS.c.author_id.in_(selection.annotators))
    if selection is not None and selection.statuses:
        statement = statement.where(MENTIONS.c.status.in_([status.value for status in selection.statuses]))
    return statement


def _record_of(mention: Mention, people: dict[str, str]) -> MentionRecord:
    link, date = mention.link, mention.date
    return MentionRecord(
        start=mention.span.start,
        end=mention.span.end,
        label=mention.label,
        entity=None if link is None else link.entity or NIL,
        value=None if date is None else date.value,
        modifier=None if date is None else date.modifier,
        calendar=None if date is None else date.calendar,
        annotator=people[mention.annotator],
        status=mention.status.value,
        score=mention.score,
        id=mention.id,
    )


def _occurrence(mention: Mention, text: str, context: int) -> Occurrence:
    start, end = mention.span.start, mention.span.end
    before = text[max(0, start - context) : start].rpartition("\n")[2]
    after = text[end : end + context].partition("\n")[0]
    return Occurrence(mention, before, after)
