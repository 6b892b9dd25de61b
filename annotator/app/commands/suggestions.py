"""Commands on suggestions: a person takes them over, or turns them down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from annotator.app.commands.learning import learn_use
from annotator.app.commands.marking import begin_work, shortened
from annotator.app.commands.mentions import owned
from annotator.core.ids import MentionId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class AcceptSuggestions:
    """Stand behind suggested mentions and their links: they become the author's own."""

    mentions: Sequence[MentionId]
    name: ClassVar[str] = "suggestion.accept"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count them, and name the surface of the first."""
        return _count_and_first(reader, self.mentions)

    def apply(self, work: UnitOfWork) -> None:
        """Accept each; one that the author has marked already is only dropped."""
        for identifier in self.mentions:
            mention = work.mentions.get(identifier)
            if mention.status is not MentionStatus.ACCEPTED:
                _accept(work, mention)


@dataclass(frozen=True, slots=True)
class RejectSuggestions:
    """Turn suggested mentions down. They are kept, so that they are not suggested again."""

    mentions: Sequence[MentionId]
    name: ClassVar[str] = "suggestion.reject"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count them, and name the surface of the first."""
        return _count_and_first(reader, self.mentions)

    def apply(self, work: UnitOfWork) -> None:
        """Reject each that is still suggested."""
        for identifier in self.mentions:
            mention = work.mentions.get(identifier)
            if mention.status is MentionStatus.SUGGESTED:
                work.mentions.replace(replace(mention, status=MentionStatus.REJECTED))


def _accept(work: UnitOfWork, mention: Mention) -> None:
    accepted = owned(work, mention)
    for other in work.mentions.at(mention.document, mention.span):
        same = other.label == mention.label and other.annotator == accepted.annotator
        if same and other.status is MentionStatus.ACCEPTED:
            work.mentions.remove(mention.id)
            return
    learn_use(work, accepted)
    work.mentions.replace(accepted)
    begin_work(work, work.documents.get(mention.document))


def _count_and_first(reader: Reader, mentions: Sequence[MentionId]) -> Mapping[str, str | int]:
    first = shortened(reader.mention(mentions[0]).surface) if mentions else ""
    return {"count": len(mentions), "surface": first}
