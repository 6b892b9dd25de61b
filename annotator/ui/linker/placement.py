"""Where the linker's card goes: beside its mark, never over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect

POINTER: Final = 6
"""How far the card's little pointer stands out, in px."""

EDGE: Final = 24
"""How far the card keeps from the article's edges, in px."""

ROOM_BELOW: Final = 380
"""With less room than this under the mark, the card goes above it where there is more, in px."""

_GAP: Final = 2
_POINTER_INSET: Final = 24


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a card stands.

    Attributes:
        rect: The card without its pointer and shadow.
        above: Whether it stands above the mark, pointing down.
        pointer_x: Where it points, in the coordinates of ``rect``'s parent.
    """

    rect: QRect
    above: bool
    pointer_x: int


def place(mark: QRect, bounds: QRect, width: int, height: int) -> Placement:
    """Find the place for a card.

    Args:
        mark: The mark with the words under it.
        bounds: The article; both in the same coordinates.
        width: The card's width.
        height: The height it would like; it gets less where there is no such room on either side.

    Returns:
        A card that does not touch the mark and stays :data:`EDGE` away from the article's left and right edges as
        far as it is narrow enough for that.
    """
    above = _goes_above(mark, bounds)
    room = _room_above(mark, bounds) if above else _room_below(mark, bounds)
    height = min(height, max(0, room))
    top = mark.top() - _GAP - POINTER - height if above else mark.bottom() + 1 + _GAP + POINTER
    left = _clamp(
        mark.center().x() - width // 2,
        bounds.left() + EDGE,
        bounds.right() + 1 - EDGE - width,
    )
    rect = QRect(left, top, width, height)
    pointer = _clamp(mark.center().x(), left + _POINTER_INSET, left + width - _POINTER_INSET)
    return Placement(rect, above, pointer)


def room_beside(mark: QRect, bounds: QRect) -> int:
    """Return the height in px that a card can have on the side of the mark it would go to."""
    room = _room_above(mark, bounds) if _goes_above(mark, bounds) else _room_below(mark, bounds)
    return max(0, room)


def _goes_above(mark: QRect, bounds: QRect) -> bool:
    below = _room_below(mark, bounds)
    return below < ROOM_BELOW and _room_above(mark, bounds) > below


def _room_below(mark: QRect, bounds: QRect) -> int:
    return bounds.bottom() - mark.bottom() - _GAP - POINTER


def _room_above(mark: QRect, bounds: QRect) -> int:
    return mark.top() - bounds.top() - _GAP - POINTER


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
