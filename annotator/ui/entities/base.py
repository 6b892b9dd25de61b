"""The entity base as the page shows it: what is known of each entity, and which of them a filter lets through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from annotator.app.duplicates import Double
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.core.ports import Reader

LANGUAGES: Final = ("en", "he", "ar")
"""The languages that have a column, in the order of the columns."""


class Facet(StrEnum):
    """What entities are filtered by."""

    TYPE = "type"
    NAMES = "names"
    USE = "use"
    SOURCE = "source"


ALL_LANGUAGES: Final = "all"
USED: Final = "used"
NEVER_USED: Final = "never"
MAYBE_THE_SAME: Final = "double"
WIKIDATA: Final = "wikidata"
IMPORTED: Final = "imported"
TYPED: Final = "typed"

VALUES: Final[Mapping[Facet, Sequence[str]]] = {
    Facet.NAMES: (ALL_LANGUAGES, *(f"no {language}" for language in LANGUAGES)),
    Facet.USE: (USED, NEVER_USED, MAYBE_THE_SAME),
    Facet.SOURCE: (WIKIDATA, IMPORTED, TYPED),
}
"""What can be chosen in each facet; types are those of the workspace."""


class Fact(NamedTuple):
    """An entity with what the table shows of it.

    Attributes:
        entity: The entity.
        mentions: How many mentions name it.
        documents: In how many documents.
        shares: How many of them are in documents of each language.
        double: The pair it is the second of, if it may be the same as another.
    """

    entity: Entity
    mentions: int = 0
    documents: int = 0
    shares: Mapping[str, int] = {}
    double: Double | None = None

    def values(self) -> Iterator[tuple[Facet, str]]:
        """Yield what it is in each facet."""
        entity = self.entity
        yield Facet.TYPE, entity.type
        there = set(entity.languages)
        if there.issuperset(LANGUAGES):
            yield Facet.NAMES, ALL_LANGUAGES
        for language in LANGUAGES:
            if language not in there:
                yield Facet.NAMES, f"no {language}"
        yield Facet.USE, USED if self.mentions else NEVER_USED
        if self.double is not None:
            yield Facet.USE, MAYBE_THE_SAME
        yield Facet.SOURCE, source_of(entity)


def source_of(entity: Entity) -> str:
    """Return where an entity mainly comes from."""
    if "wikidata" in entity.external:
        return WIKIDATA
    sources = {alias.source for alias in entity.aliases}
    return IMPORTED if AliasSource.IMPORTED in sources else TYPED


class Filter(NamedTuple):
    """What is wanted: in each facet one of some values, or anything where none is chosen."""

    wanted: Mapping[Facet, frozenset[str]] = {}

    def with_choice(self, facet: Facet, value: str, *, is_chosen: bool) -> Filter:
        """Return the filter with one value chosen or not."""
        before = self.wanted.get(facet, frozenset())
        return Filter({**self.wanted, facet: before | {value} if is_chosen else before - {value}})

    def passing(self, facts: Iterable[Fact]) -> tuple[list[Fact], Counter[tuple[Facet, str]]]:
        """Return the facts that pass, and how many have each value among those that pass the other facets."""
        chosen = {facet: values for facet, values in self.wanted.items() if values}
        passing: list[Fact] = []
        counts: Counter[tuple[Facet, str]] = Counter()
        for fact in facts:
            own = list(fact.values())
            failed = {facet for facet, values in chosen.items() if not any(o == facet and v in values for o, v in own)}
            if not failed:
                passing.append(fact)
                counts.update(own)
            elif len(failed) == 1:
                counts.update(value for value in own if value[0] in failed)
        return passing, counts


class Order(StrEnum):
    """What the table can be sorted by."""

    TYPE = "type"
    EN = "en"
    HE = "he"
    AR = "ar"
    USES = "uses"
    SOURCE = "source"


class Line(NamedTuple):
    """A row of the table.

    Attributes:
        fact: What it shows.
        twin: The entity it hangs under, if it may be the same.
        matched: The name that was searched for, where the row does not show it otherwise.
    """

    fact: Fact
    twin: EntityId | None = None
    matched: str = ""


@dataclass(slots=True)
class EntityBase:
    """Everything at once, read on another thread."""

    facts: dict[EntityId, Fact] = field(default_factory=dict)
    doubles: list[Double] = field(default_factory=list)

    @classmethod
    def read(cls, reader: Reader, doubles: Sequence[Double] = ()) -> EntityBase:
        """Read every entity with its uses."""
        entities, shares = reader.entities(), reader.language_uses()
        base = cls()
        for row in reader.entity_rows():
            if row.id in entities:
                own = shares.get(row.id, {})
                base.facts[row.id] = Fact(entities[row.id], row.mentions, row.documents, own)
        decided = {frozenset(pair) for pair in reader.apart()}
        base.set_doubles([double for double in doubles if frozenset((double.keep, double.gone)) not in decided])
        return base

    def set_doubles(self, doubles: Sequence[Double]) -> None:
        """Note which entities may be the same, as far as both are there."""
        self.doubles = [double for double in doubles if {double.keep, double.gone} <= self.facts.keys()]
        seconds = {double.gone: double for double in self.doubles}
        for identifier, fact in self.facts.items():
            if fact.double is not seconds.get(identifier):
                self.facts[identifier] = fact._replace(double=seconds.get(identifier))


def lines_of(facts: Sequence[Fact], order: Order, *, is_descending: bool) -> list[Line]:
    """Sort facts into lines; those that may be the same as another hang under it, whatever the order."""
    there = {fact.entity.id for fact in facts}
    hanging: dict[EntityId, list[Fact]] = {}
    standing = []
    for fact in facts:
        if fact.double is not None and fact.double.keep in there:
            hanging.setdefault(fact.double.keep, []).append(fact)
        else:
            standing.append(fact)
    standing.sort(key=_KEYS[order], reverse=is_descending)
    if order in {Order.EN, Order.HE, Order.AR}:
        standing.sort(key=lambda fact: not fact.entity.names(order.value))
    lines = []
    for fact in standing:
        lines.append(Line(fact))
        lines += (Line(second, fact.entity.id) for second in hanging.get(fact.entity.id, ()))
    return lines


def searched_lines(facts: Mapping[EntityId, Fact], found: Sequence[tuple[EntityId, str]]) -> list[Line]:
    """Return what a search found, in its order, each with the name that matched unless the row shows it."""
    lines = []
    for identifier, matched in found:
        fact = facts.get(identifier)
        if fact is not None:
            shown = {names[0] for language in LANGUAGES if (names := fact.entity.names(language))}
            lines.append(Line(fact, matched="" if matched in shown else matched))
    return lines


def _by_name(language: str) -> Callable[[Fact], tuple[str, str]]:
    def key(fact: Fact) -> tuple[str, str]:
        names = fact.entity.names(language)
        return (names[0].casefold() if names else "", fact.entity.id)

    return key


def _by_uses(fact: Fact) -> tuple[int, str]:
    return fact.mentions, _reversed(fact.entity.id)


def _by_type(fact: Fact) -> tuple[str, int, str]:
    return fact.entity.type, -fact.mentions, fact.entity.id


def _by_source(fact: Fact) -> tuple[str, int, str]:
    return source_of(fact.entity), -fact.mentions, fact.entity.id


def _reversed(identifier: str) -> str:
    """Return a key that sorts ids backwards, so that equals stand in order when the most used come first."""
    return "".join(chr(0x10FFFF - ord(character)) for character in identifier)


_KEYS: Final[Mapping[Order, Callable[[Fact], tuple[object, ...]]]] = {
    Order.TYPE: _by_type,
    Order.EN: _by_name("en"),
    Order.HE: _by_name("he"),
    Order.AR: _by_name("ar"),
    Order.USES: _by_uses,
    Order.SOURCE: _by_source,
}


def doubled(facts: Mapping[EntityId, Fact], chosen: Collection[EntityId]) -> Double | None:
    """Return the pair that two chosen entities were proposed as, if they were."""
    for identifier in chosen:
        fact = facts.get(identifier)
        if fact is not None and fact.double is not None and {fact.double.keep, fact.double.gone} == set(chosen):
            return fact.double
    return None
