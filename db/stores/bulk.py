"""Inserts documents with their mentions, hundreds of thousands of rows in one act.

Mentions come as records, and go to the driver as flat lists of cells, filled column by column: that is done by the
interpreter's own loops, while anything done for each mention, even making a tuple, would cost as much as all the rest.
SQLite's driver looks for an adapter whenever it is given a None, which takes longer than the rest of the row; so a
mention goes without the columns that it has nothing for, and nearly all lack the same ones.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from operator import itemgetter
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
from db.prepared import columns_of_row, insertion
from db.schema import COUNTS, DOCUMENTS, LINK_COLUMNS, MENTIONS, TEXTS
from db.stores.annotators import SqlAnnotators
from db.stores.labels import SqlLabels

_ALL: Final = frozenset(column.name for column in MENTIONS.columns)
_LINK: Final = frozenset(LINK_COLUMNS)
_DATE: Final = frozenset({"date_value", "date_calendar", "date_modifier"})
_WITH_LINK: Final = insertion(MENTIONS, _ALL - _DATE - {"score"})
_WITHOUT: Final = insertion(MENTIONS, _ALL - _DATE - _LINK - {"score"})
_WITH_DATE: Final = insertion(MENTIONS, _ALL - _LINK - {"score", "date_modifier"})
_WITH_ALL: Final = insertion(MENTIONS, _ALL)
_DOCUMENT: Final = insertion(DOCUMENTS, frozenset(column.name for column in DOCUMENTS.columns))
_NUMBER: Final = columns_of_row(DOCUMENTS, ("number",))
_TEXT: Final = insertion(TEXTS, frozenset(column.name for column in TEXTS.columns))
_COUNTS: Final = insertion(COUNTS, frozenset(column.name for column in COUNTS.columns))

_ACCEPTED: Final = MentionStatus.ACCEPTED.value
_SUGGESTED: Final = MentionStatus.SUGGESTED.value
_GREGORIAN: Final = Calendar.GREGORIAN.value
_BARE, _NAMED, _DATED, _FACTUAL = range(4)

_DOCUMENTS_AT_ONCE: Final = 256
_CELLS_AT_ONCE: Final = 150_000


class _Columns(NamedTuple):
    """The mentions of a document, field by field."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    labels: tuple[str, ...]
    entities: tuple[str | None, ...]
    values: tuple[str | None, ...]
    modifiers: tuple[str | None, ...]
    calendars: tuple[str | None, ...]
    annotators: tuple[str, ...]
    statuses: tuple[str, ...]
    scores: tuple[float | None, ...]
    ids: tuple[str, ...]


_NO_MENTIONS: Final = _Columns(*[()] * len(_Columns._fields))


class _Waiting(NamedTuple):
    """Rows that wait: documents, and the cells of texts, of mentions by the columns they have, and of counts."""

    documents: list[dict[str, Any]]
    texts: list[Any]
    linked: list[Any]
    plain: list[Any]
    dated: list[Any]
    full: list[Any]
    counts: list[Any]

    @property
    def are_many(self) -> bool:
        """Tell whether they should wait no longer."""
        cells = len(self.linked) + len(self.plain) + len(self.dated) + len(self.full)
        return cells >= _CELLS_AT_ONCE or len(self.documents) >= _DOCUMENTS_AT_ONCE


