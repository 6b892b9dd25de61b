"""Commands on suggestions: a person takes them over, or turns them down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from annotator.app.commands.learning import Use, change_uses, uses_in
from annotator.app.commands.marking import begin_work, clear_the_place, shortened, span_to_mark
from annotator.app.commands.mentions import owned
from annotator.app.reference import bring_in
from annotator.core.annotators import Annotator
from annotator.core.ids import AnnotatorId, DocumentId, MentionId, new_id
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import Reader, UnitOfWork

MACHINE: Final = Annotator(AnnotatorId("annotator/suggestions"), "suggestions")
"""Whose suggestions are that are kept before anybody has decided about them."""


@dataclass(frozen=True, slots=True)
class AcceptSuggestions:
    """Stand behind suggested mentions as they are given: they become the author's own, and their links teach names.

    A suggestion may be stored (also one turned down before) or live, that is, computed and never stored; the outcome
    is that of marking the span and linking it by hand. What is given is what is accepted, so a link, label, span or
    date changed on the way counts.

    Attributes:
        mentions: The suggestions, whole.
    """

    mentions: Sequence[Mention]
    name: ClassVar[str] = "suggestion.accept"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count them, and name the surface of the first."""
        del reader
        return _count_and_first(self.mentions)

    def apply(self, work: UnitOfWork) -> None:
        """Accept each, then count what all of the links teach; what the author has marked already stays his.

        Raises:
            UserError: A label or linked entity is not there, or a span is no piece of its text.
        """
        _bring_in_linked(work, self.mentions)
        uses = Counter[Use]()
        for mention in self.mentions:
            uses.update(_accept(work, mention))
        change_uses(work, uses)


@dataclass(frozen=True, slots=True)
class RejectSuggestions:
    """Turn suggested mentions down, stored or live. They are kept, so that they are not suggested again.

    Attributes:
        mentions: The suggestions, whole.
    """

    mentions: Sequence[Mention]
    name: ClassVar[str] = "suggestion.reject"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count them, and name the surface of the first."""
        del reader
        return _count_and_first(self.mentions)

    def apply(self, work: UnitOfWork) -> None:
        """Reject each that nobody stands behind and that is not rejected yet."""
        for mention in self.mentions:
            _reject(work, mention)


@dataclass(frozen=True, slots=True)
class StoreSuggestions:
    """Keep what was found for documents as suggestions, in place of what was kept for them before.

    They belong to nobody who annotates, but to an annotator of their own.

    Attributes:
        documents: The documents that were looked at.
        mentions: What was found in them; whose they are said to be makes no difference.
    """

    documents: Sequence[DocumentId]
    mentions: Sequence[Mention]
    name: ClassVar[str] = "suggestion.store"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count them, and name the surface of the first."""
        del reader
        return _count_and_first(self.mentions)

    def apply(self, work: UnitOfWork) -> None:
        """Take the old ones away, then add the new ones that nobody has decided about."""
        _bring_in_linked(work, self.mentions)
        machine = work.annotators.by_name(MACHINE.name)
        if machine is None:
            work.annotators.add(MACHINE)
            machine = MACHINE
        for document in self.documents:
            for mention in work.mentions.of_document(document):
                if mention.status is MentionStatus.SUGGESTED and mention.annotator == machine.id:
                    work.mentions.remove(mention.id)
        for mention in self.mentions:
            suggested = replace(mention, status=MentionStatus.SUGGESTED, annotator=machine.id)
            there = work.mentions.at(mention.document, mention.span)
            if not any(_is_like(other, suggested) for other in there):
                _add(work, suggested)


def _bring_in_linked(work: UnitOfWork, mentions: Sequence[Mention]) -> None:
    bring_in(work, (mention.link.entity for mention in mentions if mention.link is not None))


def _accept(work: UnitOfWork, suggestion: Mention) -> Counter[Use]:
    """Make a suggestion the author's own, and return the names it teaches."""
    document = work.documents.get(suggestion.document)
    label = work.labels.all()[suggestion.label]
    span = span_to_mark(document.text, suggestion.span)
    mention = replace(
        owned(work, replace(suggestion, status=MentionStatus.SUGGESTED)),
        label=label.name,
        span=span,
        surface=span.surface(document.text),
        link=suggestion.link if label.links else None,
        date=suggestion.date if label.is_date else None,
    )
    stored = _stored(work, suggestion)
    own = _own_at(work, mention)
    if own is not None:
        if stored is not None and stored.status is not MentionStatus.ACCEPTED:
            work.mentions.remove(stored.id)
        if own.link is not None or mention.link is None:
            return Counter()
        mention = replace(own, link=mention.link)
        work.mentions.replace(mention)
    elif stored is None or stored.status is MentionStatus.ACCEPTED:
        clear_the_place(work, mention)
        mention = _add(work, mention)
    else:
        clear_the_place(work, mention)
        work.mentions.replace(mention)
    begin_work(work, document)
    return uses_in(document, (mention,))


def _reject(work: UnitOfWork, suggestion: Mention) -> None:
    """Turn the suggestion at a place down: the row that is there, or else a new one."""
    rejected = replace(suggestion, status=MentionStatus.REJECTED, annotator=work.act.author)
    if rejected.link is not None and rejected.link.entity and work.entities.find(rejected.link.entity) is None:
        rejected = replace(rejected, link=None)  # nothing comes into the base by being turned down
    there = [other for other in work.mentions.at(rejected.document, rejected.span) if _is_like(other, rejected)]
    suggested = [other for other in there if other.status is MentionStatus.SUGGESTED]
    for other in suggested:
        work.mentions.replace(replace(other, status=MentionStatus.REJECTED))
    is_decided = any(other.status is MentionStatus.REJECTED or other.annotator == rejected.annotator for other in there)
    if not suggested and not is_decided:
        _add(work, rejected)


def _stored(work: UnitOfWork, suggestion: Mention) -> Mention | None:
    """Return a suggestion's row, or None if it is live."""
    return work.mentions.get(suggestion.id) if work.mentions.taken((suggestion.id,)) else None


def _own_at(work: UnitOfWork, mention: Mention) -> Mention | None:
    """Return the author's own mention of the same span and label."""
    for other in work.mentions.at(mention.document, mention.span):
        if _is_like(other, mention) and other.status is MentionStatus.ACCEPTED and other.annotator == mention.annotator:
            return other
    return None


def _is_like(other: Mention, mention: Mention) -> bool:
    return other.label == mention.label and other.span == mention.span


def _add(work: UnitOfWork, mention: Mention) -> Mention:
    """Store a live suggestion, under the id it was shown with where no mention has got it meanwhile."""
    if work.mentions.taken((mention.id,)):
        mention = replace(mention, id=MentionId(new_id()))
    work.mentions.add(mention)
    return mention


def _count_and_first(mentions: Sequence[Mention]) -> Mapping[str, str | int]:
    return {"count": len(mentions), "surface": shortened(mentions[0].surface) if mentions else ""}
