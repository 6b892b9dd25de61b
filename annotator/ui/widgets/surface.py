"""Grounds and the lines between them."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui import theme


class Surface(QWidget):
    """A part of the window in one of the theme's ground colours.

    Args:
        ground: The name of the theme's token, such as ``panel``.
    """

    def __init__(self, ground: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what has to be painted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(getattr(theme.current(), self._ground)))


class Hairline(QWidget):
    """A line of one pixel between two parts of the window."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if orientation is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(event.rect(), QColor(theme.current().hairline))


def row(
    *parts: QWidget | QBoxLayout | int | None, start: int = 0, top: int = 0, end: int = 0, bottom: int = 0, gap: int = 0
) -> QHBoxLayout:
    """Return a layout of parts side by side: widgets, layouts, spaces in pixels, and None for a space that stretches.

    The margins are of the start and the end of the line. Qt's box layouts mirror their contents but not their margins,
    which are therefore swapped when the application runs from right to left.
    """
    made = QHBoxLayout()
    made.setContentsMargins(_turned(QMargins(start, top, end, bottom)))
    made.setSpacing(gap)
    _fill(made, parts)
    return made


def column(
    *parts: QWidget | QBoxLayout | int | None, start: int = 0, top: int = 0, end: int = 0, bottom: int = 0, gap: int = 0
) -> QVBoxLayout:
    """Return a layout of parts one below the other; see :func:`row`."""
    made = QVBoxLayout()
    made.setContentsMargins(_turned(QMargins(start, top, end, bottom)))
    made.setSpacing(gap)
    _fill(made, parts)
    return made


def _turned(margins: QMargins) -> QMargins:
    if not _is_mirrored():
        return margins
    return QMargins(margins.right(), margins.top(), margins.left(), margins.bottom())


def _is_mirrored() -> bool:

    return QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _fill(layout: QBoxLayout, parts: tuple[QWidget | QBoxLayout | int | None, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QBoxLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
