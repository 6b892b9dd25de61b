"""The order in which suggestions are reviewed, and which of them belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from annotator.core.ids import EntityId, MentionId
from annotator.core.mention import Mention
from annotator.ui.shown_mentions import text_order


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


def next_after(
    mention: Mention | None, suggestions: Sequence[Mention], leaving_out: Collection[MentionId] = ()
) -> Mention | None:
    """Return the next suggestion in reading order; past the last, the first.

    Args:
        mention: The one to go on from; None begins at the first.
        suggestions: In text order.
        leaving_out: Those that are decided already.
    """
    left = [other for other in suggestions if other.id not in leaving_out]
    if mention is None:
        return left[0] if left else None
    here = text_order(mention)
    others = [other for other in left if other.id != mention.id]
    return next((other for other in others if text_order(other) > here), others[0] if others else None)


def next_from(offset: int, suggestions: Sequence[Mention]) -> Mention | None:
    """Return the first suggestion that begins at a place or after it; past the last, the first."""
    return next((other for other in suggestions if other.span.start >= offset), suggestions[0] if suggestions else None)


def previous_before(mention: Mention | None, suggestions: Sequence[Mention]) -> Mention | None:
    """Return the suggestion before; before the first, the last."""
    backwards = list(reversed(suggestions))
    if mention is None:
        return backwards[0] if backwards else None
    here = text_order(mention)
    others = [other for other in backwards if other.id != mention.id]
    return next((other for other in others if text_order(other) < here), others[0] if others else None)
