"""Inserts documents with their mentions, hundreds of thousands of rows in one act.

Mentions come as records, and their rows go to the driver as tuples: objects between the two would cost as much as
all the rest. SQLite's driver looks for an adapter whenever it is given a None, which takes longer than the rest of
the row; so a mention goes without the columns that it has nothing for, and nearly all lack the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy.exc import IntegrityError

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
from db.schema import COUNTS, DOCUMENTS, LINK_COLUMNS, MENTIONS, TEXTS
from db.stores.annotators import SqlAnnotators
from db.stores.labels import SqlLabels

_ALL: Final = frozenset(column.name for column in MENTIONS.columns)
_LINK: Final = frozenset(LINK_COLUMNS)
_DATE: Final = frozenset({"date_value", "date_calendar", "date_modifier"})
_LINKED: Final = insertion(MENTIONS, _ALL - _DATE - {"score"})
_PLAIN: Final = insertion(MENTIONS, _ALL - _DATE - _LINK - {"score"})
_DATED: Final = insertion(MENTIONS, _ALL - _LINK - {"score", "date_modifier"})
_FULL: Final = insertion(MENTIONS, _ALL)
_DOCUMENT: Final = insertion(DOCUMENTS, frozenset(column.name for column in DOCUMENTS.columns))
_TEXT: Final = insertion(TEXTS, frozenset(column.name for column in TEXTS.columns))
_COUNTS: Final = insertion(COUNTS, frozenset(column.name for column in COUNTS.columns))

_ACCEPTED: Final = MentionStatus.ACCEPTED.value
_SUGGESTED: Final = MentionStatus.SUGGESTED.value
_GREGORIAN: Final = Calendar.GREGORIAN.value
_UNDECIDED: Final = (None,) * len(LINK_COLUMNS)

_DOCUMENTS_AT_ONCE: Final = 256
_MENTIONS_AT_ONCE: Final = 10_000

_status_of: Final = attrgetter("status")

Row = tuple[Any, ...]  # Any: a column of any type


class _Rows(NamedTuple):
    """Rows that wait: texts, mentions by the columns they have, and the counts of their documents."""

    texts: list[Row]
    linked: list[Row]
    plain: list[Row]
    dated: list[Row]
    full: list[Row]
    counts: list[Row]


class BulkInsert:
    """Inserts one document after the other; what belongs to them follows some hundred documents at a time."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, annotators: SqlAnnotators) -> None:
        self._ledger = ledger
        self._labels = labels.all()
        self._dates = {label.name for label in self._labels if label.is_date}
        self._people = {annotator.name: annotator.id for annotator in annotators.all()}
        self._number = queries.LAST_DOCUMENT_NUMBER.value(ledger.connection)
        self._entities: set[str] = {NIL}
        stamp = ledger.stamp
        self._at, self._sequence, self._author = stamp.at, stamp.sequence, stamp.author
        self._waiting = _Rows([], [], [], [], [], [])

    def add(self, document: Document, mentions: Sequence[MentionRecord]) -> None:
        """Insert a document with its mentions and their links.

        Raises:
            UserError: Its id is taken, it cannot be stored, or a mention does not fit it.
        """
        check_storable(document.text)
        self._insert_document(document)
        self._wait_with(document, mentions)
        links = sum(mention.entity is not None for mention in mentions)
        self._ledger.note_added_document(document.id, len(mentions), links)
        if len(self._waiting.texts) >= _DOCUMENTS_AT_ONCE or len(self._waiting.linked) >= _MENTIONS_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Insert what waits."""
        statements = _TEXT, _LINKED, _PLAIN, _DATED, _FULL, _COUNTS
        for statement, rows in zip(statements, self._waiting, strict=True):
            statement.run_rows(self._ledger.connection, rows)
            rows.clear()

    def _insert_document(self, document: Document) -> None:
        columns = {
            "id": document.id,
            "number": self._number + 1,
            **facts_of(document),
            "sha256": document.sha256,
            "characters": len(document.text),
            "author_id": self._author,
            "created": self._at,
            "revision": self._sequence,
        }
        try:
            _DOCUMENT.run_many(self._ledger.connection, [columns])
        except IntegrityError:
            if queries.DOCUMENT_EXISTS.first(self._ledger.connection, document=document.id) is None:
                raise
            raise UserError("There is a document {document} already.", document=document.id) from None
        self._number += 1

    def _wait_with(self, document: Document, mentions: Sequence[MentionRecord]) -> None:
        text, place, at, sequence = document.text, document.id, self._at, self._sequence
        length = len(text)
        label_ids = {name: self._labels[name].id for name in {mention.label for mention in mentions}}
        authors = {name: self._person(name) for name in {mention.annotator for mention in mentions}}
        self._check_entities({mention.entity for mention in mentions if mention.entity is not None})
        texts, linked, plain, dated, full, counts = self._waiting
        texts.append((place, text))
        counts.append(self._counts_of(document, mentions))
        for mention, made in zip(mentions, new_ids(len(mentions)), strict=True):
            start, end, name, entity, value, modifier, calendar, annotator, status, score, given = mention
            if not 0 <= start < end <= length:
                raise _misfit(start, end, length)
            identifier, label, author, surface = given or made, label_ids[name], authors[annotator], text[start:end]
            head = (identifier, place, start, end, label, status)
            tail = (author, at, sequence)
            link = (None if entity == NIL else entity, author, at, sequence)
            if value is None and score is None:
                if entity is None:
                    plain.append((*head, *tail, surface))
                else:
                    linked.append((*head, *tail, *link, surface))
            else:
                calendar = None if value is None else calendar or _GREGORIAN
                if score is None and modifier is None and entity is None:
                    dated.append((*head, value, calendar, *tail, surface))
                else:
                    decided = _UNDECIDED if entity is None else link
                    full.append((*head, score, value, calendar, modifier, *tail, *decided, surface))

    def _counts_of(self, document: Document, mentions: Sequence[MentionRecord]) -> Row:
        statuses = [*map(_status_of, mentions)]
        suggested = statuses.count(_SUGGESTED)
        accepted = mentions
        if statuses.count(_ACCEPTED) < len(mentions):
            accepted = [mention for mention in mentions if mention.status == _ACCEPTED]
        if not accepted:
            return document.id, 0, 0, 0, suggested, 0
        _, ends, labels, entities, *_ = zip(*accepted, strict=True)
        dates = sum(map(labels.count, self._dates))
        return document.id, len(accepted), len(accepted) - entities.count(None), dates, suggested, max(ends)

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


def _misfit(start: int, end: int, length: int) -> UserError:
    return UserError(
        "The range {start}–{end} is not a piece of the text, which has {length} characters.",
        start=start,
        end=end,
        length=length,
    )
