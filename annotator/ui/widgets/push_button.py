"""Buttons of dialogs and footers: plain, primary and as a link, with an icon or the key that presses them."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed

_HEIGHT: Final = 32
_ICON: Final = 16
_GAP: Final = 6
_KEY_HEIGHT: Final = 18
_KEY_PADDING: Final = 10
_RADIUS: Final = 6


class Emphasis(Enum):
    """How much a button asks to be pressed. A dialog has one primary button."""

    PLAIN = "plain"
    PRIMARY = "primary"
    LINK = "link"


class PushButton(FlatButton):
    """A push button.

    Args:
        text: What it says.
        emphasis: How it looks.
        icon: A glyph before the text, or "".
        key: The key that presses it, shown inside it, or "".
        height: In px.
        parent: The parent widget.
    """

    def __init__(
        self,
        text: str,
        emphasis: Emphasis = Emphasis.PLAIN,
        *,
        icon: str = "",
        key: str = "",
        height: int = _HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._emphasis = emphasis
        self._glyph = icon
        self._key = key
        self.setText(text)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for icon, text and key."""
        width = 2 * self._padding + advance(self.text(), self._font())
        if self._glyph:
            width += _ICON + _GAP
        if self._key:
            width += self._key_width() + 8
        return QSize(round(width + 0.5), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: the text is never shortened."""
        return self.sizeHint()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the ground of its emphasis, which shows hover and press."""
        tokens = theme.current()
        box = QRectF(self.rect())
        if self._emphasis is Emphasis.LINK:
            super().paint_ground(painter)
        elif self._emphasis is Emphasis.PLAIN:
            draw_rounded(painter, box, _RADIUS, self.ground() or tokens.raised, tokens.hairline)
        elif self.isEnabled():
            darker = 0.14 if self.isDown() else 0.07 if self.underMouse() else 0.0
            draw_rounded(painter, box, _RADIUS, theme.mix(tokens.accent, tokens.ink, darker))
        else:
            painter.setOpacity(1)
            draw_rounded(painter, box, _RADIUS, tokens.hover)

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon, text and key."""
        colour = self._text_colour()
        start = float(self._padding)
        if self._glyph:
            box = placed(self, start, (self.height() - _ICON) / 2, _ICON, _ICON)
            is_plain = self._emphasis is Emphasis.PLAIN
            tone = theme.current().muted if is_plain else colour
            paint_icon(painter, box, self._glyph, QColor(tone), self.layoutDirection())
            start += _ICON + _GAP
        box = placed(self, start, 0, self.width() - start, self.height())
        direction = self.layoutDirection()
        draw_text(painter, box, self.text(), self._font(), colour, Align.START, direction, own_direction=False)
        if self._key:
            self._paint_key(painter, colour)

    def _paint_key(self, painter: QPainter, colour: str) -> None:
        width = self._key_width()
        start = self.width() - self._padding + 4 - width
        box = placed(self, start, (self.height() - _KEY_HEIGHT) / 2, width, _KEY_HEIGHT)
        ground = theme.current().accent if self._emphasis is Emphasis.PRIMARY else theme.current().raised
        draw_rounded(painter, box, 4, None, theme.mix(ground, colour, 0.45))
        draw_text(painter, box, self._key, interface_font(8), colour, Align.CENTRE)

    def _text_colour(self) -> str:
        tokens = theme.current()
        if self._emphasis is Emphasis.PRIMARY:
            return tokens.on_accent if self.isEnabled() else tokens.muted
        return tokens.accent if self._emphasis is Emphasis.LINK else tokens.ink

    def _font(self) -> QFont:
        is_primary = self._emphasis is Emphasis.PRIMARY
        return interface_font(10, QFont.Weight.DemiBold if is_primary else QFont.Weight.Normal)

    @property
    def _padding(self) -> int:
        return 8 if self._emphasis is Emphasis.LINK else 14

    def _key_width(self) -> float:
        return advance(self._key, interface_font(8)) + _KEY_PADDING
