"""What is suggested for the documents of a workspace, kept up with what happens in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from annotator.app.commands.suggestions import MACHINE, AcceptSuggestions, StoreSuggestions
from annotator.app.entity_reading import entities_of, told_entities
from annotator.app.lending import Lender, LendingReader
from annotator.app.reference import reference
from annotator.app.session import Session
from annotator.app.shelving import NAMES_IN_MEMORY, NameShelves, Shelved
from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection
from annotator.core.progress import Progress, Silent, told_of
from annotator.core.suggestion import Suggestion
from annotator.suggest.finding import Finder, OnShelf

_MOST_READ: Final = 1000
_EVERYTHING = Selection(statuses=tuple(MentionStatus))
_REJECTED = Selection(statuses=(MentionStatus.REJECTED,))


class Suggesting:
    """Finds the suggestions of documents. To be used from one thread, which need not be the one that writes.

    Making it reads every entity, in a large workspace only those that are linked most and the most famous: they are
    found in other scripts and by what their names mean, all others where they are written as they are known to be.
    What was turned down is read too, in a large workspace as documents are looked at or :meth:`learn` is called. Names
    of the reference base are known if it is there; it is not made for this.

    Args:
        reader: What is committed.
        progress: Is told after every few milliseconds while it is made. Whatever it raises passes.
        location: Where the workspace is, beside which the names of a large one are kept; "" keeps them in memory.
    """

    def __init__(self, reader: Reader, progress: Progress | None = None, *, location: str = "") -> None:
        told = progress or Silent()
        self._reader = reader
        self._learnt: set[DocumentId] = set()
        self._lender = Lender(reference().there())
        shelved = NameShelves(reader, location, self._lender).shelved(told) if location else None
        known = self._all_entities(told) if shelved is None else self._most_known(shelved, told)
        self._finder = Finder.build(
            known,
            reader.labels(),
            self._lender.others(),
            companions=self._companions,
            progress=told,
            on_shelf=None if shelved is None else OnShelf(shelved.shelf, shelved.outdated, self._read),
        )
        documents = [row.id for row in reader.documents()]
        if len(documents) <= _MOST_READ:
            self._learn(documents, told)

    def follow(self, entities: Iterable[EntityId]) -> None:
        """Read these entities again; some may be gone."""
        wanted = set(entities)
        there = self._reader.entities(wanted) if wanted else {}
        for identifier in wanted:
            if (entity := there.get(identifier)) is not None:
                same = self._lender.note(entity)
                if same is not None and same != identifier:
                    self._finder.remove(same)
                self._finder.update(self._lender.lent((entity,))[0])
            else:
                free = self._lender.forget(identifier)
                self._finder.remove(identifier)
                if free is not None:
                    for other in self._lender.prominent((free,)):
                        self._finder.update(other, by_name_alone=True)

    def follow_decisions(self, documents: Iterable[DocumentId]) -> None:
        """Learn from what is turned down in these documents now; some may be gone."""
        for document in documents:
            self._note(document, self._reader.mentions(document, _REJECTED))

    def learn(self, progress: Progress) -> bool:
        """Learn what is turned down in documents that nobody looked at, and tell whether that was anything.

        Raises:
            Cancelled: The progress has it; what was learnt by then is kept.
        """
        return self._learn([row.id for row in self._reader.documents()], progress)

    def find(self, document: DocumentId) -> list[Suggestion]:
        """Return what is proposed for a document as it is now, in text order.

        Raises:
            UserError: It cannot be read.
        """
        return [each for _, found in self.look(document, None, Silent()) for each in found]

    def look(
        self, document: DocumentId, view: Span | None, progress: Progress
    ) -> Iterator[tuple[Span | None, Sequence[Suggestion]]]:
        """Yield what is proposed for a document as it is now, piece by piece: what is in view first, then all of it.

        A piece is told once more with the others, because what is found elsewhere may speak for other things in it.

        Args:
            document: The document.
            view: What of it is in view, if that is to come first.
            progress: Is told after every few milliseconds how far the work is.

        Yields:
            Where, in a long document, and what is proposed there; None for all of a short one.

        Raises:
            UserError: It cannot be read.
            Cancelled: The progress has it.
        """
        whole = self._reader.document(document)
        mentions = self._reader.mentions(document, _EVERYTHING)
        self._note(document, mentions)
        if view is not None and self._finder.stretches(whole, view) is not None:
            yield from self._finder.look(whole, mentions, within=view, progress=progress)
        found = self._finder.look(whole, mentions, progress=progress)
        if len(found) > 1:
            yield from found
        else:
            yield None, found[0][1] if found else ()

    def _all_entities(self, told: Progress) -> list[Entity]:
        ids = [stamp.id for stamp in self._reader.entity_stamps()]
        entities = list(told_entities(entities_of(self._reader.entities, ids), told, len(ids)))
        for entity in told_of(entities, told, len(entities), every=1):
            self._lender.note(entity)
        return self._lender.lent(entities)

    def _most_known(self, shelved: Shelved, told: Progress) -> list[Entity]:
        ids = [entity for entity in shelved.shelf.most_known(NAMES_IN_MEMORY) if entity not in shelved.outdated]
        return [*shelved.changed, *told_entities(entities_of(self._read, ids), told, len(ids))]

    def _read(self, entities: Collection[EntityId]) -> dict[EntityId, Entity]:
        """Read entities with the names that they are lent."""
        return LendingReader(self._reader, self._lender).entities(entities)

    def _learn(self, documents: Iterable[DocumentId], told: Progress) -> bool:
        """Learn what is turned down in those of these documents that nobody looked at."""
        is_new = False
        left = [document for document in documents if document not in self._learnt]
        for document in told_of(left, told, len(left), every=1):
            is_new |= self._note(document, self._reader.mentions(document, _REJECTED))
        return is_new

    def _note(self, document: DocumentId, mentions: Sequence[Mention]) -> bool:
        self._learnt.add(document)
        return self._finder.turned_down(document, mentions)

    def _companions(self, entities: Collection[EntityId], apart_from: DocumentId) -> Iterable[Collection[EntityId]]:
        return self._reader.companions(entities, apart_from).values()


def suggest(
    session: Session,
    documents: Sequence[DocumentId],
    *,
    least: float = 0.0,
    accept: bool = False,
) -> list[Suggestion]:
    """Find mentions in documents, and keep them: as suggestions, or as the author's own. One act, one undo.

    Args:
        session: Who does it, and where.
        documents: In which documents.
        least: The least score, from 0 to 1.
        accept: Whether to stand behind what is found; otherwise it stays a suggestion, instead of what was kept as
            such before.

    Returns:
        What was found and kept.

    Raises:
        UserError: A document cannot be read.
    """
    reference().opened()
    suggesting = Suggesting(session.reader, location=session.workspace.location)
    found = [each for document in documents for each in suggesting.find(document) if each.score >= least]
    if accept:
        session.execute(AcceptSuggestions(tuple(each.as_mention(session.annotator) for each in found)))
    else:
        session.execute(StoreSuggestions(tuple(documents), tuple(each.as_mention(MACHINE) for each in found)))
    return found
