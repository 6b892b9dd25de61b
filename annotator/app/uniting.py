"""Unites the marks of a document that comes in a second time with those that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.app.commands.learning import change_uses, forget_uses, uses_in
from annotator.core.document import Document
from annotator.core.ids import AnnotatorId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork


class Difference(StrEnum):
    """What was not simply added; the sentence that counts such mentions."""

    SAME = "Mentions that were there already: {count}."
    OTHER_LINK = "Mentions that are linked otherwise in the workspace: {count}. Those links were kept."
    OTHER_DATE = "Mentions with another date value in the workspace: {count}. Those values were kept."


@dataclass(frozen=True, slots=True)
class United:
    """How it went.

    Attributes:
        added: How many mentions were added.
        differences: How many were not, and why.
    """

    added: int
    differences: Counter[Difference]


def unite(work: UnitOfWork, document: Document, mentions: Sequence[Mention]) -> United:
    """Add to a document the mentions that it does not have; complete those that lack a link or a date.

    Args:
        work: The transaction.
        document: The document as it is in the workspace.
        mentions: What the file says, as mentions of that document.
    """
    there = {_place(mention): mention for mention in work.mentions.of_document(document.id)}
    differences = Counter[Difference]()
    added: list[Mention] = []
    for mention in mentions:
        old = there.get(_place(mention))
        if old is None:
            work.mentions.add(mention)
            added.append(mention)
        elif old.status is not MentionStatus.ACCEPTED and mention.status is MentionStatus.ACCEPTED:
            work.mentions.remove(old.id)
            work.mentions.add(mention)
            added.append(mention)
        else:
            _complete(work, document, old, mention, differences)
    change_uses(work, uses_in(document, added))
    return United(len(added), differences)


def _place(mention: Mention) -> tuple[Span, str, AnnotatorId]:
    return mention.span, mention.label, mention.annotator


def _complete(
    work: UnitOfWork, document: Document, old: Mention, new: Mention, differences: Counter[Difference]
) -> None:
    completed = replace(old, link=old.link or new.link, date=old.date or new.date)
    if new.link is not None and completed.link != new.link:
        differences[Difference.OTHER_LINK] += 1
    elif new.date is not None and completed.date != new.date:
        differences[Difference.OTHER_DATE] += 1
    elif completed == old:
        differences[Difference.SAME] += 1
    if completed != old:
        forget_uses(work, document, (old,))
        change_uses(work, uses_in(document, (completed,)))
        work.mentions.replace(completed)
