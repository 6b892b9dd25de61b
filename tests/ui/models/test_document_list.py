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


def test_rows_that_changed_are_painted_again_and_come_and_go_with_what_is_asked_for(model: DocumentList) -> None:
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.update_rows([replace(ROWS[1], mentions=9), ROWS[2]])
    assert (changed, model.index(1).data(ROW_ROLE).mentions) == ([1], 9)
    model.show_states({DocumentState.FINISHED})
    model.update_rows([replace(ROWS[1], state=DocumentState.FINISHED)])
    assert [model.index(place).data(ROW_ROLE).id for place in range(model.rowCount())] == ["1", "2"]
    model.update_rows([replace(ROWS[0], state=DocumentState.NEW)])
    assert [model.index(place).data(ROW_ROLE).id for place in range(model.rowCount())] == ["2"]
    model.update_rows([replace(ROWS[2], mentions=4)])
    model.show_states(())
    assert [model.index(place).data(ROW_ROLE).mentions for place in range(model.rowCount())] == [3, 3, 4]


def test_a_document_that_was_renamed_is_found_by_its_new_name_alone(model: DocumentList) -> None:
    model.search("rabat")
    model.update_rows([replace(ROWS[0], title="Cairo")])
    assert model.rowCount() == 0
    model.search("cairo")
    assert _titles(model) == ["Cairo"]


def test_suggestions_of_one_document_paint_its_row_alone(model: DocumentList) -> None:
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.set_proposed({DocumentId("3"): 4, DocumentId("gone"): 1})
    model.set_proposed({DocumentId("3"): 4, DocumentId("1"): 2})
    assert changed == [2, 0]


def test_a_document_that_is_not_shown_has_no_index(model: DocumentList) -> None:
    model.search("visit")
    assert model.index_of(DocumentId("1")).isValid()
    assert not model.index_of(DocumentId("2")).isValid()
    assert not model.index_of(None).isValid()


def test_a_screen_reader_hears_the_facts(model: DocumentList) -> None:
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Rabat: a visit, English, , Finished"
