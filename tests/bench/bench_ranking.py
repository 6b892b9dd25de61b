"""Which of several namesakes comes first: by the name alone, and by what else is known, one thing after the other.

A made-up world of 1,200 people who share 400 surnames, each with a circle of places and other people that articles
name together. Some people are in many articles, most in few. For each of 500 further articles, all of its people are
asked for by their surnames while the rest of the article is linked. Then the places of the reference base that share
a name: countries with cities, and cities with cities.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from annotator.app.lending import looked_at, with_reference
from annotator.app.naming import new_alias
from annotator.app.reference_base import ReferenceBase, ReferenceShelf, entities_of, prior
from annotator.app.reference_places import places
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.suggest.candidates import NO_CONTEXT, CandidateIndex, Context
from annotator.suggest.neighbours import neighbours_of
from db.workspace import SqliteWorkspaces
from tests.bench.figures import Figure

PEOPLE: Final = 1_200
SURNAMES: Final = 400
CIRCLES: Final = 60
PLACES: Final = 180
ARTICLES: Final = 2_000
ASKED: Final = 500
COMPANIONS: Final = 64
TELLING: Final = 500


class Article(NamedTuple):
    """What an article names."""

    people: tuple[int, ...]
    places: tuple[EntityId, ...]

    @property
    def entities(self) -> set[EntityId]:
        """Return all of it."""
        return {person_id(number) for number in self.people} | set(self.places)


def run(folder: Path) -> Iterator[Figure]:
    """Count how often the right namesake comes first."""
    rng = random.Random(8)
    world = _World(rng)
    known = [world.article() for _ in range(ARTICLES)]
    asked = [world.article() for _ in range(ASKED)]
    links = Counter(entity for article in known for entity in article.entities)
    plain = [world.person(number) for number in range(PEOPLE)]
    used = [_linked(entity, links[entity.id]) for entity in plain]
    famous = [_famous(entity, links[entity.id], rng) for entity in plain]
    companions = _Companions(known)
    what = "namesakes: the right one of about three comes first"
    yield Figure(f"{what}, by the name alone", _right(plain, asked, None), "of the times")
    yield Figure(f"{what}, by its fame in other bases", _right(famous, asked, None), "of the times")
    yield Figure(f"{what}, by how often it is linked", _right(used, asked, None), "of the times")
    yield Figure(f"{what}, by whom other articles name together", _right(plain, asked, companions), "of the times")
    yield Figure(f"{what}, by all of this", _right(used, asked, companions), "of the times")
    again = _right(used, asked, companions, is_linked_here=True)
    yield Figure(f"{what}, once linked in the article", again, "of the times")
    yield from _places(folder)


def person_id(number: int) -> EntityId:
    """Return the id of a person."""
    return EntityId(f"person/{number}")


class _World:
    """People and where they are named.

    Args:
        rng: Chance.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._surname = [f"Family{rng.randrange(SURNAMES):03}" for _ in range(PEOPLE)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(PEOPLE // CIRCLES)))

    def person(self, number: int) -> Entity:
        """Return a person."""
        name = f"Given{number:04} {self._surname[number]}"
        alias = new_alias(name, "en", AliasSource.IMPORTED, 0)
        return Entity(person_id(number), "PERSON", aliases=(alias,))

    def article(self) -> Article:
        """Return an article of one circle, with somebody of another in it now and then."""
        circle, other = self._rng.sample(range(CIRCLES), 2)
        people = {self._somebody(circle) for _ in range(4)}
        if self._rng.random() < 0.3:
            people.add(self._somebody(other))
        near = range(circle * 3, circle * 3 + 3)
        named = {*self._rng.sample(near, 2), self._rng.randrange(PLACES)}
        return Article(tuple(sorted(people)), tuple(EntityId(f"place/{place}") for place in sorted(named)))

    def _somebody(self, circle: int) -> int:
        (rank,) = self._rng.choices(range(PEOPLE // CIRCLES), cum_weights=self._weights)
        return rank * CIRCLES + circle


class _Companions:
    """What the store answers about articles that name the same."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._named = [article.entities for article in articles]
        self._where: dict[EntityId, list[int]] = {}
        for number, entities in enumerate(self._named):
            for entity in entities:
                self._where.setdefault(entity, []).append(number)

    def of(self, entities: Sequence[EntityId]) -> list[set[EntityId]]:
        """Return what the articles name that name most of these."""
        telling = [self._where[each] for each in entities if 0 < len(self._where.get(each, ())) < TELLING]
        shared = Counter(number for numbers in telling for number in numbers)
        return [self._named[number] for number, _ in shared.most_common(COMPANIONS)]


def _linked(entity: Entity, count: int) -> Entity:
    (alias,) = entity.aliases
    return replace(entity, aliases=(replace(alias, uses=count),))


def _famous(entity: Entity, count: int, rng: random.Random) -> Entity:
    """Return an entity that other bases know about as well as articles do, give or take a half."""
    return replace(entity, external={"sitelinks": str(round(count * rng.uniform(0.5, 1.5)))})


def _right(
    people: Sequence[Entity], asked: Sequence[Article], companions: _Companions | None, *, is_linked_here: bool = False
) -> float:
    index = CandidateIndex.build(people)
    surnames = {entity.id: entity.aliases[0].text.split()[1] for entity in people}
    right = total = 0
    for article in asked:
        for number in article.people:
            wanted = person_id(number)
            rest = sorted(article.entities - {wanted})
            context = _context(rest, companions)
            if is_linked_here:
                context = context._replace(counts={**context.counts, wanted: 1})
            offered = index.for_mention([surnames[wanted]], "PERSON", context, limit=1)
            right += offered[0].entity == wanted
            total += 1
    return round(right / total, 3)


def _context(rest: Sequence[EntityId], companions: _Companions | None) -> Context:
    if companions is None:
        return NO_CONTEXT
    counts: Mapping[EntityId, int] = dict.fromkeys(rest, 1)
    return Context(counts, neighbours_of(rest, companions.of(rest)))


def _places(folder: Path) -> Iterator[Figure]:
    shelf = ReferenceShelf(SqliteWorkspaces(), places, folder=folder / "reference")
    base = shelf.open() or shelf.make()
    if base is None:
        raise RuntimeError("the reference base could not be made")
    index = CandidateIndex(shelves=(base.shelf(),))
    named: dict[str, list[Entity]] = {}
    for entity in entities_of(places()):
        if names := entity.names("en"):
            named.setdefault(names[0], []).append(entity)
    shared = {name: entities for name, entities in named.items() if len(entities) > 1}
    countries = {name: each for name, entities in shared.items() for each in entities if "iso3166" in each.external}
    cities = {name: max(entities, key=prior) for name, entities in shared.items() if name not in countries}
    for kind, expected in (("a country before cities of its name", countries), ("the largest city of a name", cities)):
        first = [_first(index, base, name) == entity.id for name, entity in expected.items()]
        yield Figure(f"namesakes: {kind}, of {len(first):,}", round(sum(first) / len(first), 3), "of the times")
    base.close()


def _first(index: CandidateIndex, base: ReferenceBase, name: str) -> EntityId:
    found = index.for_mention([name], "PLACE", limit=looked_at(1, base))
    return with_reference(found, base, ("en",), 1)[0].entity