class BulkInsert:
    """Inserts documents with what belongs to them, some hundred at a time."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, annotators: SqlAnnotators) -> None:
        self._ledger = ledger
        self._labels = labels.all()
        self._dates = {label.name for label in self._labels if label.is_date}
        self._people: dict[str, str] = {annotator.name: annotator.id for annotator in annotators.all()}
        self._number = queries.LAST_DOCUMENT_NUMBER.value(ledger.connection)
        self._entities: set[str | None] = {NIL, None}
        stamp = ledger.stamp
        self._at, self._sequence, self._author = stamp.at, stamp.sequence, stamp.author
        self._people[""] = stamp.author
        self._waiting = _Waiting([], [], [], [], [], [], [])

    def add(self, document: Document, mentions: Sequence[MentionRecord]) -> None:
        """Insert a document with its mentions and their links.

        Raises:
            UserError: It cannot be stored, a mention does not fit it, or the id of a document before it is taken.
        """
        columns = _Columns(*zip(*mentions, strict=True)) if mentions else _NO_MENTIONS
        self._check(document, columns)
        self._wait_with_document(document, columns)
        self._wait_with_mentions(document, columns)
        links = len(mentions) - columns.entities.count(None)
        self._ledger.note_added_document(document.id, len(mentions), links)
        if self._waiting.are_many:
            self.finish()

    def finish(self) -> None:
        """Insert what waits. Raises UserError when the id of a document is taken."""
        self._insert_documents()
        statements = _TEXT, _WITH_LINK, _WITHOUT, _WITH_DATE, _WITH_ALL, _COUNTS
        for statement, cells in zip(statements, self._waiting[1:], strict=True):
            statement.run_cells(self._ledger.connection, cells)
            cells.clear()

    def _insert_documents(self) -> None:
        rows = self._waiting.documents
        try:
            _DOCUMENT.run_many(self._ledger.connection, rows)
        except IntegrityError:
            for row in rows:
                number = _NUMBER.value(self._ledger.connection, key_=row["id"])
                if number is not None and number != row["number"]:
                    raise UserError("There is a document {document} already.", document=row["id"]) from None
            raise
        rows.clear()

    def _check(self, document: Document, columns: _Columns) -> None:
        """Refuse what cannot be stored, and what names something that is not there. Raises UserError."""
        check_storable(document.text)
        length = len(document.text)
        if columns.starts and not (
            min(columns.starts) >= 0
            and max(columns.ends) <= length
            and all(map(operator.lt, columns.starts, columns.ends))
        ):
            raise _misfit(columns, length)
        for name in {*columns.annotators} - self._people.keys():
            raise UserError("There is no annotator {name} in this workspace.", name=name)
        for entity in {*columns.entities} - self._entities:
            if queries.ENTITY_EXISTS.first(self._ledger.connection, entity=entity) is None:
                raise missing_entity(EntityId(entity or ""))
            self._entities.add(entity)

    def _wait_with_document(self, document: Document, columns: _Columns) -> None:
        self._number += 1
        self._waiting.documents.append(
            {
                "id": document.id,
                "number": self._number,
                **facts_of(document),
                "sha256": document.sha256,
                "characters": len(document.text),
                "author_id": self._author,
                "created": self._at,
                "revision": self._sequence,
            }
        )
        self._waiting.texts.extend((document.id, document.text))
        self._waiting.counts.extend((document.id, *self._counts_of(columns)))

    def _wait_with_mentions(self, document: Document, columns: _Columns) -> None:
        facts = columns.entities, columns.values, columns.modifiers, columns.scores
        kinds = [*map(_kind_of, *facts)]
        columns = columns._replace(ids=_completed(columns.ids))
        for kind in {*kinds}:
            if kinds.count(kind) == len(kinds):
                self._wait_with_kind(kind, document, columns)
            else:
                places = [place for place, found in enumerate(kinds) if found == kind]
                self._wait_with_kind(kind, document, _Columns._make(map(_picker(places), columns)))

    def _wait_with_kind(self, kind: int, document: Document, columns: _Columns) -> None:
        """Take mentions that lack the same columns."""
        starts, ends, labels, entities, values, modifiers, calendars, annotators, statuses, scores, ids = columns
        text = document.text
        label_ids = {label: self._labels[label].id for label in {*labels}}
        head = ids, document.id, starts, ends, [*map(label_ids.__getitem__, labels)], statuses
        stamp = [*map(self._people.__getitem__, annotators)], self._at, self._sequence
        surfaces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        targets = [None if entity == NIL else entity for entity in entities] if NIL in entities else entities
        if kind == _BARE:
            self._waiting.plain.extend(_cells(*head, *stamp, surfaces))
        elif kind == _NAMED:
            self._waiting.linked.extend(_cells(*head, *stamp, targets, *stamp, surfaces))
        elif kind == _DATED:
            calendars = tuple(calendar or _GREGORIAN for calendar in calendars)
            self._waiting.dated.extend(_cells(*head, values, calendars, *stamp, surfaces))
        else:
            calendars = tuple(
                None if value is None else calendar or _GREGORIAN
                for value, calendar in zip(values, calendars, strict=True)
            )
            authors, at, sequence = stamp
            link = (
                [None if entity is None else author for entity, author in zip(entities, authors, strict=True)],
                [None if entity is None else at for entity in entities],
                [None if entity is None else sequence for entity in entities],
            )
            self._waiting.full.extend(
                _cells(*head, scores, values, calendars, modifiers, *stamp, targets, *link, surfaces)
            )

    def _counts_of(self, columns: _Columns) -> tuple[int, ...]:
        """Return how many mentions there are, links, dates and suggestions, and how far the mentions reach."""
        statuses = columns.statuses
        suggested = statuses.count(_SUGGESTED)
        ends, labels, entities = columns.ends, columns.labels, columns.entities
        if statuses.count(_ACCEPTED) < len(statuses):
            pick = _picker([place for place, status in enumerate(statuses) if status == _ACCEPTED])
            ends, labels, entities = pick(ends), pick(labels), pick(entities)
        dates = sum(map(labels.count, self._dates))
        return len(ends), len(ends) - entities.count(None), dates, suggested, max(ends, default=0)


def _kind_of(entity: str | None, value: str | None, modifier: str | None, score: float | None) -> int:
    """Tell which columns a mention has a use for."""
    if value is None and score is None:
        return _BARE if entity is None else _NAMED
    return _DATED if score is None and modifier is None and entity is None else _FACTUAL


def _picker(places: Sequence[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Return what picks the cells at some places out of a column."""
    if len(places) > 1:  # of one place, an itemgetter returns the cell itself
        return itemgetter(*places)
    return lambda column: tuple(column[place] for place in places)


def _cells(*columns: object) -> list[Any]:
    """Return rows as one flat list. A column is a sequence of cells, or one cell for all rows; the first is a sequence.

    Cells that are put in their places by a slice are not touched one by one.
    """
    first, *_ = columns
    assert isinstance(first, list | tuple)  # noqa: S101 - as said
    count, width = len(first), len(columns)
    cells: list[Any] = [None] * (count * width)
    for place, column in enumerate(columns):
        cells[place::width] = column if isinstance(column, list | tuple) else [column] * count
    return cells


def _completed(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids, made for those that have none."""
    if all(ids):
        return ids
    made = new_ids(len(ids))
    return tuple(given or new for given, new in zip(ids, made, strict=True)) if any(ids) else tuple(made)


def _misfit(columns: _Columns, length: int) -> UserError:
    start, end = next(
        (start, end) for start, end in zip(columns.starts, columns.ends, strict=True) if not 0 <= start < end <= length
    )
    return UserError(
        "The range {start}–{end} is not a piece of the text, which has {length} characters.",
        start=start,
        end=end,
        length=length,
    )
