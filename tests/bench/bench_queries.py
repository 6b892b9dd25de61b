"""What panels ask of the imported corpus: 10,000 documents with 400,000 mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.app.statistics import figures_of
from annotator.core.ports import Reader, Selection
from db.workspace import SqliteWorkspaces
from tests.bench.bench_import import WORKSPACE
from tests.bench.clock import fastest
from tests.bench.figures import Figure

RUNS = 5


def run(folder: Path) -> Iterator[Figure]:
    """Ask each question several times, and take the time that was least disturbed."""
    workspace = SqliteWorkspaces().open(str(folder / WORKSPACE))
    for work, question in _questions(workspace.reader):
        yield Figure(work, fastest(question, RUNS).cpu * 1000, "ms")
    workspace.close()


def _questions(reader: Reader) -> Iterator[tuple[str, Callable[[], object]]]:
    first, *_ = reader.documents()
    entity = next(row.id for row in reader.entity_rows() if row.mentions)
    one = Selection(documents=(first.id,))
    yield "every entity with its uses", reader.entity_rows
    yield "uses of every entity by language", reader.language_uses
    yield "300 occurrences of the entity used most", lambda: reader.occurrences(entity, limit=300)
    yield "one occurrence of it", lambda: reader.occurrences(entity, limit=1)
    yield "the list of all documents", reader.documents
    yield "one document of that list", lambda: reader.documents(one)
    yield "the mentions of one document", lambda: reader.mentions(first.id)
    yield "every figure about the workspace", lambda: figures_of(reader)
