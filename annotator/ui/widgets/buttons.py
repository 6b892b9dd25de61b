"""Flat buttons: they read the theme as they paint, mirror themselves, and show a ring while the keyboard is on them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFocusEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.action_set import tip
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.painting import RTL, Align, advance, draw_focus_ring, draw_rounded, draw_text, placed
from annotator.ui.wording import tip_text

_KEYBOARD: Final = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_DISABLED_OPACITY: Final = 0.4
_ICON: Final = 16
_AFTER_ICON: Final = 6


class FlatButton(QAbstractButton):
    """What all flat buttons share: hover, press, the keyboard's ring, and an action they may stand for."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_keyboard = False
        self._action: QAction | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if name:
            self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what it is, to the pointer and to screen readers."""
        self.setToolTip(tip_text(name))
        self.setAccessibleName(name)

    def stand_for(self, action: QAction) -> None:
        """Trigger an action when pressed, and follow whether it is available and what it is called."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def menu_corner(self) -> QPoint:
        """Return the global point from which its menu opens."""
        corner = self.rect().bottomRight() if self.layoutDirection() is RTL else self.rect().bottomLeft()
        return self.mapToGlobal(corner + QPoint(0, 4))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought the focus."""
        self._has_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._has_keyboard = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, content and ring."""
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(_DISABLED_OPACITY)
        self.paint_ground(painter)
        self.paint_content(painter)
        if self._has_keyboard:
            draw_focus_ring(painter, QRectF(self.rect()))

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the ground that shows hover and press."""
        ground = self.ground()
        if ground is not None:
            draw_rounded(painter, QRectF(self.rect()), 6, ground)

    def ground(self) -> str | None:
        """Return the colour of the ground, None to let what is below show."""
        if self.isDown():
            return theme.current().row
        return theme.current().hover if self.underMouse() and self.isEnabled() else None

    def paint_content(self, painter: QPainter) -> None:
        """Paint what is on it; a button of this class itself is bare."""

    def _on_action_changed(self) -> None:
        if self._action is not None:
            self.setEnabled(self._action.isEnabled())
            self.set_name(tip(self._action))
            self.update()


class IconButton(FlatButton):
    """A square button with an icon.

    Args:
        icon: The glyph's name.
        name: What it does.
        size: The side of the glyph in pixels.
        side: The side of the button in pixels.
    """

    def __init__(self, icon: str, name: str = "", *, size: int = _ICON, side: int = 28) -> None:
        super().__init__(name)
        self._glyph = icon
        self._size = size
        self._is_lit = False
        self._tone = "muted"
        self.setFixedSize(side, side)

    @property
    def is_lit(self) -> bool:
        """Whether it shows that what it stands for is in force."""
        return self._is_lit

    def set_glyph(self, icon: str) -> None:
        """Show another icon."""
        self._glyph = icon
        self.update()

    def set_tone(self, tone: str) -> None:
        """Paint the glyph in another colour, by the name of the theme's token."""
        self._tone = tone
        self.update()

    def set_lit(self, *, is_lit: bool) -> None:
        """Show whether what it stands for is in force."""
        self._is_lit = is_lit
        self.update()

    def ground(self) -> str | None:
        """Return the row colour while lit."""
        return theme.current().row if self._is_lit else super().ground()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the icon in the middle."""
        tokens = theme.current()
        colour = tokens.accent if self._is_lit or self.isDown() else getattr(tokens, self._tone)
        margin = (self.width() - self._size) / 2
        box = QRectF(margin, (self.height() - self._size) / 2, self._size, self._size)
        paint_icon(painter, box, self._glyph, QColor(colour), self.layoutDirection())


class TextButton(FlatButton):
    """Words to press, perhaps with an icon before them. It takes the width of its words.

    Args:
        text: The words.
        font: Their font.
        tone: The theme's token for their colour.
        icon: A glyph before them, or "".
        is_data: Whether the words come from data and keep a direction of their own.
        shrinks: Whether the words may be shortened where there is no room.
    """

    def __init__(
        self,
        text: str = "",
        *,
        font: QFont | None = None,
        tone: str = "muted",
        icon: str = "",
        is_data: bool = False,
        shrinks: bool = False,
    ) -> None:
        super().__init__()
        self._words = font or interface_font(9.5)
        self._tone = tone
        self._glyph = icon
        self._icon_tone = ""
        self._is_icon_only = False
        self._is_data = is_data
        self._shrinks = shrinks
        self.setFixedHeight(26)
        horizontal = QSizePolicy.Policy.Maximum if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str, *, tone: str | None = None, icon: str | None = None) -> None:
        """Show other words, in another colour and with another icon where these are given."""
        self.setText(text)
        self.setAccessibleName(text)
        self._tone = tone or self._tone
        self._glyph = self._glyph if icon is None else icon
        self.updateGeometry()
        self.update()

    def set_icon_tone(self, tone: str) -> None:
        """Show the icon in another colour than the words; in theirs when empty."""
        self._icon_tone = tone
        self.update()

    def set_icon_only(self, *, is_icon_only: bool) -> None:
        """Leave the words to the tool tip."""
        self._is_icon_only = is_icon_only
        self.setToolTip(tip_text(self.text()) if is_icon_only else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon and words."""
        if self._is_icon_only:
            return QSize(_ICON + 8, self.height())
        icon = _ICON + _AFTER_ICON if self._glyph else 0
        return QSize(round(advance(self.text(), self._words) + 0.5) + icon + 8, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same, or room for the icon alone when the words may be shortened."""
        return QSize(_ICON + 24, self.height()) if self._shrinks else self.sizeHint()

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and words."""
        tokens = theme.current()
        start = 4.0
        if self._glyph:
            box = placed(self, start, (self.height() - _ICON) / 2, _ICON, _ICON)
            tone = self._icon_tone or ("muted" if self._tone == "ink" else self._tone)
            paint_icon(painter, box, self._glyph, QColor(getattr(tokens, tone)), self.layoutDirection())
            start += _ICON + _AFTER_ICON
        if self._is_icon_only:
            return
        box = placed(self, start, 0, self.width() - start, self.height())
        colour = getattr(tokens, self._tone)
        direction = self.layoutDirection()
        draw_text(painter, box, self.text(), self._words, colour, Align.START, direction, own_direction=self._is_data)
