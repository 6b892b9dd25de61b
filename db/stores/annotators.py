"""Annotators within a unit of work."""

from __future__ import annotations

from annotator.core.annotators import Annotator
from annotator.core.errors import UserError
from db import queries
from db.convert import annotator_from
from db.ledger import Ledger
from db.schema import ANNOTATORS


class SqlAnnotators:
    """Implements :class:`annotator.core.ports.AnnotatorStore`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> list[Annotator]:
        """Return them all by name."""
        return [annotator_from(row) for row in queries.ANNOTATORS_BY_NAME.all(self._ledger.connection)]

    def by_name(self, name: str) -> Annotator | None:
        """Return the one of that name, or None."""
        row = queries.ANNOTATOR_NAMED.first(self._ledger.connection, name=name)
        return None if row is None else annotator_from(row)

    def add(self, annotator: Annotator) -> None:
        """Add one. Raises UserError if the name is taken."""
        if self.by_name(annotator.name) is not None:
            raise UserError("There is an annotator {name} already. Choose another name.", name=annotator.name)
        self._ledger.insert(ANNOTATORS, {"id": annotator.id, "name": annotator.name})
        self._ledger.touched.annotators = True
