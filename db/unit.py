"""The unit of work: one act in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from annotator.core.history import Act, Changes
from db import history, queries
from db.convert import milliseconds
from db.ledger import Ledger, Stamp
from db.stores.annotators import SqlAnnotators
from db.stores.documents import SqlDocuments
from db.stores.entities import SqlEntities
from db.stores.labels import SqlLabels
from db.stores.mentions import SqlMentions
from db.texts_at_hand import TextsAtHand


class SqlUnitOfWork:
    """Implements :class:`annotator.core.ports.UnitOfWork` within a transaction that somebody else ends."""

    def __init__(self, connection: Connection, act: Act, texts: TextsAtHand) -> None:
        sequence = queries.LAST_SEQUENCE.value(connection) + 1
        self._connection = connection
        self._act = act
        self._ledger = Ledger(connection, Stamp(sequence, act.author, milliseconds(act.at)))
        self._labels = SqlLabels(self._ledger)
        self._annotators = SqlAnnotators(self._ledger)
        self._documents = SqlDocuments(self._ledger, self._labels, self._annotators, texts)
        self._mentions = SqlMentions(self._ledger, self._labels, texts)
        self._entities = SqlEntities(self._ledger)

    @property
    def act(self) -> Act:
        """The act that is being done."""
        return self._act

    @property
    def documents(self) -> SqlDocuments:
        """The documents."""
        return self._documents

    @property
    def mentions(self) -> SqlMentions:
        """The mentions."""
        return self._mentions

    @property
    def entities(self) -> SqlEntities:
        """The entities."""
        return self._entities

    @property
    def labels(self) -> SqlLabels:
        """The labels."""
        return self._labels

    @property
    def annotators(self) -> SqlAnnotators:
        """The annotators."""
        return self._annotators

    @property
    def changes(self) -> Changes:
        """What was touched so far (within an attempt: since it began); final once the transaction is committed."""
        return self._ledger.touched.changes(self._act)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Begin a part that may fail by itself (a savepoint)."""
        try:
            with self._ledger.part(), self._connection.begin_nested():
                yield
        except BaseException:
            self._labels.forget()
            raise

    def finish(self) -> None:
        """Bring the counts up to date and enter the act in the history; one that touched nothing leaves no trace."""
        if self._ledger.is_empty:
            return
        self._ledger.store_counts()
        history.enter(self._connection, self._act, self._ledger.stamp.sequence, self._ledger.log())
