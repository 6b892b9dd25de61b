"""How groups of suggestions look: what they name, how sure and how many they are, and their places in context."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.document import Direction
from annotator.core.labels import LabelSet
from annotator.core.rows import Occurrence
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.models.suggestion_groups import LINE_ROLE, Head
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.context_line import draw_in_context, shape
from annotator.ui.widgets.painting import RTL, Align, advance, draw_rounded, draw_sample, draw_text, mirrored

HEAD_HEIGHT: Final = 34
LINE_HEIGHT: Final = 28

_INSET: Final = 16
_CHEVRON: Final = 12
_SAMPLE_START: Final = 38
_NAME_START: Final = 64
_BAR_WIDTH: Final = 34
_COUNT_WIDTH: Final = 26
_AFTER_NAME: Final = 10
_ENOUGH: Final = 0.8
"""Which share of a second name has to fit for it to be shown."""


class SuggestionDelegate(QStyledItemDelegate):
    """Paints heads of 34 pixels and lines of 28."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: LabelSet | None = None
        self.direction = Direction.AUTO

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._labels = labels

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a head or a line."""
        return QSize(100, HEAD_HEIGHT if isinstance(index.data(LINE_ROLE), Head) else LINE_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a head or a line."""
        line = index.data(LINE_ROLE)
        painter.save()
        painter.translate(option.rect.topLeft())
        ground = self._paint_ground(painter, option)
        if isinstance(line, Head):
            self._paint_head(painter, option, line, ground)
        elif isinstance(line, Occurrence):
            shaped = shape(line.before, line.mention.surface, line.after, self.direction)
            window = QRectF(_INSET, 0, option.rect.width() - 2 * _INSET, LINE_HEIGHT)
            label = self._labels.get(line.mention.label) if self._labels else None
            draw_in_context(painter, window, shaped, label, ground)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> str:
        tokens = theme.current()
        ground = tokens.row if is_selected(option) else tokens.hover if is_hovered(option) else tokens.panel
        if ground != tokens.panel:
            box = QRectF(8, 1, option.rect.width() - 16, option.rect.height() - 2)
            draw_rounded(painter, box, 5, ground)
        return ground

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, head: Head, ground: str) -> None:
        tokens = theme.current()
        width, direction = float(option.rect.width()), option.direction
        muted = tokens.muted_on_row if is_selected(option) else tokens.muted
        chevron = "caret-down" if head.is_open else "caret-left" if direction is RTL else "caret-right"
        box = mirrored(QRectF(_INSET, (HEAD_HEIGHT - _CHEVRON) / 2, _CHEVRON, _CHEVRON), width, direction)
        paint_icon(painter, box, chevron, QColor(muted))
        label = self._labels.get(head.label) if self._labels else None
        if label is not None:
            draw_sample(painter, mirrored(QRectF(_SAMPLE_START, 11, 16, 10), width, direction), label, ground)
        count_start = width - _INSET - _COUNT_WIDTH
        font = interface_font(9.5, tabular=True)
        box = mirrored(QRectF(count_start, 0, _COUNT_WIDTH, HEAD_HEIGHT), width, direction)
        draw_text(painter, box, f"{len(head.mentions):,}", font, muted, Align.END, direction)
        bar_start = count_start - 8 - _BAR_WIDTH
        self._paint_bar(painter, QRectF(bar_start, HEAD_HEIGHT / 2 - 2, _BAR_WIDTH, 4), width, direction, head, ground)
        self._paint_names(painter, bar_start - _AFTER_NAME, width, direction, head, muted)

    @staticmethod
    def _paint_names(  # noqa: PLR0917 - all of it is where and how to paint
        painter: QPainter, ends: float, width: float, direction: Qt.LayoutDirection, head: Head, muted: str
    ) -> None:
        weight = QFont.Weight.DemiBold if head.is_open else QFont.Weight.Normal
        font = interface_font(10, weight)
        room = max(0.0, ends - _NAME_START)
        box = mirrored(QRectF(_NAME_START, 0, room, HEAD_HEIGHT), width, direction)
        ink = theme.current().ink
        start = _NAME_START + draw_text(painter, box, head.name, font, ink, Align.START, direction) + _AFTER_NAME
        second_font = interface_font(9.5)
        if head.second and ends - start >= _ENOUGH * advance(head.second, second_font):
            box = mirrored(QRectF(start, 0, ends - start, HEAD_HEIGHT), width, direction)
            draw_text(painter, box, head.second, second_font, muted, Align.START, direction)

    @staticmethod
    def _paint_bar(  # noqa: PLR0917 - all of it is where and how to paint
        painter: QPainter, bar: QRectF, width: float, direction: Qt.LayoutDirection, head: Head, ground: str
    ) -> None:
        tokens = theme.current()
        draw_rounded(painter, mirrored(bar, width, direction), 2, theme.mix(ground, tokens.ink, 0.11))
        bar.setWidth(bar.width() * max(0.0, min(1.0, head.score)))
        draw_rounded(painter, mirrored(bar, width, direction), 2, tokens.accent)
