"""One act after the other, each on disk before the next: how long until it is acknowledged."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from annotator.app.commands.mentions import CreateMention
from annotator.app.session import Session
from annotator.core.ids import DocumentId
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
        acts += _mark_words(session, rng.choice(rows).id)
        syncs += floors.fdatasync_seconds(folder, ACTS_IN_A_ROUND)
    workspace.close()
    act, sync = spread(acts), spread(syncs)
    floor = sync.median * 1000
    yield Figure("commit of one act, acknowledged, median", act.median * 1000, "ms", floor=floor)
    yield at_most("commit of one act, acknowledged, p99", act.p99 * 1000, "ms", 10 * floor + 2, floor)
    yield Figure("fdatasync of 4 KiB, p99", sync.p99 * 1000, "ms")


def _mark_words(session: Session, document: DocumentId) -> list[float]:
    """Mark words that are not marked yet and return the seconds until each mark is on disk."""
    text = session.reader.document(document).text
    marked = [mention.span for mention in session.reader.mentions(document)]
    words = (Span(*found.span()) for found in re.finditer(r"\S+", text))
    free = (word for word in words if not any(word.overlaps(span) for span in marked))
    times = []
    for word in islice(free, ACTS_IN_A_ROUND):
        command = CreateMention(document, word, "PERSON")
        began = time.perf_counter()
        session.execute(command)
        times.append(time.perf_counter() - began)
    return times
