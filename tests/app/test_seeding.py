"""The sample workspace is made once, and made anew where its making was interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app import seeding, settings
from annotator.app.commands.documents import RemoveDocument
from annotator.app.seeding import SAMPLE_AUTHOR, sample_workspace
from annotator.app.session import Session
from annotator.core.errors import BugError
from db.workspace import SqliteWorkspaces
from tests.app.making import write_jsonl

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_sample_is_made_from_its_files(tmp_path: Path) -> None:
    location = str(tmp_path / "data" / "Sample.annotator")
    workspace = sample_workspace(SqliteWorkspaces(), SEEDS, location)
    rows = workspace.reader.documents()
    assert len(rows) == 5
    assert {row.language for row in rows} == {"he", "ar", "en"}
    assert all(row.mentions for row in rows)
    assert workspace.reader.undoable(Session.open(workspace, "Somebody").annotator.id) is None
    assert [annotator.name for annotator in workspace.reader.annotators()] == [SAMPLE_AUTHOR]
    workspace.close()


def test_it_is_opened_as_it_was_left(tmp_path: Path) -> None:
    location = str(tmp_path / "Sample.annotator")
    workspace = sample_workspace(SqliteWorkspaces(), SEEDS, location)
    for row in workspace.reader.documents():
        Session.open(workspace, "Noa").execute(RemoveDocument(row.id))
    workspace.close()
    again = sample_workspace(SqliteWorkspaces(), SEEDS, location)
    assert again.reader.documents() == []
    again.close()


def test_an_interrupted_start_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = str(tmp_path / "Sample.annotator")
    SqliteWorkspaces().create(location).close()
    monkeypatch.setattr(settings, "sample_location", lambda: location)
    workspace = sample_workspace(SqliteWorkspaces(), SEEDS)
    assert len(workspace.reader.documents()) == 5
    workspace.close()


def test_a_broken_sample_is_a_fault_of_ours(tmp_path: Path) -> None:
    for name in seeding._FILES:
        write_jsonl(tmp_path / name, [{"text": 5}])
    with pytest.raises(BugError, match="sample cannot be read"):
        sample_workspace(SqliteWorkspaces(), tmp_path, str(tmp_path / "x.annotator"))
