"""Export of the imported corpus to the interchange format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.app.exporting import ExportPlan, export
from db.workspace import SqliteWorkspaces
from tests.bench import corpus, floors
from tests.bench.bench_import import WORKSPACE
from tests.bench.clock import peak_mb, timed
from tests.bench.figures import Figure, at_most, times_the_floor


def run(folder: Path) -> Iterator[Figure]:
    """Write all documents to one file."""
    workspace = SqliteWorkspaces().open(str(folder / WORKSPACE))
    target = folder / "export.jsonl"
    taken, report = timed(lambda: export(workspace.reader, target, ExportPlan("jsonl")))
    memory = peak_mb()
    workspace.close()
    if report.files[0].mentions < corpus.DOCUMENTS * corpus.MENTIONS:
        raise RuntimeError(f"only {report.files[0].mentions} mentions were written")
    floor, count = timed(lambda: floors.export_jsonl(folder / "floor.sqlite", folder / "floor.jsonl"))
    yield times_the_floor(
        "export them to JSONL",
        report.files[0].documents / taken.cpu,
        "documents per CPU s",
        0.4,
        count / floor.cpu,
        "7,000",
    )
    yield at_most("memory of that export, peak", memory, "MB", 300)
