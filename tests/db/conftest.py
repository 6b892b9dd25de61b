"""A workspace for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.ports import Reader
from db.workspace import SqliteWorkspace, create_workspace
from tests.db.making import do, document


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[SqliteWorkspace]:
    opened = create_workspace(tmp_path / "test.annotator")
    yield opened
    opened.close()


@pytest.fixture
def filled(workspace: SqliteWorkspace) -> SqliteWorkspace:
    """A workspace with one document."""
    do(workspace, lambda work: work.documents.add(document()))
    return workspace


@pytest.fixture
def reader(workspace: SqliteWorkspace) -> Reader:
    return workspace.reader
