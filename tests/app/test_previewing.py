from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.exporting import ExportPlan, export
from annotator.app.previewing import measure, sample
from annotator.app.session import Session
from annotator.core.errors import Cancelled
from annotator.core.ports import Reader
from annotator.core.progress import Silent, Stoppable
from annotator.formats.losses import LossKind
from annotator.formats.projection import Projection, TokenPolicy
from tests.app.making import add_document, mark


@pytest.fixture
def filled(session: Session, tmp_path: Path) -> Session:
    for number in range(3):
        document = add_document(session, tmp_path, "הוא נחת ברבאט היום.", f"d{number}", language="he")
        mark(session, document, "רבאט", "PLACE")
    return session


def test_a_sample_is_the_first_document_as_a_table_and_as_text(filled: Session) -> None:
    made = sample(filled.reader, ExportPlan("conll2003"))
    assert made is not None
    assert made.document.id == "d0"
    assert made.table is not None
    assert made.text is not None
    assert [row.token for row in made.table.rows if row.label] == ["רבאט"]
    assert "רבאט _ _ B-PLACE" in made.text


def test_formats_that_are_no_text_have_none(filled: Session) -> None:
    made = sample(filled.reader, ExportPlan("docbin"))
    assert made is not None
    assert made.text is None
    assert made.table is not None


def test_there_is_no_sample_of_nothing(reader: Reader) -> None:
    assert sample(reader, ExportPlan("jsonl")) is None


@pytest.mark.parametrize("projection", list(Projection))
def test_what_is_measured_is_what_the_export_reports(filled: Session, tmp_path: Path, projection: Projection) -> None:
    plan = ExportPlan("conll2003", tokens=TokenPolicy(projection))
    measured = measure(filled.reader, plan, Silent())
    report = export(filled.reader, tmp_path / "out.conll", plan)
    assert measured.losses.counts == report.losses.counts
    assert (measured.documents, measured.of) == (3, 3)


def test_the_mentions_concerned_are_listed(filled: Session) -> None:
    measured = measure(filled.reader, ExportPlan("conll2003", tokens=TokenPolicy(Projection.DROP)), Silent())
    assert {affected.kind for affected in measured.losses.affected} == {LossKind.UNALIGNED_LEFT_OUT}
    assert [affected.document for affected in measured.losses.affected] == ["d0", "d1", "d2"]


def test_measuring_can_be_stopped(filled: Session) -> None:
    stopped = Stoppable()
    stopped.cancel()
    with pytest.raises(Cancelled):
        measure(filled.reader, ExportPlan("conll2003"), stopped)
