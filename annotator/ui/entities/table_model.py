"""The lines of the entity table as a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.ids import EntityId
from annotator.ui.entities.base import LANGUAGES, Line, Order
from annotator.ui.wording import isolated, label_name

LINE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The :class:`~annotator.ui.entities.base.Line` of an index."""

COLUMNS: Final = (Order.TYPE, Order.EN, Order.HE, Order.AR, Order.USES, Order.SOURCE)
"""What the columns show, and what a click on their heads sorts by."""

_ROOT: Final = QModelIndex()


class EntityTableModel(QAbstractTableModel):
    """Lines; nothing but the lines that are painted is ever worked out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._places: dict[EntityId, int] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; only what differs is painted again where the same entities stand in the same order."""
        if [line.fact.entity.id for line in lines] == [line.fact.entity.id for line in self._lines]:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self._places = {line.fact.entity.id: place for place, line in enumerate(self._lines)}
        self.endResetModel()

    def line(self, index: QModelIndex | QPersistentModelIndex) -> Line | None:
        """Return what an index stands for."""
        return self._lines[index.row()] if index.isValid() else None

    def place_of(self, entity: EntityId | None) -> int | None:
        """Return the row of an entity; None when it is not shown."""
        return self._places.get(entity) if entity is not None else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Line | str | None:
        """Return a line, or what one of its cells says."""
        line = self.line(index)
        if line is None or role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(line, COLUMNS[index.column()])
        return None

    @staticmethod
    def _text(line: Line, column: Order) -> str:
        if column.value in LANGUAGES:
            names = line.fact.entity.names(column.value)
            return isolated(names[0]) if names else ""
        if column is Order.USES:
            return str(line.fact.mentions)
        return label_name(line.fact.entity.type) if column is Order.TYPE else ""
