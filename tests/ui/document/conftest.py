from __future__ import annotations

from collections.abc import Iterator

import pytest
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
