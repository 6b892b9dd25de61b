"""A workspace for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app.session import Session
from annotator.core.ports import Reader, Workspace
from db.workspace import SqliteWorkspaces


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = SqliteWorkspaces().create(str(tmp_path / "test.annotator"))
    yield opened
    opened.close()


@pytest.fixture
def session(workspace: Workspace) -> Session:
    return Session.open(workspace, "Noa")


@pytest.fixture
def reader(workspace: Workspace) -> Reader:
    return workspace.reader
