"""How the article looks: text size, what stands under the marks, hidden labels, invisible characters."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from annotator.ui.action_set import ActionSet
from annotator.ui.document.marks import UnderMarks
from annotator.ui.document.typography import USUAL
from annotator.ui.settings_store import SettingsStore
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

_UNDER_MARKS: Final = {
    "marks.full": UnderMarks.LABELS_AND_NAMES,
    "marks.names": UnderMarks.NAMES,
    "marks.nothing": UnderMarks.NOTHING,
}
_MOST_PATTERNS: Final = 4
"""How many labels the line patterns tell apart. With more of them, names alone would not say the label."""


class LookController(QObject):
    """Applies what the user wishes about looks, and remembers it."""

    def __init__(self, page: WorkspacePage, workbench: Workbench, actions: ActionSet, settings: SettingsStore) -> None:
        super().__init__(page)
        self._page = page
        self._view = page.view
        self._workbench = workbench
        self._actions = actions
        self._settings = settings
        if settings.text_size:
            self._view.text_size = settings.text_size
        page.header.show_text_size(self._view.text_size)
        self._view.text_size_changed.connect(self._on_text_size_changed)
        page.documents.hidden_labels_changed.connect(self._on_hidden_labels_changed)
        workbench.labels_changed.connect(self._on_labels_changed)
        actions.connect_all(
            {
                "text.larger": self._on_larger_triggered,
                "text.smaller": self._on_smaller_triggered,
                "text.reset": self._on_reset_triggered,
                "view.invisibles": self._on_invisibles_triggered,
                **dict.fromkeys(_UNDER_MARKS, self._on_under_marks_triggered),
            }
        )
        actions["view.invisibles"].setChecked(False)
        self._on_labels_changed()

    def _on_text_size_changed(self, size: float) -> None:
        self._settings.text_size = size
        self._page.header.show_text_size(size)

    def _on_larger_triggered(self) -> None:
        self._view.text_size += 1

    def _on_smaller_triggered(self) -> None:
        self._view.text_size -= 1

    def _on_reset_triggered(self) -> None:
        self._view.text_size = USUAL

    def _on_hidden_labels_changed(self, hidden: frozenset[str]) -> None:
        self._view.hidden_labels = hidden

    def _on_labels_changed(self) -> None:
        """Offer names alone only while the line patterns tell all labels apart."""
        is_offered = len(self._workbench.labels) <= _MOST_PATTERNS
        self._actions["marks.names"].setVisible(is_offered)
        wanted = self._settings.under_marks
        self._write_under_marks(wanted if is_offered or wanted is not UnderMarks.NAMES else UnderMarks.LABELS_AND_NAMES)

    def _on_under_marks_triggered(self) -> None:
        wanted = _UNDER_MARKS[self.sender().objectName()]
        self._settings.under_marks = wanted
        self._write_under_marks(wanted)

    def _write_under_marks(self, wanted: UnderMarks) -> None:
        self._view.under_marks = wanted
        for name, meant in _UNDER_MARKS.items():
            self._actions[name].setChecked(meant is wanted)

    def _on_invisibles_triggered(self) -> None:
        self._view.shows_invisibles = self._actions["view.invisibles"].isChecked()
