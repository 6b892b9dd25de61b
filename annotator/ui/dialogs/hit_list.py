"""Places in texts, each with its context and a box to check: the list in which bulk linking is looked over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.identical import Hit
from annotator.core.ids import DocumentId
from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.context_line import draw_in_context, shape
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import Align, draw_rounded, draw_text, mirrored

HIT_HEIGHT: Final = 30
TITLE_HEIGHT: Final = 32

_ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_ROOT: Final = QModelIndex()
_BOX: Final = 15
_BOX_START: Final = 24
_LINE_START: Final = 52
_END: Final = 24
_NOTE_WIDTH: Final = 124
_STROKE: Final = (QPointF(3.5, 7.7), QPointF(6.5, 10.7), QPointF(11.7, 4.5))
"""A check, in the coordinates of its box."""

_DASH: Final = (QPointF(4, 7.5), QPointF(11, 7.5))


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a document's hits."""

    document: DocumentId
    text: str
    count: int


class HitModel(QAbstractListModel):
    """Hits under the titles of their documents, each checked or not. Hits inside longer marks begin unchecked."""

    def __init__(self, hits: Sequence[Hit], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Title | Hit] = []
        self._checked: set[int] = set()
        by_document: dict[DocumentId, list[Hit]] = {}
        for hit in hits:
            by_document.setdefault(hit.document, []).append(hit)
        for document, own in by_document.items():
            self._entries.append(Title(document, own[0].title, len(own)))
            for hit in own:
                if not hit.inside:
                    self._checked.add(len(self._entries))
                self._entries.append(hit)

    @property
    def checked(self) -> list[Hit]:
        """The checked hits in their order."""
        return [entry for row, entry in enumerate(self._entries) if row in self._checked and isinstance(entry, Hit)]

    @property
    def total(self) -> int:
        """How many hits there are."""
        return sum(isinstance(entry, Hit) for entry in self._entries)

    def toggle(self, row: int) -> None:
        """Check a hit or not; a title, all hits under it."""
        rows = {row} if isinstance(self._entries[row], Hit) else self._rows_under(row)
        self._set(rows, on=not rows <= self._checked)

    def check_all(self, *, on: bool) -> None:
        """Check every hit, or none."""
        self._set({row for row, entry in enumerate(self._entries) if isinstance(entry, Hit)}, on=on)

    def state(self, row: int) -> Qt.CheckState:
        """Return whether a hit, or all under a title, are checked."""
        rows = {row} if isinstance(self._entries[row], Hit) else self._rows_under(row)
        if rows <= self._checked:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if rows & self._checked else Qt.CheckState.Unchecked

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many lines there are, titles included."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let every line be checked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, its words, and whether it is checked."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.state(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.text if isinstance(entry, Title) else f"{entry.before}{entry.surface}{entry.after}"
        return None

    def _rows_under(self, row: int) -> set[int]:
        title = self._entries[row]
        count = title.count if isinstance(title, Title) else 0
        return set(range(row + 1, row + 1 + count))

    def _set(self, rows: set[int], *, on: bool) -> None:
        self._checked = self._checked | rows if on else self._checked - rows
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1), [Qt.ItemDataRole.CheckStateRole])


class HitList(FlatList):
    """The list. Space or a click checks a line."""

    def __init__(self, name: str, model: HitModel, label: Label | None) -> None:
        super().__init__(name, ground="paper")
        self._hits = model
        self.setModel(model)
        self.setItemDelegate(_HitDelegate(label, self))
        self.setUniformItemSizes(False)
        self.setCurrentIndex(model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check the current line with the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._hits.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Check the line that is clicked."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._hits.toggle(index.row())


class _HitDelegate(QStyledItemDelegate):
    """Paints titles and hits."""

    def __init__(self, label: Label | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line."""
        return QSize(0, TITLE_HEIGHT if isinstance(index.data(_ENTRY_ROLE), Title) else HIT_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a line."""
        entry = index.data(_ENTRY_ROLE)
        painter.save()
        painter.translate(option.rect.topLeft())
        ground = _paint_ground(painter, option)
        _paint_check(painter, option, index.data(Qt.ItemDataRole.CheckStateRole))
        if isinstance(entry, Title):
            _paint_title(painter, option, entry)
        elif isinstance(entry, Hit):
            self._paint_hit(painter, option, entry, ground)
        painter.restore()

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, ground: str) -> None:
        """Paint the hit in its context, and at the end what is known about it."""
        width, direction = option.rect.width(), option.direction
        box = mirrored(QRectF(width - _END - _NOTE_WIDTH, 0, _NOTE_WIDTH, HIT_HEIGHT), width, direction)
        tone = theme.current().muted_on_row if is_selected(option) else theme.current().muted
        draw_text(painter, box, _note(hit), interface_font(8.5), tone, Align.END, direction, own_direction=False)
        room = width - _LINE_START - _END - _NOTE_WIDTH - 8
        window = mirrored(QRectF(_LINE_START, 0, room, HIT_HEIGHT), width, direction)
        draw_in_context(painter, window, shape(hit.before, hit.surface, hit.after), self._label, ground)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> str:
    tokens = theme.current()
    if not is_selected(option) and not is_hovered(option):
        return tokens.paper
    ground = tokens.row if is_selected(option) else tokens.hover
    draw_rounded(painter, QRectF(8, 1, option.rect.width() - 16, option.rect.height() - 2), 6, ground)
    return ground


def _paint_title(painter: QPainter, option: QStyleOptionViewItem, title: Title) -> None:
    tokens = theme.current()
    width, direction = option.rect.width(), option.direction
    font = interface_font(9.5, QFont.Weight.Medium)
    count = mirrored(QRectF(width - _END - 48, 0, 48, TITLE_HEIGHT), width, direction)
    muted = tokens.muted_on_row if is_selected(option) else tokens.muted
    draw_text(painter, count, str(title.count), interface_font(9, tabular=True), muted, Align.END, direction)
    box = mirrored(QRectF(_LINE_START, 0, width - _LINE_START - _END - 60, TITLE_HEIGHT), width, direction)
    draw_text(painter, box, title.text, font, tokens.ink, Align.START, direction)


def _paint_check(painter: QPainter, option: QStyleOptionViewItem, state: Qt.CheckState) -> None:
    tokens = theme.current()
    top = (option.rect.height() - _BOX) / 2
    box = mirrored(QRectF(_BOX_START, top, _BOX, _BOX), option.rect.width(), option.direction)
    if state is Qt.CheckState.Unchecked:
        draw_rounded(painter, box, 4, tokens.raised, theme.mix(tokens.hairline, tokens.muted, 0.5))
        return
    draw_rounded(painter, box, 4, tokens.accent)
    pen = QPen(QColor(tokens.on_accent), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    stroke = _STROKE if state is Qt.CheckState.Checked else _DASH
    painter.drawPolyline([box.topLeft() + point for point in stroke])


def _note(hit: Hit) -> str:
    """Return what there is to know about a hit before it is linked."""
    if hit.inside:
        return QCoreApplication.translate("HitList", "inside a longer mark")
    if hit.mention is not None:
        return QCoreApplication.translate("HitList", "marked")
    return ""
