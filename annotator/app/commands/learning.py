"""What links teach: a mention's surface becomes a name of its entity, and is forgotten with its last link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotator.app.naming import name_in, new_alias
from annotator.core.document import Document
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import UnitOfWork


class Use(NamedTuple):
    """One way in which mentions name an entity."""

    entity: EntityId
    name: str
    language: str


def link_to(work: UnitOfWork, mention: Mention, entity: EntityId, source: AliasSource = AliasSource.LEARNED) -> None:
    """Store a link made by the act's author, and count its surface as a use of that name, learning a new one.

    Raises:
        UserError: There is no such entity.
    """
    after = linked(work, mention, work.entities.get(entity).id)
    if after != mention:
        move_use(work, mention, after, source)
        work.mentions.replace(after)


def linked(work: UnitOfWork, mention: Mention, entity: EntityId) -> Mention:
    """Return a mention linked by the act's author; linking a suggestion accepts it."""
    after = replace(mention, link=Link(entity))
    if mention.status is MentionStatus.ACCEPTED:
        return after
    return replace(after, status=MentionStatus.ACCEPTED, annotator=work.act.author)


def learn_use(work: UnitOfWork, mention: Mention) -> None:
    """Count one more use of the name that a linked mention reads as, adding it where the entity has no such name."""
    if _counted(mention) is not None:
        change_uses(work, uses_in(work.documents.get(mention.document), (mention,)))


def forget_use(work: UnitOfWork, mention: Mention) -> None:
    """Count one use less of the name that a linked mention reads as."""
    if _counted(mention) is not None:
        forget_uses(work, work.documents.get(mention.document), (mention,))


def forget_uses(work: UnitOfWork, document: Document, mentions: Iterable[Mention]) -> None:
    """Count one use less for each of these mentions of a document that is linked."""
    change_uses(work, {use: -count for use, count in uses_in(document, mentions).items()})


def move_use(work: UnitOfWork, before: Mention, after: Mention, source: AliasSource = AliasSource.LEARNED) -> None:
    """Count what a changed mention teaches now instead of what it taught before; nothing when that is the same."""
    change_uses(work, moved_uses(work, before, after), source)


def moved_uses(work: UnitOfWork, before: Mention, after: Mention) -> Counter[Use]:
    """Return how the uses of names change with a mention."""
    changes = Counter[Use]()
    if (_counted(before), before.span) != (_counted(after), after.span):
        document = work.documents.get(after.document)
        changes.update(uses_in(document, (after,)))
        changes.subtract(uses_in(document, (before,)))
    return changes


def uses_in(document: Document, mentions: Iterable[Mention]) -> Counter[Use]:
    """Count the ways in which these mentions of a document name entities; only what a person linked counts."""
    text, language = document.text, document.language
    return Counter(
        Use(entity, name_in(text, mention.span.start, mention.span.end, language), language)
        for mention in mentions
        if (entity := _counted(mention)) is not None
    )


def change_uses(work: UnitOfWork, changes: Mapping[Use, int], source: AliasSource = AliasSource.LEARNED) -> None:
    """Add to (or take from) the uses of names, each entity once.

    A name that is not known yet is learned; one that was only learned is forgotten with its last use, so that a
    wrong link leaves no wrong name behind.
    """
    by_entity: defaultdict[EntityId, dict[Use, int]] = defaultdict(dict)
    for use, change in changes.items():
        if change and use.name:
            by_entity[use.entity][use] = change
    for identifier, own in by_entity.items():
        entity = work.entities.get(identifier)
        for use, change in own.items():
            entity = _used(entity, use, change, source)
        work.entities.replace(entity)


def alias_named(entity: Entity, name: str, language: str) -> Alias | None:
    """Return the entity's alias that is written exactly so, in this language if it can be."""
    same = [alias for alias in entity.aliases if alias.text == name]
    return next((alias for alias in same if alias.language == language), same[0] if same else None)


def next_position(entity: Entity, language: str) -> int:
    """Return the place after the entity's last name in a language."""
    return 1 + max((alias.position for alias in entity.aliases if alias.language == language), default=-1)


def _used(entity: Entity, use: Use, change: int, source: AliasSource) -> Entity:
    alias = alias_named(entity, use.name, use.language)
    if alias is None:
        if change < 0:
            return entity
        position = next_position(entity, use.language)
        learned = new_alias(use.name, use.language, source, position, uses=change)
        return replace(entity, aliases=(*entity.aliases, learned))
    uses = max(0, alias.uses + change)
    if uses == 0 and alias.source is AliasSource.LEARNED:
        return replace(entity, aliases=tuple(other for other in entity.aliases if other.id != alias.id))
    counted = replace(alias, uses=uses)
    return replace(entity, aliases=tuple(counted if other.id == alias.id else other for other in entity.aliases))


def _counted(mention: Mention) -> EntityId | None:
    """Return the entity for which a mention counts as a use of a name: a person has linked it."""
    if mention.status is not MentionStatus.ACCEPTED or mention.link is None:
        return None
    return mention.link.entity
