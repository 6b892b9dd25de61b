"""What the page of the entity base takes in a window, put together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Place
from annotator.ui.candidates_source import CandidatesSource
from annotator.ui.entities.controller import EntitiesController
from annotator.ui.entities.page import EntitiesPage
from annotator.ui.key_router import KeyRouter
from annotator.ui.workbench import Workbench


class EntitiesRoom(QObject):
    """Makes page and controller, and brings keys to them.

    Signals:
        article_requested: The ids of a document and of a mention in it that are to be shown.
        refused: A ``UserError``: something could not be done.
    """

    article_requested = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        candidates: CandidatesSource,
        actions: ActionSet,
        router: KeyRouter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.page = EntitiesPage(actions["transfer.import"])
        self.controller = EntitiesController(self.page, workbench, candidates, self)
        router.name_place(self.page, Place.ENTITIES)
        self.controller.article_requested.connect(self.article_requested)
        self.controller.refused.connect(self.refused)

    def leave(self) -> None:
        """Save what is written on the card when another page is turned to."""
        if not self.page.isVisible():
            self.controller.save_what_was_left()
