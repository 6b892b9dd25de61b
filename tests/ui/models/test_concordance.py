from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.document import Direction, DocumentState
from annotator.core.ids import AnnotatorId, DocumentId, MentionId
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.models.concordance import Concordance, Heading, direction_of

_STRICT = QAbstractItemModelTester.FailureReportingMode.Warning

A, B, C = DocumentId("a"), DocumentId("b"), DocumentId("c")


def _row(document: DocumentId) -> DocumentRow:
    state = DocumentState.NEW
    return DocumentRow(document, f"{document}.txt", document, "en", Direction.AUTO, None, state, "", 9, 1, 1, 0, 0, 9)


def _occurrence(document: DocumentId, number: int) -> Occurrence:
    span = Span(number, number + 1)
    mention = Mention(MentionId(f"{document}{number}"), document, span, "PERSON", AnnotatorId("x"), "G")
    return Occurrence(mention, "before ", " after")


FOUND = [_occurrence(A, 1), _occurrence(A, 2), _occurrence(B, 1), _occurrence(C, 1)]
ROWS = {document: _row(document) for document in (A, B, C)}


@pytest.fixture
def model(qapp: object) -> Concordance:
    made = Concordance()
    made.set_occurrences(FOUND, ROWS, B)
    return made


def _outline(model: Concordance) -> list[str]:
    lines = [model.line(model.index(place)) for place in range(model.rowCount())]
    return [
        f"{line.document.id}:{line.count}" if isinstance(line, Heading) else line.mention.id for line in lines if line
    ]


def test_it_keeps_to_qts_rules(model: Concordance) -> None:
    QAbstractItemModelTester(model, _STRICT)


def test_the_open_article_comes_first(model: Concordance) -> None:
    assert _outline(model) == ["b:1", "b1", "a:2", "a1", "a2", "c:1", "c1"]
    assert (model.mentions, model.documents) == (4, 3)


def test_articles_that_are_gone_are_left_out(model: Concordance) -> None:
    model.set_occurrences(FOUND, {B: ROWS[B]}, None)
    assert _outline(model) == ["b:1", "b1"]


def test_steps_go_past_headings_and_stop_at_the_ends(model: Concordance) -> None:
    index = model.index_of(MentionId("b1"))
    index = model.neighbour(index, 1)
    assert model.index_of(MentionId("a1")) == index
    assert not model.neighbour(model.index_of(MentionId("b1")), -1).isValid()
    assert not model.neighbour(model.index_of(MentionId("c1")), 1).isValid()


def test_nothing_is_reset_when_nothing_changed(model: Concordance) -> None:
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.set_occurrences(FOUND, ROWS, B)
    assert resets == []


@pytest.mark.parametrize(
    ("language", "forced", "direction"),
    [
        ("he", Direction.AUTO, Direction.RTL),
        ("ar", Direction.AUTO, Direction.RTL),
        ("en", Direction.AUTO, Direction.LTR),
        ("und", Direction.AUTO, Direction.AUTO),
        ("en", Direction.RTL, Direction.RTL),
    ],
)
def test_lines_run_as_their_article_does(language: str, forced: Direction, direction: Direction) -> None:
    assert direction_of(replace(_row(A), language=language, direction=forced)) is direction
