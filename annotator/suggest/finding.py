"""Finds what may be mentions in a document, and what they name, from what is known and what people have decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from annotator.core.document import Document
from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, EntityId
from annotator.core.labels import LabelSet
from annotator.core.link import Candidate
from annotator.core.mention import Mention
from annotator.core.suggestion import Suggestion
from annotator.lang.dates import propose_dates
from annotator.lang.tokens import tokens
from annotator.suggest.coherence import coherent, named_clearly
from annotator.suggest.covered import Covered
from annotator.suggest.gazetteer import Gazetteer, names_of
from annotator.suggest.heard_mentions import HeardMentions
from annotator.suggest.known_mentions import KnownMentions
from annotator.suggest.proposals import KnownEntities, Proposal, Reading, surest_first
from annotator.suggest.settling import Decided, settled
from annotator.suggest.short_forms import short_forms
from annotator.suggest.text_words import Row, rows_of
from annotator.suggest.translated_mentions import TranslatedMentions
from annotator.suggest.turned_down import TurnedDown
from annotator.suggest.unknown_mentions import unknown_mentions

_SURE_OF_MARKED: Final = 1.0
_DECIMALS: Final = 4


class Finder:
    """Proposes mentions. To be used from one thread; the same knowledge and document give the same suggestions.

    Args:
        entities: The entities that are known.
        labels: The labels there are: entities of a type that is no label, or does not link, are not proposed.
        by_name_alone: Further entities, that are proposed only where they are written as they are known to be: there
            are so many that some would sound like any word.
    """

    def __init__(self, entities: Sequence[Entity], labels: LabelSet, by_name_alone: Sequence[Entity] = ()) -> None:
        self._linking = frozenset(label.name for label in labels if label.links)
        self._entities = KnownEntities([*entities, *by_name_alone], self._linking)
        self._date_label = next((label.name for label in labels if label.is_date), "")
        self._names = Gazetteer.of_entities([*entities, *by_name_alone])
        self._heard = HeardMentions(self._entities)
        self._translated = TranslatedMentions(self._entities)
        for entity in entities:
            self._heard.add(entity)
            self._translated.add(entity)
        self._unheard = {entity.id for entity in by_name_alone}
        self._turned_down = TurnedDown()

    @classmethod
    def build(cls, entities: Iterable[Entity], labels: LabelSet, by_name_alone: Iterable[Entity] = ()) -> Finder:
        """Make it from what is known."""
        return cls(list(entities), labels, list(by_name_alone))

    def update(self, entity: Entity, *, by_name_alone: bool = False) -> None:
        """Take over an entity that is new, or whose names, type or number of uses have changed."""
        known = self._entities.get(entity.id)
        is_new = known is None or list(names_of(known)) != list(names_of(entity))
        if is_new:
            self._names.remove(entity.id)
            self._names.add(names_of(entity))
            if self._names.is_dusty:
                self._names = self._names.renewed()
        if by_name_alone:
            self._unheard.add(entity.id)
        elif is_new or entity.id in self._unheard:
            self._unheard.discard(entity.id)
            self._heard.add(entity)
            self._translated.add(entity)
        self._entities.put(entity)

    def remove(self, entity: EntityId) -> None:
        """Forget an entity; nothing happens when it is not there."""
        self._names.remove(entity)
        self._heard.remove(entity)
        self._translated.remove(entity)
        self._entities.drop(entity)

    def find(self, document: Document, mentions: Sequence[Mention]) -> list[Suggestion]:
        """Return what is proposed for a document, in text order.

        Args:
            document: The document.
            mentions: All its mentions, of every status: what is marked or turned down is not proposed again, and
                what is linked speaks for the same entities elsewhere.
        """
        decided = Decided(mentions)
        rows = rows_of(document.text, document.language, tokens(document.text))
        known = self._known(document, rows)
        full = [*self._marked(decided), *known]
        short = short_forms(document.text, document.language, full, self._entities)
        proposals = [proposal for proposal in (*known, *short) if decided.leaves(proposal)]
        linked = decided.linked
        named = named_clearly(settled(proposals), linked)
        standing = settled(map(self._reweighed(document), coherent(proposals, named, linked)))
        found = [*self._named(document, standing), *self._dates(document, standing, decided)]
        found += self._unknown(document, rows, found, decided)
        return sorted(found, key=_in_text_order)

    def turned_down(self, document: DocumentId, mentions: Iterable[Mention]) -> bool:
        """Learn from what is turned down in a document, and tell whether that is anything new."""
        return self._turned_down.note(document, mentions)

    def _known(self, document: Document, rows: Sequence[Row]) -> list[Proposal]:
        text, language = document.text, document.language
        known = list(KnownMentions(text, language, self._entities).proposals(self._names.find(text, language)))
        taken = [proposal.span for proposal in known]
        named = [*known, *self._heard.find(text, language, rows, taken)]
        return [*named, *self._translated.find(text, rows, named)]

    def _marked(self, decided: Decided) -> Iterator[Proposal]:
        """Yield the linked mentions of people as proposals that nobody doubts."""
        for mention in decided.marked:
            if mention.link is not None and mention.link.entity is not None and mention.link.entity in self._entities:
                reading = Reading(mention.link.entity, mention.label, _SURE_OF_MARKED, ())
                yield Proposal(mention.span, _SURE_OF_MARKED, (reading,))

    def _reweighed(self, document: Document) -> Callable[[Proposal], Proposal]:
        """Return what makes a proposal weaker whose like was turned down elsewhere."""

        def reweighed(proposal: Proposal) -> Proposal:
            surface = proposal.span.surface(document.text)
            weights = [self._turned_down.weight(surface, reading.type, reading.entity) for reading in proposal.readings]
            if min(weights) == 1:
                return proposal
            readings = (
                reading._replace(sure=reading.sure * weight)
                for reading, weight in zip(proposal.readings, weights, strict=True)
            )
            return proposal._replace(readings=tuple(sorted(readings, key=surest_first)))

        return reweighed

    def _dates(self, document: Document, standing: Sequence[Proposal], decided: Decided) -> Iterator[Suggestion]:
        """Yield the dates of a document that stand in no name."""
        if not self._date_label:
            return
        names = Covered(proposal.span for proposal in standing)
        for date in propose_dates(document.text, document.language, document.date):
            is_taken = decided.has_marked(date.span) or names.touches(date.span)
            if not is_taken and not decided.has_rejected(date.span, self._date_label):
                surface = date.span.surface(document.text)
                yield Suggestion(document.id, date.span, self._date_label, surface, date.score, (), date.value)

    def _unknown(
        self, document: Document, rows: Sequence[Row], found: Sequence[Suggestion], decided: Decided
    ) -> Iterator[Suggestion]:
        """Yield the names that nobody knows yet, where nothing else was found."""
        taken = [*(suggestion.span for suggestion in found), *(mention.span for mention in decided.marked)]
        for unknown in unknown_mentions(document.text, document.language, rows, taken):
            if unknown.label in self._linking and not decided.has_rejected(unknown.span, unknown.label):
                surface = unknown.span.surface(document.text)
                score = round(unknown.sure * self._turned_down.weight(surface, unknown.label, None), _DECIMALS)
                yield Suggestion(document.id, unknown.span, unknown.label, surface, score)

    def _named(self, document: Document, standing: Sequence[Proposal]) -> Iterator[Suggestion]:
        for proposal in standing:
            yield Suggestion(
                document=document.id,
                span=proposal.span,
                label=proposal.label,
                surface=proposal.span.surface(document.text),
                score=round(proposal.score, _DECIMALS),
                candidates=tuple(self._candidate(document, proposal, reading) for reading in proposal.readings),
            )

    def _candidate(self, document: Document, proposal: Proposal, reading: Reading) -> Candidate:
        return Candidate(
            entity=reading.entity,
            name=self._entities[reading.entity].display_name((document.language,)),
            label=reading.type,
            score=round(proposal.sure * reading.sure, _DECIMALS),
            evidence=reading.evidence,
        )


def _in_text_order(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.span.start, -suggestion.span.end
