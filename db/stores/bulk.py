"""Inserts documents with their mentions, hundreds of thousands of rows in one act.

Rows go to the driver as tuples. SQLite's driver looks for an adapter whenever it is given a None, which takes longer
than the rest of the row; so mentions that have neither date value nor score (nearly all) go without those columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from annotator.core.document import Document, check_storable
from annotator.core.errors import UserError
from annotator.core.ids import EntityId
from annotator.core.mention import Mention, MentionStatus
from db import queries
from db.convert import date_columns, facts_of
from db.ledger import Ledger
from db.missing import missing_entity
from db.prepared import insertion
from db.schema import COUNTS, DOCUMENTS, LINKS, MENTIONS
from db.stores.labels import SqlLabels
from db.stores.texts import check_surface

_OPTIONAL: Final = {"score", "date_value", "date_calendar", "date_modifier"}
_ALL: Final = frozenset(column.name for column in MENTIONS.columns)
_FULL: Final = insertion(MENTIONS, _ALL)
_PLAIN: Final = insertion(MENTIONS, _ALL - _OPTIONAL)
_LINK: Final = insertion(LINKS, frozenset(column.name for column in LINKS.columns))
_DOCUMENT: Final = insertion(DOCUMENTS, frozenset(column.name for column in DOCUMENTS.columns))
_COUNTS: Final = insertion(COUNTS, frozenset(column.name for column in COUNTS.columns))

Row = tuple[Any, ...]  # Any: a column of any type


class _Rows(NamedTuple):
    """The rows of a document's mentions (those without the optional columns, and those with all) and of their links."""

    plain: list[Row]
    full: list[Row]
    links: list[Row]


class BulkInsert:
    """Inserts one document after the other; each is there for others to see before the next."""

    def __init__(self, ledger: Ledger, labels: SqlLabels) -> None:
        self._ledger = ledger
        self._labels = {label.name: label for label in labels.all()}
        self._label_set = labels.all()
        self._number = queries.LAST_DOCUMENT_NUMBER.value(ledger.connection)
        self._entities: set[EntityId | None] = {None}
        stamp = ledger.stamp
        self._at, self._sequence, self._author = stamp.at, stamp.sequence, stamp.author

    def add(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Insert a document with its mentions and their links.

        Raises:
            UserError: Its id is taken, it cannot be stored, or a mention does not fit it.
        """
        connection = self._ledger.connection
        self._check(document)
        self._insert_document(document)
        rows = self._rows_of(document, mentions)
        _PLAIN.run_rows(connection, rows.plain)
        _FULL.run_rows(connection, rows.full)
        _LINK.run_rows(connection, rows.links)
        self._insert_counts(document, mentions)
        self._ledger.note_added_document(document.id, len(mentions), len(rows.links))

    def _check(self, document: Document) -> None:
        if queries.DOCUMENT_EXISTS.first(self._ledger.connection, document=document.id) is not None:
            raise UserError("There is a document {document} already.", document=document.id)
        check_storable(document.text)

    def _insert_document(self, document: Document) -> None:
        self._number += 1
        _DOCUMENT.run(
            self._ledger.connection,
            id=document.id,
            number=self._number,
            **facts_of(document),
            sha256=document.sha256,
            characters=len(document.text),
            text=document.text,
            author_id=self._author,
            created=self._at,
            revision=self._sequence,
        )

    def _rows_of(self, document: Document, mentions: Sequence[Mention]) -> _Rows:
        text, place, at, sequence = document.text, document.id, self._at, self._sequence
        rows = _Rows([], [], [])
        for mention in mentions:
            span, surface, link = mention.span, mention.surface, mention.link
            start, end, author = span.start, span.end, mention.annotator
            if end > len(text) or text[start:end] != surface:
                check_surface(mention, text)
            label = self._labels.get(mention.label) or self._label_set[mention.label]
            head = (mention.id, place, start, end, label.id, mention.status.value)
            tail = (author, at, sequence, surface)
            if mention.date is None and mention.score is None:
                rows.plain.append(head + tail)
            else:
                rows.full.append((*head, mention.score, *date_columns(mention.date), *tail))
            if link is not None:
                if link.entity not in self._entities:
                    self._check_entity(link.entity)
                rows.links.append((mention.id, link.entity, author, at, sequence))
        return rows

    def _check_entity(self, entity: EntityId | None) -> None:
        if entity is not None and queries.ENTITY_EXISTS.first(self._ledger.connection, entity=entity) is None:
            raise missing_entity(entity)
        self._entities.add(entity)

    def _insert_counts(self, document: Document, mentions: Sequence[Mention]) -> None:
        accepted = [mention for mention in mentions if mention.status is MentionStatus.ACCEPTED]
        counts = (
            document.id,
            len(accepted),
            sum([mention.link is not None for mention in accepted]),
            sum([self._labels[mention.label].is_date for mention in accepted]),
            sum([mention.status is MentionStatus.SUGGESTED for mention in mentions]),
            max([mention.span.end for mention in accepted], default=0),
        )
        _COUNTS.run_rows(self._ledger.connection, [counts])
