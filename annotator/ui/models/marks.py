"""From mentions to marks: what the article is told to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.core.ids import EntityId
from annotator.core.labels import Label, LabelSet
from annotator.core.mention import Mention, MentionStatus
from annotator.ui.document.marks import Mark, MarkState


def marks_of(mentions: Iterable[Mention], labels: LabelSet, name_of: Callable[[EntityId], str]) -> list[Mark]:
    """Return the marks of mentions; those whose label is not among the labels are left out.

    Args:
        mentions: In text order.
        labels: The workspace's labels.
        name_of: Gives an entity's name in the window's language.
    """
    made = []
    for mention in mentions:
        label = labels.get(mention.label)
        if label is not None:
            made.append(mark_of(mention, label, name_of))
    return made


def mark_of(mention: Mention, label: Label, name_of: Callable[[EntityId], str]) -> Mark:
    """Return the mark of one mention."""
    state = state_of(mention, label)
    entity = mention.link.entity if mention.link else None
    caption = ""
    if state is MarkState.DATED and mention.date is not None:
        caption = mention.date.value
    elif entity is not None:
        caption = name_of(entity)
    is_suggested = mention.status is MentionStatus.SUGGESTED
    return Mark(mention.id, mention.span, mention.label, state, caption, entity, is_suggested)


def state_of(mention: Mention, label: Label) -> MarkState:
    """Return what is known about the thing a mention names."""
    if label.is_date:
        return MarkState.DATED if mention.date else MarkState.UNDATED
    if mention.link is None:
        return MarkState.UNLINKED if label.links else MarkState.NIL
    return MarkState.NIL if mention.link.is_nil else MarkState.LINKED
