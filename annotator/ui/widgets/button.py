"""Buttons of dialogs and footers: plain, primary and as a link, with an icon or the key that presses them."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.canvas import Canvas, Edge, text_width

_HEIGHT: Final = 32
_ICON: Final = 16
_GAP: Final = 6
_KEY_HEIGHT: Final = 18
_KEY_PADDING: Final = 10
_RADIUS: Final = 6


class ButtonKind(Enum):
    """How much a button asks to be pressed. A dialog has one primary button."""

    PLAIN = "plain"
    PRIMARY = "primary"
    LINK = "link"


class Button(QAbstractButton):
    """A push button.

    Args:
        text: What it says.
        kind: How it looks.
        icon: A glyph before the text, or "".
        key: The key that presses it, shown inside it, or "".
        height: In px.
        parent: The parent widget.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.PLAIN,
        *,
        icon: str = "",
        key: str = "",
        height: int = _HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._glyph = icon
        self._key = key
        self.setText(text)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind is ButtonKind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def key(self) -> str:
        """The key shown inside it."""
        return self._key

    def set_words(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for icon, text and key."""
        width = 2 * self._padding + text_width(self.text(), self._font())
        if self._glyph:
            width += _ICON + _GAP
        if self._key:
            width += self._key_width() + 8
        return QSize(round(width + 0.5), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: the text is never shortened."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, text and key."""
        canvas = Canvas.of(self, QPainter(self))
        self._paint_ground(canvas)
        colour = self._text_colour()
        start = float(self._padding)
        if self._glyph:
            rect = canvas.rect(start, (self.height() - _ICON) / 2, _ICON, _ICON)
            canvas.icon(rect, self._glyph, self._icon_colour(colour))
            start += _ICON + _GAP
        rect = canvas.rect(start, 0, self.width() - start, self.height())
        canvas.text(rect, self.text(), self._font(), colour, is_sentence=True)
        if self._key:
            self._paint_key(canvas, colour)

    def _paint_ground(self, canvas: Canvas) -> None:
        tokens = theme.current()
        rect = QRectF(self.rect())
        if self._kind is ButtonKind.PRIMARY:
            darker = 0.14 if self.isDown() else 0.07 if self.underMouse() else 0
            fill: str | QColor = theme.mix(tokens.accent, tokens.ink, darker)
            canvas.rounded(rect, _RADIUS, fill if self.isEnabled() else tokens.hover)
        elif self._kind is ButtonKind.PLAIN:
            pressed = self.isDown() and self.isEnabled()
            fill = tokens.row if pressed else tokens.hover if self._is_hovered() else tokens.raised
            canvas.rounded(rect, _RADIUS, fill, tokens.hairline)
        elif self._is_hovered():
            canvas.rounded(rect, _RADIUS, tokens.row if self.isDown() else tokens.hover)

    def _paint_key(self, canvas: Canvas, colour: str) -> None:
        width = self._key_width()
        start = self.width() - self._padding + 4 - width
        rect = canvas.rect(start, (self.height() - _KEY_HEIGHT) / 2, width, _KEY_HEIGHT)
        ground = theme.current().accent if self._kind is ButtonKind.PRIMARY else theme.current().raised
        canvas.rounded(rect, 4, None, theme.mix(ground, colour, 0.45))
        canvas.text(rect, self._key, interface_font(8), colour, Edge.CENTRE, is_sentence=True)

    def _text_colour(self) -> str:
        tokens = theme.current()
        if not self.isEnabled():
            return tokens.muted if self._kind is ButtonKind.PRIMARY else theme.mix(tokens.panel, tokens.ink, 0.4).name()
        if self._kind is ButtonKind.PRIMARY:
            return tokens.on_accent
        return tokens.accent if self._kind is ButtonKind.LINK else tokens.ink

    def _icon_colour(self, text_colour: str) -> str:
        is_plain = self._kind is ButtonKind.PLAIN and self.isEnabled()
        return theme.current().muted if is_plain else text_colour

    def _is_hovered(self) -> bool:
        return self.isEnabled() and self.underMouse()

    def _font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self._kind is ButtonKind.PRIMARY else QFont.Weight.Normal
        return interface_font(10, weight)

    @property
    def _padding(self) -> int:
        return 8 if self._kind is ButtonKind.LINK else 14

    def _key_width(self) -> float:
        return text_width(self._key, interface_font(8)) + _KEY_PADDING
