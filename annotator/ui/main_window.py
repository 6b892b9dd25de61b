"""The main window: the bar at the top, and below it the open workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.ids import AnnotatorId
from annotator.ui import arrangement, menus, theme
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import ARTICLES
from annotator.ui.appearance import Appearance
from annotator.ui.desk import Desk
from annotator.ui.key_router import KeyRouter
from annotator.ui.settings_store import SettingsStore, ThemeChoice
from annotator.ui.top_bar import TopBar
from annotator.ui.widgets.banner import Banner
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.surface import Hairline, Surface, column
from annotator.ui.wording import counted, error_sentence

if TYPE_CHECKING:
    from annotator.ui.control.rescue import Rescued
    from annotator.ui.welcome import WelcomeScreen

_USUAL_SIZE: Final = QSize(1440, 900)
_FRAME: Final = QSize(0, 40)


class MainWindow(Surface):
    """Composes the window; what happens in it is the business of the desk and its controllers.

    Args:
        settings: What the window remembers.
        appearance: Which theme is in force.

    Signals:
        files_dropped: Paths of files and folders that were dropped on the window.
        workspace_requested: The location of a workspace the user wants to open.
        desk_opened: The :class:`~annotator.ui.desk.Desk` of a workspace that was just opened.
    """

    files_dropped = Signal(object)
    workspace_requested = Signal(str)
    desk_opened = Signal(object)

    def __init__(self, settings: SettingsStore, appearance: Appearance) -> None:
        super().__init__("paper")
        self._settings = settings
        self._appearance = appearance
        self._desk: Desk | None = None
        self._welcome: WelcomeScreen | None = None
        self.action_set = ActionSet(self)
        self.router = KeyRouter(self, self.action_set)
        self.top_bar = TopBar(self.action_set)
        self.banner = Banner()
        self._stack = QStackedWidget()
        self.setLayout(column(self.top_bar, Hairline(), self.banner, self._stack))
        self.setMinimumSize(arrangement.MINIMUM_WIDTH, arrangement.MINIMUM_HEIGHT)
        self.setAcceptDrops(True)
        self._connect()
        self._on_theme_changed()
        self._show_title()
        if not self.restoreGeometry(settings.geometry):
            self.resize(self._fitting_size())

    def _fitting_size(self) -> QSize:
        """Return the usual size, or the room there is on a smaller screen, with its frame in view."""
        room = self.screen().availableSize() - _FRAME
        return _USUAL_SIZE.boundedTo(room.expandedTo(self.minimumSize()))

    @property
    def desk(self) -> Desk | None:
        """The open workspace."""
        return self._desk

    def open_session(self, session: Session) -> None:
        """Show a workspace in place of the one that is open."""
        self.close_workspace()
        self.banner.hide()
        desk = Desk(session, self.action_set, self.router, self._settings, banner=self.banner, parent=self)
        desk.pages.added.connect(self._show_tabs)
        desk.pages.turned.connect(self._show_tabs)
        desk.pages.turned.connect(self.show_page)
        self._desk = desk
        self._stack.addWidget(desk.pages)
        self._show_tabs()
        desk.workbench.documents_changed.connect(self.show_page)
        self.show_page()
        self.files_dropped.connect(desk.on_demand.offer_files)
        desk.annotator_named.connect(self._on_annotator_named)
        desk.on_demand.rescued.connect(self._on_rescued)
        self.top_bar.show_annotator(session.annotator)
        self._show_title()
        desk.page.view.setFocus()
        self.desk_opened.emit(desk)

    def show_page(self) -> None:
        """Show the open workspace, or the first screen instead of its articles while it has none."""
        if self._desk is not None and (self._desk.workbench.rows_by_id or self._desk.pages.current != ARTICLES):
            self._stack.setCurrentWidget(self._desk.pages)
            return
        if self._welcome is None:
            from annotator.ui.welcome import WelcomeScreen

            self._welcome = WelcomeScreen(self.action_set)
            self._stack.addWidget(self._welcome)
        self._welcome.allow_import(is_possible=self._desk is not None)
        self._stack.setCurrentWidget(self._welcome)

    def close_workspace(self) -> None:
        """Let go of the open workspace."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def show_failure(self, error: UserError) -> None:
        """Say that something could not be done with a workspace as a whole."""
        if self._desk is None:
            self.show_page()
        self.banner.show_sentence(error_sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys that nothing inside had a use for."""
        if not self.router.handle(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish writing before the window goes; ask when something cannot be saved."""
        if self._desk is not None and self._desk.bridge.problem is not None and not self._leaves_unsaved():
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        self.close_workspace()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._show_dragging(is_dragging=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take note that nothing will be dropped."""
        self._show_dragging(is_dragging=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which files were dropped."""
        self._show_dragging(is_dragging=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _connect(self) -> None:
        bar, appearance = self.top_bar, self._appearance
        appearance.changed.connect(self._on_theme_changed)
        bar.page_chosen.connect(self._on_page_chosen)
        bar.theme_pressed.connect(appearance.toggle)
        bar.workspace_menu_requested.connect(self._on_workspace_menu_requested)
        bar.panels_menu_requested.connect(self._on_panels_menu_requested)
        bar.settings_menu_requested.connect(self._on_settings_menu_requested)
        bar.annotator_menu_requested.connect(self._on_annotator_menu_requested)
        self.action_set.connect_all(
            {
                **{f"theme.{choice.value}": self._on_theme_triggered for choice in ThemeChoice},
                "window.quit": self.close,
            }
        )

    def _show_dragging(self, *, is_dragging: bool) -> None:
        if self._welcome is not None:
            self._welcome.show_dragging(is_dragging=is_dragging)

    def _show_title(self) -> None:
        name = self._desk.bridge.session.workspace.name if self._desk else None
        self.top_bar.show_workspace(name)
        self.setWindowTitle(f"{name} – Annotator" if name else "Annotator")
        if self._desk is None:
            self.top_bar.show_annotator(None)

    def _show_tabs(self) -> None:
        if self._desk is not None:
            self.top_bar.show_pages(self._desk.pages.actions_of_tabs, self._desk.pages.current_index)

    def _on_page_chosen(self, index: int) -> None:
        if self._desk is not None and index != self._desk.pages.current_index:
            self._desk.pages.actions_of_tabs[index].trigger()

    def _leaves_unsaved(self) -> bool:
        """Ask whether to close although something is not saved."""
        desk = self._desk
        if desk is None or desk.bridge.problem is None:
            return True
        from annotator.ui.dialogs.error import ErrorDialog, Trouble  # hardly ever needed

        number = desk.bridge.unsaved
        dialog = ErrorDialog(
            Trouble(
                counted(self.tr("%n change(s) could not be saved", "", number), number),
                error_sentence(desk.bridge.problem),
                safe=(self.tr("Everything that was saved before is in the workspace file."),),
                details=(desk.location,),
                way_out=self.tr("Stay and try again"),
                again=counted(self.tr("Close without %n change(s)", "", number), number),
            ),
            self,
        )
        dialog.way_out_chosen.connect(desk.bridge.retry)
        dialog.again_chosen.connect(dialog.reject)
        return dialog.exec() == QDialog.DialogCode.Rejected

    # Looks

    def _on_theme_triggered(self) -> None:
        self._appearance.choose(ThemeChoice(self.sender().objectName().removeprefix("theme.")))

    def _on_theme_changed(self) -> None:
        self.top_bar.show_theme(theme.current().name)
        for choice in ThemeChoice:
            self.action_set[f"theme.{choice.value}"].setChecked(choice is self._appearance.choice)
        if self._desk is None:
            return
        self._desk.refresh_theme()
        for part in self.findChildren(QWidget):
            part.update()

    # Menus

    def _on_workspace_menu_requested(self, button: FlatButton) -> None:
        own = self._desk.location if self._desk else ""
        recent = [location for location in self._settings.recent if location != own]
        menu, entries = menus.workspace_menu(self.action_set, recent, self)
        for entry in entries:
            entry.triggered.connect(self._on_recent_triggered)
        menu.popup(button.menu_corner())

    def _on_recent_triggered(self) -> None:
        self.workspace_requested.emit(_data_of(self.sender()))

    def _on_panels_menu_requested(self, button: FlatButton) -> None:
        menus.menu_of(self.action_set, menus.PANELS, self).popup(button.menu_corner())

    def _on_settings_menu_requested(self, button: FlatButton) -> None:
        menus.menu_of(self.action_set, menus.MAIN, self).popup(button.menu_corner())

    def _on_annotator_menu_requested(self, button: FlatButton) -> None:
        if self._desk is None:
            return
        workbench, own = self._desk.workbench, self._desk.bridge.session.annotator
        shown = workbench.shown_annotators
        menu, entries = menus.annotator_menu(self.action_set, workbench.reader.annotators(), shown, own, self)
        for entry in entries:
            entry.triggered.connect(self._on_shown_annotator_triggered)
        menu.popup(button.menu_corner())

    def _on_shown_annotator_triggered(self) -> None:
        chosen = _data_of(self.sender())
        if self._desk is not None:
            self._desk.workbench.show_annotators([AnnotatorId(chosen)] if chosen else [])

    def _on_rescued(self, rescued: Rescued) -> None:
        """Go on in the rescued workspace with what could not be saved in the old one."""
        self.workspace_requested.emit(rescued.location)
        if self._desk is not None and self._desk.location == rescued.location:
            for command in rescued.waiting:
                self._desk.bridge.submit(command)

    def _on_annotator_named(self, name: str) -> None:
        if self._desk is None:
            return
        self._settings.annotator = name
        session = Session.open(self._desk.bridge.session.workspace, name)
        self._desk.work_as(session)
        self.top_bar.show_annotator(session.annotator)


def _data_of(sender: object) -> str:
    """Return what a menu's entry stands for."""
    return str(sender.data()) if isinstance(sender, QAction) else ""
