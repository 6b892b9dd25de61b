"""Names of institutions and regions that are known in another language only, and are translated word by word.

*Israeli Air Force* is سلاح الجو الإسرائيلي and חיל האוויר הישראלי: the same notions, whatever their order. A country
that everybody in the article knows is left out at will.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.lang.adjectives import adjective_stem, is_adjective_of
from annotator.lang.institution_words import Notion, notions_of
from annotator.lang.normalise import match_key
from annotator.lang.scripts import script_of
from annotator.suggest.proposals import ORGANIZATION, PERSON, KnownEntities, Proposal, Reading, surest_first
from annotator.suggest.text_words import Row, TextWord

_MOST_WORDS: Final = 7
_PLACE_WEIGHT: Final = 1.0
_OTHER_WEIGHT: Final = 1.5
_PLACE_LEFT_OUT: Final = 0.3
_PLACE_IN_VIEW: Final = 0.1
_EXTRA: Final = 1.5
_LEAST: Final = 0.6
_LEAST_WEIGHT: Final = 1.5
_NEARLY_ALL: Final = 0.95
_SURE: Final = 0.95
_SURE_OF_GENERAL: Final = 0.8
_SURE_OF_COUNTRY: Final = 0.95
_PER_WORD: Final = 0.02
_BEGINNING: Final = 3
_DEFINITE: Final = ("ال", "ה")
_WORD: Final = re.compile(r"[^\W_]+(?:['’\"״׳][^\W_]+)*")
_SMALL: Final = frozenset({"of", "the", "for", "and", "in", "on", "של", "في", "من"})
_ARTICLES: Final = {"Arab": "ال", "Hebr": "ה"}
# A company or an agency is said to be one beside its name, not in it.
_NEVER_PART: Final = frozenset({"company", "agency"})
_TELLING: Final = frozenset({"royal", "national", "international", "european", "african", "arab", "islamic"})
_NOTHING_WRITTEN: Final[Mapping[str, EntityId]] = {}


class View:
    """What a whole text names.

    Attributes:
        named: Entities that the text may name: of a country among them a name may say nothing.
        elements: What its words have been found to mean.

    Args:
        named: Such entities.
        written: Places by the keys of how this text writes them, which tells their adjectives.
    """

    def __init__(self, named: Iterable[EntityId] = (), written: Mapping[str, EntityId] = _NOTHING_WRITTEN) -> None:
        self.named = frozenset(named)
        self.elements: dict[str, Element] = {}
        self._written = written
        self._by_beginning: dict[str, list[str]] = {}
        for key in written:
            self._by_beginning.setdefault(key.removeprefix("ال")[:_BEGINNING], []).append(key)

    def places_meant(self, word: str, key: str) -> frozenset[EntityId]:
        """Return the place that a word names, or whose adjective it is, by how this very text writes it."""
        if key in self._written:
            return frozenset({self._written[key]})
        stem = adjective_stem(word)
        if not stem:
            return frozenset()
        if len(stem) < _BEGINNING:
            alike = [each for each in self._written if each.removeprefix("ال").startswith(stem)]
        else:
            alike = self._by_beginning.get(stem[:_BEGINNING], [])
        return frozenset(self._written[written] for written in alike if is_adjective_of(word, written))


class Element(NamedTuple):
    """A word of such a name: what it may mean, or which places it may stand for, or neither."""

    notions: frozenset[Notion]
    places: frozenset[EntityId]
    key: str

    @property
    def weight(self) -> float:
        """How much it tells two names apart."""
        if self.notions:
            return max(notion.weight for notion in self.notions)
        return _PLACE_WEIGHT if self.places else _OTHER_WEIGHT

    @property
    def is_head(self) -> bool:
        """Whether a name may begin or end with it."""
        return any(notion.is_head for notion in self.notions)

    @property
    def is_telling(self) -> bool:
        """Whether it tells whose institution it is."""
        return not self.notions or any(notion.name in _TELLING for notion in self.notions)

    def is_like(self, other: Element) -> bool:
        """Tell whether two words mean the same."""
        if self.notions and other.notions:
            return not self.notions.isdisjoint(other.notions)
        if self.places or other.places:
            return not self.places.isdisjoint(other.places)
        return self.key == other.key


class _Name(NamedTuple):
    entity: EntityId
    text: str
    script: str
    elements: tuple[Element, ...]


class _Part(NamedTuple):
    word: TextWord
    following: str
    element: Element


class TranslatedMentions:
    """The names of all entities by what their words mean. To be used from one thread."""

    def __init__(self, entities: KnownEntities) -> None:
        self._entities = entities
        self._waiting: dict[EntityId, Entity] = {}
        self._view = View()
        self._names: dict[EntityId, list[_Name]] = {}
        self._by_notion: dict[str, dict[EntityId, None]] = {}

    def add(self, entity: Entity) -> None:
        """Take the names of an entity that is new or has other names now."""
        self.remove(entity.id)
        if entity.type != PERSON:
            self._waiting[entity.id] = entity

    def remove(self, entity: EntityId) -> None:
        """Forget the names of an entity."""
        self._waiting.pop(entity, None)
        for name in self._names.pop(entity, ()):
            for notion in _notions(name.elements):
                self._by_notion.get(notion, {}).pop(entity, None)

    def find(self, script: str, rows: Iterable[Row], named: Sequence[Proposal], view: View) -> Iterator[Proposal]:
        """Yield the names of institutions and regions that a stretch of a text has in its own words.

        Args:
            script: The text's script.
            rows: The words of the stretch.
            named: What was found in it by name.
            view: What the whole text names.
        """
        self._read_waiting()
        if not self._names:
            return
        self._view = view
        runs = list(self._runs(rows))
        yield from self._with_heads(runs, named, script)
        translated = [
            found
            for run in runs
            for first, part in enumerate(run)
            if (part.element.notions or part.element.places)
            and (found := self._best(run[first : first + _MOST_WORDS], script, view.named)) is not None
        ]
        yield from translated
        if script in _ARTICLES:
            yield from self._with_countries(runs, (*named, *translated))

    def _with_heads(
        self, runs: Iterable[Sequence[_Part]], named: Iterable[Proposal], script: str
    ) -> Iterator[Proposal]:
        """Yield what is named here with the general word that one of its names has too: جبهة البوليساريو."""
        is_head_first = script != "Latn"
        heads = {
            part.word.end if is_head_first else part.word.start: part
            for run in runs
            for part in run
            if part.element.is_head
        }
        for proposal in named:
            span = proposal.span
            at = span.start - 1 if is_head_first else span.end + 1
            head = heads.get(at)
            if head is not None and self._is_part_of(proposal.best.entity, head.element, script):
                start, end = min(span.start, head.word.start), max(span.end, head.word.end)
                yield proposal._replace(span=Span(start, end))

    def _with_countries(self, runs: Iterable[Sequence[_Part]], named: Iterable[Proposal]) -> Iterator[Proposal]:
        """Yield organizations named here with their country, said after the name: المدفعية الملكية المغربية."""
        ends = {part.word.end: run[at + 1] for run in runs for at, part in enumerate(run[:-1])}
        for proposal in named:
            after = ends.get(proposal.span.end)
            if proposal.label != ORGANIZATION or after is None or after.word.start != after.word.first:
                continue
            if adjective_stem(after.word.form) and not after.element.notions and self._may_be_of(proposal, after):
                span = Span(proposal.span.start, after.word.end)
                yield proposal._replace(span=span, sure=proposal.sure * _SURE_OF_COUNTRY)

    def _may_be_of(self, proposal: Proposal, country: _Part) -> bool:
        """Tell whether no name of an organization says that it is of another country, as far as that is known."""
        told = [
            element.places
            for name in self._names.get(proposal.best.entity, ())
            for element in name.elements
            if element.places
        ]
        return (
            not told
            or not country.element.places
            or any(not places.isdisjoint(country.element.places) for places in told)
        )

    def _is_part_of(self, entity: EntityId, head: Element, script: str) -> bool:
        """Tell whether a general word is part of an entity's names elsewhere, and its names here leave that open."""
        notions = frozenset(notion for notion in head.notions if notion.name not in _NEVER_PART)
        scripts = {
            name.script
            for name in self._names.get(entity, ())
            for element in name.elements
            if not element.notions.isdisjoint(notions)
        }
        return bool(scripts) and script not in scripts

    def _read_waiting(self) -> None:
        """Take names apart only now, when all places are known."""
        if self._waiting:
            self._view = View()
        for entity in self._waiting.values():
            for alias in entity.aliases:
                elements = tuple(self._elements(alias.text))
                if any(element.is_head for element in elements) and len(elements) <= _MOST_WORDS:
                    name = _Name(entity.id, alias.text, script_of(alias.text), elements)
                    self._names.setdefault(entity.id, []).append(name)
                    for notion in _notions(elements):
                        self._by_notion.setdefault(notion, {})[entity.id] = None
        self._waiting.clear()

    def _elements(self, name: str) -> Iterator[Element]:
        for word in _WORD.findall(name):
            if word.casefold() not in _SMALL:
                yield self._element(word)

    def _element(self, word: str) -> Element:
        known = self._view.elements.get(word)
        if known is None:
            known = self._view.elements[word] = self._new_element(word)
        return known

    def _new_element(self, word: str) -> Element:
        notions = notions_of(word)
        key = match_key(word)
        if notions:
            return Element(notions, frozenset(), key)
        return Element(notions, self._entities.places_meant(word) or self._view.places_meant(word, key), key)

    def _runs(self, rows: Iterable[Row]) -> Iterator[list[_Part]]:
        """Yield runs of words that such a name may be made of."""
        for row in rows:
            if not any(notions_of(word.form) for readings in row for word in readings):
                continue
            run: list[_Part] = []
            for at, readings in enumerate(row):
                if run and readings[0].form.casefold() in _SMALL:
                    continue
                part = self._part(readings, row[at + 1][0].form if at + 1 < len(row) else "")
                if part is not None:
                    run.append(part)
                elif run:
                    yield run
                    run = []
            if run:
                yield run

    def _part(self, readings: Sequence[TextWord], following: str) -> _Part | None:
        """Return what a word may be in such a name, None if nothing."""
        for word in readings:
            element = self._element(word.form)
            if element.notions or element.places or word.form.isdecimal():
                return _Part(word, following, element)
        whole = readings[0]
        if whole.form.startswith(_DEFINITE) and len(adjective_stem(whole.form)) > _BEGINNING:
            return _Part(whole, following, self._element(whole.form))  # of a country that is not known
        return None

    def _best(self, run: Sequence[_Part], script: str, in_view: frozenset[EntityId]) -> Proposal | None:
        """Return the best proposal among the words that begin a run."""
        best: tuple[float, Proposal] | None = None
        for count in range(2, len(run) + 1):
            parts = run[:count]
            if parts[-1].word.start > parts[-1].word.first:
                break  # a prefix inside: another phrase begins
            head = parts[-1] if script == "Latn" else parts[0]
            if head.element.is_head and is_phrase([part.word.form for part in parts], parts[-1].following):
                proposal = self._proposal(parts, script, in_view)
                if proposal is not None:
                    value = proposal.sure + _PER_WORD * count
                    if best is None or value > best[0]:
                        best = value, proposal
        return best[1] if best else None

    def _proposal(self, parts: Sequence[_Part], script: str, in_view: frozenset[EntityId]) -> Proposal | None:
        elements = tuple(part.element for part in parts)
        values: dict[EntityId, tuple[float, str]] = {}
        is_telling = any(element.is_telling for element in elements)
        if not is_telling and adjective_stem(parts[-1].following):
            return None  # it belongs to somebody else, whose adjective comes next
        for entity in self._sharing(elements):
            names = self._names[entity]
            if not is_telling and any(name.script == script for name in names):
                continue  # its names here are known, and a general phrase is none of them
            for name in names:
                if name.script != script or (is_telling and self._entities[entity].type == ORGANIZATION):
                    value = likeness(elements, name.elements, in_view)
                    if value >= self._least(elements) and value > values.get(entity, (0.0, ""))[0]:
                        values[entity] = value, name.text
        if not values:
            return None
        best = max(value for value, _ in values.values())
        near = {entity: found for entity, found in values.items() if found[0] > best - 0.15}
        total = sum(value**8 for value, _ in near.values())
        readings = [
            Reading(
                entity,
                self._entities[entity].type,
                value**8 / total,
                (Evidence(EvidenceKind.TRANSLATED, name=text),),
            )
            for entity, (value, text) in near.items()
            if entity in self._entities
        ]
        if not readings:
            return None
        span = Span(parts[0].word.start, parts[-1].word.end)
        sure = _SURE if is_telling else _SURE_OF_GENERAL
        return Proposal(span, best * sure, tuple(sorted(readings, key=surest_first)))

    @staticmethod
    def _least(elements: Iterable[Element]) -> float:
        """Return how much must be the same: nearly all where the words say little."""
        return _LEAST if sum(element.weight for element in elements) >= _LEAST_WEIGHT else _NEARLY_ALL

    def _sharing(self, elements: Iterable[Element]) -> Iterable[EntityId]:
        """Return the entities with a name that has one of these notions."""
        return dict.fromkeys(entity for notion in _notions(elements) for entity in self._by_notion.get(notion, ()))


