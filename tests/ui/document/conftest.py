from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui import theme
from annotator.ui.document.view import DocumentView


@pytest.fixture(autouse=True)
def light() -> Iterator[None]:
    """Draw in the light theme, whatever a test before has chosen."""
    before = theme.current().name
    theme.use(theme.ThemeName.LIGHT)
    yield
    theme.use(before)


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    """Return a view on screen with the keyboard in it."""
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def wheel(view: DocumentView) -> Callable[[int, Qt.KeyboardModifier], None]:
    """Return what turns the mouse wheel over the view, by eighths of a degree upwards."""

    def turn(delta: int, modifiers: Qt.KeyboardModifier) -> None:
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    return turn
