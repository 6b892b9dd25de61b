"""The first article as its file will hold it: as a table of tokens, or as the file's own text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.core.labels import Label, LabelSet
from annotator.formats.tables import TokenRow, TokenTable
from annotator.ui import theme
from annotator.ui.dialogs.raw_text import Line
from annotator.ui.fonts import INTERFACE_FAMILIES, interface_font
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, mirrored

_LINE: Final = 17
_HEAD: Final = 24
_TOP: Final = 6
_INSET: Final = 16
_NUMBER_WIDTH: Final = 40
_TOKEN_WIDTH: Final = 124
_GAP: Final = 14
_CELL_WIDTHS: Final = {"ws": 16, "iob": 20, "type": 74, "tag": 92}
_TIE: Final = 6


class PreviewPane(QAbstractScrollArea):
    """The pane. Columns run in the interface's direction; each token keeps its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: LabelSet | None = None
        self._table: TokenTable | None = None
        self._lines: Sequence[Line] = ()
        self._sentence = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Preview"))

    def show_table(self, table: TokenTable, labels: LabelSet) -> None:
        """Show a document as a table."""
        self._table, self._lines, self._sentence, self._labels = table, (), "", labels
        self._begin(len(table.rows))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show a file's text."""
        self._table, self._lines, self._sentence = None, lines, ""
        self._begin(len(lines))

    def show_sentence(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._table, self._lines, self._sentence = None, (), sentence
        self._begin(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll as far as the new height asks."""
        super().resizeEvent(event)
        self._set_range(len(self._table.rows) if self._table else len(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        painter = QPainter(self.viewport())
        draw_rounded(painter, QRectF(self.viewport().rect()), 6, theme.current().panel)
        if self._table is not None:
            self._paint_table(painter, self._table)
        elif self._lines:
            self._paint_lines(painter)
        else:
            box = QRectF(self.viewport().rect()).adjusted(_INSET, _TOP, -_INSET, 0)
            box.setHeight(24)
            muted = theme.current().muted
            direction = self.layoutDirection()
            draw_text(painter, box, self._sentence, interface_font(9.5), muted, Align.START, direction)

    def _begin(self, lines: int) -> None:
        self._set_range(lines)
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def _set_range(self, lines: int) -> None:
        head = _HEAD if self._table is not None else 0
        in_sight = max(1, (self.viewport().height() - _TOP - head) // _LINE)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, lines - in_sight))
        bar.setPageStep(in_sight)

    # A table

    def _paint_table(self, painter: QPainter, table: TokenTable) -> None:
        tokens = theme.current()
        starts = _starts(table.columns)
        font = interface_font(8.5, QFont.Weight.DemiBold)
        for name, start in zip(table.columns, starts, strict=True):
            self._cell(painter, self._box(start, _TOP, 110), name, font, tokens.muted)
        self._token_cell(painter, _TOP, self.tr("token"), font, tokens.muted)
        width = self.viewport().width()
        painter.fillRect(QRectF(12, _TOP + 18, width - 24, 1), QColor(tokens.hairline))
        top, first = float(_HEAD), self.verticalScrollBar().value()
        painter.setClipRect(QRectF(0, _HEAD, width, self.viewport().height() - _HEAD - 2))
        for row in table.rows[first:]:
            if top > self.viewport().height():
                break
            self._paint_row(painter, top, row, starts)
            top += _LINE

    def _paint_row(self, painter: QPainter, top: float, row: TokenRow, starts: Sequence[float]) -> None:
        tokens = theme.current()
        label = self._labels.get(row.label) if self._labels and row.label else None
        fixed = fixed_font()
        box = self._box(starts[0], top, _NUMBER_WIDTH)
        draw_text(painter, box, str(row.number), fixed, tokens.faint, Align.END, self.layoutDirection())
        self._paint_token(painter, top, row, label)
        for cell, start in zip(row.cells, starts[1:], strict=True):
            colour = (
                tokens.label_text_colour(label) if label is not None and cell.endswith(label.name) else tokens.muted
            )
            room = self.viewport().width() - start - _INSET
            self._cell(painter, self._box(start, top, room), cell, fixed, colour)
        if row.also:
            also = self.tr("also {label}").format(label=row.also)
            box = self._box(self.viewport().width() - 214, top, 200)
            draw_text(painter, box, also, interface_font(8.5), tokens.ok, Align.END, self.layoutDirection())

    def _paint_token(self, painter: QPainter, top: float, row: TokenRow, label: Label | None) -> None:
        tokens = theme.current()
        font = interface_font(10)
        width = min(float(_TOKEN_WIDTH), advance(row.token, font))
        if label is not None:
            start = _token_end() - width - 4
            tint = theme.mix(tokens.panel, tokens.label_colour(label), 0.16)
            draw_rounded(painter, self._box(start, top, width + 8).adjusted(0, 1, 0, -1), 4, tint)
        self._token_cell(painter, top, row.token, font, tokens.ink)
        if row.is_joined:
            self._paint_tie(painter, top)

    def _paint_tie(self, painter: QPainter, top: float) -> None:
        """Tie a token to the one above, from whose word it was cut."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().warn), 1.3))
        is_rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self._box(_token_end() + 8, top, 0).left()
        bulge = x - _TIE if is_rtl else x + _TIE
        path = QPainterPath(QPointF(x, top - _LINE / 2))
        path.cubicTo(QPointF(bulge, top - _LINE / 2), QPointF(bulge, top + _LINE / 2), QPointF(x, top + _LINE / 2))
        painter.drawPath(path)

    def _token_cell(self, painter: QPainter, top: float, text: str, font: QFont, colour: str) -> None:
        box = self._box(_token_end() - _TOKEN_WIDTH, top, _TOKEN_WIDTH)
        draw_text(painter, box, text, font, colour, Align.END, self.layoutDirection())

    def _cell(self, painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> None:
        if text:
            draw_text(painter, box, text, font, colour, Align.START, self.layoutDirection())

    def _box(self, start: float, top: float, width: float) -> QRectF:
        return mirrored(QRectF(start, top, width, _LINE), self.viewport().width(), self.layoutDirection())

    # A text

    def _paint_lines(self, painter: QPainter) -> None:
        """Paint lines from left to right, as files run, each value in its own direction."""
        tokens = theme.current()
        font = fixed_font()
        top, first = float(_TOP), self.verticalScrollBar().value()
        end = self.viewport().width() - 12
        for line in self._lines[first:]:
            if top > self.viewport().height():
                break
            left = float(_INSET)
            for piece in line:
                if left >= end:
                    break
                box = QRectF(left, top, end - left, _LINE)
                colour = tokens.ink if piece.is_value else tokens.muted
                left += draw_text(painter, box, piece.text, font, colour, own_direction=piece.is_value)
            top += _LINE


@lru_cache(maxsize=1)
def fixed_font() -> QFont:
    """Return the font of columns and files: equally wide Latin letters, and the interface's for other scripts."""
    font = QFont()
    font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", *INTERFACE_FAMILIES])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(9)
    return font


def _token_end() -> float:
    return _INSET + _NUMBER_WIDTH + _GAP + _TOKEN_WIDTH


def _starts(columns: Sequence[str]) -> list[float]:
    """Return where the number and each cell begin; the token stands between them."""
    starts = [float(_INSET)]
    start = _token_end() + _GAP + 4
    for name in columns[1:]:
        starts.append(start)
        start += _CELL_WIDTHS.get(name, 120) + _GAP
    return starts
