"""Lists without a frame, on whatever ground they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font


class FlatList(QListView):
    """A list whose rows are painted by their delegate alone.

    Args:
        name: What it is, for screen readers.
        ground: The theme's token for the colour it stands on.
    """

    def __init__(self, name: str, ground: str = "panel") -> None:
        super().__init__()
        # A viewport that Qt made itself would have to be recognised among all kinds of widgets, which takes 12 ms.
        self.setViewport(QWidget())
        self._ground = ground
        self._nothing = ""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalScrollBar().setSingleStep(28)

    @property
    def nothing(self) -> str:
        """What it says while there is no row."""
        return self._nothing

    def set_nothing(self, sentence: str) -> None:
        """Say what to show while there is no row."""
        self._nothing = sentence
        self.viewport().update()

    def make_current(self, index: QModelIndex) -> None:
        """Select a row without saying so, and bring it into view; no row when the index is invalid."""
        selection = self.selectionModel()
        if index == self.currentIndex() and index.isValid() == selection.hasSelection():
            self.scrollTo(index)
            return
        before = selection.blockSignals(True)
        if index.isValid():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            selection.clear()
        selection.blockSignals(before)
        self.viewport().update()

    def is_chosen(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether a row is selected."""
        return self.selectionModel().isRowSelected(index.row(), self.rootIndex())

    def is_hovered(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether the pointer is on a row."""
        viewport = self.viewport()
        return viewport.underMouse() and self.indexAt(viewport.mapFromGlobal(QCursor.pos())) == index

    def dataChanged(  # noqa: N802 - Qt's own name
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint the rows that changed; Qt's own lists lay out and paint all of them, for their heights may differ."""
        if self.uniformItemSizes():
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the rows, or the sentence that stands for none."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour(getattr(theme.current(), self._ground)))
        if self._nothing and self.model() is not None and self.model().rowCount() == 0:
            self._paint_nothing(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_nothing(self, painter: QPainter) -> None:
        box = QRect(18, 12, self.viewport().width() - 36, self.viewport().height() - 24)
        painter.setFont(interface_font(9.5))
        painter.setPen(theme.colour(theme.current().muted))
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(box, Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value, self._nothing)
