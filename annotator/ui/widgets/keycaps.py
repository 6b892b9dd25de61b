"""Keys as they look on a keyboard, with what they do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed

CAP_HEIGHT: Final = 20
BETWEEN_CAPS: Final = 5

_BEFORE_TEXT: Final = 6


_SIGNS: Final = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "PgDown": "PgDn",
}


def caps_of(key: str) -> tuple[str, ...]:
    """Return the caps of a shortcut given in Qt's portable spelling, such as ``Ctrl``, ``Shift`` and ``Z``."""
    stem, plus, last = key.rpartition("+")
    if plus and not last:
        stem, last = stem.removesuffix("+"), "+"
    modifiers = tuple(stem.split("+")) if stem else ()
    return (*modifiers, _SIGNS.get(last, last))


def cap_width(key: str) -> float:
    """Return how wide the picture of a key is, in px."""
    return max(18.0, advance(key, _font()) + 12)


def caps_width(keys: Sequence[str]) -> float:
    """Return how wide the pictures of several keys are, with the gaps between them, in px."""
    return sum(cap_width(key) for key in keys) + BETWEEN_CAPS * max(0, len(keys) - 1)


def draw_cap(painter: QPainter, rect: QRectF, key: str) -> None:
    """Draw one key."""
    tokens = theme.current()
    edge = theme.mix(tokens.raised, tokens.ink, 0.22)
    cap = rect.adjusted(0, 0, 0, -1)
    draw_rounded(painter, cap.translated(0, 1), 4, edge)
    draw_rounded(painter, cap, 4, tokens.raised, edge)
    draw_text(painter, cap, key, _font(), tokens.ink, Align.CENTRE)


def draw_caps(painter: QPainter, widget: QWidget, start: float, keys: Sequence[str]) -> float:
    """Draw keys side by side in the middle of a widget's height, and return where they end."""
    top = (widget.height() - CAP_HEIGHT) / 2
    for key in keys:
        width = cap_width(key)
        draw_cap(painter, placed(widget, start, top, width, CAP_HEIGHT), key)
        start += width + BETWEEN_CAPS
    return start - BETWEEN_CAPS


def _font() -> QFont:
    return interface_font(8.5, QFont.Weight.Medium)


class KeyHint(QAbstractButton):
    """Keycaps and a word. A click does what the keys do; the keyboard itself never stops here.

    Args:
        keys: The keys as they are written on the caps.
        text: What they do.
        parent: The parent widget.
    """

    def __init__(self, keys: Sequence[str], text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self.setText(text)
        self.setAccessibleDescription("+".join(keys))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return room for caps and text."""
        width = caps_width(self._keys) + _BEFORE_TEXT + advance(self.text(), interface_font(9))
        return QSize(round(width + 1), CAP_HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps and the text, which takes the ink under the mouse."""
        tokens = theme.current()
        painter = QPainter(self)
        start = draw_caps(painter, self, 0, self._keys) + _BEFORE_TEXT
        colour = tokens.ink if self.underMouse() and self.isEnabled() else tokens.muted
        box = placed(self, start, 0, self.width() - start, self.height())
        direction = self.layoutDirection()
        draw_text(painter, box, self.text(), interface_font(9), colour, Align.START, direction, own_direction=False)
