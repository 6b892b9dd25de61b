"""The documents of a workspace as a list that can be searched and filtered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.document import DocumentState
from annotator.core.ids import DocumentId
from annotator.core.rows import DocumentRow
from annotator.lang.normalise import match_key
from annotator.ui.wording import date_text, language_name, state_name

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The :class:`~annotator.core.rows.DocumentRow` of an index."""

PROPOSED_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""How many live suggestions a document has."""

_ROOT: Final = QModelIndex()


class DocumentList(QAbstractListModel):
    """The rows that match what was searched for and the states that were asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[DocumentId, DocumentRow] = {}
        self._shown: list[DocumentRow] = []
        self._places: dict[DocumentId, int] = {}
        self._keys: dict[DocumentId, str] = {}
        self._proposed: Mapping[DocumentId, int] = {}
        self._query = ""
        self._states: frozenset[DocumentState] = frozenset()
        self._languages: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many documents there are, shown or not."""
        return len(self._rows)

    @property
    def is_filtered(self) -> bool:
        """Whether states or languages are left out."""
        return bool(self._states or self._languages)

    @property
    def states(self) -> frozenset[DocumentState]:
        """The states that are shown; all when empty."""
        return self._states

    @property
    def languages(self) -> frozenset[str]:
        """The languages that are shown; all when empty."""
        return self._languages

    @property
    def known_languages(self) -> list[str]:
        """The languages there are documents in, by code."""
        return sorted({row.language for row in self._rows.values()})

    def set_rows(self, rows: Sequence[DocumentRow]) -> None:
        """Show these documents; where the same ones are shown in the same order, only what changed is painted."""
        self._rows = {row.id: row for row in rows}
        self._keys.clear()
        self._show(self._matching())

    def update_rows(self, rows: Iterable[DocumentRow]) -> None:
        """Show what is otherwise about documents that are in the list already."""
        for row in rows:
            self._rows[row.id] = row
            self._keys.pop(row.id, None)
            if row.id in self._places and self._matches(row, self._words()):
                self._replace(self._places[row.id], row)
            elif row.id in self._places or self._matches(row, self._words()):
                self._refresh()

    def set_proposed(self, numbers: Mapping[DocumentId, int]) -> None:
        """Show how many suggestions were found in documents; stored ones are found again as a rule."""
        before, self._proposed = self._proposed, dict(numbers)
        for document in before.keys() | self._proposed.keys():
            place = self._places.get(document)
            if place is not None and before.get(document) != self._proposed.get(document):
                self.dataChanged.emit(self.index(place), self.index(place))

    def search(self, query: str) -> None:
        """Show only documents whose title or name has all these words, however they are spelled."""
        self._query = query
        self._refresh()

    def show_states(self, states: Collection[DocumentState]) -> None:
        """Show only documents in these states; all when empty."""
        self._states = frozenset(states)
        self._refresh()

    def show_languages(self, languages: Collection[str]) -> None:
        """Show only documents in these languages; all when empty."""
        self._languages = frozenset(languages)
        self._refresh()

    def index_of(self, document: DocumentId | None) -> QModelIndex:
        """Return where a document is shown; an invalid index when it is not."""
        place = self._places.get(document) if document is not None else None
        return self.index(place) if place is not None else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many documents are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> DocumentRow | str | int | None:
        """Return a document's row, its title, or what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == PROPOSED_ROLE:
            return max(self._proposed.get(row.id, 0), row.suggestions)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((row.title, language_name(row.language), date_text(row.date), state_name(row.state)))
        return None

    def _words(self) -> list[str]:
        return match_key(self._query).split()

    def _matching(self) -> list[DocumentRow]:
        words = self._words()
        return [row for row in self._rows.values() if self._matches(row, words)]

    def _matches(self, row: DocumentRow, words: Sequence[str]) -> bool:
        return (
            (not self._states or row.state in self._states)
            and (not self._languages or row.language in self._languages)
            and (not words or all(word in self._key(row) for word in words))
        )

    def _key(self, row: DocumentRow) -> str:
        found = self._keys.get(row.id)
        if found is None:
            found = self._keys[row.id] = match_key(f"{row.title} {row.name}")
        return found

    def _show(self, shown: list[DocumentRow]) -> None:
        """Show these rows; where the same documents are shown in the same order, only what changed is painted."""
        if [row.id for row in shown] != [row.id for row in self._shown]:
            self._reset(shown)
            return
        for place, row in enumerate(shown):
            self._replace(place, row)

    def _replace(self, place: int, row: DocumentRow) -> None:
        if row != self._shown[place]:
            self._shown[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

    def _refresh(self) -> None:
        self._reset(self._matching())

    def _reset(self, shown: list[DocumentRow]) -> None:
        self.beginResetModel()
        self._shown = shown
        self._places = {row.id: place for place, row in enumerate(shown)}
        self.endResetModel()
