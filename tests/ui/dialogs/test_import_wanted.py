"""What of a Wikidata dump is wanted, asked only where there is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.file_facts import facts_of
from annotator.app.importing import ImportOptions
from annotator.formats.base import Wanted
from annotator.ui.dialogs.import_files import ImportDialog


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    labels = {"en": {"value": "Rabat"}, "ar": {"value": "الرباط"}}
    path = tmp_path / "wikidata.json"
    path.write_text(json.dumps({"id": "Q3551", "labels": labels, "claims": {"P31": ["Q515"]}}) + "\n")
    return path


@pytest.fixture
def dialog(qtbot: QtBot, dump: Path) -> ImportDialog:
    made = ImportDialog(1)
    qtbot.addWidget(made)
    made.set_facts([facts_of(dump)], 0)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_is_asked_only_where_there_is_a_dump(dialog: ImportDialog, dump: Path, tmp_path: Path) -> None:
    assert dialog.wanted.isVisible()
    (tmp_path / "a.txt").write_text("Rabat")
    dialog.set_facts([facts_of(tmp_path / "a.txt")], 0)
    assert not dialog.wanted.isVisible()
    dialog.set_facts([facts_of(tmp_path / "a.txt"), facts_of(dump)], 3)
    assert dialog.wanted.isVisible()


def test_everything_is_wanted_at_first(dialog: ImportDialog) -> None:
    assert dialog.options == ImportOptions()


def test_boxes_are_reached_and_changed_by_keys(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.labels.buttons[0].setFocus()
    boxes = [*dialog.wanted.types.values(), *dialog.wanted.languages.values()]
    for box in boxes:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is box
    for box in (dialog.wanted.types["ORG"], dialog.wanted.languages["he"]):
        QTest.keyClick(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        QTest.keyClick(boxes[-1], Qt.Key.Key_Return)
    assert confirmed.args is not None
    assert confirmed.args[0].wanted == Wanted(("en", "ar"), ("PERSON", "PLACE"))


@pytest.mark.parametrize("kind", ["types", "languages"])
def test_nothing_at_all_cannot_be_wanted(dialog: ImportDialog, kind: str) -> None:
    boxes = list(getattr(dialog.wanted, kind).values())
    for box in boxes:
        box.click()
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    boxes[0].click()
    assert dialog.primary.isEnabled()


def test_each_box_says_what_it_belongs_to(dialog: ImportDialog) -> None:
    assert dialog.wanted.types["PLACE"].accessibleName() == "From Wikidata: Places"
    assert dialog.wanted.languages["ar"].accessibleName() == "With names in: Arabic"
