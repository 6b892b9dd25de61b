"""What reviewing suggestions takes in a window, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.ids import MentionId
from annotator.core.mention import Mention
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Place
from annotator.ui.decisions import Decisions, is_suggestion
from annotator.ui.key_router import KeyRouter
from annotator.ui.review.bar import ReviewBar
from annotator.ui.review.bar_keeper import BarKeeper
from annotator.ui.review.controller import ReviewController
from annotator.ui.review.following import Following
from annotator.ui.review.source import LiveSuggestions, SuggestionsSource
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

ALL_BUT_CERTAIN = 0.9
"""From this score on, a suggestion is accepted along with all others that are as sure."""


class Reviewing(QObject):
    """Finds suggestions and lets them be reviewed.

    Args:
        page: The workspace's page.
        workbench: The open workspace.
        decisions: Tells of what is decided about suggestions elsewhere.
        actions: The window's actions.
        router: Brings keys to them.
        rival: The linker's card.
        make_finder: Makes what finds suggestions; called on the thread on which it is used.
        parent: The parent object.

    Signals:
        noted: A sentence for the user to know.
        change_requested: The linker is wanted on the suggestion that is selected.
    """

    noted = Signal(str)
    change_requested = Signal()

    def __init__(
        self,
        page: WorkspacePage,
        workbench: Workbench,
        decisions: Decisions,
        *,
        actions: ActionSet,
        router: KeyRouter,
        rival: QWidget,
        make_finder: Callable[[Reader, Progress], LiveSuggestions],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.source = SuggestionsSource(workbench.reader, make_finder, self)
        self._following = Following(self.source, workbench, page.model, self._first_in_view, self)
        self.controller = ReviewController(workbench, page.view, decisions, actions=actions, router=router, parent=self)
        self.bar = ReviewBar(
            page,
            accept=actions["review.accept"],
            accept_new=actions["review.accept_new"],
            change=actions["review.change"],
            reject=actions["review.reject"],
            accept_all=actions["review.accept_all"],
        )
        self._keeper = BarKeeper(self.bar, self.controller, workbench, page.view, rival)
        self.controller.noted.connect(self.noted)
        self.controller.change_requested.connect(self.change_requested)
        self._page = page
        self._router = router
        page.context.set_looking(is_looking=self._following.is_looking)
        self._following.looking_changed.connect(self._on_looking_changed)
        page.context.suggestions_made.connect(self._on_list_made)
        page.context.accepted.connect(self._on_accepted)
        page.context.rejected.connect(self._on_rejected)
        page.context.looking_requested.connect(self._following.look)

    @property
    def slots(self) -> Mapping[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        return {
            **self.controller.slots,
            "review.accept_confident": self.accept_confident,
            "suggestions.again": self._following.look,
        }

    def accept_confident(self) -> None:
        """Stand behind every suggestion in the article that is all but certain: one act."""
        sure = [m for m in self._workbench.mentions if is_suggestion(m) and (m.score or 0) >= ALL_BUT_CERTAIN]
        if sure:
            self.controller.accept_many(sure)
        else:
            self.noted.emit(self.tr("No suggestion in this article is all but certain."))

    def close(self) -> None:
        """Stop finding."""
        self.source.close()

    def _first_in_view(self) -> int:
        view = self._page.view
        block, _ = view.scroller.position
        return view.page.blocks.start(block)

    def _on_list_made(self) -> None:
        """Let the list have the keys of the review; it may have been made before this was."""
        self._router.name_place(self._page.context.suggestions.list, Place.REVIEW)

    def _on_looking_changed(self, is_looking: bool) -> None:  # noqa: FBT001 - a slot
        self._page.context.set_looking(is_looking=is_looking)

    def _on_accepted(self, mentions: tuple[MentionId, ...]) -> None:
        self.controller.accept_many(self._suggestions(mentions))

    def _on_rejected(self, mentions: tuple[MentionId, ...]) -> None:
        self.controller.reject_many(self._suggestions(mentions))

    def _suggestions(self, mentions: tuple[MentionId, ...]) -> list[Mention]:
        found = map(self._workbench.mention, mentions)
        return [mention for mention in found if mention is not None and is_suggestion(mention)]
