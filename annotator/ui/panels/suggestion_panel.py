"""Suggestions in the open article: what a machine or another tool has proposed and nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from annotator.core.ids import MentionId
from annotator.core.labels import LabelSet
from annotator.ui.fonts import interface_font
from annotator.ui.models.mention_list import Entry, MentionList
from annotator.ui.panels.mention_panel import is_suggested
from annotator.ui.panels.mention_rows import MentionDelegate
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine

_FOOT_HEIGHT: Final = 52


class SuggestionPanel(Surface):
    """A count, a list, and what can be done with the selected suggestion or with all of them.

    Signals:
        mention_chosen: The id of the suggestion the user selected.
        accepted: Ids of suggestions to be accepted.
        rejected: Ids of suggestions to be rejected.
    """

    mention_chosen = Signal(object)
    accepted = Signal(object)
    rejected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = MentionList(is_suggested, self)
        self._number = TextLine("0", font=interface_font(17, QFont.Weight.DemiBold), height=34)
        self._what = TextLine(self.tr("to review in this article"), tone="muted")
        self.list = FlatList(self.tr("Suggestions in this article"))
        self.list.setModel(self._model)
        self.list.set_nothing(
            self.tr("No suggestions in this article. They come in with files in which another tool has marked names.")
        )
        self._delegate = MentionDelegate(self.list, shows_scores=True)
        self.list.setItemDelegate(self._delegate)
        self._accept = PushButton(self.tr("Accept"), height=30)
        self._reject = PushButton(self.tr("Reject"), height=30)
        self._accept_all = PushButton(self.tr("Accept all"), Emphasis.LINK, height=30)
        self._head = QWidget()
        self._head.setLayout(row(self._number, self._what, None, start=16, top=8, end=16, bottom=8, gap=8))
        self._foot = QWidget()
        self._foot.setFixedHeight(_FOOT_HEIGHT)
        self._foot.setLayout(row(self._accept, self._reject, None, self._accept_all, start=16, end=12, gap=8))
        self._rule = Hairline()
        self.setLayout(column(self._head, self._rule, self.list, Hairline(), self._foot))
        self._connect()
        self._show_number()

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._delegate.set_labels(labels)

    def set_entries(self, entries: Sequence[Entry], current: MentionId | None) -> None:
        """Show the suggestions among these mentions."""
        self._model.set_entries(entries)
        self.set_current(current)
        self._show_number()

    def update_entries(self, changed: Iterable[Entry], gone: Iterable[MentionId], current: MentionId | None) -> None:
        """Show changes of some mentions; rows that go do not pass on the selection."""
        with QSignalBlocker(self.list.selectionModel()):
            self._model.update_entries(changed, gone)
        self.set_current(current)

    def set_current(self, mention: MentionId | None) -> None:
        """Show which mention is selected in the article."""
        self.list.make_current(self._model.index_of(mention))
        self._show_number()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(self._on_accept_pressed)
        self._accept.clicked.connect(self._on_accept_pressed)
        self._reject.clicked.connect(self._on_reject_pressed)
        self._accept_all.clicked.connect(self._on_accept_all_pressed)

    def _show_number(self) -> None:
        number = len(self._model.entries)
        self._number.set_text(str(number))
        for part in (self._head, self._rule, self._foot):
            part.setVisible(number > 0)
        has_current = self.list.currentIndex().isValid()
        self._accept.setEnabled(has_current)
        self._reject.setEnabled(has_current)
        self._accept_all.set_words(self.tr("Accept all {number}").format(number=number))

    def _on_current_changed(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.mention_chosen.emit(entry.mention.id)
        self._show_number()

    def _on_accept_pressed(self) -> None:
        entry = self._model.entry(self.list.currentIndex())
        if entry is not None:
            self.accepted.emit((entry.mention.id,))

    def _on_reject_pressed(self) -> None:
        entry = self._model.entry(self.list.currentIndex())
        if entry is not None:
            self.rejected.emit((entry.mention.id,))

    def _on_accept_all_pressed(self) -> None:
        self.accepted.emit(tuple(entry.mention.id for entry in self._model.entries))
