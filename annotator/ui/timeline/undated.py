"""The date mentions without a value, as a list at the end of the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.app.timeline import DatedMention
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import Align, draw_rounded, draw_text
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, isolated

WIDTH: Final = 232

_ROW: Final = 42
_INSET: Final = 16
_DATED: Final = Qt.ItemDataRole.UserRole
_ROOT: Final = QModelIndex()


class UndatedColumn(Surface):
    """A heading over the list.

    Signals:
        edit_requested: The :class:`~annotator.app.timeline.DatedMention` that is to get a value.
        open_requested: The one that is to be shown in its article.
    """

    edit_requested = Signal(object)
    open_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("paper")
        self.setFixedWidth(WIDTH)
        self._heading = TextLine(font=interface_font(9, QFont.Weight.DemiBold), tone="muted", height=34)
        self.list = _List(self.tr("Mentions without a value"))
        self._model = _Model()
        self.list.setModel(self._model)
        self.list.clicked.connect(self._on_clicked)
        self.list.edit_requested.connect(self.edit_requested)
        self.list.open_requested.connect(self.open_requested)
        inner = column(row(self._heading, start=_INSET, end=8), self.list)
        self.setLayout(row(Hairline(Qt.Orientation.Vertical), inner))
        self.hide()

    def show_mentions(self, mentions: Sequence[DatedMention]) -> None:
        """List mentions without a value; without any the column goes away."""
        self._model.show_mentions(mentions)
        self._heading.set_text(counted(self.tr("%n mention(s) without a value", "", len(mentions)), len(mentions)))
        self.setVisible(bool(mentions))

    def take_focus(self) -> None:
        """Give the list the keyboard, on its first row if on none."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setFocus()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.edit_requested.emit(index.data(_DATED))


class _List(FlatList):
    edit_requested = Signal(object)
    open_requested = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, "paper")
        self.setItemDelegate(_Delegate(self))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the current mention with D, open it with Enter, as on the plot."""
        dated = self.currentIndex().data(_DATED) if self.currentIndex().isValid() else None
        if dated is not None and event.key() == Qt.Key.Key_D:
            self.edit_requested.emit(dated)
        elif dated is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(dated)
        else:
            super().keyPressEvent(event)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._mentions: list[DatedMention] = []

    def show_mentions(self, mentions: Sequence[DatedMention]) -> None:
        if list(mentions) == self._mentions:
            return
        self.beginResetModel()
        self._mentions = list(mentions)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._mentions)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a mention, or its words and title for screen readers."""
        dated = self._mentions[index.row()]
        if role == _DATED:
            return dated
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{isolated(dated.surface)}, {isolated(dated.title)}"
        return None


class _Delegate(QStyledItemDelegate):
    """Paints the words over the title of their article."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return room for two lines."""
        return QSize(WIDTH, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one mention."""
        dated, tokens = index.data(_DATED), theme.current()
        widget = option.widget
        painter.save()
        painter.translate(option.rect.topLeft())
        width = option.rect.width()
        if is_selected(option) or is_hovered(option):
            ground = tokens.row if is_selected(option) else tokens.hover
            draw_rounded(painter, QRectF(8, 1, width - 16, _ROW - 2), 5, ground)
        direction = widget.layoutDirection()
        words = QRectF(_INSET, 3, width - 2 * _INSET, 20)
        draw_text(painter, words, dated.surface, interface_font(9.5), tokens.ink, Align.START, direction)
        title = QRectF(_INSET, 21, width - 2 * _INSET, 17)
        draw_text(painter, title, dated.title, interface_font(8.5), tokens.muted, Align.START, direction)
        painter.restore()
