"""A million names: their index in a file, and every one of them found in texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from annotator.core.entity import Entity
from annotator.suggest.array_file import open_arrays, write_arrays
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.gazetteer import Gazetteer, KnownName
from annotator.suggest.shelf import Shelf
from annotator.suggest.shelf_making import ShelfMaker
from annotator.suggest.sound_shelf import SoundShelf, SoundShelfMaker
from tests.bench import corpus
from tests.bench.bench_candidates import HEARD, QUERIES, asked, asked_by_sound
from tests.bench.clock import fastest, resident_mb, timed
from tests.bench.figures import Figure, at_most, times_the_floor
from tests.bench.floors import PhraseFloor
from tests.bench.many_names import many_entities

NAMES: Final = 1_000_000
FLOOR_NAMES: Final = 100_000
ARTICLES: Final = 1000
BETWEEN_NAMES: Final = 12
SAMPLED: Final = 50_000


def run(folder: Path) -> Iterator[Figure]:
    """Make the files, ask what lies in them, then look for all names in articles."""
    shelf_file, sound_file = folder / "names", folder / "sounds"
    sample: list[Entity] = []
    maker = ShelfMaker()
    taken, _ = timed(partial(_take, maker, sample))
    making = taken.cpu
    taken, (facts, arrays) = timed(maker.finish)
    yield Figure("index of 1,000,000 names, made, with the making up of the names", making + taken.cpu, "CPU s")
    write_arrays(shelf_file, facts, arrays)
    del maker, facts, arrays
    taken, arrays = timed(SoundShelfMaker(_opened(shelf_file)).make)
    yield Figure("index of 1,000,000 names, heard", taken.cpu, "CPU s")
    write_arrays(sound_file, {}, arrays)
    size = (shelf_file.stat().st_size + sound_file.stat().st_size) / 1e6
    yield Figure("index of 1,000,000 names, files", size, "MB")
    del arrays
    yield from _candidates(shelf_file, sound_file, sample)
    yield from _gazetteer(_opened(shelf_file), sample)


def _take(maker: ShelfMaker, sample: list[Entity]) -> None:
    """Put all entities on a shelf, and keep some for asking."""
    for entity in many_entities(NAMES):
        maker.add(entity)
        if len(sample) < SAMPLED:
            sample.append(entity)


def _opened(path: Path) -> Shelf:
    file = open_arrays(path)
    if file is None:
        raise ValueError(f"{path} is not whole")
    return Shelf.of(file)


def _candidates(shelf_file: Path, sound_file: Path, sample: list[Entity]) -> Iterator[Figure]:
    before = resident_mb()
    taken, shelf = timed(partial(_opened, shelf_file))
    yield Figure("index of 1,000,000 names, opened", taken.cpu, "CPU s")
    yield from asked(CandidateIndex(shelves=[shelf]), sample, "among 1,000,000 names")
    sounds = open_arrays(sound_file)
    if sounds is not None:
        yield from asked_by_sound(SoundShelf(shelf, sounds.arrays), sample, "among 1,000,000 names")
    held = resident_mb() - before
    yield at_most(f"memory of the index after {QUERIES * 4 + HEARD * 2:,} queries", held, "MB", 400)


def _gazetteer(shelf: Shelf, sample: list[Entity]) -> Iterator[Figure]:
    texts = _articles(sample)
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    before = resident_mb()
    taken, gazetteer = timed(partial(Gazetteer.build, _names(shelf)))
    yield at_most("gazetteer of 1,000,000 names, built", taken.cpu, "CPU s", 15)
    yield at_most("gazetteer of 1,000,000 names, memory", resident_mb() - before, "MB", 400)
    taken, lying = timed(partial(Gazetteer.on, shelf))
    yield Figure("gazetteer of 1,000,000 names, opened where they lie", taken.cpu, "CPU s")
    floor = PhraseFloor([alias.text for entity in sample for alias in entity.aliases][:FLOOR_NAMES])
    matched = size / fastest(partial(floor.match, [text for _, text in texts])).cpu
    for kind, work in (
        ("one by one", partial(_find, gazetteer, texts)),
        ("one by one, where they lie", partial(_find, lying, texts)),
        ("all together", partial(_find_in_all, gazetteer, texts)),
    ):
        found = size / fastest(work).cpu
        yield times_the_floor(
            f"all of 1,000,000 names found in articles of 500 words, {kind}", found, "MB per CPU s", 10, matched,
            "13 MB against spaCy's PhraseMatcher",
        )  # fmt: skip


def _names(shelf: Shelf) -> Iterator[KnownName]:
    """Yield all names of a shelf without holding them."""
    import numpy as np

    for first in range(0, len(shelf), SAMPLED):
        yield from shelf.known(np.arange(first, min(len(shelf), first + SAMPLED)))


def _find(gazetteer: Gazetteer, texts: list[tuple[str, str]]) -> int:
    return sum(len(gazetteer.find(text, language)) for language, text in texts)


def _find_in_all(gazetteer: Gazetteer, texts: list[tuple[str, str]]) -> int:
    return sum(
        len(hits)
        for language in corpus.LANGUAGES
        for hits in gazetteer.find_in_all([text for own, text in texts if own == language], language)
    )


def _articles(sample: list[Entity]) -> list[tuple[str, str]]:
    """Return articles, with their languages, in which every twelfth word is a name, a third of them behind prefixes."""
    rng = random.Random(1)
    names: dict[str, list[KnownName]] = {}
    for entity in sample:
        for alias in entity.aliases:
            names.setdefault(alias.language, []).append(KnownName(alias.text, alias.language, entity.id))
    made = []
    for article in corpus.articles(ARTICLES):
        language, words = str(article["language"]), str(article["text"]).split(" ")
        prefixes = corpus.PREFIXES[language]
        for at in range(rng.randrange(BETWEEN_NAMES), len(words), BETWEEN_NAMES):
            prefix = rng.choice(prefixes) if prefixes and rng.random() < 0.33 else ""
            words[at] = prefix + rng.choice(names[language]).text
        made.append((language, " ".join(words)))
    return made
