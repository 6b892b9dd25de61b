"""Which theme is in force: the one the user chose, or the system's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from annotator.ui import style, theme
from annotator.ui.settings_store import SettingsStore, ThemeChoice
from annotator.ui.theme import ThemeName


class Appearance(QObject):
    """Puts themes in force.

    Signals:
        changed: Another theme is in force.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: SettingsStore) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        apply_theme(application, self._wanted())

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose."""
        return self._settings.theme

    def choose(self, choice: ThemeChoice) -> None:
        """Choose a theme, and remember it."""
        self._settings.theme = choice
        self._use(self._wanted())

    def toggle(self) -> None:
        """Change from light to dark or back."""
        is_dark = theme.current().name is ThemeName.DARK
        self.choose(ThemeChoice.LIGHT if is_dark else ThemeChoice.DARK)

    def _on_scheme_changed(self) -> None:
        if self._settings.theme is ThemeChoice.SYSTEM:
            self._use(self._wanted())

    def _wanted(self) -> ThemeName:
        choice = self._settings.theme
        if choice is not ThemeChoice.SYSTEM:
            return ThemeName(choice.value)
        is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return ThemeName.DARK if is_dark else ThemeName.LIGHT

    def _use(self, name: ThemeName) -> None:
        if theme.current().name is not name:
            apply_theme(self._application, name)
        self.changed.emit()


def apply_theme(application: QApplication, name: ThemeName) -> None:
    """Put a theme in force for the whole application."""
    chosen = theme.use(name)
    application.setPalette(theme.palette(chosen))
    application.setStyleSheet(style.sheet(chosen))
    for window in application.topLevelWidgets():
        window.update()
