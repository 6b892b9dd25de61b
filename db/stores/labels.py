"""Labels within a unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import LabelId
from annotator.core.labels import Label, LabelSet
from db.convert import label_columns, label_from, select_labels
from db.ledger import Ledger
from db.schema import LABELS, MENTIONS


class SqlLabels:
    """Implements :class:`annotator.core.ports.LabelStore`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: LabelSet | None = None

    def all(self) -> LabelSet:
        """Return them all."""
        if self._known is None:
            rows = self._ledger.connection.execute(select_labels())
            self._known = LabelSet(label_from(row) for row in rows)
        return self._known

    def id_of(self, name: str) -> LabelId:
        """Return the id of the label of that name. Raises UserError when there is none."""
        return self.all()[name].id

    def names(self) -> Mapping[str, str]:
        """Return the names by id."""
        return {label.id: label.name for label in self.all()}

    def forget(self) -> None:
        """Look again next time."""
        self._known = None

    def add(self, label: Label) -> None:
        """Add one. Raises UserError if its name is taken."""
        self._check_name(label)
        self._ledger.insert(LABELS, {"id": label.id, **label_columns(label)})
        self._changed()

    def replace(self, label: Label) -> None:
        """Store it; mentions follow a new name."""
        self._check_name(label)
        try:
            if self._ledger.update(LABELS, label.id, label_columns(label)):
                self._changed()
        except LookupError:
            raise _missing(label.id) from None

    def remove(self, label: LabelId) -> None:
        """Remove it. Raises UserError while a mention has it."""
        connection = self._ledger.connection
        used = connection.execute(select(MENTIONS.c.id).where(MENTIONS.c.label_id == label).limit(1)).first()
        if used is not None:
            raise UserError(
                "The label {label} cannot be removed while mentions have it. Give them another label first.",
                label=self._name(label),
            )
        try:
            self._ledger.remove(LABELS, label)
        except LookupError:
            raise _missing(label) from None
        self._changed()

    def _name(self, label: LabelId) -> str:
        return self.names().get(label, label)

    def _check_name(self, label: Label) -> None:
        same = self.all().get(label.name)
        if same is not None and same.id != label.id:
            raise UserError("There is a label {label} already. Choose another name.", label=label.name)

    def _changed(self) -> None:
        self._known = None
        self._ledger.touched.labels = True


def _missing(label: LabelId) -> NotFoundError:
    return NotFoundError("The label {label} is not in the workspace any more.", label=label)
