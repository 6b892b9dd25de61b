"""Whether suggestions are shown, and from which score on; both are remembered for each workspace."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from annotator.ui.action_set import ActionSet
from annotator.ui.settings_store import SettingsStore
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

_REMEMBERED_AS: Final = "suggestions"


class SuggestionsController(QObject):
    """Keeps the switch and the threshold."""

    def __init__(
        self, page: WorkspacePage, workbench: Workbench, actions: ActionSet, settings: SettingsStore, location: str
    ) -> None:
        super().__init__(page)
        self._page = page
        self._proposals = workbench.proposals
        self._action = actions["suggestions.shown"]
        self._settings = settings
        self._location = location
        are_wanted = settings.is_panel_wanted(location, _REMEMBERED_AS, otherwise=True)
        self._action.setChecked(are_wanted)
        self._proposals.want(are_wanted=are_wanted)
        self._proposals.hide_below(settings.threshold(location))
        self._action.triggered.connect(self._on_switched)
        page.status.threshold_changed.connect(self.set_threshold)
        workbench.mentions_changed.connect(self._show)
        workbench.document_changed.connect(self._show)
        self._proposals.changed.connect(self._show)
        self._show()

    def set_threshold(self, threshold: float) -> None:
        """Hide suggestions with a lower score at once; nothing is deleted."""
        self._proposals.hide_below(threshold)
        self._settings.set_threshold(self._location, threshold)

    def _on_switched(self) -> None:
        are_wanted = self._action.isChecked()
        self._proposals.want(are_wanted=are_wanted)
        self._settings.want_panel(self._location, _REMEMBERED_AS, wanted=are_wanted)

    def _show(self) -> None:
        proposals = self._proposals
        self._page.status.show_threshold(proposals.threshold, is_of_use=proposals.are_wanted and len(proposals) > 0)
