"""How a concordance looks: articles, and under each its mentions in the middle of their lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.document import Direction
from annotator.core.labels import LabelSet
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.models.concordance import DIRECTION_ROLE, LINE_ROLE, Heading
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.context_line import draw_in_context, shape
from annotator.ui.widgets.painting import (
    Align,
    advance,
    draw_rounded,
    draw_tag,
    draw_text,
    mirrored,
    tag_width,
)

LINE_HEIGHT: Final = 28

_INSET: Final = 16


class ConcordanceDelegate(QStyledItemDelegate):
    """Paints headings and lines, all of one height: a list asks for that of each row where they differ."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: LabelSet | None = None

    def set_labels(self, labels: LabelSet) -> None:
        """Paint mentions in the colours of these labels."""
        self._labels = labels

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of all rows."""
        return QSize(100, LINE_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a heading or a line."""
        line = index.data(LINE_ROLE)
        painter.save()
        painter.translate(option.rect.topLeft())
        if isinstance(line, Heading):
            paint_heading(painter, option, line)
        elif isinstance(line, Occurrence):
            # A string enumeration comes out of a QVariant as a bare string.
            self._paint_line(painter, option, line, Direction(index.data(DIRECTION_ROLE)))
        painter.restore()

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Occurrence, direction: Direction
    ) -> None:
        ground = self._paint_ground(painter, option)
        shaped = shape(line.before, line.mention.surface, line.after, direction)
        window = QRectF(_INSET, 0, option.rect.width() - 2 * _INSET, LINE_HEIGHT)
        label = self._labels.get(line.mention.label) if self._labels else None
        draw_in_context(painter, window, shaped, label, ground)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> str:
        tokens = theme.current()
        box = QRectF(8, 0, option.rect.width() - 16, LINE_HEIGHT)
        if is_selected(option):
            draw_rounded(painter, box, 5, tokens.row)
            return tokens.row
        if is_hovered(option):
            draw_rounded(painter, box, 5, tokens.hover)
            return tokens.hover
        return tokens.panel


def paint_heading(painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
    """Paint an article's language, title and count."""
    tokens = theme.current()
    document: DocumentRow = heading.document
    width, direction = option.rect.width(), option.direction
    tag = mirrored(QRectF(_INSET, 7, tag_width(document.language), 16), width, direction)
    draw_tag(painter, tag.left(), tag.top(), document.language, tokens.panel)
    font = interface_font(9)
    count = str(heading.count)
    count_width = advance(count, font) + 4
    box = mirrored(QRectF(width - _INSET - count_width, 6, count_width, 18), width, direction)
    draw_text(painter, box, count, interface_font(9, tabular=True), tokens.muted, Align.END, direction)
    start = _INSET + tag.width() + 8
    box = mirrored(QRectF(start, 6, width - _INSET - count_width - 10 - start, 18), width, direction)
    draw_text(painter, box, document.title, font, tokens.muted, Align.START, direction)
