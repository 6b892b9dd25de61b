"""A date editor over a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.app.dates import readings_at
from annotator.core.datevalue import DateValue
from annotator.core.document import Document
from annotator.core.ids import DocumentId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.lang.dates import is_relative
from annotator.ui.dates.card import DateCard, DateQuestion
from annotator.ui.dates.sentence import in_sentence

TEXT = "They have met since early this year, on 05/06/2021, and in كانون الثاني 2020."
MARK = QRect(300, 40, 60, 20)


def asked(surface: str, date: DateValue | None = None, counts_from: str | None = "2023-02") -> DateQuestion:
    """Return the question about a piece of the text."""
    document = Document(DocumentId("d"), "d", "d", TEXT, "en", date=counts_from)
    start = TEXT.index(surface)
    span = Span(start, start + len(surface))
    label = next(label for label in DEFAULT_LABELS if label.is_date)
    readings = readings_at(document, span, counts_from)
    shown = in_sentence(document, span)
    return DateQuestion(shown, label, "en", date, readings, is_relative(surface, "en"), counts_from)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def card(window: QWidget) -> DateCard:
    made = DateCard(window)
    made.open_for(asked("early this year"), MARK, window.rect())
    return made
