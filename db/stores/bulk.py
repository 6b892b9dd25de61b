"""Inserts documents with their mentions, hundreds of thousands of rows in one act.

Mentions come as columns, wait as columns, and go to the driver as flat lists of cells: all that is done by the
interpreter's own loops, while anything done for each mention, even making a tuple, would cost as much as all the rest.
SQLite's driver looks for an adapter whenever it is given a None, which takes longer than the rest of the row; so
mentions are inserted together with those that have something for the same columns, and without the other columns.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, repeat
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from annotator.core.datevalue import Calendar
from annotator.core.document import Document
from annotator.core.errors import UserError
from annotator.core.ids import EntityId, new_ids
from annotator.core.link import NIL
from annotator.core.mention import MentionStatus
from annotator.core.records import MentionRecord, Mentions, picker
from db import queries
from db.convert import facts_of
from db.ledger import Ledger, Stamp
from db.missing import missing_entity
from db.prepared import columns_of_row, insertion
from db.schema import COUNTS, DOCUMENTS, MENTIONS, TEXTS
from db.stores.annotators import SqlAnnotators
from db.stores.labels import SqlLabels

_DOCUMENT: Final = insertion(DOCUMENTS, frozenset(column.name for column in DOCUMENTS.columns))
_NUMBER: Final = columns_of_row(DOCUMENTS, ("number",))
_TEXT: Final = insertion(TEXTS, frozenset(column.name for column in TEXTS.columns))
_COUNTS: Final = insertion(COUNTS, frozenset(column.name for column in COUNTS.columns))

_ACCEPTED: Final = MentionStatus.ACCEPTED.value
_SUGGESTED: Final = MentionStatus.SUGGESTED.value
_GREGORIAN: Final = Calendar.GREGORIAN.value

_IN_ORDER: Final = tuple(column.name for column in MENTIONS.columns)
_ALWAYS: Final = frozenset(column.name for column in MENTIONS.columns if not column.nullable)
_TOGETHER: Final[Mapping[str, frozenset[str]]] = {
    "link_author_id": frozenset({"link_author_id", "link_created", "link_revision"}),
    "entity_id": frozenset({"entity_id"}),
    "date_value": frozenset({"date_value", "date_calendar"}),
    "date_modifier": frozenset({"date_modifier"}),
    "score": frozenset({"score"}),
}
"""What a mention may have, told by one column: those that it then has something for."""

_DOCUMENTS_AT_ONCE: Final = 256
_MENTIONS_AT_ONCE: Final = 10_000

Column = Sequence[Any]  # Any: a column of any type


class _WaitingMentions:
    """Mentions of several documents that wait to be inserted, column by column."""

    def __init__(self) -> None:
        self._columns = defaultdict[str, list[Any]](list)

    def __len__(self) -> int:
        """Tell how many wait."""
        return len(self._columns["id"])

    def add(self, document: Document, mentions: Mentions, labels: Iterable[str], authors: Iterable[str]) -> None:
        """Have the mentions of a document wait; labels and authors are given by their ids."""
        text = document.text
        for name, cells in (
            ("id", mentions.ids),
            ("document_id", repeat(document.id, len(mentions))),
            ("start", mentions.starts),
            ("end", mentions.ends),
            ("label_id", labels),
            ("status", mentions.statuses),
            ("score", mentions.scores),
            ("date_value", mentions.values),
            ("date_calendar", mentions.calendars),
            ("date_modifier", mentions.modifiers),
            ("author_id", authors),
            ("link", mentions.entities),
            ("surface", [text[start:end] for start, end in zip(mentions.starts, mentions.ends, strict=True)]),
        ):
            self._columns[name] += cells

    def insert(self, connection: Connection, stamp: Stamp) -> None:
        """Insert all of them; those at once that have something for the same columns."""
        if not len(self):
            return
        columns = _rows(self._columns, stamp)
        patterns = [*zip(*(map(operator.is_not, columns[name], repeat(None)) for name in _TOGETHER), strict=True)]
        for pattern in {*patterns}:
            present = _ALWAYS.union(*compress(_TOGETHER.values(), pattern))
            places = [place for place, found in enumerate(patterns) if found == pattern]
            pick = picker(places)
            cells = _cells(len(places), [pick(columns[name]) for name in _IN_ORDER if name in present])
            insertion(MENTIONS, present).run_cells(connection, cells)
        self._columns.clear()


class BulkInsert:
    """Inserts documents with what belongs to them, some hundred at a time."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, annotators: SqlAnnotators) -> None:
        self._ledger = ledger
        self._labels = labels.all()
        self._label_ids = {label.name: label.id for label in self._labels}
        self._dates = {label.name for label in self._labels if label.is_date}
        self._people: dict[str, str] = {annotator.name: annotator.id for annotator in annotators.all()}
        self._people[""] = ledger.stamp.author
        self._number = queries.LAST_DOCUMENT_NUMBER.value(ledger.connection)
        self._entities: set[str | None] = {NIL, None}
        self._documents: list[dict[str, Any]] = []
        self._texts: list[Any] = []
        self._counts: list[Any] = []
        self._mentions = _WaitingMentions()

    def add(self, document: Document, mentions: Sequence[MentionRecord]) -> None:
        """Insert a document with its mentions and their links.

        Raises:
            UserError: It cannot be stored, a mention does not fit it, or the id of a document before it is taken.
        """
        columns = Mentions.of(mentions)
        self._check(document, columns)
        self._wait_with_document(document)
        self._texts += document.id, document.text
        self._counts += document.id, *self._counts_of(columns)
        labels = map(self._label_ids.__getitem__, columns.labels)
        authors = map(self._people.__getitem__, columns.annotators)
        self._mentions.add(document, columns, labels, authors)
        links = len(columns) - columns.entities.count(None)
        self._ledger.note_added_document(document.id, len(columns), links)
        if len(self._documents) >= _DOCUMENTS_AT_ONCE or len(self._mentions) >= _MENTIONS_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Insert what waits. Raises UserError when the id of a document is taken."""
        connection = self._ledger.connection
        self._insert_documents()
        for statement, cells in (_TEXT, self._texts), (_COUNTS, self._counts):
            statement.run_cells(connection, cells)
            cells.clear()
        self._mentions.insert(connection, self._ledger.stamp)

    def _insert_documents(self) -> None:
        rows = self._documents
        try:
            _DOCUMENT.run_many(self._ledger.connection, rows)
        except IntegrityError:
            for row in rows:
                number = _NUMBER.value(self._ledger.connection, key_=row["id"])
                if number is not None and number != row["number"]:
                    raise UserError("There is a document {document} already.", document=row["id"]) from None
            raise
        rows.clear()

    def _check(self, document: Document, columns: Mentions) -> None:
        """Refuse mentions that do not fit, or name something that is not there. Raises UserError."""
        length = len(document.text)
        if columns.starts and not (
            min(columns.starts) >= 0
            and max(columns.ends) <= length
            and all(map(operator.lt, columns.starts, columns.ends))
        ):
            raise _misfit(columns, length)
        for name in {*columns.labels} - self._label_ids.keys():
            self._labels[name]
        for name in {*columns.annotators} - self._people.keys():
            raise UserError("There is no annotator {name} in this workspace.", name=name)
        for entity in {*columns.entities} - self._entities:
            if queries.ENTITY_EXISTS.first(self._ledger.connection, entity=entity) is None:
                raise missing_entity(EntityId(entity or ""))
            self._entities.add(entity)

    def _wait_with_document(self, document: Document) -> None:
        """Have a document wait. Raises UserError when its text, which then has no hash, cannot be stored."""
        stamp = self._ledger.stamp
        self._number += 1
        self._documents.append(
            {
                "id": document.id,
                "number": self._number,
                **facts_of(document),
                "sha256": document.sha256,
                "characters": len(document.text),
                "author_id": stamp.author,
                "created": stamp.at,
                "revision": stamp.sequence,
            }
        )

    def _counts_of(self, columns: Mentions) -> tuple[int, ...]:
        """Return how many mentions there are, links, dates and suggestions, and how far the mentions reach."""
        statuses = columns.statuses
        suggested = statuses.count(_SUGGESTED)
        if statuses.count(_ACCEPTED) < len(statuses):
            columns = columns.at([place for place, status in enumerate(statuses) if status == _ACCEPTED])
        links = len(columns) - columns.entities.count(None)
        dates = sum(map(columns.labels.count, self._dates))
        return len(columns), links, dates, suggested, max(columns.ends, default=0)


def _rows(waiting: Mapping[str, Column], stamp: Stamp) -> dict[str, Column]:
    """Return all columns of the mentions that wait; where a mention has no link or date, some tell of one."""
    links, authors, count = waiting["link"], waiting["author_id"], len(waiting["id"])
    return {
        **waiting,
        "id": _completed(waiting["id"]),
        "created": [stamp.at] * count,
        "revision": [stamp.sequence] * count,
        "entity_id": [None if entity == NIL else entity for entity in links] if NIL in links else links,
        "link_author_id": [None if link is None else author for link, author in zip(links, authors, strict=True)],
        "link_created": [stamp.at] * count,
        "link_revision": [stamp.sequence] * count,
        "date_calendar": [calendar or _GREGORIAN for calendar in waiting["date_calendar"]],
    }


def _cells(count: int, columns: Sequence[Column]) -> list[Any]:
    """Return rows as one flat list.

    Cells that are put in their places by a slice are not touched one by one.
    """
    width = len(columns)
    cells: list[Any] = [None] * (count * width)
    for place, column in enumerate(columns):
        cells[place::width] = column
    return cells


def _completed(ids: Sequence[str]) -> Sequence[str]:
    """Return ids, made for those that have none."""
    missing = ids.count("")
    if not missing:
        return ids
    made = iter(new_ids(missing))
    return [given or next(made) for given in ids]


def _misfit(columns: Mentions, length: int) -> UserError:
    start, end = next(
        (start, end) for start, end in zip(columns.starts, columns.ends, strict=True) if not 0 <= start < end <= length
    )
    return UserError(
        "The range {start}–{end} is not a piece of the text, which has {length} characters.",
        start=start,
        end=end,
        length=length,
    )
