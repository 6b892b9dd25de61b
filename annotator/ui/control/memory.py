"""How a workspace was left is how it opens again: the place in the article, what was hidden, whose marks were shown."""

from __future__ import annotations

import json
from typing import Final

from PySide6.QtCore import QObject

from annotator.core.ids import AnnotatorId
from annotator.ui.action_set import ActionSet
from annotator.ui.document.caret import Caret
from annotator.ui.document.scrolling import Anchor
from annotator.ui.settings_store import SettingsStore
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

_HIDDEN: Final = "hidden_labels"
_ANNOTATORS: Final = "shown_annotators"
_INVISIBLES: Final = "invisibles"
_TAB: Final = "context_tab"
_PLACE: Final = "place"


class MemoryController(QObject):
    """Restores a workspace's views when it is opened, and remembers them when it is left.

    Args:
        page: The workspace's page.
        workbench: The open workspace.
        actions: The window's actions.
        settings: Keeps what is remembered.
        location: Where the workspace is kept.
    """

    def __init__(
        self, page: WorkspacePage, workbench: Workbench, actions: ActionSet, settings: SettingsStore, location: str
    ) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._actions = actions
        self._settings = settings
        self._location = location
        self._restore()

    def remember(self) -> None:
        """Keep how the workspace is left."""
        view = self._page.view
        self._keep(_HIDDEN, sorted(self._page.documents.labels.hidden))
        self._keep(_ANNOTATORS, list(self._workbench.shown_annotators))
        self._keep(_INVISIBLES, view.shows_invisibles)
        self._keep(_TAB, self._page.context.tabs.current)
        if document := self._workbench.document:
            self._settings.set_last_document(self._location, document.id)
            self._keep(_PLACE, [document.id, view.anchor.offset, round(view.anchor.distance), view.caret])

    def _restore(self) -> None:
        hidden = {name for name in self._kept_list(_HIDDEN) if name in self._workbench.labels}
        for name in hidden:
            self._page.documents.labels.row_of(name).setChecked(True)
        present = {annotator.id for annotator in self._workbench.reader.annotators()}
        shown = [AnnotatorId(name) for name in self._kept_list(_ANNOTATORS) if name in present]
        if shown:
            self._workbench.show_annotators(shown)
        if self._kept(_INVISIBLES) is True and not self._page.view.shows_invisibles:
            self._actions["view.invisibles"].trigger()
        tab = self._kept(_TAB)
        if isinstance(tab, int) and 0 < tab < len(self._page.context.tabs.names):
            self._page.context.tabs.set_current(tab)
        self._restore_place()

    def _restore_place(self) -> None:
        match self._kept(_PLACE):
            case [str(document), int(offset), int(distance), int(caret)]:
                view = self._page.view
                open_one = self._workbench.document
                if open_one is not None and open_one.id == document and max(offset, caret) <= len(open_one.text):
                    view.place_caret(Caret(caret), scrolls=False)
                    view.return_to(Anchor(offset, distance))

    def _keep(self, name: str, value: object) -> None:
        self._settings.remember(self._location, name, json.dumps(value))

    def _kept(self, name: str) -> object:
        try:
            found: object = json.loads(self._settings.remembered(self._location, name) or "null")
        except ValueError:
            return None
        return found

    def _kept_list(self, name: str) -> list[str]:
        found = self._kept(name)
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
