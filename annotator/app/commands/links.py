"""Commands on links: to an entity, to a new one, to nothing, and for many mentions at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.app.commands.learning import (
    Use,
    change_uses,
    forget_use,
    link_to,
    linked,
    moved_uses,
    uses_in,
)
from annotator.app.commands.marking import begin_work, shortened
from annotator.app.commands.mentions import mark, owned
from annotator.app.naming import name_in, new_alias, one_line
from annotator.app.reference import bring_in, known_entity
from annotator.core.entity import AliasSource, Entity
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, EntityId, MentionId, new_id
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class LinkMention:
    """Say which entity a mention names; its surface is learned as a name of that entity."""

    mention: MentionId
    entity: EntityId
    name: ClassVar[str] = "link.set"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the entity."""
        return {"surface": _surface(reader, self.mention), "entity": self.entity, "name": _called(reader, self.entity)}

    def apply(self, work: UnitOfWork) -> None:
        """Link, and learn the name."""
        mention = _linkable(work, work.mentions.get(self.mention))
        bring_in(work, (self.entity,))
        link_to(work, mention, self.entity)
        begin_work(work, work.documents.get(mention.document))


@dataclass(frozen=True, slots=True)
class LinkToNewEntity:
    """Make an entity and link a mention to it.

    Attributes:
        mention: The mention.
        type: The entity's type, usually the mention's label.
        entity: Its identifier; :func:`annotator.app.naming.free_entity_id` makes one.
        entity_name: Its first name, in the document's language; "" takes the mention's surface.
    """

    mention: MentionId
    type: str
    entity: EntityId
    entity_name: str = ""
    name: ClassVar[str] = "link.new_entity"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the entity."""
        surface = _surface(reader, self.mention)
        return {"surface": surface, "entity": self.entity, "name": one_line(self.entity_name) or surface}

    def apply(self, work: UnitOfWork) -> None:
        """Create the entity with its first name, then link."""
        mention = _linkable(work, work.mentions.get(self.mention))
        document = work.documents.get(mention.document)
        name = one_line(self.entity_name) or name_in(
            document.text, mention.span.start, mention.span.end, document.language
        )
        alias = new_alias(name, document.language, AliasSource.TYPED, position=0)
        work.entities.add(Entity(id=self.entity, type=self.type, aliases=(alias,)))
        link_to(work, mention, self.entity)
        begin_work(work, document)


@dataclass(frozen=True, slots=True)
class MarkNil:
    """Say that what a mention names is not in the base."""

    mention: MentionId
    name: ClassVar[str] = "link.nil"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface."""
        return {"surface": _surface(reader, self.mention)}

    def apply(self, work: UnitOfWork) -> None:
        """Store the decision."""
        mention = _linkable(work, work.mentions.get(self.mention))
        forget_use(work, mention)
        work.mentions.replace(replace(owned(work, mention), link=Link(None)))
        begin_work(work, work.documents.get(mention.document))


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take a mention's link (or NIL) away, so that it is undecided again."""

    mention: MentionId
    name: ClassVar[str] = "link.remove"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface."""
        return {"surface": _surface(reader, self.mention)}

    def apply(self, work: UnitOfWork) -> None:
        """Store the mention without a link."""
        mention = work.mentions.get(self.mention)
        forget_use(work, mention)
        work.mentions.replace(replace(mention, link=None))


@dataclass(frozen=True, slots=True)
class NewHit:
    """A piece of text that bulk linking will mark first."""

    document: DocumentId
    span: Span
    id: MentionId = field(default_factory=lambda: MentionId(new_id()))


@dataclass(frozen=True, slots=True)
class LinkMany:
    """Link many mentions to one entity, marking those that are not marked yet: one act, one undo."""

    entity: EntityId
    label: str
    existing: Sequence[MentionId] = ()
    unmarked: Sequence[NewHit] = ()
    name: ClassVar[str] = "link.many"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the entity and count the mentions."""
        count = len(self.existing) + len(self.unmarked)
        return {"entity": self.entity, "name": _called(reader, self.entity), "count": count}

    def apply(self, work: UnitOfWork) -> None:
        """Mark what is not marked, link everything, then count what all of it teaches."""
        bring_in(work, (self.entity,))
        entity = work.entities.get(self.entity).id
        uses = Counter[Use]()
        for hit in self.unmarked:
            mention = mark(work, hit.document, hit.span, self.label, identifier=hit.id, link=Link(entity))
            uses.update(uses_in(work.documents.get(hit.document), (_linkable(work, mention),)))
        for identifier in self.existing:
            before = _linkable(work, work.mentions.get(identifier))
            after = linked(work, before, entity)
            if after != before:
                uses.update(moved_uses(work, before, after))
                work.mentions.replace(after)
                begin_work(work, work.documents.get(after.document))
        change_uses(work, uses)


def _linkable(work: UnitOfWork, mention: Mention) -> Mention:
    """Return the mention if its label links.

    Raises:
        UserError: It does not.
    """
    if not work.labels.all()[mention.label].links:
        raise UserError(
            "“{surface}” is marked as {label}, which does not link to entities.",
            surface=shortened(mention.surface),
            label=mention.label,
        )
    return mention


def _surface(reader: Reader, mention: MentionId) -> str:
    return shortened(reader.mention(mention).surface)


def _called(reader: Reader, entity: EntityId) -> str:
    return shortened(known_entity(reader, entity).display_name(()))
