"""Answers questions about what is committed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, func, select

from annotator.core.annotators import Annotator
from annotator.core.document import Document
from annotator.core.entity import Alias, Entity
from annotator.core.history import Act, ActState
from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.labels import LabelSet
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import Selection
from annotator.core.records import DocumentRecord
from annotator.core.rows import Decision, DocumentRow, EntityRow, EntityStamp, EntityTally, MentionTally, Occurrence
from db import history, identities, queries, uses
from db.companions import companions
from db.convert import DIRECTIONS, STATES, alias_from, annotator_from, entity_from, label_from
from db.drafts import mentions_from, mentions_in
from db.missing import missing_entity, missing_mention
from db.prepared import Prepared, Query
from db.records import stream_records
from db.schema import ALIASES, COUNTS, DOCUMENTS, ENTITIES
from db.selecting import mentions_of_document, selected_documents
from db.surfaces import check_surfaces
from db.text_order import in_text_order
from db.texts_at_hand import TextsAtHand

_IDS_AT_ONCE: Final = 500
_DECISIONS: Final = {None: Decision.OPEN, False: Decision.NIL, True: Decision.LINKED}
_text_of: Final = itemgetter(-2, -1)


def _select_rows() -> Query:
    documents, counts = DOCUMENTS.c, COUNTS.c
    return (
        select(
            documents.id,
            documents.name,
            documents.title,
            documents.language,
            documents.direction,
            documents.date,
            documents.state,
            documents.sha256,
            documents.characters,
            func.coalesce(counts.mentions, 0),
            func.coalesce(counts.linked, 0),
            func.coalesce(counts.dates, 0),
            func.coalesce(counts.suggestions, 0),
            func.coalesce(counts.reach, 0),
        )
        .select_from(DOCUMENTS.outerjoin(COUNTS, COUNTS.c.document_id == DOCUMENTS.c.id))
        .order_by(*queries.DOCUMENT_ORDER)
    )


def _select_entity_stamps() -> Query:
    revision = ALIASES.c.revision
    return (
        select(
            ENTITIES.c.id,
            ENTITIES.c.revision,
            func.count(ALIASES.c.id),
            func.coalesce(func.sum(revision), 0),
            func.coalesce(func.sum(revision * revision), 0),
        )
        .select_from(ENTITIES.outerjoin(ALIASES, ALIASES.c.entity_id == ENTITIES.c.id))
        .group_by(ENTITIES.c.id, ENTITIES.c.revision)
    )


_DOCUMENT_ROWS: Final = _select_rows()
_ALL_DOCUMENTS: Final = Prepared(_DOCUMENT_ROWS)
_ONE_DOCUMENT: Final = Prepared(_DOCUMENT_ROWS.where(DOCUMENTS.c.id == bindparam("document")))
_ENTITY_STAMPS: Final = Prepared(_select_entity_stamps())


class SqlReader:
    """Implements :class:`annotator.core.ports.Reader`: every question takes a connection of its own.

    Args:
        engine: Makes connections for reading.
        said_plainly: Makes a context that turns the database's errors into sentences.
        texts: The texts that were looked at last.
    """

    def __init__(
        self, engine: Engine, said_plainly: Callable[[], AbstractContextManager[None]], texts: TextsAtHand
    ) -> None:
        self._engine = engine
        self._said_plainly = said_plainly
        self._texts = texts

    def documents(self, selection: Selection | None = None) -> list[DocumentRow]:
        """Return the documents in the order they came in."""
        with self._looking() as connection:
            rows = _rows_of(connection, selection)
        return [
            DocumentRow(
                DocumentId(identifier),
                name,
                title,
                language,
                DIRECTIONS[direction],
                date,
                STATES[state],
                *rest,
            )
            for identifier, name, title, language, direction, date, state, *rest in rows
        ]

    def document(self, document: DocumentId) -> Document:
        """Return one whole. Raises NotFoundError, or UserError when its text no longer has its SHA-256."""
        with self._looking() as connection:
            return self._texts.document(connection, document)

    def mentions(self, document: DocumentId, selection: Selection | None = None) -> list[Mention]:
        """Return the mentions of a document in text order (start rising, end falling)."""
        statement = queries.MENTIONS_OF_DOCUMENT if selection is None else mentions_of_document(selection)
        with self._looking() as connection:
            names = queries.label_names(connection)
            rows = in_text_order(statement.all(connection, document=document), queries.MENTION_ORDER)
            text = self._texts.of(connection, document) if rows else ""
        if rows:
            starts, ends, surfaces = ([*map(itemgetter(place), rows)] for place in (1, 2, 5))
            check_surfaces(text, starts, ends, surfaces, document)
        return mentions_in(document, rows, names)

    def mention(self, mention: MentionId) -> Mention:
        """Return one. Raises NotFoundError."""
        with self._looking() as connection:
            rows = queries.MENTION.all(connection, mention=mention)
            if not rows:
                raise missing_mention()
            return mentions_from(rows, queries.label_names(connection))[0]

    def labels(self) -> LabelSet:
        """Return the labels."""
        with self._looking() as connection:
            return LabelSet(map(label_from, queries.LABELS_IN_ORDER.all(connection)))

    def annotators(self) -> list[Annotator]:
        """Return the annotators by name."""
        with self._looking() as connection:
            return [annotator_from(row) for row in queries.ANNOTATORS_BY_NAME.all(connection)]

    def entity(self, entity: EntityId) -> Entity:
        """Return one with its aliases. Raises NotFoundError."""
        with self._looking() as connection:
            row = queries.ENTITY.first(connection, entity=entity)
            if row is None and (target := identities.target_of(connection, entity)) is not None:
                entity, row = target, queries.ENTITY.first(connection, entity=target)
            if row is None:
                raise missing_entity(entity)
            return entity_from(row, map(alias_from, queries.ALIASES_OF_ENTITY.all(connection, entity=entity)))

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        """Return these (or all) with their aliases; ids that are not there are left out."""
        with self._looking() as connection:
            if ids is None:
                return _entities(connection, None)
            found: dict[EntityId, Entity] = {}
            wanted = iter(ids)
            while some := list(islice(wanted, _IDS_AT_ONCE)):
                found |= _entities(connection, some)
            return found

    def redirects(self) -> dict[EntityId, EntityId]:
        """Return which entity each id stands for that was merged away."""
        with self._looking() as connection:
            return identities.redirects(connection)

    def apart(self) -> list[tuple[EntityId, EntityId]]:
        """Return the pairs of entities that are known not to be the same, each with the smaller id first."""
        with self._looking() as connection:
            return identities.apart(connection)

    def language_uses(self) -> dict[EntityId, dict[str, int]]:
        """Return how many accepted mentions name each entity in the documents of each language."""
        found: dict[EntityId, dict[str, int]] = {}
        with self._looking() as connection:
            for entity, language, count in uses.LANGUAGE_USES.all(connection):
                found.setdefault(EntityId(entity), {})[language] = count
        return found

    def entity_rows(self) -> list[EntityRow]:
        """Return every entity with how often it is used, most used first, then by id."""
        with self._looking() as connection:
            return [EntityRow(*row) for row in uses.ENTITY_ROWS.all(connection)]

    def mention_tallies(self) -> list[MentionTally]:
        """Return how many mentions there are of each kind."""
        with self._looking() as connection:
            rows = uses.MENTION_TALLIES.all(connection)
        return [
            MentionTally(label, annotator, MentionStatus(status), _DECISIONS[decision], count)
            for label, annotator, status, decision, count in rows
        ]

    def entity_tallies(self) -> list[EntityTally]:
        """Return how many entities there are of each type, how many of them are used, and how many names they have."""
        with self._looking() as connection:
            rows = uses.ENTITY_TALLIES.all(connection)
        return [EntityTally(kind, count, int(used), int(names)) for kind, count, used, names in rows]

    def entity_stamps(self) -> Iterator[EntityStamp]:
        """Stream every entity with a number that tells whether it has changed since."""
        with self._looking() as connection:
            for identifier, revision, names, total, squares in _ENTITY_STAMPS.stream(connection):
                yield EntityStamp(EntityId(identifier), names, _stamp(revision, names, int(total), int(squares)))

    def occurrences(self, entity: EntityId, context: int = 60, limit: int = 2000) -> list[Occurrence]:
        """Return the accepted mentions of an entity with ``context`` code points on each side, in document order."""
        with self._looking() as connection:
            names = queries.label_names(connection)
            rows = uses.OCCURRENCES.all(connection, entity=entity, limit=limit)
            found: list[Occurrence] = []
            for (document, sha256), inside in groupby(rows, _text_of):
                # Many texts are glanced at once: neither would all be kept at hand, nor is it worth hashing each.
                text = ""
                if context:
                    text = self._texts.peek(document, sha256) or queries.TEXT.value(connection, key_=document)
                mentions = mentions_in(document, [row[:-2] for row in inside], names)
                found += [_occurrence(mention, text, context) for mention in mentions]
            return found

    def companions(
        self, entities: Collection[EntityId], apart_from: DocumentId, most: int = 64
    ) -> dict[DocumentId, frozenset[EntityId]]:
        """Return what the documents name, in accepted mentions, that name most of some entities."""
        with self._looking() as connection:
            return companions(connection, entities, apart_from, most)

    def texts(self) -> Iterator[tuple[DocumentId, str]]:
        """Stream every document's text."""
        with self._looking() as connection:
            for identifier, text in queries.TEXTS_IN_ORDER.stream(connection):
                yield DocumentId(identifier), text

    def records(self, selection: Selection | None = None) -> Iterator[DocumentRecord]:
        """Stream documents with their mentions as formats write them, in document order, in bounded memory."""
        with self._looking() as connection:
            yield from stream_records(connection, selection or Selection())

    def history(self, limit: int = 200) -> list[Act]:
        """Return the latest acts, newest first."""
        with self._looking() as connection:
            return history.latest_acts(connection, limit)

    def undoable(self, author: AnnotatorId) -> Act | None:
        """Return the act that undo would take back for this author."""
        with self._looking() as connection:
            return history.next_act(connection, author, ActState.DONE)

    def redoable(self, author: AnnotatorId) -> Act | None:
        """Return the act that redo would do again for this author."""
        with self._looking() as connection:
            return history.next_act(connection, author, ActState.UNDONE)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """Take a connection that sees one state of the database until it is given back."""
        with self._said_plainly(), self._engine.begin() as connection:
            yield connection


