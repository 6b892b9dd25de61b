"""The palette by its keys and the mouse; every key is a real key event."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.labels import DEFAULT_LABELS
from annotator.ui.action_set import ActionSet
from annotator.ui.palette.matching import match
from annotator.ui.palette.palette import CommandPalette
from annotator.ui.palette.results import Hit, Kind, Words
from annotator.ui.palette.sources import ActionSource

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Titles:
    """A source over a few titles."""

    def __init__(self, kind: Kind, *titles: str) -> None:
        self.kind = kind
        self._titles = titles

    def find(self, query: str, limit: int) -> list[Hit]:
        hits = []
        for title in self._titles:
            found = match(query, title)
            if found is not None or not query:
                hits.append(Hit(self.kind, title.casefold(), Words(title), found.score if found else 0.4))
        return hits[:limit]


SOURCES = (
    Titles(Kind.ENTITY, "Benny Gantz", "בני גנץ", "غانتس"),
    Titles(Kind.ACTION, "Export…", "Change annotator…"),
    Titles(Kind.DOCUMENT, "Morocco and Israel", "Gantz in Rabat"),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1000, 700)
    qtbot.addWidget(made)
    article = QLineEdit("the article", made)
    article.setObjectName("article")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    article.setFocus()
    return made


@pytest.fixture
def palette(window: QWidget) -> CommandPalette:
    made = CommandPalette(window)
    made.open(SOURCES, DEFAULT_LABELS)
    return made


class Heard:
    def __init__(self, palette: CommandPalette) -> None:
        self.said: list[tuple[str, object]] = []
        palette.action_chosen.connect(self._action)
        palette.entity_chosen.connect(self._entity)
        palette.entity_opened.connect(self._opened)
        palette.document_chosen.connect(self._document)

    def _action(self, name: str) -> None:
        self.said.append(("action", name))

    def _entity(self, name: object) -> None:
        self.said.append(("entity", name))

    def _opened(self, name: object) -> None:
        self.said.append(("opened", name))

    def _document(self, name: object) -> None:
        self.said.append(("document", name))


def article(window: QWidget) -> QLineEdit:
    found = window.findChild(QLineEdit, "article")
    assert found is not None
    return found


def test_it_covers_the_window_and_takes_the_keyboard(palette: CommandPalette, window: QWidget) -> None:
    assert palette.geometry() == window.rect()
    assert QApplication.focusWidget() is palette.field


def test_typing_finds_and_the_best_is_chosen(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "gantz in")
    chosen = palette.results.chosen
    assert chosen is not None
    assert chosen.title.text == "Gantz in Rabat"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("benny", ("entity", "benny gantz")),
        ("גנץ", ("entity", "בני גנץ")),
        ("غان", ("entity", "غانتس")),
        ("exp", ("action", "export…")),
        ("#gan", ("document", "gantz in rabat")),
    ],
)
def test_enter_runs_the_chosen_one_after_giving_the_keyboard_back(
    palette: CommandPalette, window: QWidget, query: str, said: tuple[str, str]
) -> None:
    heard = Heard(palette)
    palette.field.setText(query)
    QTest.keyClick(palette.field, Key.Key_Return)
    assert heard.said == [said]
    assert not palette.isVisible()
    assert QApplication.focusWidget() is article(window)


def test_ctrl_enter_opens_an_entity(palette: CommandPalette) -> None:
    heard = Heard(palette)
    QTest.keyClicks(palette.field, "benny")
    QTest.keyClick(palette.field, Key.Key_Return, CTRL)
    assert heard.said == [("opened", "benny gantz")]


def test_escape_closes_and_restores_the_focus(palette: CommandPalette, window: QWidget) -> None:
    heard = Heard(palette)
    QTest.keyClick(palette.field, Key.Key_Escape)
    assert heard.said == []
    assert not palette.isVisible()
    assert QApplication.focusWidget() is article(window)


def test_arrows_pass_headings_and_go_round(palette: CommandPalette) -> None:
    titles = []
    for _ in range(8):
        assert palette.results.chosen is not None
        titles.append(palette.results.chosen.title.text)
        QTest.keyClick(palette.field, Key.Key_Down)
    assert titles[0] == titles[7] == "Benny Gantz"
    assert len(set(titles)) == 7
    QTest.keyClick(palette.field, Key.Key_Up)
    assert palette.results.chosen is not None
    assert palette.results.chosen.title.text == "Benny Gantz"


def test_enter_with_nothing_found_does_nothing(palette: CommandPalette) -> None:
    heard = Heard(palette)
    QTest.keyClicks(palette.field, "zzz")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert heard.said == []
    assert palette.isVisible()


def test_a_click_beside_the_card_closes_and_one_on_a_line_runs_it(palette: CommandPalette) -> None:
    heard = Heard(palette)
    second = palette.results.visualRect(palette.results.model().index(2, 0))
    QTest.mouseClick(palette.results.viewport(), Qt.MouseButton.LeftButton, pos=second.center())
    assert heard.said == [("entity", "בני גנץ")]
    palette.open(SOURCES, DEFAULT_LABELS)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(10, 600))
    assert not palette.isVisible()


def test_it_follows_the_window(palette: CommandPalette, window: QWidget) -> None:
    window.resize(860, 560)
    QApplication.processEvents()
    assert palette.geometry() == window.rect()


def test_actions_come_from_the_table_with_their_keys(qtbot: QtBot) -> None:
    actions = ActionSet()
    source = ActionSource(actions)
    (best, *_) = source.find("export", 5)
    assert best.id == "transfer.export"
    assert best.keys == "Ctrl+E"
    actions.enable(["transfer.export"], when=False)
    assert all(hit.id != "transfer.export" for hit in source.find("export", 5))


def test_lines_are_read_aloud_with_all_they_say(palette: CommandPalette) -> None:
    assert palette.accessibleName()
    assert palette.field.accessibleName()
    model = palette.results.model()
    assert model.index(0, 0).data() == "Entities"
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Benny Gantz"
