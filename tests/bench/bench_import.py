"""Import of 10,000 documents with 400,000 mentions from the interchange format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.app.importing import ImportOptions, OnError, import_paths
from annotator.app.session import Session
from db.workspace import SqliteWorkspaces
from tests.bench import corpus, floors
from tests.bench.clock import peak_mb, timed
from tests.bench.figures import Figure, at_most, times_the_floor

WORKSPACE = "bench.annotator"


def run(folder: Path) -> Iterator[Figure]:
    """Import the corpus into a new workspace, which stays for the benchmarks of export."""
    source = folder / "corpus.jsonl"
    workspace = SqliteWorkspaces().create(str(folder / WORKSPACE))
    session = Session.open(workspace, "Bench")
    import_paths(session, [corpus.SEEDS / "entities.jsonl"])
    taken, report = timed(lambda: import_paths(session, [source], ImportOptions(on_error=OnError.ABORT)))
    memory = peak_mb()
    workspace.close()
    item = report.items[0]
    if (len(item.documents), item.mentions) != (corpus.DOCUMENTS, corpus.DOCUMENTS * corpus.MENTIONS):
        raise RuntimeError(item.message)
    floor, count = timed(lambda: floors.import_jsonl(source, folder / "floor.sqlite"))
    yield times_the_floor(
        "import 10,000 documents with 400,000 mentions",
        corpus.DOCUMENTS / taken.cpu,
        "documents per CPU s",
        0.4,
        count / floor.cpu,
        "2,600",
    )
    yield at_most("memory of that import, peak", memory, "MB", 300)
