from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.ids import EntityId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.linker.card import LinkerCard, Question
from annotator.ui.linker.offers import Offer, Reason

MARK = QRect(380, 60, 90, 52)

OFFERS = (
    Offer(
        EntityId("person/benny-gantz"),
        ("Benny Gantz", "בני גנץ", "بيني غانتس"),
        "PERSON",
        0.98,
        (Reason("exact alias", certain=True), Reason("linked 4× in this article")),
    ),
    Offer(EntityId("person/benny-begin"), ("Benny Begin", "בני בגין"), "PERSON", 0.44, (Reason("begins so"),)),
    Offer(EntityId("org/mod"), ("Ministry of Defense",), "ORG", 0.12),
)


def question(label: str = "PERSON", surface: str = "بيني جانتس") -> Question:
    return Question(surface, Span(375, 385), label, DEFAULT_LABELS)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    elsewhere = QLineEdit(made)
    elsewhere.setObjectName("elsewhere")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def card(window: QWidget) -> LinkerCard:
    made = LinkerCard(window)
    made.open_for(question(), MARK, window.rect())
    made.set_offers(OFFERS)
    return made
