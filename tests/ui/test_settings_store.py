from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from annotator.core.ids import DocumentId
from annotator.ui.document.marks import UnderMarks
from annotator.ui.settings_store import SettingsStore, ThemeChoice


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.ini"


def _opened(file: Path) -> SettingsStore:
    return SettingsStore(QSettings(str(file), QSettings.Format.IniFormat))


def test_a_first_start_has_the_usual_settings(file: Path) -> None:
    store = _opened(file)
    assert store.geometry.isEmpty()
    assert store.theme is ThemeChoice.SYSTEM
    assert store.text_size == 0
    assert store.under_marks is UnderMarks.LABELS_AND_NAMES
    assert store.annotator == ""
    assert store.recent == []
    assert store.panel_width("/a", "documents") == 0
    assert store.is_panel_wanted("/a", "context", otherwise=True)


def test_what_is_written_is_there_at_the_next_start(file: Path) -> None:
    first = _opened(file)
    first.geometry = QByteArray(b"somewhere")
    first.theme = ThemeChoice.CONTRAST
    first.text_size = 17.5
    first.under_marks = UnderMarks.NAMES
    first.annotator = "נועה לוי"
    first.set_panel_width("/a/עבודה.annotator", "documents", 300)
    first.want_panel("/a/עבודה.annotator", "context", wanted=False)
    first.set_last_document("/a/עבודה.annotator", DocumentId("x/1"))
    del first
    second = _opened(file)
    assert second.geometry == QByteArray(b"somewhere")
    assert second.theme is ThemeChoice.CONTRAST
    assert second.text_size == 17.5
    assert second.under_marks is UnderMarks.NAMES
    assert second.annotator == "נועה לוי"
    assert second.panel_width("/a/עבודה.annotator", "documents") == 300
    assert not second.is_panel_wanted("/a/עבודה.annotator", "context", otherwise=True)
    assert second.last_document("/a/עבודה.annotator") == "x/1"


def test_each_workspace_has_its_own_widths(file: Path) -> None:
    store = _opened(file)
    store.set_panel_width("/a", "documents", 300)
    assert store.panel_width("/b", "documents") == 0


def test_the_latest_workspaces_come_first_and_once(file: Path) -> None:
    store = _opened(file)
    for location in ("/a", "/b", "/a"):
        store.note_opened(location)
    assert store.recent == ["/a", "/b"]
    store.forget("/a")
    assert store.recent == ["/b"]
    for number in range(20):
        store.note_opened(f"/{number}")
    assert len(store.recent) == 8


def test_damaged_settings_count_as_none(file: Path) -> None:
    file.write_text("[window]\ntheme=purple\ngeometry=12\n[article]\ntext_size=huge\nunder_marks=7\n")
    store = _opened(file)
    assert store.theme is ThemeChoice.SYSTEM
    assert store.geometry.isEmpty()
    assert store.text_size == 0
    assert store.under_marks is UnderMarks.LABELS_AND_NAMES
