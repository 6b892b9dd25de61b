"""Icons: glyphs of the Phosphor family, drawn as outlines at any size and in any colour.

The font ships inside the ``qtawesome`` package. Only its file is used: importing the package would cost a tenth of
the whole time the program may take to start.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QRawFont, QTransform
from PySide6.QtWidgets import QApplication

from annotator.core.errors import BugError
from annotator.ui import theme

_GRID: Final = 256
"""The design grid of the family: every glyph fills a square of so many units."""

_DIRECTIONAL: Final = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-u-up-left",
        "arrow-u-up-right",
        "caret-left",
        "caret-right",
        "sidebar-simple",
        "sign-out",
    }
)
"""Glyphs that show a motion along the line, which turns round in a right-to-left window."""


class _Glyphs:
    """The font file and what its glyphs are called."""

    def __init__(self) -> None:
        folder = _font_folder()
        self._font = QRawFont(str(next(folder.glob("phosphor-*.ttf"))), _GRID)
        names = next(folder.glob("phosphor-charmap-*.json"))
        self._codes: dict[str, str] = json.loads(names.read_text(encoding="ascii"))

    def path(self, name: str) -> QPainterPath:
        """Return the outline of a glyph on the design grid, its top left corner at the origin."""
        try:
            character = chr(int(self._codes[name], 16))
        except KeyError:
            raise BugError(f"there is no icon called {name}") from None
        path = self._font.pathForGlyph(self._font.glyphIndexesForString(character)[0])
        return path.translated(QPointF(0, _GRID))


def _font_folder() -> Path:
    """Find the folder of fonts in the package that brings them."""
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise BugError("the package qtawesome, which brings the icons, is not installed")
    return Path(found.origin).parent / "fonts"


@cache
def _glyphs() -> _Glyphs:
    return _Glyphs()


@cache
def outline(name: str) -> QPainterPath:
    """Return the outline of an icon on a square of 256 units."""
    return _glyphs().path(name)


def paint_icon(
    painter: QPainter,
    rect: QRectF,
    name: str,
    colour: QColor,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint an icon into a square; icons of motion turn round in a right-to-left window."""
    side = rect.width() / _GRID
    transform = QTransform.fromTranslate(rect.left(), rect.top()).scale(side, side)
    if direction is Qt.LayoutDirection.RightToLeft and name in _DIRECTIONAL:
        transform.translate(_GRID, 0).scale(-1, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(transform.map(outline(name)), colour)
    painter.restore()


def pixmap(name: str, size: int = 16, colour: str | None = None) -> QPixmap:
    """Return an icon as a picture of ``size`` device-independent pixels.

    Args:
        name: The glyph's name, such as ``moon``.
        size: The side of the square.
        colour: ``#rrggbb``; the muted colour of the current theme when None.
    """
    ratio = QApplication.primaryScreen().devicePixelRatio()
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    own = QColor(colour or theme.current().muted)
    paint_icon(painter, QRectF(0, 0, size, size), name, own, QApplication.layoutDirection())
    painter.end()
    return made


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return an icon for menus and fields, in a colour of the current theme (muted when None)."""
    made = QIcon(pixmap(name, 16, colour))
    made.addPixmap(
        pixmap(name, 16, theme.mix(theme.current().raised, theme.current().muted, 0.4).name()), QIcon.Mode.Disabled
    )
    return made
