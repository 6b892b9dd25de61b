"""The pages of an open workspace, of which one is shown: each has a tab in the top bar, and a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.ui.action_set import ActionSet


class Pages(QStackedWidget):
    """Makes pages when they are first asked for, and shows one of them.

    Signals:
        added: There is one page more.
        turned: Another page is shown.
    """

    added = Signal()
    turned = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self._action_set = actions
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self._current = ""

    @property
    def actions_of_tabs(self) -> Sequence[QAction]:
        """What each page's tab stands for, in the order of the tabs."""
        return [self._action_set[name] for name in self._makers]

    @property
    def current(self) -> str:
        """The id of the action of the page that is shown."""
        return self._current

    @property
    def current_index(self) -> int:
        """The place of its tab."""
        return list(self._makers).index(self._current)

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """Add a page after those there are; the first one is shown at once.

        Args:
            name: The id of the checkable action that shows it, such as ``page.entities``.
            make: Returns the page's widget, and is called when it is first shown. Whatever the widget's focus proxy
                is gets the keyboard.
        """
        action = self._action_set[name]
        self._makers[name] = make
        action.triggered.connect(self._on_triggered)
        action.setChecked(False)
        if not self._current:
            self.show_page(name)
        self.added.emit()

    def knows(self, name: str) -> bool:
        """Tell whether there is such a page."""
        return name in self._makers

    def show_page(self, name: str) -> None:
        """Show a page, and give it the keyboard."""
        page = self._made.get(name)
        if page is None:
            page = self._made[name] = self._makers[name]()
            self.addWidget(page)
        self.setCurrentWidget(page)
        self._current = self._action_set.page = name
        for other in self._makers:
            self._action_set[other].setChecked(other == name)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def _on_triggered(self) -> None:
        self.show_page(self.sender().objectName())
