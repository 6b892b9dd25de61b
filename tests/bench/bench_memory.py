"""What a document of 1 MB with 10,000 mentions adds to the window's memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.app.importing import import_paths
from annotator.app.session import Session
from db.workspace import SqliteWorkspaces
from tests.bench import corpus
from tests.bench.figures import Figure, at_most
from tests.bench.starting import start

REST_S = 2.0


def run(folder: Path) -> Iterator[Figure]:
    """Start on a workspace with next to nothing in it, and on one with the big document open."""
    small = folder / "small.txt"
    small.write_text("Rabat\n", "utf-8")
    empty = _workspace(folder / "small.annotator", small)
    full = _workspace(folder / "big.annotator", corpus.SEEDS / "entities.jsonl", folder / "big.jsonl")
    home = folder / "home"
    bare = start(home, empty, rest=REST_S)
    loaded = start(home, full, rest=REST_S)
    yield Figure("memory of the window alone", bare.resident, "MB")
    yield at_most("memory added by 1 MB with 10,000 mentions", loaded.resident - bare.resident, "MB", 60)


def _workspace(path: Path, *sources: Path) -> str:
    workspace = SqliteWorkspaces().create(str(path))
    report = import_paths(Session.open(workspace, "Bench"), sources)
    workspace.close()
    if report.changes is None:
        raise RuntimeError(report.items[-1].message)
    return str(path)