def _rows_of(connection: Connection, selection: Selection | None) -> Sequence[Any]:
    """Return the rows of the selected documents; for those of every act and every start, the statement is ready."""
    if selection is None or not (selection.documents or selection.states):
        return _ALL_DOCUMENTS.all(connection)
    if len(selection.documents) == 1 and not selection.states:
        return _ONE_DOCUMENT.all(connection, document=next(iter(selection.documents)))
    return connection.execute(selected_documents(_DOCUMENT_ROWS, selection)).all()


def _entities(connection: Connection, ids: list[EntityId] | None) -> dict[EntityId, Entity]:
    entities = select(*queries.ENTITY_COLUMNS).order_by(ENTITIES.c.id)
    aliases = select(*queries.ALIAS_COLUMNS).order_by(*queries.ALIAS_ORDER)
    if ids is not None:
        entities = entities.where(ENTITIES.c.id.in_(ids))
        aliases = aliases.where(ALIASES.c.entity_id.in_(ids))
    by_entity: dict[str, list[Alias]] = {}
    for row in connection.execute(aliases):
        by_entity.setdefault(row[0], []).append(alias_from(tuple(row)))
    found = (entity_from(tuple(row), by_entity.get(row[0], ())) for row in connection.execute(entities))
    return {entity.id: entity for entity in found}


def _stamp(*numbers: int) -> int:
    """Mix numbers into one of 63 bits (a linear congruential generator, Knuth 1997, §3.3.4)."""
    mixed = 0
    for number in numbers:
        mixed = (mixed + number) * 6364136223846793005 + 1442695040888963407 & (1 << 63) - 1
    return mixed


def _occurrence(mention: Mention, text: str, context: int) -> Occurrence:
    start, end = mention.span.start, mention.span.end
    before = text[max(0, start - context) : start].rpartition("\n")[2]
    after = text[end : end + context].partition("\n")[0]
    return Occurrence(mention, before, after)
