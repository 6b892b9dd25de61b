"""The mentions that something happens to on the way out, one line each; a click goes to the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.labels import DEFAULT_LABELS, LabelSet
from annotator.formats.losses import AffectedMention
from annotator.ui import theme
from annotator.ui.dialogs.transfer_wording import loss_clause
from annotator.ui.fonts import interface_font
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import Align, draw_rounded, draw_sample, draw_text, mirrored
from annotator.ui.wording import file_name, number_range

_ROW_HEIGHT: Final = 40
_MENTION_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_ROOT: Final = QModelIndex()


class AffectedModel(QAbstractListModel):
    """Mentions as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mentions: Sequence[AffectedMention] = ()

    def set_mentions(self, mentions: Sequence[AffectedMention]) -> None:
        """Show these."""
        self.beginResetModel()
        self._mentions = mentions
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._mentions)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a mention and its words."""
        if not index.isValid():
            return None
        mention = self._mentions[index.row()]
        if role == _MENTION_ROLE:
            return mention
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{mention.text}, {mention.label}, {loss_clause(mention.kind)}"
        return None


class AffectedList(FlatList):
    """The list.

    Signals:
        mention_chosen: The :class:`~annotator.formats.losses.AffectedMention` to look at.
    """

    mention_chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, ground="paper")
        self._mentions = AffectedModel(self)
        self._delegate = _AffectedDelegate(self)
        self.setModel(self._mentions)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def set_mentions(self, mentions: Sequence[AffectedMention], labels: LabelSet) -> None:
        """Show these."""
        self._delegate.labels = labels
        self._mentions.set_mentions(mentions)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.mention_chosen.emit(index.data(_MENTION_ROLE))


class _AffectedDelegate(QStyledItemDelegate):
    """Paints a mention with its place, and what happens to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: LabelSet = DEFAULT_LABELS

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a mention."""
        mention = index.data(_MENTION_ROLE)
        if not isinstance(mention, AffectedMention):
            return
        tokens = theme.current()
        width, direction = option.rect.width(), option.direction
        painter.save()
        painter.translate(option.rect.topLeft())
        ground = tokens.row if is_selected(option) else tokens.hover if is_hovered(option) else tokens.paper
        draw_rounded(painter, QRectF(0, 1, width, _ROW_HEIGHT - 2), 6, ground)
        label = self.labels.get(mention.label)
        if label is not None:
            draw_sample(painter, mirrored(QRectF(10, 8, 16, 9), width, direction), label, ground)
        box = mirrored(QRectF(36, 2, width - 260, 19), width, direction)
        draw_text(painter, box, mention.text, interface_font(10), tokens.ink, Align.START, direction)
        place = f"{file_name(mention.name)}  {number_range(mention.start, mention.end)}"
        muted = tokens.muted_on_row if is_selected(option) else tokens.muted
        box = mirrored(QRectF(width - 214, 2, 204, 19), width, direction)
        font = interface_font(9, tabular=True)
        draw_text(painter, box, place, font, muted, Align.END, direction, own_direction=False)
        box = mirrored(QRectF(36, 20, width - 46, 18), width, direction)
        clause = loss_clause(mention.kind)
        draw_text(painter, box, clause, interface_font(9), muted, Align.START, direction, own_direction=False)
        painter.restore()
