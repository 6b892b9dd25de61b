"""Finds what may be mentions in a document, and what they name, from what is known and what people have decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

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
from annotator.suggest.proposals import KnownEntities, ReadEntities
from annotator.suggest.settling import Decided
from annotator.suggest.shelf import Shelf
from annotator.suggest.translated_mentions import TranslatedMentions
from annotator.suggest.turned_down import TurnedDown

_TOLD_EVERY: Final = 20


class OnShelf(NamedTuple):
    """Very many entities, which are proposed where they are written as they are known to be.

    Attributes:
        shelf: Where their names lie.
        outdated: Those of them that are gone, or of which something else is true by now.
        read: Reads them.
    """

    shelf: Shelf
    outdated: Collection[EntityId]
    read: ReadEntities


class Finder:
    """Proposes mentions. To be used from one thread; the same knowledge and document give the same suggestions.

    Args:
        entities: The entities that are known.
        labels: The labels there are: entities of a type that is no label, or does not link, are not proposed.
        by_name_alone: Further entities, that are proposed only where they are written as they are known to be: there
            are so many that some would sound like any word.
        companions: Tells what other articles name beside some entities; it is asked about ambiguous names.
        progress: Is told while all names are read. Whatever it raises passes.
        on_shelf: More entities than can be held, among them some of those above.
    """

    def __init__(
        self,
        entities: Sequence[Entity],
        labels: LabelSet,
        by_name_alone: Sequence[Entity] = (),
        *,
        companions: Companions | None = None,
        progress: Progress | None = None,
        on_shelf: OnShelf | None = None,
    ) -> None:
        told = progress or Silent()
        self._linking = frozenset(label.name for label in labels if label.links)
        read = None if on_shelf is None else on_shelf.read
        self._entities = KnownEntities([*entities, *by_name_alone], self._linking, read)
        self._date_label = next((label.name for label in labels if label.is_date), "")
        self._names = _gazetteer(_told([*entities, *by_name_alone], told), on_shelf)
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
        *,
        companions: Companions | None = None,
        progress: Progress | None = None,
        on_shelf: OnShelf | None = None,
    ) -> Finder:
        """Make it from what is known."""
        held, others = list(entities), list(by_name_alone)
        return cls(held, labels, others, companions=companions, progress=progress, on_shelf=on_shelf)

    def update(self, entity: Entity, *, by_name_alone: bool = False) -> None:
        """Take over an entity that is new, or whose names, type or number of uses have changed."""
        known = self._entities.get(entity.id) if self._entities.holds(entity.id) else None
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


def _gazetteer(entities: Iterable[Entity], on_shelf: OnShelf | None) -> Gazetteer:
    """Return all names; those that a shelf has rightly stay on it."""
    if on_shelf is None:
        return Gazetteer.of_entities(entities)
    shelf, outdated, _ = on_shelf
    beside = (entity for entity in entities if entity.id in outdated or not shelf.has(entity.id))
    names = Gazetteer.on(shelf, (name for entity in beside for name in names_of(entity)))
    for entity in outdated:
        names.remove_from_shelf(entity)
    return names


def _nobody(_entities: Collection[EntityId], _apart_from: DocumentId) -> Iterable[Collection[EntityId]]:
    return ()


def _told(entities: Sequence[Entity], told: Progress) -> Iterator[Entity]:
    return told_of(entities, told, len(entities), every=_TOLD_EVERY)
