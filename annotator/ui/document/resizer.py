"""Shows a mark with a moved end until the change has come back from the workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui.document.marks import Mark

_PATIENCE: Final = 400
"""How long a change may take before the mark is shown as it was, in milliseconds."""


class Resizer(QObject):
    """Holds the one mark that is shown other than it is stored.

    Args:
        show: Draws a mark in the place of the one with its identifier.
        parent: The owner.
    """

    def __init__(self, show: Callable[[Mark], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._stored: Mark | None = None
        self._shown: Mark | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.take_back)

    def preview(self, mark: Mark, span: Span) -> None:
        """Show a mark with another span."""
        if self._stored is None or self._stored.id != mark.id:
            self.take_back()
            self._stored = mark
        self._patience.stop()
        self._shown = mark._replace(span=span)
        self._show(self._shown)

    def await_change(self) -> Mark | None:
        """Return the mark as it is shown, if it differs, and begin to wait for it to become so."""
        stored, shown = self._stored, self._shown
        if stored is None or shown is None or stored.span == shown.span:
            self.take_back()
            return None
        self._patience.start()
        return shown

    def take_back(self) -> None:
        """Show the mark as it is stored."""
        stored = self._stored
        self.forget()
        if stored is not None:
            self._show(stored)

    def forget(self) -> None:
        """Take note that the marks shown are those stored."""
        self._patience.stop()
        self._stored = self._shown = None

    def settle(self, mentions: set[MentionId]) -> None:
        """Take note of the mentions that are shown as they are stored."""
        if self._stored is not None and self._stored.id in mentions:
            self.forget()
