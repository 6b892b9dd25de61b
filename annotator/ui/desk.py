"""An open workspace in the window: its bridge, its workbench, its page, and what connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, MentionId
from annotator.core.mention import MentionStatus
from annotator.ui import menus
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import ACTIONS, ARTICLES, ENTITIES, Place
from annotator.ui.arrangement import Wishes
from annotator.ui.bridge import Bridge
from annotator.ui.control.article import ArticleController
from annotator.ui.control.concordance import ConcordanceController
from annotator.ui.control.facts import FactsController
from annotator.ui.control.history import HistoryController
from annotator.ui.control.look import LookController
from annotator.ui.control.memory import MemoryController
from annotator.ui.control.panels import PanelsController
from annotator.ui.control.suggestions import SuggestionsController
from annotator.ui.key_router import KeyRouter
from annotator.ui.on_demand import OnDemand
from annotator.ui.pages import Pages
from annotator.ui.pane_cycle import PaneCycle
from annotator.ui.settings_store import SettingsStore
from annotator.ui.widgets.banner import Banner
from annotator.ui.wording import error_sentence, label_name
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

if TYPE_CHECKING:
    from annotator.ui.entities.room import EntitiesRoom

_LABEL_DIGITS: Final = range(1, 10)
_OF_ENTITIES: Final = tuple(spec.id for spec in ACTIONS if spec.page == ENTITIES)


class Desk(QObject):
    """Everything that lives as long as a workspace is open.

    Args:
        session: Who works where.
        actions: The window's actions.
        router: Brings keys to them.
        settings: What the window remembers.
        banner: Says what could not be done, on whichever page.
        parent: The window.

    Signals:
        annotators_changed: Who has worked here, or whose marks are shown.
        annotator_named: The name of whoever goes on working.
    """

    annotators_changed = Signal()
    annotator_named = Signal(str)

    def __init__(
        self,
        session: Session,
        actions: ActionSet,
        router: KeyRouter,
        settings: SettingsStore,
        *,
        banner: Banner,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._banner = banner
        self._entities: EntitiesRoom | None = None
        self._actions = actions
        self._router = router
        self._settings = settings
        self._location = session.workspace.location
        self.bridge = Bridge(session, self)
        self.workbench = Workbench(self.bridge, self)
        self._open_last_document()
        self.page = WorkspacePage(actions)
        self.pages = Pages(actions)
        self.pages.add(ARTICLES, self._articles_page)
        self.pages.add(ENTITIES, self._entities_page)
        self.history = HistoryController(self.page.status, banner, self.workbench, actions)
        self.look = LookController(self.page, self.workbench, actions, settings)
        self.article = ArticleController(self.page.view, self.page.ruler, self.workbench, actions)
        self.facts = FactsController(self.page, self.workbench, actions)
        self.panels = PanelsController(self.page, self.workbench, actions)
        self.concordance = ConcordanceController(self.page, self.workbench)
        self.suggestions = SuggestionsController(self.page, self.workbench, actions, settings, self._location)
        self.on_demand = OnDemand(parent, self.page, self.workbench, actions=actions, router=router)
        self._restore()
        self.memory = MemoryController(self.page, self.workbench, actions, settings, self._location)
        self._name_places()
        self._connect()

    @property
    def location(self) -> str:
        """Where the workspace is kept."""
        return self._location

    def work_as(self, session: Session) -> None:
        """Let somebody else go on in the same workspace."""
        self.bridge.use(session)
        self.history.refresh()

    def refresh_theme(self) -> None:
        """Paint in the colours that are in force now."""
        self.article.refresh_theme()

    def close(self) -> bool:
        """Remember how the workspace was left, finish writing, and let go of the store.

        Returns:
            Whether everything that was done is on disk.
        """
        self._remember()
        if self._entities is not None:
            self._entities.controller.save_what_was_left()
        self.on_demand.close()
        is_saved = self.bridge.close()
        self.bridge.session.workspace.close()
        self.pages.deleteLater()
        self.deleteLater()
        return is_saved

    def _articles_page(self) -> WorkspacePage:
        return self.page

    def _entities_page(self) -> QWidget:
        from annotator.ui.entities.room import EntitiesRoom  # made when the page is first shown

        room = EntitiesRoom(self.workbench, self.on_demand.candidates, self._actions, self._router, self)
        room.refused.connect(self._on_refused)
        room.article_requested.connect(self._on_article_requested)
        self.pages.turned.connect(room.leave)
        self._entities = room
        return room.page

    def _on_entities_triggered(self) -> None:
        if self._entities is not None:
            self._entities.controller.slots[self.sender().objectName()]()

    def _on_article_requested(self, document: DocumentId, mention: MentionId) -> None:
        self.pages.show_page(ARTICLES)
        self.workbench.open_document(document, mention)

    def _name_places(self) -> None:
        self._router.name_place(self.page.view, Place.ARTICLE)
        page = self.page
        panes = (
            (page.rail, self._rail_target),
            (page.documents, self._documents_target),
            (page.view, self._view_target),
            (page.context, self._context_target),
            (page.status, self._status_target),
        )
        self._panes = PaneCycle(panes, self._actions)

    def _connect(self) -> None:
        page, workbench = self.page, self.workbench
        self.on_demand.refused.connect(self._on_refused)
        self.on_demand.noted.connect(page.status.show_note)
        self.on_demand.annotator_named.connect(self.annotator_named)
        self._actions.connect_all(
            {"selection.cycle_stem": page.view.cycle_stem, "selection.clear": self._on_clear_triggered}
        )
        self._actions.connect_all(dict.fromkeys(_OF_ENTITIES, self._on_entities_triggered))
        self._name_label_actions()
        workbench.labels_changed.connect(self._name_label_actions)
        workbench.annotators_changed.connect(self.annotators_changed)
        page.wishes_changed.connect(self._on_wishes_changed)
        page.view.context_menu_requested.connect(self._on_article_menu_requested)
        page.documents.menu_requested.connect(self._on_document_menu_requested)
        page.view.viewport().installEventFilter(self)
        self._on_wishes_changed()

    def _name_label_actions(self) -> None:
        """Give the actions that mark the names of the labels; those without a label are not offered."""
        for digit in _LABEL_DIGITS:
            label = self.workbench.labels.by_digit(digit)
            marks, makes = self._actions[f"mention.label_{digit}"], self._actions[f"mention.new_{digit}"]
            marks.setVisible(label is not None)
            marks.setEnabled(label is not None)
            makes.setVisible(label is not None and label.links)
            makes.setEnabled(label is not None and label.links)
            if label is not None:
                name = label_name(label.name)
                marks.setText(self.tr("Mark as {label}").format(label=name))
                makes.setText(self.tr("Mark as {label}, a new entity").format(label=name))

    def _restore(self) -> None:
        settings, location = self._settings, self._location
        wishes = Wishes(
            documents=settings.is_panel_wanted(location, "documents", otherwise=True),
            documents_pinned=settings.is_panel_wanted(location, "pinned", otherwise=False),
            context=settings.is_panel_wanted(location, "context", otherwise=True),
        )
        widths = (settings.panel_width(location, panel) for panel in ("documents", "context"))
        self.page.restore(wishes, *widths)

    def _remember(self) -> None:
        settings, location, wishes = self._settings, self._location, self.page.wishes
        settings.want_panel(location, "documents", wanted=wishes.documents)
        settings.want_panel(location, "pinned", wanted=wishes.documents_pinned)
        settings.want_panel(location, "context", wanted=wishes.context)
        for panel in ("documents", "context"):
            settings.set_panel_width(location, panel, self.page.panel_width(panel))
        self.memory.remember()

    def _open_last_document(self) -> None:
        last = self._settings.last_document(self._location)
        if last in self.workbench.rows_by_id:
            self.workbench.open_document(last)
        self.workbench.open_first()

    def _on_wishes_changed(self) -> None:
        self._actions["panel.documents"].setChecked(self.page.wishes.documents)
        self._actions["panel.context"].setChecked(self.page.wishes.context)

    def _on_clear_triggered(self) -> None:
        """Escape: first floating panels, then whatever the article has to leave: a drag, the selection, the mark."""
        if not self.page.close_overlays():
            escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            self.page.view.keyPressEvent(escape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of clicks in the article; what they select is known once the article has had them."""
        if event.type() is QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._on_article_clicked)
        return super().eventFilter(watched, event)

    def _on_article_clicked(self) -> None:
        """Bring a context panel that floats when a mention was clicked."""
        page = self.page
        if page.is_context_floating and self.workbench.selected is not None and not page.is_context_shown:
            page.float_context()

    def _on_article_menu_requested(self, point: QPoint, mention: MentionId | None) -> None:
        names = list(menus.label_menu_names(len(self.workbench.labels)))
        if mention is not None:
            self.workbench.select_mention(mention)
            selected = self.workbench.selected
            is_suggested = selected is not None and selected.status is MentionStatus.SUGGESTED
            names = [*(menus.REVIEW if is_suggested else menus.MENTION), "", *names]
        elif self.page.view.selection is not None:
            names = [*names, "", *menus.SELECTION]
        else:
            names = [*menus.SELECTION[2:], "", *menus.DOCUMENT[:1]]
        menus.menu_of(self._actions, names, self.page).popup(point)

    def _on_document_menu_requested(self, document: DocumentId, point: QPoint) -> None:
        self.workbench.open_document(document)
        menus.menu_of(self._actions, menus.DOCUMENT, self.page).popup(point)

    def _on_refused(self, error: UserError) -> None:
        self._banner.show_sentence(error_sentence(error))

    # What gets the keyboard in each part of the window

    def _rail_target(self) -> QWidget:
        return self.page.rail.list

    def _documents_target(self) -> QWidget:
        return self.page.documents.list

    def _view_target(self) -> QWidget:
        return self.page.view

    def _context_target(self) -> QWidget:
        return self.page.context.focus_target

    def _status_target(self) -> QWidget:
        return self.page.status.focus_target
