"""A workspace with unmarked articles and the sample's entities, and a sitting in front of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.app.importing import import_paths
from annotator.app.session import Session
from db.workspace import SqliteWorkspaces
from tests.journeys.sitting import Sitting

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace file with the five sample articles, nothing marked in them, and the sample's entities."""
    articles = tmp_path / "articles.jsonl"
    rows = [json.loads(line) for line in (SEEDS / "sample.jsonl").read_text("utf-8").splitlines()]
    bare = [row | {"mentions": [], "state": "NEW"} for row in rows]
    articles.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in bare), "utf-8")
    path = tmp_path / "journey.annotator"
    store = SqliteWorkspaces().create(str(path))
    report = import_paths(Session.open(store, "Lead"), [SEEDS / "entities.jsonl", articles])
    store.close()
    assert report.changes is not None, report.as_json()
    return path


@pytest.fixture
def sit_down(tmp_path: Path, workspace: Path) -> Iterator[Callable[[], Sitting]]:
    """Open a window on the workspace; whatever is still open afterwards is closed."""
    opened: list[Sitting] = []

    def sit() -> Sitting:
        opened.append(Sitting(tmp_path, workspace))
        return opened[-1]

    yield sit
    for sitting in opened:
        sitting.close()


@pytest.fixture
def sitting(sit_down: Callable[[], Sitting]) -> Sitting:
    """A window on the workspace."""
    return sit_down()
