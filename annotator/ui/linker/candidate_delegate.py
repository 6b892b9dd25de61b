"""How a candidate is painted: number, names, label, reasons, and how likely it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.labels import DEFAULT_LABELS, Label, LabelSet
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.linker.offers import Offer, Reason
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_sample, draw_text, mirrored
from annotator.ui.wording import label_name

ROW_HEIGHT: Final = 56
OFFER_ROLE: Final = int(Qt.ItemDataRole.UserRole)

_NAMES_START: Final = 38
_BAR_WIDTH: Final = 56
_BAR_END: Final = 20
_LIKELY: Final = 0.6
_DIGITS: Final = 9


class CandidateDelegate(QStyledItemDelegate):
    """Paints the rows of the linker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: LabelSet = DEFAULT_LABELS

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one candidate."""
        offer = index.data(OFFER_ROLE)
        if not isinstance(offer, Offer):
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        row = _Row(painter, option)
        row.paint_ground()
        row.paint_number(index.row() + 1)
        row.paint_names(offer.names)
        start = row.paint_label(self.labels.get(offer.label), offer.label)
        row.paint_reasons(offer.reasons, start)
        row.paint_score(offer.score)
        painter.restore()


class _Row:
    """One row being painted; boxes are given from the start side."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._direction = option.direction
        self._width = float(option.rect.width())
        self._is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._theme = theme.current()

    def paint_ground(self) -> None:
        if self._is_chosen or self._is_hovered:
            ground = self._theme.row if self._is_chosen else self._theme.hover
            draw_rounded(self._painter, self._box(6, 1, self._width - 12, ROW_HEIGHT - 2), 6, ground)

    def paint_number(self, number: int) -> None:
        if number <= _DIGITS:
            font = interface_font(8.5, tabular=True)
            self._text(self._box(14, 7, 14, 22), str(number), font, self._muted, Align.CENTRE)

    def paint_names(self, names: tuple[str, ...]) -> None:
        """Paint the first name strongly, the others after it while there is room."""
        room_ends = self._width - _BAR_END - _BAR_WIDTH - 16
        start: float = _NAMES_START
        weight = QFont.Weight.DemiBold if self._is_chosen else QFont.Weight.Medium
        font, colour = interface_font(11, weight), QColor(self._theme.ink)
        for position, name in enumerate(names):
            room = room_ends - start
            width = advance(name, font)
            if position and width > room + 1 and room < _BAR_WIDTH:
                return
            if position:
                self._text(self._box(start - 9, 6, 6, 24), "·", font, self._theme.muted, Align.CENTRE)
            start += self._text(self._box(start, 6, min(width + 2, room), 24), name, font, colour) + 12
            font = interface_font(10.5)
            colour = theme.mix(self._theme.ink, self._theme.raised, 0.25)

    def paint_label(self, label: Label | None, name: str) -> float:
        """Paint the label's sample and name; return where they end."""
        font = interface_font(8, QFont.Weight.DemiBold, letter_spacing=103)
        if label is None:
            colour, start = self._theme.muted, float(_NAMES_START)
        else:
            ground = self._theme.row if self._is_chosen else self._theme.raised
            draw_sample(self._painter, self._box(_NAMES_START, 37, 16, 8), label, ground)
            colour, start = self._theme.label_text_colour(label), 62.0
        shown = label_name(name)
        return start + self._text(self._box(start, 31, 110, 20), shown, font, colour) + 12

    def paint_reasons(self, reasons: tuple[Reason, ...], start: float) -> None:
        font = interface_font(9)
        room_ends = self._width - _BAR_END - _BAR_WIDTH - 16
        for reason in reasons:
            colour = self._theme.ok if reason.certain else self._muted
            width = advance(reason.text, font) + (16 if reason.certain else 0)
            if start + width > room_ends and reason is not reasons[0]:
                continue
            if reason.certain:
                paint_icon(self._painter, self._box(start, 35, 12, 12), "check", QColor(colour))
                start += 16
            box = self._box(start, 31, max(0.0, min(width + 3, room_ends - start)), 20)
            start += self._text(box, reason.text, font, colour, is_wording=True) + 14

    def paint_score(self, score: float) -> None:
        track = self._box(self._width - _BAR_END - _BAR_WIDTH, 16, _BAR_WIDTH, 4)
        draw_rounded(self._painter, track, 2, theme.mix(self._theme.raised, self._theme.ink, 0.11))
        share = max(0.0, min(1.0, score))
        filled = self._box(self._width - _BAR_END - _BAR_WIDTH, 16, _BAR_WIDTH * share, 4)
        weak = theme.mix(self._theme.muted, self._theme.raised, 0.2)
        draw_rounded(self._painter, filled, 2, self._theme.accent if score > _LIKELY else weak)
        font = interface_font(8.5, tabular=True)
        box = self._box(self._width - _BAR_END - _BAR_WIDTH, 25, _BAR_WIDTH, 18)
        self._text(box, f"{score:.2f}", font, self._muted, Align.END)

    @property
    def _muted(self) -> str:
        return self._theme.muted_on_row if self._is_chosen else self._theme.muted

    def _box(self, start: float, top: float, width: float, height: float) -> QRectF:
        return mirrored(QRectF(start, top, width, height), self._width, self._direction)

    def _text(
        self,
        box: QRectF,
        text: str,
        font: QFont,
        colour: QColor | str,
        align: Align = Align.START,
        *,
        is_wording: bool = False,
    ) -> float:
        return draw_text(self._painter, box, text, font, colour, align, self._direction, own_direction=not is_wording)
