"""F6: the keyboard goes from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.action_set import ActionSet


class PaneCycle(QObject):
    """The parts of the window in their order.

    Args:
        panes: Each part, and what in it gets the keyboard.
        actions: Has the two actions that go on and back.
    """

    def __init__(self, panes: Sequence[tuple[QWidget, Callable[[], QWidget]]], actions: ActionSet) -> None:
        super().__init__(panes[0][0])
        self._panes = panes
        actions.connect_all({"pane.next": self._on_next_triggered, "pane.previous": self._on_previous_triggered})

    def _on_next_triggered(self) -> None:
        self._step(1)

    def _on_previous_triggered(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        shown = [(pane, target) for pane, target in self._panes if pane.isVisible()]
        if not shown:
            return
        focused = QApplication.focusWidget()
        here = [place for place, (pane, _) in enumerate(shown) if focused is not None and _holds(pane, focused)]
        place = (here[0] + by if here else 0) % len(shown)
        shown[place][1]().setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
