"""Candidates for a name among 100,000: as it is written, as it begins, and with a letter missing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ParamSpec

from annotator.app.naming import new_alias
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.suggest.candidates import CandidateIndex
from tests.bench.clock import spread, timed
from tests.bench.corpus import LANGUAGES, Vocabulary
from tests.bench.figures import Figure, at_most

Given = ParamSpec("Given")

ENTITIES = 33_334
QUERIES = 300
FLOOR_QUERIES = 20


def run(folder: Path) -> Iterator[Figure]:
    """Build the index, then ask it; the floor compares a query with every name of its script."""
    entities = list(entities_of_candidates())
    taken, index = timed(lambda: CandidateIndex.build(entities))
    names = [alias.text for entity in entities for alias in entity.aliases]
    asked = random.Random(3).sample(names, QUERIES)
    floor = _scan(entities, asked[:FLOOR_QUERIES])
    yield Figure("index of 100,000 names, built", taken.cpu, "CPU s")
    for kind, altered in (("as written", _itself), ("beginning so", _beginning), ("misspelt", _misspelt)):
        times = spread([_cpu_ms(index.search, altered(name)) for name in asked])
        yield at_most(f"candidates among 100,000 names, {kind}, p99", times.p99, "CPU ms", 10, floor)


def entities_of_candidates() -> Iterator[Entity]:
    """Yield entities with a made-up name in each language."""
    rng = random.Random(11)
    vocabularies = {
        language: sorted({word for word in Vocabulary(language).words if len(word) > 2 and word.isalpha()})
        for language in LANGUAGES
    }
    for number in range(ENTITIES):
        aliases = tuple(
            new_alias(" ".join(rng.choices(words, k=rng.choice((2, 3)))), language, AliasSource.IMPORTED, 0)
            for language, words in vocabularies.items()
        )
        yield Entity(EntityId(f"person/{number}"), "PERSON", aliases=aliases)


def _scan(entities: list[Entity], asked: list[str]) -> float:
    """Return the processor milliseconds of comparing a name with all of its script, letter by letter."""
    from rapidfuzz import fuzz, process

    by_script: dict[str, list[str]] = {}
    scripts = {}
    for entity in entities:
        for alias in entity.aliases:
            by_script.setdefault(alias.script, []).append(alias.key)
            scripts[alias.text] = alias.script
    times = [_cpu_ms(process.extract, name, by_script[scripts[name]], scorer=fuzz.ratio) for name in asked]
    return spread(times).median


def _cpu_ms(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    began = time.process_time()
    work(*given, **named)
    return (time.process_time() - began) * 1000


def _itself(name: str) -> str:
    return name


def _beginning(name: str) -> str:
    return name[: max(2, len(name) // 2)]


def _misspelt(name: str) -> str:
    middle = len(name) // 2
    return name[:middle] + name[middle + 1 :]
