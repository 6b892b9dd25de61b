from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.ui.document.interaction import Interaction, State
from annotator.ui.document.resizing import End
from annotator.ui.document.units import Grain


class Recorder:
    """A surface that notes what is done to it; handles are left of x = 0."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def handle_at(self, point: QPointF) -> End | None:
        return End.START if point.x() < 0 else None

    def click(self, point: QPointF) -> None:
        self.done.append(("click", point.x()))

    def begin_selection(self, point: QPointF, grain: Grain) -> None:
        self.done.append(("begin", point.x(), grain))

    def resume_selection(self, point: QPointF) -> None:
        self.done.append(("resume", point.x()))

    def drag_selection(self, point: QPointF, grain: Grain) -> None:
        self.done.append(("drag", point.x(), grain))

    def finish_selection(self) -> None:
        self.done.append("finish")

    def drag_handle(self, end: End, point: QPointF) -> None:
        self.done.append(("handle", end, point.x()))

    def drop_handle(self) -> None:
        self.done.append("drop")

    def abandon_handle(self) -> None:
        self.done.append("abandon")

    def hover(self, point: QPointF | None) -> None:
        self.done.append(("hover", point.x() if point is not None else None))


def at(x: float) -> QPointF:
    return QPointF(x, 5)


def test_a_press_without_a_move_is_a_click() -> None:
    surface = Recorder()
    machine = Interaction(surface)
    machine.press(at(10), 1, extends=False)
    machine.move(at(11))
    machine.release(at(11))
    assert surface.done == [("click", 11)]


def test_a_drag_selects_from_where_it_was_pressed() -> None:
    surface = Recorder()
    machine = Interaction(surface)
    machine.press(at(10), 1, extends=False)
    machine.move(at(20))
    assert machine.is_dragging
    machine.release(at(20))
    assert surface.done == [("begin", 10, Grain.GRAPHEME), ("drag", 20, Grain.GRAPHEME), "finish"]
    assert machine.state is State.IDLE


def test_double_and_triple_clicks_select_tokens_and_sentences_and_drag_by_them() -> None:
    for clicks, grain in ((2, Grain.TOKEN), (3, Grain.SENTENCE), (4, Grain.SENTENCE)):
        surface = Recorder()
        machine = Interaction(surface)
        machine.press(at(10), clicks, extends=False)
        machine.move(at(40))
        machine.release(at(40))
        assert surface.done == [("begin", 10, grain), ("drag", 40, grain), "finish"]


def test_shift_goes_on_with_the_selection() -> None:
    surface = Recorder()
    machine = Interaction(surface)
    machine.press(at(10), 1, extends=True)
    machine.release(at(10))
    assert surface.done == [("resume", 10), "finish"]


def test_a_handle_is_dragged_and_dropped_or_abandoned() -> None:
    surface = Recorder()
    machine = Interaction(surface)
    machine.press(at(-1), 1, extends=False)
    machine.move(at(15))
    machine.release(at(15))
    machine.press(at(-1), 1, extends=False)
    machine.move(at(16))
    assert machine.cancel()
    assert not machine.cancel()
    machine.release(at(16))
    assert surface.done == [("handle", End.START, 15), "drop", ("handle", End.START, 16), "abandon"]


def test_moves_without_a_button_hover() -> None:
    surface = Recorder()
    machine = Interaction(surface)
    machine.move(at(3))
    machine.leave()
    assert surface.done == [("hover", 3), ("hover", None)]
