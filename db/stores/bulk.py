"""Inserts documents with their mentions, hundreds of thousands of rows in one act.

Mentions come as records, and their rows go to the driver as tuples: objects between the two would cost as much as
all the rest. SQLite's driver looks for an adapter whenever it is given a None, which takes longer
than the rest of the row; so mentions that have neither date value nor score (nearly all) go without those columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from annotator.core.datevalue import Calendar
from annotator.core.document import Document, check_storable
from annotator.core.errors import UserError
from annotator.core.ids import EntityId, new_ids
from annotator.core.link import NIL
from annotator.core.mention import MentionStatus
from annotator.core.records import MentionRecord
from db import queries
from db.convert import facts_of
from db.ledger import Ledger
from db.missing import missing_entity
from db.prepared import insertion
from db.schema import COUNTS, DOCUMENTS, LINKS, MENTIONS
from db.stores.annotators import SqlAnnotators
from db.stores.labels import SqlLabels

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

    def __init__(self, ledger: Ledger, labels: SqlLabels, annotators: SqlAnnotators) -> None:
        self._ledger = ledger
        self._labels = labels.all()
        self._people = {annotator.name: annotator.id for annotator in annotators.all()}
        self._number = queries.LAST_DOCUMENT_NUMBER.value(ledger.connection)
        self._entities: set[str] = {NIL}
        stamp = ledger.stamp
        self._at, self._sequence, self._author = stamp.at, stamp.sequence, stamp.author

    def add(self, document: Document, mentions: Sequence[MentionRecord]) -> None:
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

    def _rows_of(self, document: Document, mentions: Sequence[MentionRecord]) -> _Rows:
        text, place = document.text, document.id
        stamp = (self._at, self._sequence)
        label_ids = {name: self._labels[name].id for name in {mention.label for mention in mentions}}
        authors = {name: self._person(name) for name in {mention.annotator for mention in mentions}}
        self._check_entities({mention.entity for mention in mentions if mention.entity is not None})
        rows = _Rows([], [], [])
        for mention, made in zip(mentions, new_ids(len(mentions)), strict=True):
            start, end, label, entity, value, modifier, calendar, annotator, status, score, given = mention
            if not 0 <= start < end <= len(text):
                raise _misfit(start, end, len(text))
            identifier = given or made
            author = authors[annotator]
            head = (identifier, place, start, end, label_ids[label], status)
            tail = (author, *stamp, text[start:end])
            if value is None and score is None:
                rows.plain.append(head + tail)
            elif value is None:
                rows.full.append((*head, score, None, None, None, *tail))
            else:
                rows.full.append((*head, score, value, calendar or Calendar.GREGORIAN.value, modifier, *tail))
            if entity is not None:
                rows.links.append((identifier, None if entity == NIL else entity, author, *stamp))
        return rows

    def _person(self, name: str) -> str:
        if not name:
            return self._author
        if name not in self._people:
            raise UserError("There is no annotator {name} in this workspace.", name=name)
        return self._people[name]

    def _check_entities(self, entities: set[str]) -> None:
        for entity in entities - self._entities:
            if queries.ENTITY_EXISTS.first(self._ledger.connection, entity=entity) is None:
                raise missing_entity(EntityId(entity))
            self._entities.add(entity)

    def _insert_counts(self, document: Document, mentions: Sequence[MentionRecord]) -> None:
        accepted = [mention for mention in mentions if mention.status == MentionStatus.ACCEPTED.value]
        dates = {label.name for label in self._labels if label.is_date}
        counts = (
            document.id,
            len(accepted),
            sum([mention.entity is not None for mention in accepted]),
            sum([mention.label in dates for mention in accepted]),
            sum([mention.status == MentionStatus.SUGGESTED.value for mention in mentions]),
            max([mention.end for mention in accepted], default=0),
        )
        _COUNTS.run_rows(self._ledger.connection, [counts])


def _misfit(start: int, end: int, length: int) -> UserError:
    return UserError(
        "The range {start}–{end} is not a piece of the text, which has {length} characters.",
        start=start,
        end=end,
        length=length,
    )
