"""The mentions of the open document as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.ids import MentionId
from annotator.core.mention import Mention
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.wording import isolated, label_name

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
"""An :class:`Entry`."""

_ROOT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mention and how the article shows it."""

    mention: Mention
    mark: Mark

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to decide what it names or means."""
        return self.mark.state in {MarkState.UNLINKED, MarkState.UNDATED}


class MentionList(QAbstractListModel):
    """The entries that pass a test, in text order."""

    def __init__(self, accepts: Callable[[Entry], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accepts = accepts
        self._all: Sequence[Entry] = ()
        self._entries: list[Entry] = []

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._entries

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show those of these that pass; where the places are the same, only what changed is painted."""
        self._all = entries
        shown = [entry for entry in entries if self._accepts(entry)]
        if [entry.mention.id for entry in shown] != [entry.mention.id for entry in self._entries]:
            self.beginResetModel()
            self._entries = shown
            self.endResetModel()
            return
        changed = [place for place, (old, new) in enumerate(zip(self._entries, shown, strict=True)) if old != new]
        self._entries = shown
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def set_test(self, accepts: Callable[[Entry], bool]) -> None:
        """Show those that pass another test."""
        self._accepts = accepts
        self.set_entries(self._all)

    def entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        """Return what an index stands for."""
        return self._entries[index.row()] if index.isValid() else None

    def index_of(self, mention: MentionId | None) -> QModelIndex:
        """Return where a mention is shown; an invalid index when it is not."""
        for place, entry in enumerate(self._entries):
            if entry.mention.id == mention:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self._entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Entry | str | None:
        """Return an entry, its surface, or what a screen reader says of it."""
        entry = self.entry(index)
        if entry is None or role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.mention.surface
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (isolated(entry.mention.surface), label_name(entry.mention.label), isolated(entry.mark.caption))
            return ", ".join(parts)
        return None
