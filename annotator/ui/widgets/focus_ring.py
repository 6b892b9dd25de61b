"""The ring that shows where the keyboard is: one for a whole window, around whatever control has it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui import theme

_OUTSET: Final = 3
_WIDTH: Final = 2
_RADIUS: Final = 7
_OWN_SIGN: Final = "shows_focus_itself"
_MOVING: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


def shows_focus_itself(widget: QWidget) -> None:
    """Say that a widget has its own sign of having the keyboard, so that no ring is drawn around it."""
    widget.setProperty(_OWN_SIGN, True)


def has_keyboard_focus(widget: QWidget) -> bool:
    """Tell whether a widget has the keyboard, and got it by the keyboard, so that it should show that."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


class FocusRing(QObject):
    """A ring of the accent colour, one px outside a control. It follows the keyboard within one window.

    Args:
        window: The window whose controls get the ring.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self._ring: _Ring | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def around(self) -> QWidget | None:
        """The control that has the ring."""
        return self._around

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control."""
        if event.type() in _MOVING:
            self._fit()
        elif event.type() is QEvent.Type.Hide:
            self._drop()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self) or not isValid(self._window):
            return
        if self._around is not None and isValid(self._around):
            self._around.removeEventFilter(self)
        self._drop()
        if new is not None and self._belongs_around(new):
            self._around = new
            new.installEventFilter(self)
            self._ring = _Ring(new.parentWidget())
            self._fit()

    def _belongs_around(self, widget: QWidget) -> bool:
        ours = widget.window() is self._window and widget is not self._window
        return ours and has_keyboard_focus(widget) and not widget.property(_OWN_SIGN)

    def _fit(self) -> None:
        if self._around is not None and self._ring is not None and isValid(self._ring):
            self._ring.setGeometry(self._around.geometry().adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET))
            self._ring.raise_()
            self._ring.show()

    def _drop(self) -> None:
        """Take the ring away; it may have gone with the control's parent already."""
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        self._around = None


class _Ring(QWidget):
    """The ring itself, a sibling of the control it is around, so that it scrolls and is cut off with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), _WIDTH))
        inset = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
