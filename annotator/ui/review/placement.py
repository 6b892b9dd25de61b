"""Where the bar goes: right under the mark's name, or over the mark at the foot of the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize

EDGE: Final = 24
"""How far the bar keeps from the article's edges, in px."""

_POINTER_INSET: Final = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bar stands.

    Attributes:
        rect: The bar without its pointer.
        above: Whether it stands above the mark.
        pointer_x: Where it points.
    """

    rect: QRect
    above: bool
    pointer_x: int


def place(mark: QRect, bounds: QRect, size: QSize, drop: int) -> Place | None:
    """Find the place for a bar.

    Args:
        mark: The mark with the words under it.
        bounds: The article; both in the same coordinates.
        size: Of the bar.
        drop: How far from the mark it begins, in px.

    Returns:
        The place; None while the mark is out of sight.
    """
    if mark.bottom() < bounds.top() or mark.top() > bounds.bottom():
        return None
    above = mark.bottom() + drop + size.height() > bounds.bottom()
    top = mark.top() - drop - size.height() if above else mark.bottom() + 1 + drop
    left = bounds.left() + EDGE
    room = max(left, bounds.right() + 1 - EDGE - size.width())
    left = max(left, min(mark.center().x() - size.width() // 2, room))
    rect = QRect(left, top, size.width(), size.height())
    pointer = max(left + _POINTER_INSET, min(mark.center().x(), rect.right() - _POINTER_INSET))
    return Place(rect, above, pointer)
