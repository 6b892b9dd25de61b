"""One look at a document, stretch by stretch: first what each has in itself, then what all of them say about each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from annotator.core.document import Document
from annotator.core.ids import DocumentId, EntityId
from annotator.core.link import Candidate, Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.core.progress import Progress
from annotator.core.suggestion import Suggestion
from annotator.lang.dates import propose_dates
from annotator.lang.tokens import token_bounds
from annotator.suggest.article import Article
from annotator.suggest.coherence import Named, Support, coherent, named_clearly
from annotator.suggest.covered import Covered
from annotator.suggest.gazetteer import Gazetteer
from annotator.suggest.heard_mentions import HeardMentions
from annotator.suggest.known_mentions import KnownMentions
from annotator.suggest.neighbours import neighbours_of
from annotator.suggest.proposals import KnownEntities, Proposal, Reading, surest_first
from annotator.suggest.settling import Decided, settled
from annotator.suggest.short_forms import ShortForms
from annotator.suggest.stretches import number_of
from annotator.suggest.text_words import Row, rows_of
from annotator.suggest.translated_mentions import TranslatedMentions
from annotator.suggest.turned_down import TurnedDown
from annotator.suggest.unknown_mentions import first_seen, spread

_SURE_OF_MARKED: Final = 1.0
_DECIMALS: Final = 4
_ROUNDS: Final = 8
_TOLD_EVERY: Final = 100


Companions = Callable[[Collection[EntityId], DocumentId], Iterable[Collection[EntityId]]]


_Thing = TypeVar("_Thing")


class Knowledge(NamedTuple):
    """What is known when somebody looks.

    Attributes:
        entities: What may be proposed.
        names: All names.
        heard: How they sound.
        translated: What their words mean.
        turned_down: What people have turned down.
        linking: The labels that link.
        date_label: The label of dates, "" for none.
        companions: Tells what articles name that name some of these entities too, apart from one of them.
    """

    entities: KnownEntities
    names: Gazetteer
    heard: HeardMentions
    translated: TranslatedMentions
    turned_down: TurnedDown
    linking: frozenset[str]
    date_label: str
    companions: Companions


class _Stretch:
    """What is found in one stretch so far."""

    def __init__(self, number: int, span: Span) -> None:
        self.number = number
        self.span = span
        self.rows: list[Row] = []
        self.proposals: list[Proposal] = []
        self.found: list[Suggestion] = []


class Look:
    """Looks at some stretches of an article.

    Args:
        knowledge: What is known.
        article: The article; it learns what these stretches tell about others.
        document: Its document.
        decided: Where people have decided.
    """

    def __init__(self, knowledge: Knowledge, article: Article, document: Document, decided: Decided) -> None:
        self._known = knowledge
        self._article = article
        self._document = document
        self._text = document.text
        self._decided = decided
        self._known_mentions = KnownMentions(document.text, document.language, knowledge.entities)

    def at(self, numbers: Sequence[int], told: Progress) -> list[tuple[Span, list[Suggestion]]]:
        """Return these stretches with what is proposed in each, in text order.

        Raises:
            Cancelled: The progress has it; what was learnt of the article by then is kept.
        """
        looked_at = [_Stretch(number, self._article.stretches[number]) for number in numbers]
        steps = _Steps(told, _ROUNDS * len(looked_at))
        for stretch in looked_at:
            for read in (self._read_words, self._read_names, self._read_likely_names):
                steps.take()
                read(stretch)
        view = self._article.view()
        for stretch in steps.over(looked_at):
            named = stretch.proposals
            translated = self._known.translated.find(self._article.script, stretch.rows, named, view)
            stretch.proposals = [*named, *translated]
            stretch.rows = []
            self._article.note_wholes(stretch.number, stretch.proposals)
        short = self._short_forms(steps)
        for stretch in steps.over(looked_at):
            self._settle(stretch, short)
        named_clearly_here = self._named(looked_at)
        for stretch in steps.over(looked_at):
            self._choose(stretch, named_clearly_here)
            steps.take()
            stretch.found += self._dates(stretch)
        self._add_unknown(looked_at, steps)
        return [(stretch.span, sorted(stretch.found, key=_in_text_order)) for stretch in looked_at]

    def _read_words(self, stretch: _Stretch) -> None:
        text, span = self._text, stretch.span
        tokens = (Span(start, end) for start, end in token_bounds(text, span.start, span.end))
        stretch.rows = rows_of(text, self._document.language, tokens, self._article.dictionary)

    def _read_names(self, stretch: _Stretch) -> None:
        """Find what is known by its name."""
        text, language = self._text, self._document.language
        hits = self._known.names.find_in(text, stretch.span, language)
        self._known.entities.fetch(name.entity for hit in hits for one in (hit, *hit.nested) for name in one.names)
        known = list(self._known_mentions.proposals(hits))
        taken = [proposal.span for proposal in known]
        heard = self._known.heard.find(text, language, self._article.script, stretch.rows, taken)
        stretch.proposals = [*known, *heard]
        self._article.note_names(stretch.number, stretch.proposals)

    def _read_likely_names(self, stretch: _Stretch) -> None:
        """Find what only looks like a name."""
        self._article.told[stretch.number].sure = tuple(
            unknown
            for unknown in first_seen(self._text, self._document.language, stretch.rows)
            if unknown.label in self._known.linking
        )

    def _short_forms(self, steps: _Steps) -> ShortForms:
        wholes = chain(self._marked(), self._article.wholes())
        return ShortForms(self._text, self._document.language, steps.through(wholes), self._known.entities)

    def _marked(self) -> Iterator[Proposal]:
        """Yield the linked mentions as proposals that nobody doubts."""
        for mention in self._decided.marked:
            entity = mention.link.entity if mention.link is not None else None
            if entity is not None and entity in self._known.entities:
                reading = Reading(entity, mention.label, _SURE_OF_MARKED, ())
                yield Proposal(mention.span, _SURE_OF_MARKED, (reading,))

    def _settle(self, stretch: _Stretch, short: ShortForms) -> None:
        """Leave out what people have decided, and note what is named beyond doubt."""
        found = (*stretch.proposals, *short.proposals(stretch.span))
        stretch.proposals = [proposal for proposal in found if self._decided.leaves(proposal)]
        self._article.told[stretch.number].clear = named_clearly(settled(stretch.proposals))

    def _named(self, looked_at: Sequence[_Stretch]) -> Named:
        """Return what the article names, and, where names are ambiguous, what other articles name beside that."""
        clear, linked, entities = self._article.clear(), self._decided.linked, self._known.entities
        if not any(len(proposal.readings) > 1 for stretch in looked_at for proposal in stretch.proposals):
            return Named(clear, linked)
        named = {*clear, *linked}
        found = neighbours_of(named, self._known.companions(named, self._document.id))
        language = (self._document.language,)
        beside = {
            entity: Support(share, Evidence(EvidenceKind.NEIGHBOUR, count, entities[other].display_name(language)))
            for entity, (share, count, other) in found.items()
            if other in entities
        }
        return Named(clear, linked, beside)

    def _choose(self, stretch: _Stretch, named: Named) -> None:
        """Choose what stands when the whole article has been heard."""
        standing = settled(map(self._reweighed, coherent(stretch.proposals, named)))
        stretch.proposals = standing
        stretch.found = list(map(self._suggestion, standing))

    def _reweighed(self, proposal: Proposal) -> Proposal:
        """Return a proposal weaker whose like was turned down elsewhere."""
        surface = proposal.span.surface(self._text)
        weigh = self._known.turned_down.weight
        weights = [weigh(surface, reading.type, reading.entity) for reading in proposal.readings]
        if min(weights) == 1:
            return proposal
        readings = (
            reading._replace(sure=reading.sure * weight)
            for reading, weight in zip(proposal.readings, weights, strict=True)
        )
        return proposal._replace(readings=tuple(sorted(readings, key=surest_first)))

    def _dates(self, stretch: _Stretch) -> Iterator[Suggestion]:
        """Yield the dates of a stretch that stand in no name."""
        if not self._known.date_label:
            return
        document, label = self._document, self._known.date_label
        names = Covered(proposal.span for proposal in stretch.proposals)
        start = stretch.span.start
        for date in propose_dates(stretch.span.surface(self._text), document.language, document.date):
            span = Span(date.span.start + start, date.span.end + start)
            is_taken = self._decided.has_marked(span) or names.touches(span)
            if not is_taken and not self._decided.has_rejected(span, label):
                yield Suggestion(document.id, span, label, span.surface(self._text), date.score, (), date.value)

    def _add_unknown(self, looked_at: Sequence[_Stretch], steps: _Steps) -> None:
        """Add the names that nobody knows yet, where nothing else was found."""
        text, document, article = self._text, self._document, self._article
        found = (suggestion.span for stretch in looked_at for suggestion in stretch.found)
        taken = [*found, *(mention.span for mention in self._decided.marked)]
        spans = (stretch.span for stretch in steps.over(looked_at))
        unknown = spread(text, document.language, article.sure(), spans, taken=taken, through=steps.through)
        by_number = {stretch.number: stretch for stretch in looked_at}
        for number in by_number:
            article.told[number].sure = ()
        for each in unknown.standing:
            number = number_of(article.stretches, each.span.start)
            if number in by_number:
                article.told[number].sure += (each,)
        for span, label, sure in steps.through(unknown.found):
            if not self._decided.has_rejected(span, label):
                surface = span.surface(text)
                score = round(sure * self._known.turned_down.weight(surface, label, None), _DECIMALS)
                stretch = by_number[number_of(article.stretches, span.start)]
                stretch.found.append(Suggestion(document.id, span, label, surface, score))

    def _suggestion(self, proposal: Proposal) -> Suggestion:
        return Suggestion(
            document=self._document.id,
            span=proposal.span,
            label=proposal.label,
            surface=proposal.span.surface(self._text),
            score=round(proposal.score, _DECIMALS),
            candidates=tuple(self._candidate(proposal, reading) for reading in proposal.readings),
        )

    def _candidate(self, proposal: Proposal, reading: Reading) -> Candidate:
        return Candidate(
            entity=reading.entity,
            name=self._known.entities[reading.entity].display_name((self._document.language,)),
            label=reading.type,
            score=round(proposal.sure * reading.sure, _DECIMALS),
            evidence=reading.evidence,
        )


class _Steps:
    """Counts steps for a progress."""

    def __init__(self, told: Progress, total: int) -> None:
        self._told = told
        self._total = total
        self._done = 0

    def take(self) -> None:
        self._told.report(self._done, self._total)
        self._done += 1

    def over(self, looked_at: Sequence[_Stretch]) -> Iterator[_Stretch]:
        for stretch in looked_at:
            self.take()
            yield stretch

    def through(self, things: Iterable[_Thing]) -> Iterator[_Thing]:
        """Yield things that take little time each, with a report now and then."""
        for number, thing in enumerate(things):
            if not number % _TOLD_EVERY:
                self._told.report(self._done, self._total)
            yield thing


def _in_text_order(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.span.start, -suggestion.span.end
