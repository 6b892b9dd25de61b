"""What opens over a workspace: palette, sheet of keys, dialogs. Each is imported when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from annotator.app.commands.documents import DescribeDocument
from annotator.core.ids import DocumentId, EntityId
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Place
from annotator.ui.candidates_source import CandidatesSource
from annotator.ui.key_router import KeyRouter
from annotator.ui.marking import Alike, MarkingController
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.ui.palette.palette import CommandPalette


class Overlays(QObject):
    """Opens them, and does what was chosen in them.

    Args:
        window: They open over it.
        workbench: The open workspace.
        marking: Links what was confirmed.
        candidates: Finds entities by name.
        actions: What the palette can run.
        router: Brings keys to them.

    Signals:
        annotator_named: The name of whoever goes on working.
    """

    annotator_named = Signal(str)

    def __init__(
        self,
        window: QWidget,
        workbench: Workbench,
        *,
        marking: MarkingController,
        candidates: CandidatesSource,
        actions: ActionSet,
        router: KeyRouter,
    ) -> None:
        super().__init__(workbench)
        self._window = window
        self._router = router
        self._workbench = workbench
        self._marking = marking
        self._candidates = candidates
        self._actions = actions
        self._palette: CommandPalette | None = None
        marking.alike_found.connect(self._on_alike_found)

    @property
    def slots(self) -> Mapping[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        return {
            "palette.open": self.open_palette,
            "help.keys": self.show_keys,
            "help.about": self.show_about,
            "document.describe": self.describe_document,
            "annotator.change": self.ask_who_works,
        }

    def describe_document(self) -> None:
        """Ask for title, language and date of the open document."""
        from annotator.ui.dialogs.document_properties import DocumentPropertiesDialog

        document = self._workbench.document
        if document is not None:
            dialog = DocumentPropertiesDialog(document, self._window)
            dialog.described.connect(self._on_described)
            _open(dialog)

    def close(self) -> None:
        """Take away what lies over the window."""
        if self._palette is not None:
            self._palette.close_palette()
            self._palette.deleteLater()
            self._palette = None

    # The palette

    def open_palette(self) -> None:
        """Open the command palette."""
        from annotator.ui.palette.palette import CommandPalette
        from annotator.ui.palette.sources import ActionSource, DocumentSource, EntitySource

        if self._palette is None:
            self._palette = CommandPalette(self._window)
            self._router.name_place(self._palette, Place.PALETTE)
            self._palette.action_chosen.connect(self._on_action_chosen)
            self._palette.entity_chosen.connect(self._on_entity_chosen)
            self._palette.entity_opened.connect(self._on_entity_opened)
            self._palette.document_chosen.connect(self._on_document_chosen)
            self._candidates.ready.connect(self._palette.refresh)
        entities = EntitySource(self._candidates, self._workbench)
        sources = (entities, ActionSource(self._actions), DocumentSource(self._workbench, entities))
        self._palette.open(sources, self._workbench.labels)

    def _on_action_chosen(self, name: str) -> None:
        self._actions[name].trigger()

    def _on_entity_chosen(self, entity: EntityId) -> None:
        """Go to the entity's first mention, in the open article when it has one there."""
        self._on_entity_opened(entity)
        here = next((mark for mark in self._workbench.marks if mark.entity == entity and not mark.suggested), None)
        if here is not None:
            self._workbench.select_mention(here.id)
            return
        found = self._workbench.reader.occurrences(entity, context=0, limit=1)
        if found:
            self._workbench.open_document(found[0].mention.document, found[0].mention.id)

    def _on_entity_opened(self, entity: EntityId) -> None:
        self._workbench.show_entity(entity)
        if not self._actions["panel.context"].isChecked():
            self._actions["panel.context"].trigger()

    def _on_document_chosen(self, document: DocumentId) -> None:
        self._workbench.open_document(document)

    # Dialogs

    def _on_alike_found(self, alike: Alike) -> None:
        from annotator.ui.dialogs.identical import IdenticalDialog

        dialog = IdenticalDialog(alike, self._workbench.labels, self._window)
        dialog.confirmed.connect(partial(self._marking.link_alike, alike))
        _open(dialog)

    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        from annotator.ui.dialogs.keys import KeySheet

        _open(KeySheet(self._workbench.labels, self._window))

    def show_about(self) -> None:
        """Say what this program is."""
        from annotator.ui.dialogs.about import AboutDialog

        _open(AboutDialog(self._window))

    def _on_described(self, title: str, language: str, date: str | None) -> None:
        document = self._workbench.document
        if document is not None:
            self._workbench.bridge.submit(DescribeDocument(document.id, title, language, date))

    def ask_who_works(self) -> None:
        """Ask under which name work goes on."""
        from annotator.ui.dialogs.annotator import AnnotatorDialog

        own = self._workbench.bridge.session.annotator.name
        dialog = AnnotatorDialog(own, [known.name for known in self._workbench.reader.annotators()], self._window)
        dialog.named.connect(self.annotator_named)
        _open(dialog)


def _open(dialog: QDialog) -> None:
    """Open a dialog over its window; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
