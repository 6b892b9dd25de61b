from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from annotator.ui import theme
from annotator.ui.appearance import Appearance
from annotator.ui.settings_store import SettingsStore, ThemeChoice
from annotator.ui.theme import ThemeName


@pytest.fixture
def appearance(qapp: QApplication, settings: SettingsStore) -> Iterator[Appearance]:
    made = Appearance(qapp, settings)
    yield made
    made.choose(ThemeChoice.LIGHT)
    made.deleteLater()


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        (ThemeChoice.LIGHT, ThemeName.LIGHT),
        (ThemeChoice.DARK, ThemeName.DARK),
        (ThemeChoice.CONTRAST, ThemeName.CONTRAST),
    ],
)
def test_a_choice_is_in_force_and_remembered(
    appearance: Appearance, qapp: QApplication, settings: SettingsStore, choice: ThemeChoice, name: ThemeName
) -> None:
    appearance.choose(choice)
    assert theme.current().name is name
    assert settings.theme is choice
    assert qapp.palette().color(QPalette.ColorRole.WindowText).name() == theme.current().ink
    assert theme.current().raised in qapp.styleSheet()


def test_toggling_goes_from_light_to_dark_and_back(appearance: Appearance) -> None:
    appearance.choose(ThemeChoice.LIGHT)
    seen = []
    for _ in range(2):
        appearance.toggle()
        seen.append(appearance.choice)
    assert seen == [ThemeChoice.DARK, ThemeChoice.LIGHT]


def test_everybody_hears_of_a_change(appearance: Appearance) -> None:
    heard: list[ThemeName] = []
    appearance.changed.connect(lambda: heard.append(theme.current().name))
    appearance.choose(ThemeChoice.DARK)
    assert heard == [ThemeName.DARK]
