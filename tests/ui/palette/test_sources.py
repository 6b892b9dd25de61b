"""What the palette finds in a workspace, through the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.naming import new_alias
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.palette.palette import CommandPalette
from annotator.ui.palette.results import Kind
from annotator.ui.palette.sources import DocumentSource, EntitySource
from tests.ui.small_workspace import ARABIC, ENGLISH, GANTZ, HEBREW

Key = Qt.Key


@pytest.fixture
def entities(desk: Desk, qtbot: QtBot) -> EntitySource:
    qtbot.waitUntil(lambda: desk.on_demand.candidates.index is not None)
    return EntitySource(desk.on_demand.candidates, desk.workbench)


@pytest.mark.parametrize(("query", "fitting"), [("gan", "Gan"), ("גנץ", "גנץ"), ("غانتس", "غانتس")])
def test_entities_are_found_by_a_name_in_any_script(entities: EntitySource, query: str, fitting: str) -> None:
    (hit, *_) = entities.find(query, 6)
    assert (hit.kind, hit.id, hit.label) == (Kind.ENTITY, GANTZ, "PERSON")
    assert hit.title.text == "Benny Gantz"
    bold = ["".join(words.text[k] for k in words.letters) for words in (hit.title, *hit.others)]
    assert fitting in bold
    assert hit.note == "3 mentions"


def test_what_is_only_lent_stands_after_the_workspace_s_own(
    desk: Desk, entities: EntitySource, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent = Entity(EntityId("place/gan"), "PLACE", aliases=(new_alias("Gan", "en", AliasSource.IMPORTED, 0),))
    index = desk.on_demand.candidates.index
    assert index is not None
    index.update(lent)
    monkeypatch.setattr(desk.workbench.names, "get", {lent.id: lent, **desk.workbench.reader.entities()}.get)
    assert [hit.id for hit in entities.find("gan", 6)] == [GANTZ, lent.id]
    assert [hit.id for hit in entities.find("gan", 1)] == [GANTZ]


def test_documents_are_found_by_title_and_by_what_they_mention(desk: Desk, entities: EntitySource) -> None:
    hits = DocumentSource(desk.workbench, entities).find("gantz", 6)
    assert [hit.id for hit in hits] == [ENGLISH, HEBREW, ARABIC]
    assert hits[0].title.letters == (0, 1, 2, 3, 4)
    assert hits[1].note == "1× \u2068Benny Gantz\u2069"


def test_an_empty_query_offers_documents_and_no_entities(desk: Desk, entities: EntitySource) -> None:
    assert entities.find("", 6) == []
    assert len(DocumentSource(desk.workbench, entities).find("", 2)) == 2


def palette(window: MainWindow) -> CommandPalette:
    found = window.findChild(CommandPalette)
    assert found is not None
    return found


def test_ctrl_k_goes_to_an_entity_s_mention_and_gives_the_keyboard_back(
    window: MainWindow, desk: Desk, entities: EntitySource
) -> None:
    desk.page.view.setFocus()
    desk.workbench.open_document(HEBREW)
    QTest.keyClick(desk.page.view, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(palette(window).field, "gantz")
    QTest.keyClick(palette(window).field, Key.Key_Return)
    assert desk.workbench.selected is not None
    assert (desk.workbench.selected.document, desk.workbench.selected.surface) == (HEBREW, "בני גנץ")
    assert QApplication.focusWidget() is desk.page.view


def test_a_selection_survives_the_palette(window: MainWindow, desk: Desk, entities: EntitySource) -> None:
    view = desk.page.view
    view.setFocus()
    view.select_all()
    before = view.selection
    QTest.keyClick(view, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(palette(window).field, Key.Key_Escape)
    assert view.selection == before is not None


def test_an_action_runs_where_the_keyboard_was(window: MainWindow, desk: Desk, entities: EntitySource) -> None:
    desk.page.view.setFocus()
    size = desk.page.view.text_size
    QTest.keyClick(desk.page.view, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(palette(window).field, ">larger")
    QTest.keyClick(palette(window).field, Key.Key_Return)
    assert desk.page.view.text_size == size + 1
