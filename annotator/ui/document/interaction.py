"""What the mouse does in the article: a machine of few states that knows neither painting nor text."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, Protocol

from PySide6.QtCore import QPointF

from annotator.ui.document.resizing import End
from annotator.ui.document.units import Grain

_DRAG_DISTANCE: Final = 3


class State(Enum):
    """What the left button is doing."""

    IDLE = auto()
    PRESSED = auto()
    DRAGGING = auto()
    RESIZING = auto()


class Surface(Protocol):
    """What the machine acts on. Points are those of the events."""

    def handle_at(self, point: QPointF) -> End | None:
        """Return the end of the selected mark that can be taken hold of at a point."""

    def click(self, point: QPointF) -> None:
        """Select the mark at a point, or put the caret there."""

    def begin_selection(self, point: QPointF, grain: Grain) -> None:
        """Select the unit at a point and keep it."""

    def resume_selection(self, point: QPointF) -> None:
        """Go on with what is selected, as far as a point."""

    def drag_selection(self, point: QPointF, grain: Grain) -> None:
        """Select from the kept unit to the one at a point."""

    def finish_selection(self) -> None:
        """Tell the world what is selected."""

    def drag_handle(self, end: End, point: QPointF) -> None:
        """Show the selected mark with an end moved to a point."""

    def drop_handle(self) -> None:
        """Ask for the mark to become as it is shown."""

    def abandon_handle(self) -> None:
        """Show the mark as it is."""

    def hover(self, point: QPointF | None) -> None:
        """Show what is under the mouse; None when it has left."""


class Interaction:
    """Turns presses, moves and releases of the left button into acts on a surface."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._origin = QPointF()
        self._grain = Grain.GRAPHEME
        self._end = End.END
        self.state = State.IDLE

    @property
    def is_busy(self) -> bool:
        """Whether the button is down."""
        return self.state is not State.IDLE

    @property
    def is_dragging(self) -> bool:
        """Whether something follows the mouse, so that the article scrolls when it leaves the sight."""
        return self.state in {State.DRAGGING, State.RESIZING}

    def press(self, point: QPointF, clicks: int, *, extends: bool) -> None:
        """Take a press.

        Args:
            point: Where.
            clicks: The how manyeth in quick succession at one place.
            extends: Whether it goes on with the present selection (Shift).
        """
        self._origin = point
        self._grain = (Grain.GRAPHEME, Grain.TOKEN, Grain.SENTENCE)[min(clicks, 3) - 1]
        end = self._surface.handle_at(point) if clicks == 1 and not extends else None
        if end is not None:
            self._end = end
            self.state = State.RESIZING
        elif extends:
            self._surface.resume_selection(point)
            self.state = State.DRAGGING
        elif clicks > 1:
            self._surface.begin_selection(point, self._grain)
            self.state = State.DRAGGING
        else:
            self.state = State.PRESSED

    def move(self, point: QPointF) -> None:
        """Take a move, with or without the button down."""
        if self.state is State.IDLE:
            self._surface.hover(point)
            return
        if self.state is State.PRESSED:
            if (point - self._origin).manhattanLength() < _DRAG_DISTANCE:
                return
            self._surface.begin_selection(self._origin, self._grain)
            self.state = State.DRAGGING
        if self.state is State.RESIZING:
            self._surface.drag_handle(self._end, point)
        else:
            self._surface.drag_selection(point, self._grain)

    def release(self, point: QPointF) -> None:
        """Take a release."""
        state, self.state = self.state, State.IDLE
        if state is State.PRESSED:
            self._surface.click(point)
        elif state is State.DRAGGING:
            self._surface.finish_selection()
        elif state is State.RESIZING:
            self._surface.drop_handle()

    def cancel(self) -> bool:
        """Break off a resize; tell whether there was one."""
        if self.state is not State.RESIZING:
            return False
        self.state = State.IDLE
        self._surface.abandon_handle()
        return True

    def leave(self) -> None:
        """Take note that the mouse has left."""
        if self.state is State.IDLE:
            self._surface.hover(None)
