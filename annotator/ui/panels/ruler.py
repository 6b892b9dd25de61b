"""The whole article at a glance: a tick for each mention, and what is in view as a soft block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap

from annotator.ui import theme
from annotator.ui.widgets.painting import draw_rounded
from annotator.ui.widgets.surface import Surface

WIDTH: Final = 14

_MARGIN: Final = 6
_TICK_HEIGHT: Final = 2
_USUAL_WIDTH, _LIT_WIDTH = 4, 8
_USUAL_OPACITY: Final = 0.38
_SHORTEST_BLOCK: Final = 12


class Tick(NamedTuple):
    """Where a mention is in the article.

    Attributes:
        fraction: From 0 at its top to 1 at its end.
        colour: ``#rrggbb`` of its label.
    """

    fraction: float
    colour: str


class Ruler(Surface):
    """A strip of 14 pixels beside the article. Pressing or dragging on it goes there.

    Signals:
        jump_requested: The place the user wants in the middle of the view, from 0 to 1.
    """

    jump_requested = Signal(float)

    def __init__(self) -> None:
        super().__init__("paper")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Mentions in the article"))
        self._ticks: Sequence[Tick] = ()
        self._lit: Sequence[Tick] = ()
        self._top, self._extent = 0.0, 1.0
        self._picture: QPixmap | None = None
        self._painted_for: tuple[QSize, theme.ThemeName] | None = None

    @property
    def ticks(self) -> Sequence[Tick]:
        """What is shown."""
        return self._ticks

    @property
    def lit(self) -> Sequence[Tick]:
        """What stands out, for it belongs to the selected entity."""
        return self._lit

    @property
    def viewport(self) -> tuple[float, float]:
        """The top of what is in view and how much that is, from 0 to 1."""
        return self._top, self._extent

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these mentions."""
        if ticks != self._ticks:
            self._ticks = ticks
            self._picture = None
            self.update()

    def set_lit(self, ticks: Sequence[Tick]) -> None:
        """Let these stand out."""
        if ticks != self._lit:
            self._lit = ticks
            self.update()

    def set_viewport(self, top: float, extent: float) -> None:
        """Show which part of the article is in view, as fractions of the whole."""
        if (top, extent) != (self._top, self._extent):
            self._top, self._extent = top, extent
            self.update()

    def sizeHint(self) -> QSize:
        """Return its width."""
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the block of what is in view, then the ticks."""
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = theme.current()
        if self._extent < 1:
            height = max(_SHORTEST_BLOCK, self._extent * self.length)
            box = QRectF(2, _MARGIN + self._top * self.length, 10, height)
            draw_rounded(painter, box, 4, theme.mix(tokens.paper, tokens.ink, 0.07))
        painter.drawPixmap(0, 0, self._painted_ticks())
        self._draw(painter, self._lit, _LIT_WIDTH, 1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._jump(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go there while dragging."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._jump(event)

    @property
    def length(self) -> int:
        """How many pixels ticks can be at."""
        return max(1, self.height() - 2 * _MARGIN)

    @property
    def rows(self) -> int:
        """How many ticks have room one under the other."""
        return max(1, self.length // _TICK_HEIGHT)

    def _jump(self, event: QMouseEvent) -> None:
        fraction = (event.position().y() - _MARGIN) / self.length
        self.jump_requested.emit(min(1.0, max(0.0, fraction)))

    def _painted_ticks(self) -> QPixmap:
        """Return the ticks as a picture, painted anew only when they, the size or the theme changed."""
        key = (self.size(), theme.current().name)
        if self._picture is None or self._painted_for != key:
            self._picture = self._paint_ticks()
            self._painted_for = key
        return self._picture

    def _paint_ticks(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._draw(painter, self._ticks, _USUAL_WIDTH, _USUAL_OPACITY)
        painter.end()
        return picture

    def _draw(self, painter: QPainter, ticks: Sequence[Tick], width: int, opacity: float) -> None:
        length = self.length - _TICK_HEIGHT
        colours: dict[str, QColor] = {}
        for tick in ticks:
            colour = colours.get(tick.colour)
            if colour is None:
                colour = colours[tick.colour] = QColor(tick.colour)
                colour.setAlphaF(opacity)
            top = round(_MARGIN + tick.fraction * length)
            painter.fillRect((WIDTH - width) // 2, top, width, _TICK_HEIGHT, colour)
