"""Suggestions whose things are not in the base yet: the entities are made, and the suggestions accepted with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from annotator.app.commands.marking import shortened
from annotator.app.commands.suggestions import AcceptSuggestions
from annotator.app.naming import entity_id, name_in, new_alias, one_line
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.ports import Reader, UnitOfWork
from annotator.lang.normalise import match_key
from annotator.suggest.short_forms import surname


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
        _make(work, self.entity, self.type, self.mention, self.entity_name)
        AcceptSuggestions((replace(self.mention, link=Link(self.entity)),)).apply(work)


@dataclass(frozen=True, slots=True)
class NewThing:
    """An entity to be made, and the suggestions that name it.

    Attributes:
        entity: Its identifier.
        mentions: The suggestions; the entity gets their label as its type, and is called as the first one reads.
    """

    entity: EntityId
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class AcceptAllAsNewEntities:
    """Make several entities named as suggestions read, and stand behind all of these: one act, one undo.

    Attributes:
        things: The entities with their suggestions; :func:`things_named` tells which there are.
    """

    things: Sequence[NewThing]
    name: ClassVar[str] = "suggestion.accept_new"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Count the entities, and name the first."""
        del reader
        return {"count": len(self.things), "surface": shortened(self.things[0].mentions[0].surface)}

    def apply(self, work: UnitOfWork) -> None:
        """Create each entity with its first name, then accept all suggestions, each linked to its own."""
        accepted = []
        for thing in self.things:
            first = thing.mentions[0]
            _make(work, thing.entity, first.label, first)
            accepted += [replace(mention, link=Link(thing.entity)) for mention in thing.mentions]
        AcceptSuggestions(tuple(accepted)).apply(work)


def things_named(reader: Reader, suggestions: Iterable[Mention]) -> list[NewThing]:
    """Return which new entities suggestions name that have no link, in the order in which they are named first.

    Those that read alike name one thing, and a surname by itself the only one whose full name ends with it.

    Args:
        reader: The workspace, in which the identifiers are free.
        suggestions: The suggestions of one document, in text order.
    """
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in suggestions:
        groups.setdefault((mention.label, match_key(mention.surface)), []).append(mention)
    for label, key in list(groups):
        wholes = [other for other in groups if other[0] == label and match_key(_surname(groups[other])) == key]
        if len(wholes) == 1 and wholes[0] in groups:
            groups[wholes[0]] += groups.pop((label, key))
    taken: set[EntityId] = set()
    things = []
    for (label, _), mentions in groups.items():
        things.append(NewThing(_free_id(reader, label, mentions[0].surface, taken), tuple(mentions)))
        taken.add(things[-1].entity)
    return things


def _surname(mentions: Sequence[Mention]) -> str:
    return surname(one_line(mentions[0].surface))


def _free_id(reader: Reader, label: str, name: str, taken: set[EntityId]) -> EntityId:
    return entity_id(label, name, lambda candidate: candidate in taken or bool(reader.entities((candidate,))))


def _make(work: UnitOfWork, entity: EntityId, kind: str, mention: Mention, called: str = "") -> None:
    """Create an entity that is called so, or as a mention of it reads."""
    document = work.documents.get(mention.document)
    name = one_line(called) or name_in(document.text, mention.span.start, mention.span.end, document.language)
    alias = new_alias(name, document.language, AliasSource.TYPED, position=0)
    work.entities.add(Entity(id=entity, type=kind, aliases=(alias,)))
