"""Cards that float over the window: raised surface, hairline, soft shadow, and a small pointer where they belong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygonF, QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme

POINTER_HEIGHT: Final = 6
"""How far a card's pointer stands out, in px."""

_RADIUS: Final = 10
_POINTER_WIDTH: Final = 16
_REACH: Final = 32
_SOFTNESS: Final = 26
_DROP: Final = 8
_WARM_BLACK: Final = QColor(30, 26, 18)


class FloatingCard(QWidget):
    """A card over its parent. What it shows goes into :attr:`inner`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.inner = QWidget(self)
        self._shadow = _Shadow(parent)
        self._pointer: tuple[float, bool] | None = None
        self.hide()

    @property
    def card(self) -> QRect:
        """The card without pointer and shadow, in the parent's coordinates."""
        return self.inner.geometry().translated(self.pos())

    def set_card(self, rect: QRect, pointer_x: float | None = None, *, points_down: bool = False) -> None:
        """Put the card somewhere.

        Args:
            rect: The card without shadow and pointer, in the parent's coordinates.
            pointer_x: What it points at, in the parent's coordinates; None for no pointer.
            points_down: Whether the pointer is at the card's foot.
        """
        self._pointer = None if pointer_x is None else (pointer_x - rect.left(), points_down)
        self.setGeometry(rect.adjusted(0, -POINTER_HEIGHT, 0, POINTER_HEIGHT))
        self.inner.setGeometry(0, POINTER_HEIGHT, rect.width(), rect.height())
        self._shadow.surround(rect)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the shadow under the card."""
        self._shadow.show()
        self._shadow.raise_()
        self.raise_()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the shadow away with the card."""
        self._shadow.hide()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint surface and outline."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.mix(tokens.hairline, tokens.ink, 0.08), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawPath(self._outline())

    def _outline(self) -> QPainterPath:
        rect = QRectF(self.inner.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(rect, _RADIUS, _RADIUS)
        if self._pointer is not None:
            x, points_down = self._pointer
            path = path.united(_pointer_path(x, *_pointer_ends(rect, points_down=points_down)))
        return path


class _Shadow(QWidget):
    """The shadow of a card: under it, and out of the mouse's way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._painted: tuple[QSize, int, QPixmap] | None = None
        self.hide()

    def surround(self, rect: QRect) -> None:
        """Lie around a card."""
        self.setGeometry(rect.marginsAdded(QMargins(_REACH, _REACH, _REACH, _REACH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow as it was drawn for this size and strength."""
        alpha = theme.current().shadow_alpha
        if not alpha:
            return
        if self._painted is None or self._painted[:2] != (self.size(), alpha):
            self._painted = (self.size(), alpha, self._draw(alpha / 255))
        QPainter(self).drawPixmap(0, 0, self._painted[2])

    def _draw(self, strength: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        card = QRectF(self.rect()).adjusted(_REACH, _REACH, -_REACH, -_REACH)
        for reach in range(_SOFTNESS, 0, -1):
            colour = QColor(_WARM_BLACK if theme.current().name is theme.ThemeName.LIGHT else Qt.GlobalColor.black)
            colour.setAlphaF((1 - reach / _SOFTNESS) ** 2 * strength / 3)
            painter.setBrush(colour)
            grown = card.adjusted(2 - reach, 1 - reach + _DROP, reach - 2, reach - 6 + _DROP)
            painter.drawRoundedRect(grown, _RADIUS + reach, _RADIUS + reach)
        painter.end()
        return made


def _pointer_ends(rect: QRectF, *, points_down: bool) -> tuple[float, float]:
    """Return the y of the pointer's base and tip."""
    if points_down:
        return rect.bottom() - 1, rect.bottom() + POINTER_HEIGHT
    return rect.top() + 1, rect.top() - POINTER_HEIGHT


def _pointer_path(x: float, base: float, tip: float) -> QPainterPath:
    half = _POINTER_WIDTH / 2
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x - half, base), QPointF(x, tip), QPointF(x + half, base)]))
    path.closeSubpath()
    return path
