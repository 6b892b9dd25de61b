"""How a mention looks in a list: its label's sample, the words it covers, and what it names."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.labels import LabelSet
from annotator.ui import theme
from annotator.ui.document.wording import NameKind, name_of
from annotator.ui.fonts import interface_font
from annotator.ui.models.mention_list import ENTRY_ROLE, Entry
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_sample, draw_text, mirrored

ROW_HEIGHT: Final = 34

_INSET: Final = 16
_SCORE_WIDTH: Final = 34


class MentionDelegate(QStyledItemDelegate):
    """Paints rows of 34 pixels.

    Args:
        parent: The list.
        shows_scores: Whether how sure a suggestion is takes the end of the row.
    """

    def __init__(self, parent: QWidget, *, shows_scores: bool = False) -> None:
        super().__init__(parent)
        self._shows_scores = shows_scores
        self._labels: LabelSet | None = None

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._labels = labels

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of all rows."""
        return QSize(100, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        tokens = theme.current()
        ground = tokens.row if is_selected(option) else tokens.hover if is_hovered(option) else tokens.panel
        width, direction = option.rect.width(), option.direction
        if ground != tokens.panel:
            draw_rounded(painter, QRectF(8, 1, width - 16, ROW_HEIGHT - 2), 6, ground)
        label = self._labels.get(entry.mention.label) if self._labels else None
        if label is not None:
            draw_sample(painter, mirrored(QRectF(_INSET, 11, 16, 9), width, direction), label, ground)
        end = width - _INSET
        if self._shows_scores and entry.mention.score is not None:
            box = mirrored(QRectF(end - _SCORE_WIDTH, 0, _SCORE_WIDTH, ROW_HEIGHT - 1), width, direction)
            score = f"{entry.mention.score:.2f}"
            draw_text(painter, box, score, interface_font(8.5, tabular=True), _muted(option), Align.END, direction)
            end -= _SCORE_WIDTH + 8
        self._paint_words(painter, option, entry, QRectF(_INSET + 26, 0, end - _INSET - 26, ROW_HEIGHT - 1))
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, room: QRectF) -> None:
        """Write the surface at the start and the name at the end; the surface gets at least half of the room."""
        tokens = theme.current()
        width, direction = option.rect.width(), option.direction
        name, kind = name_of(entry.mark)
        surface_font = interface_font(10, QFont.Weight.Medium if is_selected(option) else QFont.Weight.Normal)
        name_font = interface_font(9.5)
        surface_width = advance(entry.mention.surface, surface_font)
        name_width = min(advance(name, name_font) + 2, max(room.width() / 2, room.width() - surface_width - 14))
        box = QRectF(room.left(), 0, room.width() - name_width - (10 if name else 0), room.height())
        box = mirrored(box, width, direction)
        draw_text(painter, box, entry.mention.surface, surface_font, tokens.ink, Align.START, direction)
        warn = tokens.warn_on_row if is_selected(option) else tokens.warn
        colour = warn if kind is NameKind.OPEN else _muted(option)
        box = mirrored(QRectF(room.right() - name_width, 0, name_width, room.height()), width, direction)
        draw_text(painter, box, name, name_font, colour, Align.END, direction)


def _muted(option: QStyleOptionViewItem) -> str:
    tokens = theme.current()
    return tokens.muted_on_row if is_selected(option) else tokens.muted
