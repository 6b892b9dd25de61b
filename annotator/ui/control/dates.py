"""Dates in a workspace's page: the editor of a mention's date, the date of the article, and the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal

from annotator.app.commands.dates import SetDocumentDate
from annotator.app.commands.documents import DescribeDocument
from annotator.app.dates import counting_from_article, date_proposals
from annotator.core.history import ActState, Changes
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Place
from annotator.ui.dates.article_date import ArticleDateCard
from annotator.ui.dates.card import DateCard
from annotator.ui.dates.flow import DateFlow
from annotator.ui.decisions import Decisions
from annotator.ui.key_router import KeyRouter
from annotator.ui.wording import counted, date_text, isolated
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

if TYPE_CHECKING:
    from annotator.ui.timeline.control import TimelineController


class DatesRoom(QObject):
    """Makes them, and does what their actions say.

    Signals:
        noted: A sentence for the user to know.
        edit_requested: The selected date is to be edited.
    """

    noted = Signal(str)
    edit_requested = Signal()

    def __init__(
        self, page: WorkspacePage, workbench: Workbench, decisions: Decisions, *, actions: ActionSet, router: KeyRouter
    ) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._actions = actions
        self._router = router
        self.card = DateCard(page)
        router.name_place(self.card, Place.LINKER)
        self.flow = DateFlow(workbench, page.view, self.card, decisions, self)
        workbench.bridge.committed.connect(self._on_committed)

    @property
    def slots(self) -> Mapping[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        return {
            "date.open": self.edit_selected,
            "date.article": self.ask_for_article,
            "date.timeline": self.toggle_timeline,
        }

    @cached_property
    def article_card(self) -> ArticleDateCard:
        """The card that asks when the article was written."""
        made = ArticleDateCard(self._page)
        self._router.name_place(made, Place.LINKER)
        made.date_chosen.connect(self._on_article_date_chosen)
        return made

    @cached_property
    def timeline(self) -> TimelineController:
        """The timeline under the article."""
        from annotator.ui.timeline.control import TimelineController

        made = TimelineController(self._page, self._workbench, self)
        self._router.name_place(made.dock, Place.TIMELINE)
        made.closed.connect(self._on_timeline_closed)
        made.edit_requested.connect(self.edit_requested)
        return made

    def edit_selected(self) -> None:
        """Open the editor of the selected date."""
        mention = self._workbench.selected
        label = self._workbench.labels.get(mention.label) if mention else None
        if label is None or not label.is_date:
            self.noted.emit(self.tr("Select a date first: Tab goes to the next mention."))
        else:
            self.edit_requested.emit()

    def ask_for_article(self) -> None:
        """Ask when the open article was written."""
        document = self._workbench.document
        if document is None:
            return
        following = counting_from_article(document, self._workbench.mentions, self._workbench.labels)
        button = self._page.header.date_button
        anchor = QRect(button.mapTo(self._page, QPoint(0, 0)), button.size())
        self.article_card.open_for(
            document.date, date_proposals(document), document.language, following=following, anchor=anchor
        )

    def toggle_timeline(self) -> None:
        """Show the timeline, or put it away."""
        self.timeline.toggle()
        self._actions["date.timeline"].setChecked(self.timeline.is_shown)

    def _on_timeline_closed(self) -> None:
        self._actions["date.timeline"].setChecked(False)

    def _on_article_date_chosen(self, date: str | None) -> None:
        document = self._workbench.document
        if document is not None and date != document.date:
            self._workbench.bridge.submit(SetDocumentDate(document.id, date))

    def _on_committed(self, changes: Changes) -> None:
        """Tell how many dates followed the date of their article."""
        act, number = changes.act, len(changes.mentions)
        document = self._workbench.document
        if act.state is not ActState.DONE:
            return
        if act.name == SetDocumentDate.name:
            value = str(act.detail.get("value", ""))
        elif act.name == DescribeDocument.name and number and document is not None:
            value = document.date or ""
        else:
            return
        date = date_text(value) or self.tr("not known")
        sentence = self.tr("Date of the article: {date}.").format(date=isolated(date))
        if number:
            sentence += " " + counted(self.tr("%n date(s) changed with it.", "", number), number)
        self.noted.emit(sentence)
