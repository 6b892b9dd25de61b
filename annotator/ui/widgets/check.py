"""Check boxes and radio buttons, with a count behind them where there is one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed

_HEIGHT: Final = 24
_BOX: Final = 15
_TEXT_START: Final = 24
_BEFORE_NOTE: Final = 8
_STROKE: Final = (QPointF(3.5, 7.7), QPointF(6.5, 10.7), QPointF(11.7, 4.5))


class Check(FlatButton):
    """Something that is so or not; or, as a radio button, one of several things.

    Args:
        text: What it says.
        is_radio: Whether it is one of several, of which one is chosen.
        note: A count or remark at its end.
        parent: The parent widget.
    """

    def __init__(self, text: str, *, is_radio: bool = False, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._is_radio = is_radio
        self._note = note
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(is_radio)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_note(self, note: str) -> None:
        """Change the remark at its end."""
        if note != self._note:
            self._note = note
            self.setAccessibleDescription(note)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for box, words and note."""
        width = _TEXT_START + advance(self.text(), interface_font(10))
        if self._note:
            width += _BEFORE_NOTE + advance(self._note, interface_font(9, tabular=True))
        return QSize(round(width + 2), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is shortened."""
        return self.sizeHint()

    def ground(self) -> str | None:
        """Return nothing: only the box answers to the mouse."""
        return None

    def paint_content(self, painter: QPainter) -> None:
        """Paint box, words and note."""
        tokens = theme.current()
        box = placed(self, 0.5, (self.height() - _BOX) / 2, _BOX, _BOX)
        if self._is_radio:
            self._paint_radio(painter, box)
        else:
            self._paint_box(painter, box)
        self.paint_words(painter)
        if self._note:
            rest = placed(self, _TEXT_START, 0, self.width() - _TEXT_START, self.height())
            note_font = interface_font(9, tabular=True)
            draw_text(painter, rest, self._note, note_font, tokens.muted, Align.END, self.layoutDirection())

    def paint_words(self, painter: QPainter) -> None:
        """Paint the words behind the box."""
        rest = placed(self, _TEXT_START, 0, self.width() - _TEXT_START, self.height())
        colour = theme.current().ink
        draw_text(painter, rest, self.text(), interface_font(10), colour, Align.START, self.layoutDirection())

    def _paint_radio(self, painter: QPainter, box: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._line()), 1.2))
        painter.setBrush(QColor(self._box_ground()))
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.current().accent))
            painter.drawEllipse(box.adjusted(4, 4, -4, -4))

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        tokens = theme.current()
        draw_rounded(painter, box, 4, tokens.accent if self.isChecked() else self._box_ground(), self._line())
        if self.isChecked():
            pen = QPen(QColor(tokens.on_accent), 1.8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline([box.topLeft() + point for point in _STROKE])

    def _line(self) -> str | QColor:
        tokens = theme.current()
        return tokens.accent if self.isChecked() else theme.mix(tokens.hairline, tokens.muted, 0.5)

    def _box_ground(self) -> str:
        tokens = theme.current()
        return tokens.hover if self.underMouse() and self.isEnabled() else tokens.raised
