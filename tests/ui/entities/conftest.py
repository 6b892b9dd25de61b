"""The page of the entity base on the small workspace, with an entity that may be the same as another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.commands.entities import CreateEntity
from annotator.core.ids import EntityId
from annotator.ui.desk import Desk
from annotator.ui.entities.controller import EntitiesController
from annotator.ui.entities.page import EntitiesPage
from tests.ui.small_workspace import GANTZ

GANZ = EntityId("person/ganz")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> EntitiesPage:
    """The page, read, with the pair found."""
    desk.bridge.session.execute(CreateEntity(GANZ, "PERSON", {"en": ["Benny Ganz"], "ar": ["بيني جانتس"]}))
    QTest.keyClick(desk.page.view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    shown = desk.pages.currentWidget()
    assert isinstance(shown, EntitiesPage)
    found = desk.findChild(EntitiesController)
    assert found is not None
    qtbot.waitUntil(lambda: bool(found.keeper.base.doubles))
    assert found.keeper.base.doubles[0].keep == GANTZ
    return shown


@pytest.fixture
def controller(page: EntitiesPage, desk: Desk) -> EntitiesController:
    """What fills it."""
    found = desk.findChild(EntitiesController)
    assert found is not None
    return found
