"""Suggestions on articles with gold: how many are right, how many of the right ones are there, and what finding takes.

Three settings: the entities are known by all their names; by their English names, with countries named in all
languages as a reference base lends them; by their English names alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.suggestion import Suggestion
from annotator.suggest.finding import Finder
from tests.bench.figures import Figure, at_most
from tests.bench.gold_articles import LANGUAGES, GoldArticle, GoldSet, gold_sets, with_territories
from tests.bench.many_names import many_entities

DATE: Final = "DATE"
MANY: Final = 10_000
ROUNDS: Final = 5
CHARACTERS: Final = 5_000
SETTINGS: Final[dict[str, Callable[[GoldSet], list[Entity]]]] = {
    "all names": lambda gold: gold.entities_in(LANGUAGES),
    "English names and countries": lambda gold: with_territories(gold.entities_in(("en",))),
    "English names alone": lambda gold: gold.entities_in(("en",)),
}


class Score(NamedTuple):
    """How many suggestions are right."""

    right: int
    proposed: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the suggestions that is right."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of the mentions that is suggested."""
        return self.right / self.wanted if self.wanted else 1.0


def run(folder: Path) -> Iterator[Figure]:
    """Judge the suggestions of each article in each setting, then time finding among many names."""
    for gold in gold_sets():
        for setting, entities in SETTINGS.items():
            finder = Finder.build(entities(gold), DEFAULT_LABELS)
            for article in gold.articles:
                yield from _judged(finder, article, setting, is_goal=gold.name != "sample")
        yield from _timed(gold)


def _judged(finder: Finder, article: GoldArticle, setting: str, *, is_goal: bool) -> Iterator[Figure]:
    named, linked, dated = scores(finder, article)
    work = f"suggestions, {setting}: {article.document.name}"
    precise, complete = _goals(setting, article) if is_goal else (0.0, 0.0)
    yield _at_least(f"{work}, span and label, precision", named.precision, precise)
    yield _at_least(f"{work}, span and label, recall", named.recall, complete)
    yield _at_least(f"{work}, with entity, precision", linked.precision, 0.0)
    yield _at_least(f"{work}, with entity, recall", linked.recall, 0.0)
    if setting == "all names":
        yield _at_least(f"{work}, dates with their values, precision", dated.precision, 0.0)
        yield _at_least(f"{work}, dates with their values, recall", dated.recall, 0.0)


def _goals(setting: str, article: GoldArticle) -> tuple[float, float]:
    if setting == "all names":
        return 0.95, 0.95
    return (0.85, 0.80) if article.document.language == "ar" else (0.0, 0.0)


def scores(finder: Finder, article: GoldArticle) -> tuple[Score, Score, Score]:
    """Return how right the suggestions of names, of names with what they name, and of dates with values are."""
    found = finder.find(article.document, ())
    named = [each for each in found if each.label != DATE]
    dates = [each for each in found if each.label == DATE]
    gold = [each for each in article.mentions if each.label != DATE]
    gold_dates = [each for each in article.mentions if each.label == DATE]
    return (
        _score([(each.span, each.label) for each in named], [(each.span, each.label) for each in gold]),
        _score(
            [(each.span, each.label, _named_by(each)) for each in named],
            [(each.span, each.label, each.entity) for each in gold],
        ),
        _score(
            [(each.span, each.date.value if each.date else "") for each in dates],
            [(each.span, each.value) for each in gold_dates],
        ),
    )


def _named_by(suggestion: Suggestion) -> str:
    """Return what it names; like the gold, "" where that is nothing in the base."""
    return suggestion.candidates[0].entity if suggestion.candidates else ""


def _score(proposed: Sequence[object], wanted: Sequence[object]) -> Score:
    return Score(len(set(proposed) & set(wanted)), len(set(proposed)), len(set(wanted)))


def _timed(gold: GoldSet) -> Iterator[Figure]:
    """Time finding among 10,000 names that are known in all scripts, and among those known in English only."""
    for setting, languages in (("in three scripts", LANGUAGES), ("in English", ("en",))):
        crowd = islice(_cut(many_entities(3 * MANY), languages), MANY)
        finder = Finder.build([*gold.entities_in(languages), *crowd], DEFAULT_LABELS)
        for article in gold.articles:
            first = _cpu_ms(finder, article)
            again = min(_cpu_ms(finder, article) for _ in range(ROUNDS))
            work = f"finding among {MANY:,} entities named {setting}: {article.document.name}"
            yield Figure(f"{work}, the first time", first, "CPU ms")
            scaled = again * CHARACTERS / len(article.document.text)
            yield at_most(f"{work}, again, for {CHARACTERS:,} characters", scaled, "CPU ms", 50)


def _cut(entities: Iterable[Entity], languages: Sequence[str]) -> Iterator[Entity]:
    for entity in entities:
        yield replace(entity, aliases=tuple(alias for alias in entity.aliases if alias.language in languages))


def _cpu_ms(finder: Finder, article: GoldArticle) -> float:
    began = time.process_time()
    finder.find(article.document, ())
    return (time.process_time() - began) * 1000


def _at_least(work: str, value: float, least: float) -> Figure:
    return Figure(work, value, "", f"≥ {least:g}", value >= least) if least else Figure(work, value, "")
