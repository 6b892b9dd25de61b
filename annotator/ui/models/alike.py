"""Which suggestions belong together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.core.ids import EntityId
from annotator.core.mention import Mention


class Group(NamedTuple):
    """What suggestions have in common: the entity, else the label with the date's value or the surface."""

    label: str
    entity: EntityId | None
    words: str


def group_of(mention: Mention) -> Group:
    """Return the group of a suggestion."""
    if mention.link is not None and mention.link.entity is not None:
        return Group("", mention.link.entity, "")
    return Group(mention.label, None, mention.date.value if mention.date else mention.surface)


def alike(mention: Mention, suggestions: Iterable[Mention]) -> list[Mention]:
    """Return the suggestions of the same group, the mention itself among them."""
    group = group_of(mention)
    return [other for other in suggestions if group_of(other) == group]
