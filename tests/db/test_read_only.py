"""A workspace that is only read never changes, and is read while somebody writes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.ports import Workspace
from db.workspace import SqliteWorkspace, SqliteWorkspaces
from tests.db.making import NOA, TEXT, act, do, document, dump


def reading(workspace: Workspace) -> Workspace:
    return SqliteWorkspaces().open(workspace.location, reading=True)


def test_the_reader_sees_each_act_as_soon_as_it_is_saved(filled: SqliteWorkspace) -> None:
    seen = reading(filled)
    assert (seen.name, seen.location) == (filled.name, filled.location)
    assert [row.id for row in seen.reader.documents()] == ["doc"]
    do(filled, lambda work: work.documents.add(document("second")))
    assert [row.id for row in seen.reader.documents()] == ["doc", "second"]
    seen.close()
    do(filled, lambda work: work.documents.add(document("third")))
    assert len(filled.reader.documents()) == 3


def test_nothing_can_be_changed(filled: SqliteWorkspace) -> None:
    filled.close()
    path = Path(filled.location)
    before = path.read_bytes()
    seen = reading(filled)
    with pytest.raises(UserError, match="opened to be read"), seen.begin(act()) as work:
        work.documents.remove(DocumentId("doc"))
    for turn in (seen.undo, seen.redo):
        with pytest.raises(UserError, match="opened to be read"):
            turn(NOA.id)
    assert seen.reader.document(DocumentId("doc")).text == TEXT
    seen.close()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_is_read_can_be_saved_elsewhere(filled: SqliteWorkspace, tmp_path: Path) -> None:
    seen = reading(filled)
    seen.rescue(str(tmp_path / "copy.annotator"))
    seen.close()
    assert dump(tmp_path / "copy.annotator") == dump(filled.location)