def is_phrase(words: Sequence[str], following: str) -> bool:
    """Tell whether Hebrew or Arabic words may be a whole phrase before another word; Latin ones always may.

    A noun in the construct state does not part from the definite noun after it (جيش | الدفاع), and an Arabic feminine
    noun has no masculine adjective (المدفعية الإسرائيلي is the end of another phrase).
    """
    last = match_key(words[-1])
    script = script_of(words[-1])
    if script not in _ARTICLES:
        return True
    article = _ARTICLES[script]
    if match_key(following).startswith(article) and not last.startswith(article) and not adjective_stem(last):
        return False
    if script == "Arab" and len(words) == 2:
        return not (match_key(words[0]).endswith("ه") and adjective_stem(last) and last.endswith("ي"))
    return True


def likeness(here: Sequence[Element], there: Sequence[Element], in_view: Iterable[EntityId] = ()) -> float:
    """Return how much of a piece of text and of a name is the same, from 0 to 1.

    Args:
        here: The words of the text.
        there: The words of the name.
        in_view: Places that the name may leave out in this text.
    """
    left = list(there)
    shared = extra = 0.0
    for element in here:
        match = next((other for other in left if element.is_like(other)), None)
        if match is None:
            extra += element.weight
        else:
            left.remove(match)
            shared += min(element.weight, match.weight)
    view = frozenset(in_view)
    missing = sum(_cost(element, view) for element in left)
    whole = shared + missing + _EXTRA * extra
    return shared / whole if whole else 0.0


def _cost(element: Element, in_view: frozenset[EntityId]) -> float:
    if not element.places:
        return element.weight
    return _PLACE_IN_VIEW if not element.places.isdisjoint(in_view) else _PLACE_LEFT_OUT


def _notions(elements: Iterable[Element]) -> Mapping[str, None]:
    return dict.fromkeys(notion.name for element in elements for notion in element.notions)
