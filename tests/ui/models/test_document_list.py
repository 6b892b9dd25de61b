from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.document import Direction, DocumentState
from annotator.core.ids import DocumentId
from annotator.core.rows import DocumentRow
from annotator.ui.models.document_list import ROW_ROLE, DocumentList

_STRICT = QAbstractItemModelTester.FailureReportingMode.Warning


def _row(number: int, title: str, language: str, state: DocumentState) -> DocumentRow:
    return DocumentRow(
        DocumentId(str(number)), f"{number}.txt", title, language, Direction.AUTO, None, state, "", 100, 3, 2, 1, 0, 50
    )


ROWS = [
    _row(1, "Rabat: a visit", "en", DocumentState.FINISHED),
    _row(2, "גנץ נחת ברבאט", "he", DocumentState.IN_PROGRESS),
    _row(3, "غانتس في الرّباط", "ar", DocumentState.NEW),
]


@pytest.fixture
def model(qapp: object) -> DocumentList:
    made = DocumentList()
    made.set_rows(ROWS)
    return made


def _titles(model: DocumentList) -> list[str]:
    return [str(model.index(place).data()) for place in range(model.rowCount())]


def test_it_keeps_to_qts_rules(model: DocumentList) -> None:
    QAbstractItemModelTester(model, _STRICT)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rabat", ["1"]),
        ("VISIT rab", ["1"]),
        ("ברבאט", ["2"]),
        ("الرباط", ["3"]),
        ("2.txt", ["2"]),
        ("nothing", []),
        ("", ["1", "2", "3"]),
    ],
)
def test_search_forgives_spelling(model: DocumentList, query: str, found: list[str]) -> None:
    model.search(query)
    assert [model.index(place).data(ROW_ROLE).id for place in range(model.rowCount())] == found


def test_states_and_languages_filter_together(model: DocumentList) -> None:
    model.show_states({DocumentState.NEW, DocumentState.FINISHED})
    assert len(_titles(model)) == 2
    model.show_languages({"ar"})
    assert _titles(model) == ["غانتس في الرّباط"]
    assert model.is_filtered
    assert model.total == 3
    assert model.known_languages == ["ar", "en", "he"]
    model.show_states(())
    model.show_languages(())
    assert len(_titles(model)) == 3


def test_only_what_changed_is_painted_again(model: DocumentList) -> None:
    changed: list[int] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.modelReset.connect(lambda: resets.append(True))
    model.set_rows([ROWS[0], replace(ROWS[1], mentions=9), ROWS[2]])
    assert (changed, resets) == ([1], [])
    model.set_rows(ROWS[:2])
    assert resets == [True]


def test_a_document_that_is_not_shown_has_no_index(model: DocumentList) -> None:
    model.search("visit")
    assert model.index_of(DocumentId("1")).isValid()
    assert not model.index_of(DocumentId("2")).isValid()
    assert not model.index_of(None).isValid()


def test_a_screen_reader_hears_the_facts(model: DocumentList) -> None:
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Rabat: a visit, English, , Finished"
