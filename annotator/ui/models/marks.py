"""From mentions to marks: what the article is told to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from annotator.core.ids import EntityId
from annotator.core.labels import Label, LabelSet
from annotator.core.mention import Mention, MentionStatus
from annotator.ui.document.marks import Mark, MarkState

_SUGGESTED: Final = MentionStatus.SUGGESTED


def marks_of(mentions: Iterable[Mention], labels: LabelSet, name_of: Callable[[EntityId], str]) -> list[Mark]:
    """Return the marks of mentions; those whose label is not among the labels are left out.

    Args:
        mentions: In text order.
        labels: The workspace's labels.
        name_of: Gives an entity's name in the window's language.
    """
    known = {label.name: label for label in labels}
    return [mark_of(mention, known[mention.label], name_of) for mention in mentions if mention.label in known]


def mark_of(mention: Mention, label: Label, name_of: Callable[[EntityId], str]) -> Mark:
    """Return the mark of one mention."""
    link, date = mention.link, mention.date
    entity = link.entity if link is not None else None
    name = name_of(entity) if entity is not None else ""
    caption = date.value if label.is_date and date is not None else name
    state, is_suggested = state_of(mention, label), mention.status is _SUGGESTED
    return Mark(mention.id, mention.span, mention.label, state, caption, entity, is_suggested)


def state_of(mention: Mention, label: Label) -> MarkState:
    """Return what is known about the thing a mention names."""
    if label.is_date:
        return MarkState.DATED if mention.date else MarkState.UNDATED
    link = mention.link
    if link is None:
        return MarkState.UNLINKED if label.links else MarkState.NIL
    return MarkState.NIL if link.entity is None else MarkState.LINKED
