"""The card that asks when an article was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.app.dates import date_proposals
from annotator.core.document import Document
from annotator.core.ids import DocumentId
from annotator.lang.dates import Reason
from annotator.ui.dates.article_date import ArticleDateCard

TEXT = "A title\nOn 24 November 2021 they signed, and yesterday, Thursday, it became known. It began in May 2018.\n"


def document(name: str = "x.txt") -> Document:
    return Document(DocumentId("d"), name, "A title", TEXT, "en")


@pytest.fixture
def card(window: QWidget) -> ArticleDateCard:
    made = ArticleDateCard(window)
    found = date_proposals(document("report-2021-11-27.txt"))
    made.open_for(None, found, "en", following=3, anchor=QRect(500, 10, 100, 30))
    return made


def test_proposals_come_with_their_reasons() -> None:
    found = date_proposals(document("report-2021-11-27.txt"))
    assert [(each.value, each.kind) for each in found] == [
        ("2021-11-27", Reason.METADATA),
        ("2021-11-26", Reason.WEEKDAY),
        ("2021-11-24", Reason.LATEST),
    ]
    assert "Thursday" in found[1].reason


def test_the_likeliest_stands_in_the_field_and_enter_takes_it(card: ArticleDateCard) -> None:
    chosen: list[object] = []
    card.date_chosen.connect(chosen.append)
    assert card.field.selectedText() == "2021-11-27"
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert chosen == ["2021-11-27"]
    assert not card.isVisible()


def test_arrows_go_through_the_proposals(card: ArticleDateCard) -> None:
    QTest.keyClick(card.field, Qt.Key.Key_Down)
    assert card.field.text() == "2021-11-26"
    QTest.keyClick(card.field, Qt.Key.Key_Down)
    QTest.keyClick(card.field, Qt.Key.Key_Down)
    assert card.field.text() == "2021-11-24"
    QTest.keyClick(card.field, Qt.Key.Key_Up)
    assert card.field.text() == "2021-11-26"


@pytest.mark.parametrize(
    ("typed", "value"), [("2019", "2019"), ("march 2020", "2020-03"), ("5 May 2020", "2020-05-05")]
)
def test_a_day_month_or_year_may_be_typed(card: ArticleDateCard, typed: str, value: str) -> None:
    chosen: list[object] = []
    card.date_chosen.connect(chosen.append)
    QTest.keyClicks(card.field, typed)
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert chosen == [value]


@pytest.mark.parametrize("typed", ["202X", "2019/2020", "yesterday", "2021-W48", "nonsense"])
def test_anything_else_is_wrong(card: ArticleDateCard, typed: str) -> None:
    chosen: list[object] = []
    card.date_chosen.connect(chosen.append)
    QTest.keyClicks(card.field, typed)
    assert card.field.is_wrong
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert not chosen


def test_it_can_be_unknown_and_left(card: ArticleDateCard) -> None:
    chosen: list[object] = []
    card.date_chosen.connect(chosen.append)
    QTest.mouseClick(card.not_known, Qt.MouseButton.LeftButton)
    assert chosen == [None]
    card.open_for("2021", (), "en", following=0, anchor=QRect(500, 10, 100, 30))
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert chosen == [None]
