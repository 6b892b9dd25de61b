"""One act after the other, each on disk before the next: how long until it is acknowledged."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from annotator.app.commands.mentions import CreateMention
from annotator.app.session import Session
from annotator.core.document import Document
from annotator.core.offsets import Span
from db.workspace import SqliteWorkspaces
from tests.bench import floors
from tests.bench.bench_import import WORKSPACE
from tests.bench.clock import spread
from tests.bench.figures import Figure, at_most

ROUNDS = 20
ACTS_IN_A_ROUND = 50


def run(folder: Path) -> Iterator[Figure]:
    """Mark words in the workspace of 10,000 documents; rounds of acts and of bare syncs take turns."""
    workspace = SqliteWorkspaces().open(str(folder / WORKSPACE))
    session = Session.open(workspace, "Bench")
    rows = session.reader.documents()
    rng = random.Random(5)
    acts: list[float] = []
    syncs: list[float] = []
    for _ in range(ROUNDS):
        document = session.reader.document(rng.choice(rows).id)
        acts += [_mark(session, document, start * 9) for start in range(ACTS_IN_A_ROUND)]
        syncs += floors.fdatasync_seconds(folder, ACTS_IN_A_ROUND)
    workspace.close()
    act, sync = spread(acts), spread(syncs)
    floor = sync.median * 1000
    yield Figure("commit of one act, acknowledged, median", act.median * 1000, "ms", floor=floor)
    yield at_most("commit of one act, acknowledged, p99", act.p99 * 1000, "ms", 10 * floor + 2, floor)
    yield Figure("fdatasync of 4 KiB, p99", sync.p99 * 1000, "ms")


def _mark(session: Session, document: Document, start: int) -> float:
    """Mark three characters and return the seconds until that is on disk."""
    command = CreateMention(document.id, Span(start, start + 3), "PERSON")
    began = time.perf_counter()
    session.execute(command)
    return time.perf_counter() - began
