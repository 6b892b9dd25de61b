"""The unit of work: one act in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, insert, select, update

from annotator.core.history import Act, ActState, Changes
from db.convert import milliseconds
from db.counts import count_again
from db.ledger import Ledger, Stamp
from db.schema import HISTORY
from db.stores.annotators import SqlAnnotators
from db.stores.documents import SqlDocuments
from db.stores.entities import SqlEntities
from db.stores.labels import SqlLabels
from db.stores.mentions import SqlMentions
from db.stores.texts import Texts


class SqlUnitOfWork:
    """Implements :class:`annotator.core.ports.UnitOfWork` within a transaction that somebody else ends."""

    def __init__(self, connection: Connection, act: Act) -> None:
        self._connection = connection
        self._act = act
        latest = connection.execute(select(func.coalesce(func.max(HISTORY.c.sequence), 0))).scalar_one()
        self._ledger = Ledger(connection, Stamp(latest + 1, act.author, milliseconds(act.at)))
        texts = Texts(connection)
        self._texts = texts
        self._labels = SqlLabels(self._ledger)
        self._annotators = SqlAnnotators(self._ledger)
        self._documents = SqlDocuments(self._ledger, self._labels, texts)
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
        """What was touched so far; final once the transaction is committed."""
        return self._ledger.touched.changes(self._act)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Begin a part that may fail by itself (a savepoint)."""
        mark = self._ledger.mark()
        try:
            with self._connection.begin_nested():
                yield
        except BaseException:
            self._ledger.rewind(mark)
            self._labels.forget()
            self._texts.forget()
            raise

    def finish(self) -> None:
        """Enter the act in the history; an act that touched nothing leaves no trace."""
        if self._ledger.is_empty:
            return
        count_again(self._connection, self._ledger.touched.mentioned)
        overtaken = (HISTORY.c.author_id == self._act.author, HISTORY.c.state == ActState.UNDONE.value)
        self._connection.execute(update(HISTORY).where(*overtaken).values(state=ActState.DROPPED.value, changes=b""))
        self._connection.execute(
            insert(HISTORY),
            {
                "id": self._act.id,
                "sequence": self._ledger.stamp.sequence,
                "name": self._act.name,
                "detail": dict(self._act.detail),
                "author_id": self._act.author,
                "at": self._act.at,
                "state": ActState.DONE.value,
                "changes": self._ledger.log(),
            },
        )
