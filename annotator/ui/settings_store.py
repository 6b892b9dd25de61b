"""What the window remembers between two starts: its size, its panels, how it looks, who works in it."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from annotator.core.ids import DocumentId
from annotator.ui.document.marks import UnderMarks
from annotator.ui.theme import ThemeName

_MOST_RECENT: Final = 8


class ThemeChoice(StrEnum):
    """A theme, or the wish to follow the system."""

    SYSTEM = "system"
    LIGHT = ThemeName.LIGHT.value
    DARK = ThemeName.DARK.value
    CONTRAST = ThemeName.CONTRAST.value


class SettingsStore:
    """Reads and writes the window's settings.

    Args:
        settings: Where they are kept.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @classmethod
    def of_user(cls) -> SettingsStore:
        """Return the settings of the user of this machine."""
        return cls(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Annotator", "Annotator"))

    @property
    def geometry(self) -> QByteArray:
        """The window's size and place; empty when it has not been opened yet."""
        found = self._settings.value("window/geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)

    @property
    def theme(self) -> ThemeChoice:
        """The theme the user chose."""
        return ThemeChoice(self._text("window/theme", ThemeChoice.SYSTEM, tuple(ThemeChoice)))

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._settings.setValue("window/theme", choice.value)

    @property
    def text_size(self) -> float:
        """The article's text size, in points; 0 when none was chosen."""
        return self._number("article/text_size")

    @text_size.setter
    def text_size(self, size: float) -> None:
        self._settings.setValue("article/text_size", size)

    @property
    def under_marks(self) -> UnderMarks:
        """What is written under the marks."""
        known = tuple(UnderMarks)
        return UnderMarks(self._text("article/under_marks", UnderMarks.LABELS_AND_NAMES, known))

    @under_marks.setter
    def under_marks(self, choice: UnderMarks) -> None:
        self._settings.setValue("article/under_marks", choice.value)

    @property
    def annotator(self) -> str:
        """The name the user works under; empty when none was given."""
        return self._text("annotator/name", "")

    @annotator.setter
    def annotator(self, name: str) -> None:
        self._settings.setValue("annotator/name", name)

    @property
    def recent(self) -> list[str]:
        """The locations of the workspaces that were opened last, the latest first."""
        found = self._settings.value("workspaces/recent")
        if isinstance(found, str):
            return [found] if found else []
        return [str(location) for location in found] if isinstance(found, list) else []

    def note_opened(self, location: str) -> None:
        """Put a workspace first among the recent ones."""
        others = [known for known in self.recent if known != location]
        self._settings.setValue("workspaces/recent", [location, *others][:_MOST_RECENT])

    def forget(self, location: str) -> None:
        """Take a workspace that is no longer there out of the recent ones."""
        self._settings.setValue("workspaces/recent", [known for known in self.recent if known != location])

    def panel_width(self, location: str, panel: str) -> int:
        """Return how wide a panel was in a workspace, in px; 0 when it was never moved."""
        return round(self._number(f"{_group(location)}/{panel}_width"))

    def set_panel_width(self, location: str, panel: str, width: int) -> None:
        """Remember how wide a panel is in a workspace."""
        self._settings.setValue(f"{_group(location)}/{panel}_width", width)

    def is_panel_wanted(self, location: str, panel: str, *, otherwise: bool) -> bool:
        """Tell whether the user wants a panel to be open in a workspace."""
        return self._text(f"{_group(location)}/{panel}_wanted", "yes" if otherwise else "no") == "yes"

    def want_panel(self, location: str, panel: str, *, wanted: bool) -> None:
        """Remember whether the user wants a panel to be open in a workspace."""
        self._settings.setValue(f"{_group(location)}/{panel}_wanted", "yes" if wanted else "no")

    def threshold(self, location: str) -> float:
        """Return the least score at which suggestions are shown in a workspace, from 0 to 1."""
        return min(1.0, max(0.0, self._number(f"{_group(location)}/threshold")))

    def set_threshold(self, location: str, threshold: float) -> None:
        """Remember the least score at which suggestions are shown in a workspace."""
        self._settings.setValue(f"{_group(location)}/threshold", threshold)

    def last_document(self, location: str) -> DocumentId:
        """Return the document that was open last in a workspace; empty when none was."""
        return DocumentId(self._text(f"{_group(location)}/document", ""))

    def set_last_document(self, location: str, document: DocumentId) -> None:
        """Remember which document is open in a workspace."""
        self._settings.setValue(f"{_group(location)}/document", document)

    def remembered(self, location: str, name: str) -> str:
        """Return what was remembered of a workspace under a name; empty when nothing was."""
        return self._text(f"{_group(location)}/{name}", "")

    def remember(self, location: str, name: str, value: str) -> None:
        """Remember something of a workspace under a name."""
        self._settings.setValue(f"{_group(location)}/{name}", value)

    def _text(self, key: str, otherwise: str, known: tuple[str, ...] = ()) -> str:
        found = self._settings.value(key)
        if not isinstance(found, str) or (known and found not in known):
            return otherwise
        return found

    def _number(self, key: str) -> float:
        try:
            return float(str(self._settings.value(key)))
        except ValueError:
            return 0.0


def _group(location: str) -> str:
    """Return where the settings of a workspace are kept: no name of a file may look like a path of settings."""
    digest = hashlib.sha256(location.encode("utf-8", "surrogatepass")).hexdigest()
    return f"workspace-{digest[:16]}"
