"""What is suggested for the documents of a workspace, kept up with what happens in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from annotator.app.commands.suggestions import MACHINE, AcceptSuggestions, StoreSuggestions
from annotator.app.lending import Lender
from annotator.app.reference import reference
from annotator.app.session import Session
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection
from annotator.core.suggestion import Suggestion
from annotator.suggest.finding import Finder

_MOST_READ: Final = 1000
_EVERYTHING = Selection(statuses=tuple(MentionStatus))
_REJECTED = Selection(statuses=(MentionStatus.REJECTED,))


class Suggesting:
    """Finds the suggestions of documents. To be used from one thread, which need not be the one that writes.

    Making it reads every entity, and what was turned down, in a large workspace only as documents are looked at.

    Args:
        reader: What is committed.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        entities = reader.entities()
        self._lender = Lender(reference().opened(), entities.values())
        known = self._lender.lent(entities.values())
        self._finder = Finder.build(known, reader.labels(), self._lender.others(), self._companions)
        if len(reader.documents()) <= _MOST_READ:
            self.follow_decisions(DocumentId(record.id) for record in reader.records(_REJECTED) if record.mentions)

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
            self._finder.turned_down(document, self._reader.mentions(document, _REJECTED))

    def find(self, document: DocumentId) -> list[Suggestion]:
        """Return what is proposed for a document as it is now, in text order.

        Raises:
            UserError: It cannot be read.
        """
        whole = self._reader.document(document)
        mentions = self._reader.mentions(document, _EVERYTHING)
        self._finder.turned_down(document, mentions)
        return self._finder.find(whole, mentions)

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
    suggesting = Suggesting(session.reader)
    found = [each for document in documents for each in suggesting.find(document) if each.score >= least]
    if accept:
        session.execute(AcceptSuggestions(tuple(each.as_mention(session.annotator) for each in found)))
    else:
        session.execute(StoreSuggestions(tuple(documents), tuple(each.as_mention(MACHINE) for each in found)))
    return found
