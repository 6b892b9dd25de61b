"""Which caret movement a key means."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.document.caret import Caret, CaretMover

_Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Movement(NamedTuple):
    """Where a key takes the caret.

    Attributes:
        caret: The new caret.
        extends: Whether what is between it and the anchor becomes selected.
        keeps_x: Whether the caret goes on aiming at the x it had: up and down do.
    """

    caret: Caret
    extends: bool
    keeps_x: bool = False


class CaretKeys:
    """Translates keys into movements."""

    def __init__(self, mover: CaretMover, last_offset: int, lines_per_page: int) -> None:
        self._mover = mover
        self._last_offset = last_offset
        self._lines_per_page = lines_per_page

    def movement(self, event: QKeyEvent, caret: Caret, aim_x: float | None) -> Movement | None:
        """Return what a key press does to a caret, or None when it is no caret key.

        Args:
            event: The key press. Modifiers other than Shift and Control make it no caret key.
            caret: Where the caret is.
            aim_x: The x that up and down keep to, in pixels of the page; None for the caret's own.
        """
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~(_CONTROL | _SHIFT):
            return None
        extends = bool(modifiers & _SHIFT)
        if modifiers & _CONTROL:
            moved = self._with_control(_Key(event.key()), caret)
            return Movement(moved, extends) if moved else None
        lines = self._lines(_Key(event.key()))
        if lines:
            x = self._mover.x_of(caret) if aim_x is None else aim_x
            return Movement(self._mover.by_line(caret, lines, x), extends, keeps_x=True)
        moved = self._plain(_Key(event.key()), caret)
        return Movement(moved, extends) if moved else None

    def _with_control(self, key: Qt.Key, caret: Caret) -> Caret | None:
        if key == _Key.Key_Left:
            return self._mover.by_token(caret, rightwards=False)
        if key == _Key.Key_Right:
            return self._mover.by_token(caret, rightwards=True)
        return {_Key.Key_Home: Caret(0), _Key.Key_End: Caret(self._last_offset)}.get(key)

    def _plain(self, key: Qt.Key, caret: Caret) -> Caret | None:
        moves: dict[Qt.Key, Callable[[], Caret]] = {
            _Key.Key_Left: lambda: self._mover.by_grapheme(caret, rightwards=False),
            _Key.Key_Right: lambda: self._mover.by_grapheme(caret, rightwards=True),
            _Key.Key_Home: lambda: self._mover.line_start(caret),
            _Key.Key_End: lambda: self._mover.line_end(caret),
        }
        move = moves.get(key)
        return move() if move else None

    def _lines(self, key: Qt.Key) -> int:
        return {
            _Key.Key_Up: -1,
            _Key.Key_Down: 1,
            _Key.Key_PageUp: -self._lines_per_page,
            _Key.Key_PageDown: self._lines_per_page,
        }.get(key, 0)
