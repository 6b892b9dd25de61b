"""Labels within a unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.core.errors import UserError
from annotator.core.ids import LabelId
from annotator.core.labels import Label, LabelSet
from db import queries
from db.convert import label_columns, label_from
from db.ledger import Ledger
from db.missing import missing_label
from db.schema import LABELS


class SqlLabels:
    """Implements :class:`annotator.core.ports.LabelStore`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: LabelSet | None = None

    def all(self) -> LabelSet:
        """Return them all."""
        if self._known is None:
            rows = queries.LABELS_IN_ORDER.all(self._ledger.connection)
            self._known = LabelSet(label_from(row) for row in rows)
        return self._known

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
            old = self._ledger.update(LABELS, label.id, label_columns(label))
        except LookupError:
            raise missing_label(label.id) from None
        if old:
            self._changed()
        if "is_date" in old:
            documents = queries.DOCUMENTS_OF_LABEL.all(self._ledger.connection, label=label.id)
            self._ledger.count_again(document for (document,) in documents)

    def remove(self, label: LabelId) -> None:
        """Remove it. Raises UserError while a mention has it."""
        if queries.LABEL_IN_USE.first(self._ledger.connection, label=label) is not None:
            raise UserError(
                "The label {label} cannot be removed while mentions have it. Give them another label first.",
                label=self.names().get(label, label),
            )
        try:
            self._ledger.remove(LABELS, label)
        except LookupError:
            raise missing_label(label) from None
        self._changed()

    def _check_name(self, label: Label) -> None:
        same = self.all().get(label.name)
        if same is not None and same.id != label.id:
            raise UserError("There is a label {label} already. Choose another name.", label=label.name)

    def _changed(self) -> None:
        self._known = None
        self._ledger.touched.labels = True
