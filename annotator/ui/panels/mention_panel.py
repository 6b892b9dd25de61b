"""The mentions of the open article, all of them or those that are not linked yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal

from annotator.core.ids import MentionId
from annotator.core.labels import LabelSet
from annotator.ui.models.mention_list import Entry, MentionList
from annotator.ui.panels.mention_rows import MentionDelegate
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import Surface, column, row


class MentionPanel(Surface):
    """A list with a choice of what it holds.

    Signals:
        mention_chosen: The id of the mention the user selected.
        mention_opened: The id of the mention the user double-clicked or confirmed.
    """

    mention_chosen = Signal(object)
    mention_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = MentionList(is_accepted, self)
        self.choice = Segmented([self.tr("All"), self.tr("Not linked yet")], height=26, point_size=9)
        self.list = FlatList(self.tr("Mentions in this article"))
        self.list.setModel(self._model)
        self._delegate = MentionDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.setLayout(column(row(self.choice, None, start=16, top=12, end=16, bottom=8), self.list))
        self.choice.chosen.connect(self._on_choice)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(self._on_activated)
        self._explain_nothing()

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._delegate.set_labels(labels)

    def set_entries(self, entries: Sequence[Entry], current: MentionId | None) -> None:
        """Show these mentions."""
        self._model.set_entries(entries)
        self.set_current(current)

    def update_entries(self, changed: Iterable[Entry], gone: Iterable[MentionId], current: MentionId | None) -> None:
        """Show changes of some mentions; rows that go do not pass on the selection."""
        with QSignalBlocker(self.list.selectionModel()):
            self._model.update_entries(changed, gone)
        self.set_current(current)

    def set_current(self, mention: MentionId | None) -> None:
        """Show which mention is selected in the article."""
        self.list.make_current(self._model.index_of(mention))

    def _on_choice(self, index: int) -> None:
        current = self._model.entry(self.list.currentIndex())
        self._model.set_test(is_open if index else is_accepted)
        self.set_current(current.mention.id if current else None)
        self._explain_nothing()

    def _explain_nothing(self) -> None:
        if self.choice.current:
            self.list.set_nothing(self.tr("Every mention in this article is linked."))
        else:
            self.list.set_nothing(
                self.tr("Nothing is marked here yet. Select some words in the article and press 1 to 4.")
            )

    def _on_current_changed(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.mention_chosen.emit(entry.mention.id)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.mention_opened.emit(entry.mention.id)


def is_accepted(entry: Entry) -> bool:
    """Tell whether somebody stands behind a mention."""
    return not entry.mark.suggested


def is_open(entry: Entry) -> bool:
    """Tell whether somebody stands behind a mention and nobody has said yet what it names."""
    return is_accepted(entry) and entry.is_open


def is_suggested(entry: Entry) -> bool:
    """Tell whether a mention is only suggested."""
    return entry.mark.suggested
