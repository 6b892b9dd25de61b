"""Parts side by side, divided by hairlines that can be dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle, QWidget

from annotator.ui import theme
from annotator.ui.widgets.painting import RTL


class HairSplitter(QSplitter):
    """A row of parts whose handles are one pixel wide and can be grabbed a little beside it.

    It always runs from left to right and turns the order of its parts round in a right-to-left window, because
    Qt's own mirrored splitter stands a pixel beside its place.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._is_turned = QApplication.layoutDirection() is RTL
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def put(self, part: QWidget, place: int, *, stretches: bool = False) -> None:
        """Insert a part, ``place`` counted from the start of the line.

        Args:
            part: The part.
            place: Before which of those that are there already.
            stretches: Whether it takes what the others leave.
        """
        part.setLayoutDirection(QApplication.layoutDirection())
        index = self.count() - place if self._is_turned else place
        self.insertWidget(index, part)
        self.setStretchFactor(index, int(stretches))

    def set_widths(self, widths: Sequence[int]) -> None:
        """Make the parts so wide, from the start of the line."""
        self.setSizes(list(reversed(widths)) if self._is_turned else list(widths))

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's own name
        """Return a handle that is painted as a hairline."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """The hairline; under the pointer it is in the accent's colour."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the one pixel in its middle."""
        tokens = theme.current()
        colour = tokens.accent if self.underMouse() else tokens.hairline
        QPainter(self).fillRect((self.width() - 1) // 2, 0, 1, self.height(), theme.colour(colour))
