"""The window's start: one Qt application, its look, and the main window on a workspace."""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.core.ports import Workspaces
from annotator.ui import faults
from annotator.ui.appearance import Appearance
from annotator.ui.fonts import interface_font
from annotator.ui.main_window import MainWindow
from annotator.ui.opening import Opening
from annotator.ui.settings_store import SettingsStore

_PRODUCT: Final = "Annotator"
_MANY_OBJECTS: Final = 1_000_000
"""After how many new objects garbage is looked for all the same; no sitting makes so many, but an import may."""
_LOOK_EVERY_MS: Final = 30_000


def run(workspaces: Workspaces, location: str | None) -> int:
    """Open the window and stay until it is closed.

    Args:
        workspaces: Opens and makes workspaces.
        location: The workspace to open; None for the one of last time, or at the very first start the sample.

    Returns:
        The exit code.
    """
    application = create_application()
    window, opening = build_window(application, workspaces, SettingsStore.of_user())
    faults.watch(window.show_failure)
    opening.open_first(location)
    window.show()
    leave_garbage_until_away(application)
    return application.exec()


def leave_garbage_until_away(application: QApplication) -> QTimer:
    """Have circular garbage looked for when the user turns to another program.

    With an article of a megabyte open a search walks over half a million objects: a tenth of a second that comes
    between a key and what it does. What an act leaves behind are a handful of objects, so that a search can wait.
    It is never Python that begins one: that may be on any thread and within any event, where what Qt has must not be
    taken away.

    Returns:
        What looks for garbage all the same once there may be very much of it.
    """
    gc.disable()
    gc.freeze()
    application.applicationStateChanged.connect(_on_application_state_changed)
    now_and_then = QTimer(application, interval=_LOOK_EVERY_MS)
    now_and_then.timeout.connect(_on_time_passed)
    now_and_then.start()
    return now_and_then


def _on_application_state_changed(state: Qt.ApplicationState) -> None:
    if state is not Qt.ApplicationState.ApplicationActive:
        gc.collect()


def _on_time_passed() -> None:
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()


def build_window(
    application: QApplication, workspaces: Workspaces, settings: SettingsStore
) -> tuple[MainWindow, Opening]:
    """Return a window without a workspace, and what opens workspaces in it."""
    window = MainWindow(settings, Appearance(application, settings))
    opening = Opening(workspaces, settings, window)
    opening.opened.connect(window.open_session)
    opening.failed.connect(window.show_failure)
    opening.connect_actions(window.action_set)
    window.workspace_requested.connect(opening.open)
    return window, opening


def create_application(language: str = "en") -> QApplication:
    """Return the one Qt application, made when there is none yet, speaking a language.

    Args:
        language: BCP 47 code; it also decides which way the window runs.
    """
    QLocale.setDefault(QLocale(language))
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(_PRODUCT)
    application.setOrganizationName(_PRODUCT)
    application.setStyle("Fusion")
    application.setFont(interface_font(10))
    application.setLayoutDirection(QLocale().textDirection())
    return application
