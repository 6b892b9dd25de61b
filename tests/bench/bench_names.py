"""Names across scripts: recall on a folder of name pairs, if one is given.

The folder is named by the environment variable ``ANNOTATOR_NAME_PAIRS``; its tables are those of the training.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from annotator.lang.names.encoder import NameEncoder
from annotator.lang.names.matcher import NameMatcher
from tests.bench.clock import timed
from tests.bench.figures import Figure

PAIRS = "ANNOTATOR_NAME_PAIRS"
ASKED = 500


def run(folder: Path) -> Iterator[Figure]:
    """Time loading; then the recall of words in the tables among all Latin words of their table."""
    taken, _ = timed(NameMatcher.load)
    yield Figure("names across scripts: weights loaded", taken.cpu, "CPU s")
    given = os.environ.get(PAIRS)
    if given is None:
        yield Figure(f"names across scripts: recall skipped, {PAIRS} names no folder", 0, "words")
    else:
        yield from _recall(Path(given))


def _recall(folder: Path) -> Iterator[Figure]:
    from annotator.training.names.fusion import Listed, lists, recall
    from annotator.training.names.pairs import SCRIPTS, of, read_pairs

    matcher = NameMatcher.load()
    pairs = read_pairs(folder)
    for scripts in SCRIPTS:
        own = of(scripts, pairs)
        model = matcher.models[scripts]
        listed: list[Listed] = lists(NameEncoder.load(), model, own, (), ASKED)
        count = len({pair.one for pair in own})
        for most in (1, 5):
            found = recall(listed, matcher.fusion[scripts], most)
            yield Figure(f"names across scripts: {scripts}, among {count:,} words, recall@{most}", found, "")
