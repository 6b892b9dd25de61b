"""Commands on mentions: mark, relabel, resize, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.app.commands.links import forget_use
from annotator.core.datevalue import DateValue
from annotator.core.ids import DocumentId, MentionId, new_id
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class CreateMention:
    """Mark a piece of text with a label."""

    document: DocumentId
    span: Span
    label: str
    id: MentionId = field(default_factory=lambda: MentionId(new_id()))
    name: ClassVar[str] = "mention.create"

    def describe(self) -> Mapping[str, str | int]:
        """Name the label."""
        return {"label": self.label}

    def apply(self, work: UnitOfWork) -> None:
        """Add the mention for the act's author."""
        work.labels.all()[self.label]
        text = work.documents.get(self.document).text
        work.mentions.add(
            Mention(
                id=self.id,
                document=self.document,
                span=self.span,
                label=self.label,
                annotator=work.act.author,
                surface=self.span.surface(text),
            )
        )


@dataclass(frozen=True, slots=True)
class RelabelMention:
    """Give a mention another label. A link stays where the new label links too; a date value goes with its label."""

    mention: MentionId
    label: str
    name: ClassVar[str] = "mention.relabel"

    def describe(self) -> Mapping[str, str | int]:
        """Name the new label."""
        return {"label": self.label}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention with the new label."""
        label = work.labels.all()[self.label]
        mention = work.mentions.get(self.mention)
        if mention.label == self.label:
            return
        if mention.link is not None and not label.links:
            forget_use(work, mention)
        work.mentions.replace(
            replace(
                mention,
                label=self.label,
                link=mention.link if label.links else None,
                date=mention.date if label.is_date else None,
                status=MentionStatus.ACCEPTED,
            )
        )


@dataclass(frozen=True, slots=True)
class ResizeMention:
    """Move a mention's ends. Its link stays."""

    mention: MentionId
    span: Span
    name: ClassVar[str] = "mention.resize"

    def describe(self) -> Mapping[str, str | int]:
        """Say nothing more than the name of the act."""
        return {}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention over its new piece of text."""
        mention = work.mentions.get(self.mention)
        if mention.span == self.span:
            return
        text = work.documents.get(mention.document).text
        work.mentions.replace(replace(mention, span=self.span, surface=self.span.surface(text)))


@dataclass(frozen=True, slots=True)
class RemoveMentions:
    """Remove mentions with their links."""

    mentions: Sequence[MentionId]
    name: ClassVar[str] = "mention.remove"

    def describe(self) -> Mapping[str, str | int]:
        """Count them."""
        return {"count": len(self.mentions)}

    def apply(self, work: UnitOfWork) -> None:
        """Remove each."""
        for identifier in self.mentions:
            forget_use(work, work.mentions.get(identifier))
            work.mentions.remove(identifier)


@dataclass(frozen=True, slots=True)
class SetDateValue:
    """Say what a date mention means, or (None) that this is not known."""

    mention: MentionId
    date: DateValue | None
    name: ClassVar[str] = "mention.date"

    def describe(self) -> Mapping[str, str | int]:
        """Name the value."""
        return {"value": self.date.value if self.date else ""}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention with its value."""
        work.mentions.replace(replace(work.mentions.get(self.mention), date=self.date))
