"""Candidates for a name among 10,000 and 100,000: as it is written, as it begins, misspelt, and by its sound."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, ParamSpec

from annotator.app.shelving import NAMES_IN_MEMORY
from annotator.core.entity import Entity
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.shelf import Shelf, Sounds
from annotator.suggest.sound_shelf import SoundShelf
from annotator.suggest.sounds import SoundIndex
from tests.bench.clock import spread, timed
from tests.bench.figures import Figure, at_most
from tests.bench.many_names import many_entities

Given = ParamSpec("Given")

SIZES: Final = (10_000, 100_000)
QUERIES: Final = 1000
HEARD: Final = 300
FLOOR_QUERIES: Final = 20


def run(folder: Path) -> Iterator[Figure]:
    """Build the index of each size as a workspace of that size has it, then ask it."""
    for size in SIZES:
        entities = list(many_entities(size))
        made = _on_a_shelf if size > NAMES_IN_MEMORY else CandidateIndex.build
        taken, index = timed(partial(made, entities))
        yield Figure(f"index of {size:,} names, built", taken.cpu, "CPU s")
        yield from asked(index, entities, f"among {size:,} names", scan(entities))
        sounds: Sounds = SoundShelf.build(index.shelves[0]) if index.shelves else SoundIndex.build(entities)
        yield from asked_by_sound(sounds, entities, f"among {size:,} names")


def _on_a_shelf(entities: list[Entity]) -> CandidateIndex:
    return CandidateIndex(shelves=[Shelf.build(entities)])


def asked(index: CandidateIndex, entities: list[Entity], among: str, floor: float | None = None) -> Iterator[Figure]:
    """Ask for names in each way, within their script."""
    names = [alias.text for entity in random.Random(3).sample(entities, QUERIES // 3) for alias in entity.aliases]
    kinds = (("as written", _itself), ("beginning so", _beginning), ("misspelt", _misspelt), ("two letters", _two))
    for kind, altered in kinds:
        times = spread([cpu_ms(index.search, altered(name)) for name in names])
        yield at_most(f"candidates {among}, {kind}, p99", times.p99, "CPU ms", 10, floor)


def asked_by_sound(sounds: Sounds, entities: list[Entity], among: str) -> Iterator[Figure]:
    """Ask for names in other scripts."""
    chosen = random.Random(4).sample(entities, HEARD // 3)
    times, found = [], 0
    for entity in chosen:
        for alias in entity.aliases:
            times.append(cpu_ms(sounds.sounding_like, alias.text))
            heard = dict.fromkeys(name.entity for name, _ in sounds.sounding_like(alias.text))
            found += entity.id in list(heard)[:5]
    yield at_most(f"candidates {among}, in other scripts, p99", spread(times).p99, "CPU ms", 30)
    yield Figure(f"candidates {among}, in other scripts, recall@5 of made-up names", found / len(times), "")


def scan(entities: list[Entity]) -> float:
    """Return the processor milliseconds of comparing a name with all of its script, letter by letter."""
    from rapidfuzz import fuzz, process

    by_script: dict[str, list[str]] = {}
    for entity in entities:
        for alias in entity.aliases:
            by_script.setdefault(alias.script, []).append(alias.key)
    asked = [alias for entity in random.Random(3).sample(entities, FLOOR_QUERIES) for alias in entity.aliases[:1]]
    times = [cpu_ms(process.extract, alias.text, by_script[alias.script], scorer=fuzz.ratio) for alias in asked]
    return spread(times).median


def cpu_ms(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Do a piece of work and return the processor milliseconds it took."""
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


def _two(name: str) -> str:
    return name[:2]
