"""The window of a right-to-left language is the mirror image of the other, but for what has its own direction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.application import build_window, create_application
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces

_WIDTH = 1440


@pytest.fixture
def straight(window: MainWindow) -> dict[str, tuple[int, int]]:
    """Where the parts stand in a window that runs from left to right."""
    extents = {name: _extent(part) for name, part in _parts(window).items()}
    window.close()
    return extents


@pytest.fixture
def mirrored(
    qtbot: QtBot, settings: SettingsStore, location: str, straight: dict[str, tuple[int, int]]
) -> Iterator[MainWindow]:
    del straight
    application = create_application("he")
    try:
        window, opening = build_window(application, SqliteWorkspaces(), settings)
        qtbot.addWidget(window)
        window.resize(_WIDTH, 900)
        opening.open(location)
        with qtbot.waitExposed(window):
            window.show()
        yield window
        window.close()
    finally:
        create_application("en")


def _parts(window: MainWindow) -> dict[str, QWidget]:
    page = _desk(window).page
    return {
        "documents": page.documents,
        "article": page.view,
        "ruler": page.ruler,
        "context": page.context,
        "avatar": window.top_bar.avatar,
        "filter": page.documents.filter,
        "search": page.documents.search,
    }


def _desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def _extent(part: QWidget) -> tuple[int, int]:
    left = part.mapTo(part.window(), QPoint(0, 0)).x()
    return left, left + part.width()


def _turned(extent: tuple[int, int]) -> tuple[int, int]:
    return _WIDTH - extent[1], _WIDTH - extent[0]


def test_every_part_stands_on_the_other_side(straight: dict[str, tuple[int, int]], mirrored: MainWindow) -> None:
    assert {name: _extent(part) for name, part in _parts(mirrored).items()} == {
        name: _turned(extent) for name, extent in straight.items()
    }


def test_the_articles_direction_stays_its_own(mirrored: MainWindow) -> None:
    view = _desk(mirrored).page.view
    assert view.document.language == "en"
    first, second = view.glyph_center(0), view.glyph_center(3)
    assert first is not None
    assert second is not None
    assert first.x() < second.x()


def test_direction_keys_keep_their_sides(mirrored: MainWindow) -> None:
    switch = _desk(mirrored).page.header.direction
    assert switch.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_english_words_keep_their_numbers_in_the_status_line(mirrored: MainWindow) -> None:
    parts = _desk(mirrored).page.status.counts_text.split("  ·  ")
    assert len(parts) > 1
    assert all(part.startswith("\u2068") and part.endswith("\u2069") for part in parts)


def test_a_floating_panel_comes_from_its_own_side(mirrored: MainWindow, qtbot: QtBot) -> None:
    mirrored.resize(900, 620)
    page = _desk(mirrored).page
    qtbot.waitUntil(lambda: page.width() == 900)
    page.toggle_context()
    assert _extent(page.context)[0] == 0
    page.toggle_documents()
    assert _extent(page.documents)[1] == 900 - page.rail.width() - 1
