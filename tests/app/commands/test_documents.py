"""What is known about documents can be changed, and changed back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.base import Command
from annotator.app.commands.documents import (
    DescribeDocument,
    SetDirection,
    SetDocumentState,
    SetParagraphDirection,
)
from annotator.app.session import Session
from annotator.core.document import Direction, DocumentState
from annotator.core.ids import DocumentId
from annotator.core.ports import Reader
from tests.app.making import add_document

DOC = DocumentId("doc")


@pytest.fixture(autouse=True)
def document(session: Session, tmp_path: Path) -> DocumentId:
    return add_document(session, tmp_path, "one\nשתיים", language="he")


@pytest.mark.parametrize(
    ("command", "attribute", "value"),
    [
        (SetDocumentState(DOC, DocumentState.FINISHED), "state", DocumentState.FINISHED),
        (SetDirection(DOC, Direction.RTL), "direction", Direction.RTL),
        (SetParagraphDirection(DOC, 1, Direction.LTR), "paragraph_directions", {1: Direction.LTR}),
        (DescribeDocument(DOC, "Title", "en", "2021-11"), "date", "2021-11"),
    ],
)
def test_a_fact_changes_and_comes_back(
    session: Session, reader: Reader, command: Command, attribute: str, value: object
) -> None:
    before = reader.document(DOC)
    changes = session.execute(command)
    assert changes.documents == {DOC}
    assert getattr(reader.document(DOC), attribute) == value
    session.undo()
    assert reader.document(DOC) == before


def test_a_paragraph_follows_the_document_again(session: Session, reader: Reader) -> None:
    session.execute(SetParagraphDirection(DOC, 1, Direction.LTR))
    session.execute(SetParagraphDirection(DOC, 1, Direction.AUTO))
    assert reader.document(DOC).paragraph_directions == {}
