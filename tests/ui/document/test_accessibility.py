from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.document.caret import Caret
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import document_of, mark_of

TEXT = "He saw Rabat.\nThen Fez."


@pytest.fixture
def spoken(view: DocumentView, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    view.speak()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    view.show_document(document_of(TEXT, "en"), [mark_of(TEXT, "Rabat", caption="Rabat")], DEFAULT_LABELS)
    return said


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_article_has_a_name_and_a_reader_can_ask_for_it(view: DocumentView, spoken: list[str]) -> None:
    assert view.accessibleName() == "Test"
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Test"


def test_lines_then_characters_are_spoken(view: DocumentView, spoken: list[str]) -> None:
    view.place_caret(Caret(14))
    view.place_caret(Caret(15))
    view.place_caret(Caret(2))
    assert spoken == ["Then Fez.", "h", "He saw Rabat."]


def test_selections_and_marks_are_spoken(view: DocumentView, spoken: list[str]) -> None:
    view.select(Span(0, 2))
    view.select_next_mark()
    assert [plain(sentence) for sentence in spoken] == ["Selected: He", "Rabat, marked as PLACE Rabat"]
    assert plain(view.accessibleDescription()) == "Rabat, marked as PLACE Rabat"
