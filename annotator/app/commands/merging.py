"""Commands that unite two entities that are one, and part one that is two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.app.commands.learning import link_to
from annotator.app.commands.marking import shortened
from annotator.app.naming import new_alias
from annotator.core.entity import MEASURES, Alias, AliasSource, Entity
from annotator.core.errors import ConflictError, UserError
from annotator.core.ids import AliasId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class MergeEntities:
    """Unite two entities: links, names, descriptions and external ids of the second go to the first.

    The second's id stands for the first from then on.

    Attributes:
        keep: The entity that stays.
        gone: The entity that is taken away.
        external: Which identifier to keep, for each source where the two differ.
    """

    keep: EntityId
    gone: EntityId
    external: Mapping[str, str] = field(default_factory=dict)
    name: ClassVar[str] = "entity.merge"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name both entities."""
        keep, gone = reader.entity(self.keep), reader.entity(self.gone)
        return {
            "entity": self.keep,
            "name": keep.display_name(()),
            "gone": self.gone,
            "gone_name": gone.display_name(()),
        }

    def apply(self, work: UnitOfWork) -> None:
        """Move everything, then remove what is left of the second."""
        keep, gone = work.entities.get(self.keep), work.entities.get(self.gone)
        if keep.id == gone.id:
            raise UserError("{entity} cannot be merged with itself.", entity=self.keep)
        external = self._united_external(keep, gone)
        for mention in work.mentions.of_entity(gone.id):
            work.mentions.replace(replace(mention, link=Link(keep.id)))
        work.entities.remove_for(gone.id, keep.id)
        work.entities.replace(
            replace(
                keep,
                descriptions={**gone.descriptions, **keep.descriptions},
                external=external,
                aliases=united_aliases(keep.aliases, gone.aliases),
            )
        )

    def _united_external(self, keep: Entity, gone: Entity) -> dict[str, str]:
        united = {**gone.external, **keep.external, **self.external}
        for source in (keep.external.keys() & gone.external.keys()) - self.external.keys() - MEASURES:
            if keep.external[source] != gone.external[source]:
                raise ConflictError(
                    "{keep} and {gone} have different identifiers in {source} ({first} and {second}), so they may "
                    "be two things. Choose one of the identifiers if they are not.",
                    keep=keep.id,
                    gone=gone.id,
                    source=source,
                    first=keep.external[source],
                    second=gone.external[source],
                )
        return united


@dataclass(frozen=True, slots=True)
class SplitEntity:
    """Part an entity: the given mentions and names go to a new one.

    Attributes:
        entity: The entity that is parted.
        new_entity: The identifier of the new one.
        mentions: The mentions that name the new one.
        aliases: The names that are only the new one's.
        type: The new entity's type; "" takes that of the old one.
    """

    entity: EntityId
    new_entity: EntityId
    mentions: Sequence[MentionId] = ()
    aliases: Sequence[AliasId] = ()
    type: str = ""
    name: ClassVar[str] = "entity.split"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the old and the new entity and count what moves."""
        name = reader.entity(self.entity).display_name(())
        return {"entity": self.entity, "name": name, "new_entity": self.new_entity, "count": len(self.mentions)}

    def apply(self, work: UnitOfWork) -> None:
        """Make the new entity with its names, then move the mentions, which take their uses of names with them."""
        if not self.mentions and not self.aliases:
            raise UserError("Choose the mentions or names that belong to the new entity.")
        old = work.entities.get(self.entity)
        moving = set(self.aliases)
        names = _renamed(alias for alias in old.aliases if alias.id in moving)
        work.entities.add(Entity(id=self.new_entity, type=self.type or old.type, aliases=names))
        for identifier in self.mentions:
            self._move(work, identifier)
        rest = work.entities.get(self.entity)
        kept = tuple(alias for alias in rest.aliases if alias.id not in moving)
        if not kept:
            raise UserError("{entity} would have no name left.", entity=self.entity)
        if len(kept) < len(rest.aliases):
            work.entities.replace(replace(rest, aliases=kept))
        # Whoever parts two things has said that they are not the same one.
        work.entities.keep_apart(self.entity, self.new_entity)

    def _move(self, work: UnitOfWork, identifier: MentionId) -> None:
        mention = work.mentions.get(identifier)
        if mention.link != Link(self.entity):
            raise UserError(
                "“{surface}” is not linked to {entity}, so it cannot go to the new entity.",
                surface=shortened(mention.surface),
                entity=self.entity,
            )
        link_to(work, mention, self.new_entity, AliasSource.TYPED)


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Remember that two entities are not the same thing, so that nobody is asked about them again."""

    one: EntityId
    other: EntityId
    name: ClassVar[str] = "entity.keep_apart"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name both entities."""
        one, other = reader.entity(self.one), reader.entity(self.other)
        return {
            "entity": one.id,
            "name": one.display_name(()),
            "other": other.id,
            "other_name": other.display_name(()),
        }

    def apply(self, work: UnitOfWork) -> None:
        """Store the decision."""
        if work.entities.get(self.one).id == work.entities.get(self.other).id:
            raise UserError("{entity} is one entity, so there is nothing to keep apart.", entity=self.one)
        work.entities.keep_apart(self.one, self.other)


def united_aliases(first: Iterable[Alias], second: Iterable[Alias]) -> tuple[Alias, ...]:
    """Return the first names and after them, language by language, those of the second that are new.

    A name that both have keeps the first one's identity and the uses of both.
    """
    united = {(alias.language, alias.text): alias for alias in first}
    places = Counter[str]()
    for alias in united.values():
        places[alias.language] = max(places[alias.language], alias.position + 1)
    for alias in sorted(second, key=lambda alias: alias.position):
        same = united.get((alias.language, alias.text))
        if same is not None:
            source = same.source if same.source is not AliasSource.LEARNED else alias.source
            united[alias.language, alias.text] = replace(same, uses=same.uses + alias.uses, source=source)
        else:
            united[alias.language, alias.text] = replace(alias, position=places[alias.language])
            places[alias.language] += 1
    return tuple(united.values())


def _renamed(aliases: Iterable[Alias]) -> tuple[Alias, ...]:
    """Return new aliases that read the same, without their uses."""
    places = Counter[str]()
    renamed = []
    for alias in aliases:
        renamed.append(new_alias(alias.text, alias.language, alias.source, places[alias.language]))
        places[alias.language] += 1
    return tuple(renamed)
