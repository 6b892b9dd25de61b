"""The names of an entity in one language: the preferred one, then the others as chips while they fit on the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed

_LINE: Final = 27
_CHIP_HEIGHT: Final = 22
_CHIP_PADDING: Final = 16
_AFTER_PREFERRED: Final = 10
_BETWEEN: Final = 5


class _Place(NamedTuple):
    """Where a name stands, from the start side."""

    name: str
    start: float
    top: float
    width: float


class NameFlow(QWidget):
    """A preferred name and its alias chips, on as many lines as they need."""

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_names(names)

    def set_names(self, names: Sequence[str]) -> None:
        """Show these, the preferred one first."""
        self._names = tuple(names)
        self.setAccessibleName(", ".join(self._names))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the names break into lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the names stand in a width."""
        places = self._places(width)
        return round(places[-1].top) + _LINE + 1 if places else 0

    def sizeHint(self) -> QSize:
        """Return the size of all names on one line."""
        return QSize(sum(round(place.width) + _BETWEEN for place in self._places(float("inf"))), _LINE + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line; a name that is wider is cut."""
        return QSize(0, _LINE + 1 if self._names else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the preferred name and the chips."""
        tokens = theme.current()
        painter = QPainter(self)
        for number, place in enumerate(self._places(self.width())):
            if number == 0:
                box = placed(self, place.start, place.top, place.width, _LINE - 1)
                draw_text(painter, box, place.name, _preferred_font(), tokens.ink, Align.START, self.layoutDirection())
                continue
            box = placed(self, place.start, place.top + 2, place.width, _CHIP_HEIGHT)
            outline = tokens.hairline if tokens.name is theme.ThemeName.CONTRAST else None
            draw_rounded(painter, box, _CHIP_HEIGHT / 2, tokens.chip, outline)
            draw_text(painter, box, place.name, _chip_font(), theme.mix(tokens.ink, tokens.panel, 0.12), Align.CENTRE)

    def _places(self, width: float) -> list[_Place]:
        if not self._names:
            return []
        first, *rest = self._names
        own = min(width, advance(first, _preferred_font()) + 2)
        made = [_Place(first, 0, 0, own)]
        start, top = own + _AFTER_PREFERRED, 0.0
        for name in rest:
            wanted = min(width, advance(name, _chip_font()) + _CHIP_PADDING)
            if start + wanted > width:
                start, top = 0.0, top + _LINE
            made.append(_Place(name, start, top, wanted))
            start += wanted + _BETWEEN
        return made


def _preferred_font() -> QFont:
    return interface_font(11.5, QFont.Weight.Medium)


def _chip_font() -> QFont:
    return interface_font(9.5)
