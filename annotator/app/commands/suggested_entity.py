"""A suggestion whose thing is not in the base yet: the entity is made, and the suggestion accepted with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from annotator.app.commands.marking import shortened
from annotator.app.commands.suggestions import AcceptSuggestions
from annotator.app.naming import name_in, new_alias, one_line
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class AcceptAsNewEntity:
    """Make an entity named as a suggestion reads, and stand behind the suggestion as its mention: one act.

    Attributes:
        mention: The suggestion, live or stored.
        type: The entity's type, usually the mention's label.
        entity: Its identifier; :func:`annotator.app.naming.free_entity_id` makes one.
        entity_name: Its first name, in the document's language; "" takes the mention's surface.
    """

    mention: Mention
    type: str
    entity: EntityId
    entity_name: str = ""
    name: ClassVar[str] = "link.new_entity"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the entity."""
        del reader
        surface = shortened(self.mention.surface)
        return {"surface": surface, "entity": self.entity, "name": one_line(self.entity_name) or surface}

    def apply(self, work: UnitOfWork) -> None:
        """Create the entity with its first name, then accept the suggestion linked to it."""
        mention = self.mention
        document = work.documents.get(mention.document)
        name = one_line(self.entity_name) or name_in(
            document.text, mention.span.start, mention.span.end, document.language
        )
        alias = new_alias(name, document.language, AliasSource.TYPED, position=0)
        work.entities.add(Entity(id=self.entity, type=self.type, aliases=(alias,)))
        AcceptSuggestions((replace(mention, link=Link(self.entity)),)).apply(work)
