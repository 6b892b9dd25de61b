"""Parts side by side, divided by hairlines that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from annotator.ui import theme


class HairSplitter(QSplitter):
    """A horizontal splitter whose handles are one pixel wide and can be grabbed a little beside it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

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
