"""From mentions to marks: what the article is told to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Final

from annotator.core.ids import EntityId
from annotator.core.labels import Label, LabelSet
from annotator.core.mention import Mention, MentionStatus
from annotator.ui.document.marks import Mark, MarkState

_SUGGESTED: Final = MentionStatus.SUGGESTED
# Taken out of the enumeration once: looking a member up in it takes longer than all the rest of a mark's state.
_LINKED: Final = MarkState.LINKED
_NIL: Final = MarkState.NIL
_UNLINKED: Final = MarkState.UNLINKED
_DATED: Final = MarkState.DATED
_UNDATED: Final = MarkState.UNDATED

_as_mark: Final = partial(tuple.__new__, Mark)


def marks_of(mentions: Iterable[Mention], labels: LabelSet, name_of: Callable[[EntityId], str]) -> list[Mark]:
    """Return the marks of mentions; those whose label is not among the labels are left out.

    Args:
        mentions: In text order.
        labels: The workspace's labels.
        name_of: Gives an entity's name in the window's language.
    """
    known = {label.name: label for label in labels}
    named = lru_cache(maxsize=None)(name_of)
    marks: list[Mark] = []
    for mention in mentions:
        label = known.get(mention.label)
        if label is not None:
            link, state = mention.link, state_of(mention, label)
            entity = None if link is None else link.entity
            caption = "" if entity is None else named(entity)
            if state is _DATED and mention.date is not None:
                caption = mention.date.value
            is_suggested = mention.status is _SUGGESTED
            marks.append(_as_mark((mention.id, mention.span, mention.label, state, caption, entity, is_suggested)))
    return marks


def state_of(mention: Mention, label: Label) -> MarkState:
    """Return what is known about the thing a mention names."""
    if label.is_date:
        return _UNDATED if mention.date is None else _DATED
    link = mention.link
    if link is None:
        return _UNLINKED if label.links else _NIL
    return _NIL if link.entity is None else _LINKED
