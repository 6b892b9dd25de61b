"""Export of the imported corpus to spaCy's DocBin.

The budget speaks of building the same file through ``DocBin.add``. Beside it stands the least that can be built with
``DocBin.add`` at all, which has no spans, ids, date values or facts about documents in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.app.exporting import ExportPlan, export
from db.workspace import SqliteWorkspaces
from tests.bench import corpus, floors
from tests.bench.bench_import import WORKSPACE
from tests.bench.clock import timed
from tests.bench.figures import Figure, times_the_floor

SAMPLE = 2_000
"""How many documents the floor is measured on: its work grows evenly with their number."""


def run(folder: Path) -> Iterator[Figure]:
    """Write all documents to one file; loading spaCy counts for neither side."""
    import spacy.tokens  # noqa: F401 - loaded before the clock runs

    workspace = SqliteWorkspaces().open(str(folder / WORKSPACE))
    taken, report = timed(lambda: export(workspace.reader, folder / "export.spacy", ExportPlan("docbin")))
    same, _ = timed(lambda: floors.docbin_of_records(workspace.reader.records(), SAMPLE))
    workspace.close()
    floor, _ = timed(lambda: floors.docbin(folder / "corpus.jsonl", SAMPLE))
    if report.files[0].documents != corpus.DOCUMENTS:
        raise RuntimeError(f"only {report.files[0].documents} documents were written")
    speed = corpus.DOCUMENTS / taken.cpu
    yield times_the_floor(
        "export them to DocBin, beside DocBin.add with the same content from the same workspace",
        speed,
        "documents per CPU s",
        1.8,
        SAMPLE / same.cpu,
        "1,430",
    )
    bare = SAMPLE / floor.cpu
    yield Figure(
        "the same, beside DocBin.add with entities alone from a file",
        speed,
        "documents per CPU s",
        "",
        None,
        bare,
        speed / bare,
    )
