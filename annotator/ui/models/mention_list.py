"""The mentions of the open document as a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.ids import MentionId
from annotator.core.mention import Mention
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.shown_mentions import text_order
from annotator.ui.wording import isolated, label_name

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
"""An :class:`Entry`."""

_ROOT: Final = QModelIndex()


class Entry(NamedTuple):
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
        self._all: dict[MentionId, Entry] = {}
        self._entries: list[Entry] = []

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._entries

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """Show those of these that pass; they come in text order."""
        self.beginResetModel()
        self._all = {entry.mention.id: entry for entry in entries}
        self._entries = list(filter(self._accepts, self._all.values()))
        self.endResetModel()

    def update_entries(self, changed: Iterable[Entry], gone: Iterable[MentionId] = ()) -> None:
        """Add or replace some entries and take others away; no other row is touched."""
        for mention in gone:
            self._hide(self._all.pop(mention, None))
        for entry in changed:
            old = self._all.get(entry.mention.id)
            self._all[entry.mention.id] = entry
            place = self._place(old)
            if place is not None and _text_order(entry) == _text_order(self._entries[place]) and self._accepts(entry):
                self._entries[place] = entry
                self.dataChanged.emit(self.index(place), self.index(place))
            else:
                self._hide(old)
                self._show(entry)

    def set_test(self, accepts: Callable[[Entry], bool]) -> None:
        """Show those that pass another test."""
        self._accepts = accepts
        self.set_entries(sorted(self._all.values(), key=_text_order))

    def entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        """Return what an index stands for."""
        return self._entries[index.row()] if index.isValid() else None

    def index_of(self, mention: MentionId | None) -> QModelIndex:
        """Return where a mention is shown; an invalid index when it is not."""
        place = self._place(self._all.get(mention)) if mention is not None else None
        return QModelIndex() if place is None else self.index(place)

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

    def _place(self, entry: Entry | None) -> int | None:
        """Return the row of an entry; None when it is not shown."""
        if entry is None:
            return None
        place = bisect_left(self._entries, _text_order(entry), key=_text_order)
        return place if place < len(self._entries) and self._entries[place] is entry else None

    def _show(self, entry: Entry) -> None:
        if self._accepts(entry):
            place = bisect_left(self._entries, _text_order(entry), key=_text_order)
            self.beginInsertRows(_ROOT, place, place)
            self._entries.insert(place, entry)
            self.endInsertRows()

    def _hide(self, entry: Entry | None) -> None:
        place = self._place(entry)
        if place is not None:
            self.beginRemoveRows(_ROOT, place, place)
            del self._entries[place]
            self.endRemoveRows()


def _text_order(entry: Entry) -> tuple[int, int, str]:
    return text_order(entry.mention)
