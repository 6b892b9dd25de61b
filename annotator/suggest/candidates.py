"""Which entities a mention may name, and which ones a typed name may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from typing import Final, NamedTuple, Protocol

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Candidate, EvidenceKind
from annotator.core.offsets import Span
from annotator.lang.clitics import stem_forms, surface_forms
from annotator.lang.normalise import match_key
from annotator.suggest.known import Beginning, Card, Name
from annotator.suggest.names import NameIndex
from annotator.suggest.neighbours import Neighbour
from annotator.suggest.ranking import Match, Standing, evidence, part_of_name, same_name, score, sounds_like
from annotator.suggest.shelf import Shelf
from annotator.suggest.sounds import SoundIndex
from annotator.suggest.tails import tail_starts

_MOST_OF_A_DOCUMENT: Final = 64
_MOST_NEIGHBOURS: Final = 32
_NO_COUNTS: Final[Mapping[EntityId, int]] = {}
_NO_NEIGHBOURS: Final[Mapping[EntityId, Neighbour]] = {}


class Context(NamedTuple):
    """What the document of a mention speaks for.

    Attributes:
        counts: How many of its other mentions are linked to each entity.
        neighbours: Which entities are named elsewhere beside those that it names.
    """

    counts: Mapping[EntityId, int] = _NO_COUNTS
    neighbours: Mapping[EntityId, Neighbour] = _NO_NEIGHBOURS


NO_CONTEXT: Final = Context()
_NO_NEIGHBOUR: Final = Neighbour(0.0, 0, EntityId(""))


class NameSource(Protocol):
    """Somewhere that names are found."""

    def named(self, text: str) -> list[Name]:
        """Return the names that are written so, or differently but with the same matching key."""

    def beginning_with(self, key: str) -> Iterator[tuple[Beginning, list[Name]]]:
        """Yield the names whose keys begin with this one, or have a word that does."""

    def having_words(self, key: str) -> Iterator[tuple[str, list[Name]]]:
        """Yield keys whose words begin like the words of this one, in any order, with their names."""

    def spelled_like(self, key: str) -> list[tuple[float, list[Name]]]:
        """Return names that differ in a letter or two, with their likeness."""


class CandidateIndex:
    """Finds entities by their names, in any script. To be used from one thread.

    The names of a few thousand entities are in memory. Those of more lie on shelves; what has changed since they were
    put there is hidden on the shelves and in memory. Whatever lies where, it is one ranking.

    Within a script a name is found exactly, by its matching key, without prefixes written together with it, by how
    it or one of its words begins, and, when nothing of that kind is certain, by nearly the same spelling. With
    :attr:`sounds`, which take longer to make, names of other scripts are found by how they sound.

    Attributes:
        sounds: How the names in memory sound, None until someone gives it; it is kept up to date from then on.
    """

    def __init__(self, shelves: Sequence[Shelf] = ()) -> None:
        self._entities: dict[EntityId, Entity] = {}
        self._names = NameIndex()
        self._shelves = tuple(shelves)
        self.sounds: SoundIndex | None = None

    @classmethod
    def build(cls, entities: Iterable[Entity], shelves: Sequence[Shelf] = ()) -> CandidateIndex:
        """Index many entities at once, beside those on shelves, where the same entities are passed over."""
        index = cls(shelves)
        index._entities = {entity.id: entity for entity in entities}
        index._names = NameIndex.build(index._entities.values())
        for entity in index._entities if shelves else ():
            index._hide(entity)
        return index

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        """The shelves that names lie on."""
        return self._shelves

    @property
    def in_memory(self) -> list[Entity]:
        """The entities that are in memory."""
        return list(self._entities.values())

    def update(self, entity: Entity) -> None:
        """Index an entity that is new, or whose names, type or number of uses have changed."""
        self.remove(entity.id)
        self._entities[entity.id] = entity
        self._names.add(entity)
        if self.sounds is not None:
            self.sounds.add(entity)

    def remove(self, entity: EntityId) -> None:
        """Forget an entity; nothing happens when it is not there."""
        known = self._entities.pop(entity, None)
        if known is not None:
            self._names.remove(known)
            if self.sounds is not None:
                self.sounds.remove(entity)
        self._hide(entity)

    def _hide(self, entity: EntityId) -> None:
        for shelf in self._shelves:
            shelf.hide(entity)

    def _card(self, entity: EntityId) -> Card | None:
        known = self._entities.get(entity)
        if known is not None:
            return Card.of(known)
        return next((card for shelf in self._shelves if (card := shelf.card(entity)) is not None), None)

    def is_known_name(self, text: str) -> bool:
        """Tell whether some entity has this name, however it is written within its script."""
        return any(source.named(text) for source in self._sources)

    @property
    def _sources(self) -> Sequence[NameSource]:
        return self._names, *self._shelves

    def for_span(
        self,
        text: str,
        span: Span,
        language: str,
        *,
        label: str = "",
        context: Context = NO_CONTEXT,
        limit: int = 8,
        languages: Sequence[str] = (),
    ) -> list[Candidate]:
        """Return the best candidates for a piece of a document.

        Args:
            text: The document's text.
            span: The mention.
            language: The document's language.
            label: The mention's label; entities of another type stand back. "" asks for none.
            context: What the document speaks for.
            limit: How many candidates at most.
            languages: In which languages their names are wanted, most wanted first.
        """
        forms = surface_forms(text, span, language)
        stems = stem_forms(text, span, language)
        return self.for_mention(forms, label, context, limit, stems=stems, languages=languages)

    def for_mention(
        self,
        forms: Sequence[str],
        label: str = "",
        context: Context = NO_CONTEXT,
        limit: int = 8,
        *,
        stems: Sequence[str] = (),
        languages: Sequence[str] = (),
    ) -> list[Candidate]:
        """Return the best candidates for a mention, in falling order of their score.

        Args:
            forms: The names it stands for as written, likeliest first.
            label: Its label; entities of another type stand back. "" asks for none.
            context: What its document speaks for.
            limit: How many candidates at most.
            stems: What else it may stand for without prefixes written together with it, likeliest first.
            languages: In which languages their names are wanted, most wanted first.
        """
        found = _Found()
        for form in forms:
            found.add_all(self._same_name(form))
        for stem in stems:
            found.add_all(same_name(EvidenceKind.STEM, match.name) for match in self._same_name(stem))
        for form in forms:
            found.add_all(self._beginning(match_key(form)))
            found.add_all(self._spoken_for(match_key(form), context))
        if not found.is_certain:
            for form in forms:
                found.add_all(self._nearly(form))
            for form in (*forms, *stems):
                found.add_all(self._sounding_like(form))
        return self._ranked(found, label, context, limit, languages)

    def search(
        self,
        query: str,
        limit: int = 8,
        *,
        label: str = "",
        context: Context = NO_CONTEXT,
        languages: Sequence[str] = (),
    ) -> list[Candidate]:
        """Return the entities a typed name may mean, in falling order of their score.

        The words may be beginnings of words and stand in any order; the reason of a candidate tells which name
        matched. An empty query finds nothing. The arguments are those of :meth:`for_mention`.
        """
        found = _Found()
        key = match_key(query)
        found.add_all(self._same_name(query.strip()))
        found.add_all(self._beginning(key))
        found.add_all(self._words_beginning(key))
        found.add_all(self._spoken_for(key, context))
        if len(found.matches) < limit and not found.is_certain:
            found.add_all(self._nearly(query))
            found.add_all(self._sounding_like(query))
        return self._ranked(found, label, context, limit, languages)

    def _same_name(self, text: str) -> Iterator[Match]:
        for source in self._sources:
            for name in source.named(text):
                exact = name.text == text
                yield same_name(EvidenceKind.EXACT_ALIAS if exact else EvidenceKind.NORMALISED_ALIAS, name)

    def _beginning(self, key: str) -> Iterator[Match]:
        for source in self._sources:
            for beginning, names in source.beginning_with(key):
                if beginning.key != key:
                    kind = EvidenceKind.PREFIX if beginning.at_start else EvidenceKind.WORD_PREFIX
                    coverage = len(key) / len(beginning.key)
                    for name in names:
                        yield part_of_name(kind, name, coverage, whole_words=beginning.whole_words)

    def _spoken_for(self, key: str, context: Context) -> Iterator[Match]:
        """Find names that go on from a key among those of the entities that a document speaks for.

        Of thousands of people called Smith only some come into question otherwise, and hers may not be among them.
        """
        for card in self._cards_of(context) if key else ():
            for _, _, text in card.names:
                whole = match_key(text)
                start = next((at for at in tail_starts(whole) if whole.startswith(key, at)), None)
                if start is not None and whole != key:
                    kind = EvidenceKind.WORD_PREFIX if start else EvidenceKind.PREFIX
                    is_whole_word = whole[start + len(key) :][:1] in ("", " ")
                    name = Name(card.entity, text, 0, card.type, card.fame, card.linked)
                    yield part_of_name(kind, name, len(key) / len(whole), whole_words=is_whole_word)

    def _cards_of(self, context: Context) -> Iterator[Card]:
        """Yield what is known of the entities that a document speaks for most."""
        counts, neighbours = context
        wanted = nlargest(_MOST_OF_A_DOCUMENT, counts, key=counts.__getitem__)
        wanted += nlargest(_MOST_NEIGHBOURS, neighbours.keys() - counts.keys(), key=neighbours.__getitem__)
        return (card for identifier in wanted if (card := self._card(identifier)) is not None)

    def _words_beginning(self, key: str) -> Iterator[Match]:
        """Find names whose words begin like the words of a key, in any order."""
        if " " not in key:
            return
        for source in self._sources:
            for whole, names in source.having_words(key):
                coverage = min(1.0, len(key) / len(whole))
                for name in names:
                    yield part_of_name(EvidenceKind.WORD_PREFIX, name, coverage)

    def _sounding_like(self, text: str) -> Iterator[Match]:
        if self.sounds is not None:
            for name, likelihood in self.sounds.sounding_like(text):
                if name.entity in self._entities:
                    yield sounds_like(name, likelihood)
        for shelf in self._shelves:
            if shelf.sounds is not None:
                for name, likelihood in shelf.sounds.sounding_like(text):
                    yield sounds_like(name, likelihood)

    def _nearly(self, text: str) -> Iterator[Match]:
        key = match_key(text)
        for source in self._sources:
            for likeness, names in source.spelled_like(key):
                for name in names:
                    yield part_of_name(EvidenceKind.SIMILAR, name, likeness)

    def _ranked(
        self,
        found: _Found,
        label: str,
        context: Context,
        limit: int,
        languages: Sequence[str],
    ) -> list[Candidate]:
        scored = []
        for identifier, match in found.matches.items():
            neighbour = context.neighbours.get(identifier, _NO_NEIGHBOUR)
            standing = Standing(
                fits=label in ("", match.name.type),
                in_document=context.counts.get(identifier, 0),
                before=found.uses.get(identifier, 0),
                before_all=found.all_uses,
                together=neighbour.share,
                articles=neighbour.documents,
                linked=match.name.linked,
                fame=match.name.fame,
            )
            scored.append((-score(match, standing), -match.name.uses, identifier, match, standing))
        return [
            Candidate(
                entity=identifier,
                name=card.display_name(languages),
                label=card.type,
                score=-negative,
                evidence=evidence(match, standing._replace(beside=self._beside(identifier, context, languages))),
            )
            for negative, _, identifier, match, standing in nsmallest(limit, scored, key=_best_first)
            if (card := self._card(identifier)) is not None
        ]

    def _beside(self, entity: EntityId, context: Context, languages: Sequence[str]) -> str:
        """Return what the one is called that an entity is named beside elsewhere."""
        neighbour = context.neighbours.get(entity)
        card = self._card(neighbour.beside) if neighbour is not None else None
        return card.display_name(languages) if card is not None else ""


def _best_first(scored: tuple[float, int, EntityId, Match, Standing]) -> tuple[float, int, EntityId]:
    return scored[:3]


class _Found:
    """The best match of each entity, and how often each was linked from the name that was asked for."""

    def __init__(self) -> None:
        self.matches: dict[EntityId, Match] = {}
        self.uses: dict[EntityId, int] = {}
        self.all_uses = 0

    @property
    def is_certain(self) -> bool:
        """Whether some entity has the very name."""
        return any(match.is_certain for match in self.matches.values())

    def add_all(self, matches: Iterable[Match]) -> None:
        """Keep the best match of each entity; of equals the first."""
        for match in matches:
            entity, uses = match.name.entity, match.name.uses
            known = self.matches.get(entity)
            if known is None or match.weight > known.weight:
                self.matches[entity] = match
            if uses and match.is_certain:
                self.uses[entity] = self.uses.get(entity, 0) + uses
                self.all_uses += uses
