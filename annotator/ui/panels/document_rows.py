"""How documents look in the list, and in the rail when the list is folded away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.document import DocumentState
from annotator.core.rows import DocumentRow
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.models.document_list import PROPOSED_ROLE, ROW_ROLE
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import (
    Align,
    advance,
    draw_paragraph,
    draw_rounded,
    draw_state,
    draw_tag,
    draw_text,
    mirrored,
    tag_width,
)
from annotator.ui.wording import date_text

ROW_HEIGHT: Final = 84
RAIL_ROW_HEIGHT: Final = 54

_INSET: Final = 18
_META_TOP: Final = 54
_COUNT_WIDTH: Final = 16
_NO_MENTIONS: Final = "–"


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Tell whether a row is painted as the selected one."""
    from PySide6.QtWidgets import QStyle  # see _Ground

    return bool(option.state & QStyle.StateFlag.State_Selected)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    """Tell whether the pointer is on a row."""
    from PySide6.QtWidgets import QStyle

    return bool(option.state & QStyle.StateFlag.State_MouseOver)


class _Ground:
    """Whether a row of documents stands out in its list.

    Their lists are in the first frame. An option's own flags would bring with them all that styles know of themselves,
    which takes a hundredth of the start.
    """

    def __init__(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        shown = option.widget
        self.is_chosen = isinstance(shown, FlatList) and shown.is_chosen(index)
        self._is_hovered = isinstance(shown, FlatList) and shown.is_hovered(index)

    def paint(self, painter: QPainter, rect: QRectF) -> str:
        """Paint the ground of a row that is chosen or hovered, and return the colour that is there now."""
        tokens = theme.current()
        if self.is_chosen:
            draw_rounded(painter, rect, 6, tokens.row)
            return tokens.row
        if self._is_hovered:
            draw_rounded(painter, rect, 6, tokens.hover)
            return tokens.hover
        return tokens.panel


class DocumentDelegate(QStyledItemDelegate):
    """A row of 84 pixels: title on two lines, state, language, date, mentions, and a line that fills with the work."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of all rows."""
        return QSize(120, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, DocumentRow):
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        tokens = theme.current()
        standing = _Ground(option, index)
        ground = standing.paint(painter, QRectF(8, 3, option.rect.width() - 16, ROW_HEIGHT - 6))
        weight = QFont.Weight.DemiBold if standing.is_chosen else QFont.Weight.Normal
        title = QRectF(_INSET, 9, option.rect.width() - 2 * _INSET, 40)
        draw_paragraph(painter, title, row.title, font=interface_font(10, weight), colour=tokens.ink, lines=2)
        muted = tokens.muted_on_row if standing.is_chosen else tokens.muted
        self._paint_facts(painter, option, row, (ground, muted), index.data(PROPOSED_ROLE))
        self._paint_progress(painter, option, row, ground)
        painter.restore()

    def _paint_facts(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: DocumentRow,
        colours: tuple[str, str],
        proposed: int,
    ) -> None:
        tokens, (ground, muted) = theme.current(), colours
        width, direction = option.rect.width(), option.direction
        dot = mirrored(QRectF(_INSET, _META_TOP, 10, 17), width, direction)
        draw_state(painter, dot.center(), row.state)
        start = 34.0
        tag = mirrored(QRectF(start, _META_TOP, tag_width(row.language), 16), width, direction)
        draw_tag(painter, tag.left(), tag.top(), row.language, ground)
        start += tag.width() + 8
        font = interface_font(8.5, tabular=True)
        box = mirrored(QRectF(start, _META_TOP, width - start - 80, 17), width, direction)
        draw_text(painter, box, date_text(row.date), font, muted, Align.START, direction)
        box = mirrored(QRectF(width - _INSET - 60, _META_TOP, 60, 17), width, direction)
        count = f"{row.mentions:,}" if row.mentions else _NO_MENTIONS
        draw_text(painter, box, count, font, muted, Align.END, direction)
        if proposed:
            end = width - _INSET - max(advance(count, font), _COUNT_WIDTH) - 10
            box = mirrored(QRectF(end - 60, _META_TOP, 60, 17), width, direction)
            colour = tokens.accent if tokens.name is not theme.ThemeName.CONTRAST else tokens.ink
            draw_text(painter, box, f"{proposed:,}?", font, colour, Align.END, direction, own_direction=False)

    def _paint_progress(self, painter: QPainter, option: QStyleOptionViewItem, row: DocumentRow, ground: str) -> None:
        tokens = theme.current()
        width = option.rect.width()
        trough = QRectF(_INSET, ROW_HEIGHT - 10, width - 2 * _INSET, 2)
        draw_rounded(painter, mirrored(trough, width, option.direction), 1, theme.mix(ground, tokens.ink, 0.09))
        if row.progress and row.state is not DocumentState.NEW:
            trough.setWidth(trough.width() * row.progress)
            colour = tokens.ok if row.state is DocumentState.FINISHED else tokens.accent
            draw_rounded(painter, mirrored(trough, width, option.direction), 1, colour)


class RailDelegate(QStyledItemDelegate):
    """A row of the folded list: the state's dot over the language's tag."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of all rows."""
        return QSize(40, RAIL_ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, DocumentRow):
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        width = option.rect.width()
        ground = _Ground(option, index).paint(painter, QRectF(6, 0, width - 12, 48))
        draw_state(painter, QPointF(width / 2, 15), row.state)
        draw_tag(painter, (width - tag_width(row.language)) / 2, 25, row.language, ground)
        painter.restore()
