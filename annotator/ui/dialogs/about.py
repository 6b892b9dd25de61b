"""What this program is."""

from __future__ import annotations

import platform
from typing import Final

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.ui.dialogs.frame import INSET, DialogFrame
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import Prose, TextLine

_SIZE: Final = QSize(480, 300)


class AboutDialog(DialogFrame):
    """Name, version, and what it runs on, for bug reports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About Annotator"), _SIZE, parent)
        self._facts = facts()
        name = TextLine("Annotator", font=interface_font(17, QFont.Weight.DemiBold), height=36)
        purpose = Prose(
            self.tr(
                "Mark and link people, organizations, places and dates in Hebrew, Arabic and English articles. "
                "Everything stays on this computer."
            ),
            tone="ink",
            lines=3,
        )
        lines = [TextLine(fact, font=interface_font(9), tone="muted", height=18) for fact in self._facts]
        copy = PushButton(self.tr("Copy"), Emphasis.LINK)
        copy.clicked.connect(self._on_copied)
        close = PushButton(self.tr("Close"), Emphasis.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        body = column(name, 4, purpose, 14, *lines, None, start=INSET, top=20, end=INSET, bottom=8)
        self.compose(row(body), start=(copy,), primary=close)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._facts))


def facts() -> list[str]:
    """Return the versions of the program and of what it runs on."""
    return [
        f"Annotator {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    ]
