"""What a workspace needs after its first frame: marking and linking, warnings, palette, dialogs, import and export.

Importing and making these takes as long as everything before them, and the first frame shows none of it. They are made
shortly after it, or at once when something asks for them earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.ids import DocumentId, MentionId
from annotator.core.offsets import Span
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import ACTIONS, Place
from annotator.ui.bridge import SaveState
from annotator.ui.key_router import KeyRouter
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

if TYPE_CHECKING:
    from annotator.ui.candidates_source import CandidatesSource
    from annotator.ui.control.dates import DatesRoom
    from annotator.ui.control.misleading import MisleadingController
    from annotator.ui.control.rescue import RescueController
    from annotator.ui.decisions import Decisions
    from annotator.ui.linker.card import LinkerCard
    from annotator.ui.marking import MarkingController
    from annotator.ui.overlays import Overlays
    from annotator.ui.review.reviewing import Reviewing
    from annotator.ui.transfer import TransferController

_AFTER_FIRST_FRAME_MS: Final = 100
_AT_LATEST_MS: Final = 2_000
"""When there is no article to be painted."""

_MARKING: Final = tuple(
    spec.id
    for spec in ACTIONS
    if not spec.built_in and spec.id.startswith(("mention.label_", "mention.new_", "mention.remove", "link."))
)
_REVIEWING: Final = tuple(
    spec.id
    for spec in ACTIONS
    if spec.id.startswith(("review.", "suggestions.")) and not spec.built_in and spec.id != "suggestions.shown"
)
_OPENING: Final = ("palette.open", "help.keys", "help.about", "document.describe", "annotator.change")
_DATES: Final = tuple(spec.id for spec in ACTIONS if spec.id.startswith("date."))
_TRANSFER: Final = ("transfer.import", "transfer.import_folder", "transfer.export")


class OnDemand(QObject):
    """Makes them, and has actions done by them.

    Args:
        window: Overlays open over it.
        page: The workspace's page.
        workbench: The open workspace.
        actions: The window's actions.
        router: Brings keys to them.

    Signals:
        refused: A ``UserError``: something could not be done.
        noted: A sentence for the user to know.
        annotator_named: The name of whoever goes on working.
        rescued: The :class:`~annotator.ui.control.rescue.Rescued` workspace that has to be opened elsewhere.
    """

    refused = Signal(object)
    noted = Signal(str)
    annotator_named = Signal(str)
    rescued = Signal(object)

    def __init__(
        self, window: QWidget, page: WorkspacePage, workbench: Workbench, *, actions: ActionSet, router: KeyRouter
    ) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        self._workbench = workbench
        self._actions = actions
        self._router = router
        actions.connect_all(dict.fromkeys(_MARKING, self._on_marking_triggered))
        actions.connect_all(dict.fromkeys(_REVIEWING, self._on_review_triggered))
        actions.connect_all(dict.fromkeys(_OPENING, self._on_opening_triggered))
        actions.connect_all(dict.fromkeys(_TRANSFER, self._on_transfer_triggered))
        actions.connect_all(dict.fromkeys(_DATES, self._on_dates_triggered))
        page.header.date_requested.connect(actions["date.article"].trigger)
        page.header.facts_requested.connect(actions["document.describe"].trigger)
        page.view.mark_activated.connect(self._on_early_activation)
        page.view.resize_requested.connect(self._on_early_resizing)
        workbench.bridge.save_state_changed.connect(self._on_save_state_changed)
        self._due = QTimer(self, singleShot=True, interval=_AT_LATEST_MS)
        self._due.timeout.connect(self.prepare)
        self._due.start()
        page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first frame, however long it takes on a machine with much to do."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._due.start(_AFTER_FIRST_FRAME_MS)
        return False

    @cached_property
    def candidates(self) -> CandidatesSource:
        """Finds entities by name."""
        from annotator.ui.candidates_source import CandidatesSource

        made = CandidatesSource(self._workbench.bridge, self)
        made.noted.connect(self.noted)
        self._page.view.name_test = made.is_known_name
        return made

    @cached_property
    def decisions(self) -> Decisions:
        """Turns decisions about mentions and suggestions into acts."""
        from annotator.ui.decisions import Decisions

        return Decisions(self._workbench, self)

    @cached_property
    def linker_card(self) -> LinkerCard:
        """The card that asks what a mention names."""
        from annotator.ui.linker.card import LinkerCard

        card = LinkerCard(self._page)
        self._router.name_place(card, Place.LINKER)
        return card

    @cached_property
    def reviewing(self) -> Reviewing:
        """What finds suggestions and lets them be reviewed."""
        from annotator.app.suggesting import Suggesting
        from annotator.ui.review.reviewing import Reviewing

        made = Reviewing(
            self._page,
            self._workbench,
            self.decisions,
            actions=self._actions,
            router=self._router,
            rival=self.linker_card,
            make_finder=partial(Suggesting, location=self._workbench.bridge.session.workspace.location),
            parent=self,
        )
        made.noted.connect(self.noted)
        made.change_requested.connect(self.marking.open_linker)
        self.candidates.base_came.connect(made.source.renew)
        return made

    @cached_property
    def marking(self) -> MarkingController:
        """What keys do with the selection and the selected mark."""
        from annotator.ui.linker.flow import LinkerFlow
        from annotator.ui.marking import MarkingController

        self._page.view.mark_activated.disconnect(self._on_early_activation)
        self._page.view.resize_requested.disconnect(self._on_early_resizing)
        linker = LinkerFlow(
            self._workbench,
            self._page.view,
            self.linker_card,
            self.candidates,
            decisions=self.decisions,
            dates=self.dates.flow,
            parent=self,
        )
        made = MarkingController(
            self._workbench,
            self._page.view,
            linker,
            self.decisions,
            is_known_name=self.candidates.is_known_name,
            parent=self,
        )
        made.refused.connect(self.refused)
        made.noted.connect(self.noted)
        return made

    @cached_property
    def dates(self) -> DatesRoom:
        """What dates mean: the editor, the date of the article, the timeline."""
        from annotator.ui.control.dates import DatesRoom

        made = DatesRoom(self._page, self._workbench, self.decisions, actions=self._actions, router=self._router)
        made.noted.connect(self.noted)
        made.edit_requested.connect(self._on_date_edit_requested)
        return made

    @cached_property
    def overlays(self) -> Overlays:
        """What opens over the window."""
        from annotator.ui import overlays

        made = overlays.Overlays(
            self._window,
            self._workbench,
            marking=self.marking,
            candidates=self.candidates,
            actions=self._actions,
            router=self._router,
        )
        made.annotator_named.connect(self.annotator_named)
        return made

    @cached_property
    def transfer(self) -> TransferController:
        """Import and export."""
        from annotator.ui.transfer import TransferController

        made = TransferController(self._workbench, self._window, self)
        made.place_requested.connect(self._on_place_requested)
        made.refused.connect(self.refused)
        made.noted.connect(self.noted)
        return made

    @cached_property
    def misleading(self) -> MisleadingController:
        """Warns of direction controls that mislead."""
        from annotator.ui.control.misleading import MisleadingController

        return MisleadingController(self._page, self._workbench, self._actions)

    @cached_property
    def rescue(self) -> RescueController:
        """What helps when the workspace's file is gone."""
        from annotator.ui.control.rescue import RescueController

        made = RescueController(self._workbench, self._window, self)
        made.rescued.connect(self.rescued)
        return made

    def prepare(self) -> None:
        """Make what the next key may ask for, and begin to look names up, to warn and to speak."""
        self.overlays.setObjectName("overlays")
        self.misleading.setObjectName("misleading")
        self.candidates.prepare()
        self.reviewing.setObjectName("reviewing")
        self._page.view.speak()

    def offer_files(self, paths: Sequence[Path]) -> None:
        """Ask how files and folders are to be imported."""
        self.transfer.offer(paths)

    def close(self) -> None:
        """Take away what lies over the window."""
        if "overlays" in vars(self):
            self.overlays.close()
        if "reviewing" in vars(self):
            self.reviewing.close()

    def _on_marking_triggered(self) -> None:
        self.marking.slots[self.sender().objectName()]()

    def _on_review_triggered(self) -> None:
        self.reviewing.slots[self.sender().objectName()]()

    def _on_dates_triggered(self) -> None:
        self.dates.slots[self.sender().objectName()]()

    def _on_date_edit_requested(self) -> None:
        self.marking.open_linker()

    def _on_opening_triggered(self) -> None:
        self.overlays.slots[self.sender().objectName()]()

    def _on_transfer_triggered(self) -> None:
        self.transfer.slots[self.sender().objectName()]()

    def _on_save_state_changed(self, state: SaveState) -> None:
        if state is SaveState.FAILED or "rescue" in vars(self):
            self.rescue.on_save_state_changed(state)

    def _on_place_requested(self, document: DocumentId, span: Span) -> None:
        """Open an article at a piece of its text."""
        self._workbench.open_document(document)
        self._page.view.select(span)

    def _on_early_activation(self, mention: MentionId) -> None:
        """Stand in for the controller that is not made yet."""
        self._workbench.select_mention(mention)
        self.marking.open_linker()

    def _on_early_resizing(self, mention: MentionId, span: Span) -> None:
        """Stand in for the controller that is not made yet."""
        self.marking.resize(mention, span)
