"""Commands on mentions: mark, relabel, resize, remove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.app.commands.learning import forget_uses, move_use
from annotator.app.commands.marking import begin_work, check_graphemes, clear_the_place, shortened, span_to_mark
from annotator.app.dates import moved_value, value_at
from annotator.core.datevalue import DateValue
from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, MentionId, new_id
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class CreateMention:
    """Mark a piece of text with a label.

    White space at the ends of the span is left out of the mention. A suggestion of the same span and label gives way
    to it, and a new document is in progress from then on.
    """

    document: DocumentId
    span: Span
    label: str
    id: MentionId = field(default_factory=lambda: MentionId(new_id()))
    name: ClassVar[str] = "mention.create"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the label."""
        text = reader.document(self.document).text
        return {"surface": shortened(self.span.surface(text)), "label": self.label}

    def apply(self, work: UnitOfWork) -> None:
        """Add the mention for the act's author."""
        mark(work, self.document, self.span, self.label, identifier=self.id)


@dataclass(frozen=True, slots=True)
class RelabelMention:
    """Give a mention another label. A link stays where the new label links too; a date value goes with its label."""

    mention: MentionId
    label: str
    name: ClassVar[str] = "mention.relabel"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the new label."""
        return {"surface": shortened(reader.mention(self.mention).surface), "label": self.label}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention with the new label; a suggestion is accepted by it."""
        label = work.labels.all()[self.label]
        mention = work.mentions.get(self.mention)
        if mention.label == self.label and mention.status is MentionStatus.ACCEPTED:
            return
        changed = replace(
            owned(work, mention),
            label=self.label,
            link=mention.link if label.links else None,
            date=(mention.date or value_at(work.documents.get(mention.document), mention.span))
            if label.is_date
            else None,
        )
        clear_the_place(work, changed)
        move_use(work, mention, changed)
        work.mentions.replace(changed)


@dataclass(frozen=True, slots=True)
class ResizeMention:
    """Move a mention's ends. Its link stays, and teaches the new surface instead of the old one.

    A date value stays too when it was given by hand; one that was read from the words is read anew.
    """

    mention: MentionId
    span: Span
    name: ClassVar[str] = "mention.resize"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface before and after."""
        mention = reader.mention(self.mention)
        text = reader.document(mention.document).text
        return {"surface": shortened(mention.surface), "new_surface": shortened(self.span.surface(text))}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention over its new piece of text."""
        mention = work.mentions.get(self.mention)
        if mention.span == self.span:
            return
        document = work.documents.get(mention.document)
        check_graphemes(document.text, self.span)
        surface = self.span.surface(document.text)
        if not surface.strip():
            raise UserError("There is nothing to mark here: the selection has only spaces.")
        changed = replace(owned(work, mention), span=self.span, surface=surface)
        if work.labels.all()[mention.label].is_date:
            changed = replace(changed, date=moved_value(document, mention, self.span))
        clear_the_place(work, changed)
        move_use(work, mention, changed)
        work.mentions.replace(changed)


@dataclass(frozen=True, slots=True)
class RemoveMentions:
    """Remove mentions with their links."""

    mentions: Sequence[MentionId]
    name: ClassVar[str] = "mention.remove"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count them, and name the surface of the first."""
        first = shortened(reader.mention(self.mentions[0]).surface) if self.mentions else ""
        return {"count": len(self.mentions), "surface": first}

    def apply(self, work: UnitOfWork) -> None:
        """Remove each."""
        by_document: defaultdict[DocumentId, list[Mention]] = defaultdict(list)
        for identifier in dict.fromkeys(self.mentions):
            mention = work.mentions.get(identifier)
            by_document[mention.document].append(mention)
        for document, mentions in by_document.items():
            forget_uses(work, work.documents.get(document), mentions)
            for mention in mentions:
                work.mentions.remove(mention.id)


@dataclass(frozen=True, slots=True)
class SetDateValue:
    """Say what a date mention means, or (None) that this is not known."""

    mention: MentionId
    date: DateValue | None
    name: ClassVar[str] = "mention.date"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the value."""
        surface = shortened(reader.mention(self.mention).surface)
        return {"surface": surface, "value": self.date.value if self.date else ""}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention with its value; a suggestion is accepted by it."""
        if self.date is not None and not is_date_value(self.date.value):
            raise UserError(
                "“{value}” is not a date. Write it as 2021-11-24, 2021-W48, 2021-11 or 2021, or in EDTF.",
                value=self.date.value,
            )
        mention = work.mentions.get(self.mention)
        label = work.labels.all()[mention.label]
        if not label.is_date:
            raise UserError(
                "“{surface}” is marked as {label}, which has no date value. Mark it as a date first.",
                surface=shortened(mention.surface),
                label=mention.label,
            )
        work.mentions.replace(replace(owned(work, mention), date=self.date))


def mark(
    work: UnitOfWork,
    document: DocumentId,
    span: Span,
    label: str,
    *,
    identifier: MentionId,
    link: Link | None = None,
) -> Mention:
    """Add a mention for the act's author and return it. A date gets the value that its words most likely have.

    Raises:
        UserError: There is no such label, the span is no piece of text, or it is marked so already.
    """
    known = work.labels.all()[label]
    whole = work.documents.get(document)
    trimmed = span_to_mark(whole.text, span)
    mention = Mention(
        id=identifier,
        document=document,
        span=trimmed,
        label=known.name,
        annotator=work.act.author,
        surface=trimmed.surface(whole.text),
        link=link,
        date=value_at(whole, trimmed) if known.is_date else None,
    )
    clear_the_place(work, mention)
    work.mentions.add(mention)
    begin_work(work, whole)
    return mention


def owned(work: UnitOfWork, mention: Mention) -> Mention:
    """Return a mention that a person stands behind: a suggestion becomes the author's own."""
    if mention.status is MentionStatus.ACCEPTED:
        return mention
    return replace(mention, status=MentionStatus.ACCEPTED, annotator=work.act.author)
