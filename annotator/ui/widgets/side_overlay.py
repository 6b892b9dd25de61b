"""A panel that floats over the article from one side of the window, without moving what is below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme
from annotator.ui.widgets.painting import RTL

_SHADE: Final = 18
_DARKEST: Final = 0.10


class SideOverlay(QWidget):
    """Holds a panel that is lent to it, with a soft shadow at its inner edge.

    Args:
        parent: What it floats over.
        at_end: Whether it comes from the end of the line rather than from its start.
    """

    def __init__(self, parent: QWidget, *, at_end: bool) -> None:
        super().__init__(parent)
        self._at_end = at_end
        self._panel: QWidget | None = None
        self.hide()

    @property
    def panel(self) -> QWidget | None:
        """The panel that is lent to it."""
        return self._panel

    def float_panel(self, panel: QWidget, width: int, inset: int = 0) -> None:
        """Show a panel.

        Args:
            panel: It becomes a child of this.
            width: In px.
            inset: How far from the side of the parent, in px.
        """
        self._panel = panel
        panel.setParent(self)
        self.place(width, inset)
        panel.show()
        self.show()
        self.raise_()

    def place(self, width: int, inset: int = 0) -> None:
        """Stand at the side of the parent, all its height."""
        parent = self.parentWidget()
        if parent is None or self._panel is None:
            return
        whole = width + _SHADE
        on_right = self._at_end is not (self.layoutDirection() is RTL)
        left = parent.width() - whole - inset if on_right else inset
        self.setGeometry(left, 0, whole, parent.height())
        self._panel.setGeometry(QRect(_SHADE if on_right else 0, 0, width, parent.height()))

    def give_back(self) -> None:
        """Let go of the panel and hide."""
        self._panel = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow beside the panel."""
        if self._panel is None:
            return
        from PySide6.QtGui import (
            QLinearGradient,
        )  # it comes with two hundred named gradients, and no usual start floats

        on_right = self._panel.x() > 0
        inner = _SHADE if on_right else self._panel.width()
        outer = 0 if on_right else self.width()
        gradient = QLinearGradient(inner, 0, outer, 0)
        dark = QColor(Qt.GlobalColor.black)
        dark.setAlphaF(_DARKEST if theme.current().shadow_alpha else 0.0)
        gradient.setColorAt(0, dark)
        gradient.setColorAt(1, QColor(0, 0, 0, 0))
        painter = QPainter(self)
        painter.fillRect(QRect(min(inner, outer), 0, _SHADE, self.height()), gradient)
        edge = inner - 1 if on_right else inner
        painter.fillRect(edge, 0, 1, self.height(), theme.colour(theme.current().hairline))
