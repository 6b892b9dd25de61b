"""The list of suggestions: its groups are opened and closed by a click, by Enter, and by the arrows along the line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent

from annotator.core.document import Direction
from annotator.core.labels import LabelSet
from annotator.core.rows import Occurrence
from annotator.ui.models.alike import Group, group_of
from annotator.ui.models.suggestion_groups import Head, SuggestionGroups
from annotator.ui.panels.suggestion_rows import SuggestionDelegate
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import RTL

_TOGGLES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class SuggestionList(FlatList):
    """Shows :class:`~annotator.ui.models.suggestion_groups.SuggestionGroups`."""

    def __init__(self, model: SuggestionGroups) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Suggestions in this article"))
        self.set_looking(is_looking=False)
        self._model = model
        self._delegate = SuggestionDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(False)
        self.clicked.connect(self._on_clicked)

    def set_looking(self, *, is_looking: bool) -> None:
        """Say, while there is nothing, whether something may still come."""
        if is_looking:
            self.set_nothing(self.tr("Looking for names and dates in this article…"))
        else:
            self.set_nothing(
                self.tr(
                    "No suggestions in this article. Mark and link some names, and the same names are proposed here "
                    "and in the other articles, in every script. Other tools’ suggestions come in with their files."
                )
            )

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._delegate.set_labels(labels)

    def set_direction(self, direction: Direction) -> None:
        """Lay out lines in this direction."""
        self._delegate.direction = direction

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close groups; everything else is a list's."""
        line = self._model.line(self.currentIndex())
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.layoutDirection() is RTL:
            forward, back = back, forward
        key = event.key()
        if isinstance(line, Head) and (key in _TOGGLES or key == (back if line.is_open else forward)):
            self._toggle(self.currentIndex(), line.group)
        elif isinstance(line, Occurrence) and key == back:
            self.setCurrentIndex(self._model.index_of(group_of(line.mention)))
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if isinstance(line, Head):
            self._toggle(index, line.group)

    def _toggle(self, index: QModelIndex, group: Group) -> None:
        self._model.toggle(index)
        self.setCurrentIndex(self._model.index_of(group))
