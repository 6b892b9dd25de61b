"""Finds what may be mentions in a document, and what they name, from what is known and what people have decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from annotator.core.document import Document
from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, EntityId
from annotator.core.labels import LabelSet
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.progress import Progress, Silent, told_of
from annotator.core.suggestion import Suggestion
from annotator.suggest.article import Article
from annotator.suggest.gazetteer import Gazetteer, names_of
from annotator.suggest.heard_mentions import HeardMentions
from annotator.suggest.looking import Companions, Knowledge, Look
from annotator.suggest.proposals import KnownEntities
from annotator.suggest.settling import Decided
from annotator.suggest.translated_mentions import TranslatedMentions
from annotator.suggest.turned_down import TurnedDown

_TOLD_EVERY: Final = 20


class Finder:
    """Proposes mentions. To be used from one thread; the same knowledge and document give the same suggestions.

    Args:
        entities: The entities that are known.
        labels: The labels there are: entities of a type that is no label, or does not link, are not proposed.
        by_name_alone: Further entities, that are proposed only where they are written as they are known to be: there
            are so many that some would sound like any word.
        companions: Tells what other articles name beside some entities; it is asked about ambiguous names.
        progress: Is told while all names are read. Whatever it raises passes.
    """

    def __init__(
        self,
        entities: Sequence[Entity],
        labels: LabelSet,
        by_name_alone: Sequence[Entity] = (),
        companions: Companions | None = None,
        progress: Progress | None = None,
    ) -> None:
        told = progress or Silent()
        self._linking = frozenset(label.name for label in labels if label.links)
        self._entities = KnownEntities([*entities, *by_name_alone], self._linking)
        self._date_label = next((label.name for label in labels if label.is_date), "")
        self._names = Gazetteer.of_entities(_told([*entities, *by_name_alone], told))
        self._heard = HeardMentions(self._entities)
        self._translated = TranslatedMentions(self._entities)
        for entity in _told(entities, told):
            self._heard.add(entity)
            self._translated.add(entity)
        self._unheard = {entity.id for entity in by_name_alone}
        self._turned_down = TurnedDown()
        self._companions = companions or _nobody
        self._last: Article | None = None

    @classmethod
    def build(
        cls,
        entities: Iterable[Entity],
        labels: LabelSet,
        by_name_alone: Iterable[Entity] = (),
        companions: Companions | None = None,
        progress: Progress | None = None,
    ) -> Finder:
        """Make it from what is known."""
        return cls(list(entities), labels, list(by_name_alone), companions, progress)

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

    def find(
        self,
        document: Document,
        mentions: Sequence[Mention],
        *,
        within: Span | None = None,
        progress: Progress | None = None,
    ) -> list[Suggestion]:
        """Return what is proposed for a document, in text order.

        Args:
            document: The document.
            mentions: All its mentions, of every status: what is marked or turned down is not proposed again, and
                what is linked speaks for the same entities elsewhere.
            within: Only look at the stretches of the text that have something of this; what the rest says is taken
                from the look at it before, if there was one.
            progress: Is told after every few milliseconds how far the work is.

        Raises:
            Cancelled: The progress has it.
        """
        return [each for _, found in self.look(document, mentions, within=within, progress=progress) for each in found]

    def look(
        self,
        document: Document,
        mentions: Sequence[Mention],
        *,
        within: Span | None = None,
        progress: Progress | None = None,
    ) -> list[tuple[Span, list[Suggestion]]]:
        """Return what :meth:`find` does, stretch by stretch; the stretches of a text are always the same."""
        article = self._article(document)
        look = Look(self._knowledge, article, document, Decided(mentions))
        return look.at(article.touched(within), progress or Silent())

    def stretches(self, document: Document, within: Span) -> Span | None:
        """Return the piece of a document that is looked at for the sake of a span; None where that is all of it."""
        article = self._article(document)
        numbers = article.touched(within)
        if not numbers or len(numbers) == len(article.stretches):
            return None
        return Span(article.stretches[numbers[0]].start, article.stretches[numbers[-1]].end)

    def turned_down(self, document: DocumentId, mentions: Iterable[Mention]) -> bool:
        """Learn from what is turned down in a document, and tell whether that is anything new."""
        return self._turned_down.note(document, mentions)

    @property
    def _knowledge(self) -> Knowledge:
        return Knowledge(
            self._entities,
            self._names,
            self._heard,
            self._translated,
            self._turned_down,
            self._linking,
            self._date_label,
            self._companions,
        )

    def _article(self, document: Document) -> Article:
        """Return what is known of an article; of long ones that of the last is kept."""
        last = self._last
        if last is not None and last.is_of(document):
            return last
        article = Article(document)
        if len(article.stretches) > 1:
            self._last = article
        return article


def _nobody(_entities: Collection[EntityId], _apart_from: DocumentId) -> Iterable[Collection[EntityId]]:
    return ()


def _told(entities: Sequence[Entity], told: Progress) -> Iterator[Entity]:
    return told_of(entities, told, len(entities), every=_TOLD_EVERY)
