"""Commands on links: to an entity, to a new one, to nothing, and for many mentions at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.ids import AliasId, DocumentId, EntityId, MentionId, new_id
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork
from annotator.lang.clitics import dictionary_form
from annotator.lang.normalise import match_key
from annotator.lang.scripts import script_of


@dataclass(frozen=True, slots=True)
class LinkMention:
    """Say which entity a mention names; its surface is learned as a name of that entity."""

    mention: MentionId
    entity: EntityId
    name: ClassVar[str] = "link.set"

    def describe(self) -> Mapping[str, str | int]:
        """Name the entity."""
        return {"entity": self.entity}

    def apply(self, work: UnitOfWork) -> None:
        """Link, and learn the name."""
        link_to(work, work.mentions.get(self.mention), self.entity)


@dataclass(frozen=True, slots=True)
class LinkToNewEntity:
    """Make an entity whose first name is the mention's surface, and link the mention to it."""

    mention: MentionId
    type: str
    entity: EntityId
    name: ClassVar[str] = "link.new_entity"

    def describe(self) -> Mapping[str, str | int]:
        """Name the entity."""
        return {"entity": self.entity}

    def apply(self, work: UnitOfWork) -> None:
        """Create the entity, then link."""
        work.entities.add(Entity(id=self.entity, type=self.type))
        link_to(work, work.mentions.get(self.mention), self.entity, source=AliasSource.TYPED)


@dataclass(frozen=True, slots=True)
class MarkNil:
    """Say that what a mention names is not in the base."""

    mention: MentionId
    name: ClassVar[str] = "link.nil"

    def describe(self) -> Mapping[str, str | int]:
        """Say nothing more than the name of the act."""
        return {}

    def apply(self, work: UnitOfWork) -> None:
        """Store the decision."""
        mention = work.mentions.get(self.mention)
        forget_use(work, mention)
        work.mentions.replace(replace(mention, link=Link(None)))


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take a mention's link (or NIL) away, so that it is undecided again."""

    mention: MentionId
    name: ClassVar[str] = "link.remove"

    def describe(self) -> Mapping[str, str | int]:
        """Say nothing more than the name of the act."""
        return {}

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

    def describe(self) -> Mapping[str, str | int]:
        """Name the entity and count the mentions."""
        return {"entity": self.entity, "count": len(self.existing) + len(self.unmarked)}

    def apply(self, work: UnitOfWork) -> None:
        """Mark what is not marked, then link everything."""
        for hit in self.unmarked:
            text = work.documents.get(hit.document).text
            mention = Mention(
                id=hit.id,
                document=hit.document,
                span=hit.span,
                label=self.label,
                annotator=work.act.author,
                surface=hit.span.surface(text),
            )
            work.mentions.add(mention)
            link_to(work, mention, self.entity)
        for identifier in self.existing:
            link_to(work, work.mentions.get(identifier), self.entity)


def link_to(work: UnitOfWork, mention: Mention, entity: EntityId, source: AliasSource = AliasSource.LEARNED) -> None:
    """Store a link and count its surface as a use of that name, learning the name where it is new."""
    if mention.link == Link(entity):
        return
    forget_use(work, mention)
    document = work.documents.get(mention.document)
    form = dictionary_form(document.text, mention.span, document.language)
    known = work.entities.get(entity)
    for alias in known.aliases:
        if alias.text == form:
            work.entities.replace_alias(entity, replace(alias, uses=alias.uses + 1))
            break
    else:
        work.entities.add_alias(
            entity,
            Alias(
                id=AliasId(new_id()),
                text=form,
                language=document.language,
                script=script_of(form),
                key=match_key(form),
                source=source,
                position=len(known.names(document.language)),
                uses=1,
            ),
        )
    work.mentions.replace(replace(mention, link=Link(entity)))


def forget_use(work: UnitOfWork, mention: Mention) -> None:
    """Count one use less of the name a mention was linked by. A learned name stays known."""
    if mention.link is None or mention.link.entity is None:
        return
    document = work.documents.get(mention.document)
    form = dictionary_form(document.text, mention.span, document.language)
    entity = work.entities.find(mention.link.entity)
    for alias in entity.aliases if entity else ():
        if alias.text == form and alias.uses:
            work.entities.replace_alias(mention.link.entity, replace(alias, uses=alias.uses - 1))
            return
