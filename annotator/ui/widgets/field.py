"""One-line text fields with the look of the interface."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.painting import RTL, draw_rounded, placed, text_direction

_RADIUS: Final = 6
_ICON: Final = 14
_PADDING: Final = 10
_AFTER_ICON: Final = 8
_BARE: Final = "QLineEdit { background: transparent; border: none; }"


class Field(QLineEdit):
    """A field that runs in the direction of what is written in it, and in the interface's while it is empty.

    Args:
        icon: A glyph at its start, or "".
        height: In px.
        point_size: Of its text.
        is_boxed: Whether it has a box of its own; without one it takes the surface it lies on.
        on_card: Whether it lies on a raised card, where its ground is paper.
        parent: The parent widget.
    """

    def __init__(
        self,
        *,
        icon: str = "",
        height: int = 32,
        point_size: float = 10,
        is_boxed: bool = True,
        on_card: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._glyph = icon
        self._is_boxed = is_boxed
        self._on_card = on_card
        self.is_emphasised: bool | None = None
        """Whether the box has the accent's outline; None: while the field has the keyboard."""
        self.is_wrong = False
        """Whether what is written cannot be right; the outline shows it."""
        self.setFrame(False)
        self.setFixedHeight(height)
        self.setFont(interface_font(point_size))
        self.textChanged.connect(self._on_text_changed)
        # A palette would do, but not under an application style sheet, which paints the ground all the same.
        self.setStyleSheet(_BARE)
        self._set_margins()

    def set_wrong(self, *, is_wrong: bool) -> None:
        """Show whether what is written can be right."""
        if is_wrong is not self.is_wrong:
            self.is_wrong = is_wrong
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and the icon under the text."""
        tokens = theme.current()
        painter = QPainter(self)
        if self._is_boxed:
            ground = tokens.paper if self._on_card else tokens.raised
            draw_rounded(painter, QRectF(self.rect()), _RADIUS, ground, self._outline())
        if self._glyph:
            box = placed(self, _PADDING, (self.height() - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, box, self._glyph, QColor(tokens.muted))
        painter.end()
        super().paintEvent(event)

    def _outline(self) -> str | QColor:
        tokens = theme.current()
        if self.is_wrong:
            return tokens.error
        emphasised = self.hasFocus() if self.is_emphasised is None else self.is_emphasised
        return tokens.accent if emphasised else theme.mix(tokens.hairline, tokens.ink, 0.06)

    def _on_text_changed(self, text: str) -> None:
        parent = self.parentWidget()
        otherwise = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(text_direction(text, otherwise))
        self._set_margins()

    def _set_margins(self) -> None:
        start = (_PADDING + _ICON + _AFTER_ICON if self._glyph else _PADDING if self._is_boxed else 0) - 2
        end = _PADDING - 2 if self._is_boxed else 0
        is_rtl = self.layoutDirection() is RTL
        self.setTextMargins(*((end, 0, start, 0) if is_rtl else (start, 0, end, 0)))
