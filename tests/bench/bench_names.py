"""Names across scripts: recall on a folder of name pairs, if one is given, and how long a name takes among many.

The folder is named by the environment variable ``ANNOTATOR_NAME_PAIRS``; its tables are those of the training.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from annotator.lang.names.encoder import NameEncoder
from annotator.lang.names.matcher import NameMatcher
from annotator.suggest.sounds import SoundIndex
from tests.bench.bench_candidates import entities_of_candidates
from tests.bench.clock import spread, timed
from tests.bench.figures import Figure, at_most
from tests.lang.names.known import KNOWN

PAIRS = "ANNOTATOR_NAME_PAIRS"
ASKED = 500
ROUNDS = 8


def run(folder: Path) -> Iterator[Figure]:
    """Time loading and queries; then the recall of words in the tables among all Latin words of their table."""
    taken, _ = timed(NameMatcher.load)
    yield Figure("names across scripts: weights loaded", taken.cpu, "CPU s")
    entities = list(entities_of_candidates())
    taken, sounds = timed(lambda: SoundIndex.build(entities))
    yield Figure("names across scripts: 100,000 names indexed", taken.cpu, "CPU s")
    times = [_cpu_ms(sounds, form) for _ in range(ROUNDS) for _, *forms in KNOWN for form in forms]
    yield at_most("names across scripts: query among 100,000 names, p99", spread(times).p99, "CPU ms", 30)
    given = os.environ.get(PAIRS)
    if given is None:
        yield Figure(f"names across scripts: recall skipped, {PAIRS} names no folder", 0, "words")
    else:
        yield from _recall(Path(given))


def _cpu_ms(sounds: SoundIndex, form: str) -> float:
    began = time.process_time()
    sounds.sounding_like(form)
    return (time.process_time() - began) * 1000


def _recall(folder: Path) -> Iterator[Figure]:
    from annotator.training.names.fusion import Listed, lists, recall
    from annotator.training.names.pairs import SCRIPTS, read_pairs

    matcher = NameMatcher.load()
    for script in SCRIPTS:
        pairs = [pair for pair in read_pairs(folder) if pair.script == script]
        listed: list[Listed] = lists(NameEncoder.load(), matcher.transducers[script], pairs, (), ASKED)
        count = len({pair.latin for pair in pairs})
        for most in (1, 5):
            found = recall(listed, matcher.fusion[script], most)
            yield Figure(f"names across scripts: {script} words among {count:,} Latin, recall@{most}", found, "")
