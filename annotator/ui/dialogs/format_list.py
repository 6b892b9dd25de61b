"""The formats there are to export to, with what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.formats.base import Format
from annotator.ui import theme
from annotator.ui.dialogs.transfer_wording import purpose_of
from annotator.ui.fonts import interface_font
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import Align, draw_rounded, draw_text, mirrored

WIDTH: Final = 248

_ROW_HEIGHT: Final = 44
_FORMAT_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_ROOT: Final = QModelIndex()


class FormatModel(QAbstractListModel):
    """Formats as rows."""

    def __init__(self, formats: Sequence[Format], parent: QWidget) -> None:
        super().__init__(parent)
        self.formats = formats

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.formats)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a format, its title, or title and purpose."""
        if not index.isValid():
            return None
        chosen = self.formats[index.row()]
        if role == _FORMAT_ROLE:
            return chosen
        if role == Qt.ItemDataRole.DisplayRole:
            return chosen.title
        return f"{chosen.title}, {purpose_of(chosen)}" if role == Qt.ItemDataRole.AccessibleTextRole else None


class FormatList(FlatList):
    """The list. Arrow keys choose, and letters jump.

    Signals:
        format_chosen: The chosen format.
    """

    format_chosen = Signal(object)

    def __init__(self, name: str, formats: Sequence[Format]) -> None:
        super().__init__(name, ground="panel")
        self._formats = FormatModel(formats, self)
        self.setModel(self._formats)
        self.setItemDelegate(_FormatDelegate(self))
        self.setCurrentIndex(self._formats.index(0))
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    @property
    def chosen(self) -> Format:
        """The chosen format."""
        return self._formats.formats[self.currentIndex().row()]

    def choose(self, name: str) -> None:
        """Choose a format by its name."""
        for row, known in enumerate(self._formats.formats):
            if known.name == name:
                self.setCurrentIndex(self._formats.index(row))

    def step(self, by: int) -> None:
        """Choose the next format in a direction, as far as there is one."""
        row = max(0, min(self.currentIndex().row() + by, len(self._formats.formats) - 1))
        self.setCurrentIndex(self._formats.index(row))

    def _on_current_row_changed(self) -> None:
        self.format_chosen.emit(self.chosen)


class _FormatDelegate(QStyledItemDelegate):
    """Paints a format: its title over its purpose."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a format."""
        chosen = index.data(_FORMAT_ROLE)
        if not isinstance(chosen, Format):
            return
        tokens = theme.current()
        width, direction = option.rect.width(), option.direction
        painter.save()
        painter.translate(option.rect.topLeft())
        selected = is_selected(option)
        if selected or is_hovered(option):
            ground = tokens.row if selected else tokens.hover
            draw_rounded(painter, QRectF(8, 1, width - 16, _ROW_HEIGHT - 2), 6, ground)
        font = interface_font(10, QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        box = mirrored(QRectF(20, 4, width - 36, 20), width, direction)
        draw_text(painter, box, chosen.title, font, tokens.accent if selected else tokens.ink, Align.START, direction)
        box = mirrored(QRectF(20, 22, width - 36, 17), width, direction)
        muted = tokens.muted_on_row if selected else tokens.muted
        text = purpose_of(chosen)
        draw_text(painter, box, text, interface_font(8.5), muted, Align.START, direction, own_direction=False)
        painter.restore()
