"""What people have turned down, and how much weaker that makes the same proposal elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import Mention, MentionStatus
from annotator.lang.normalise import match_key

_Name = tuple[str, str, EntityId | None]
_EACH: Final = 0.7


class TurnedDown:
    """Counts the rejections of each surface with its label and entity, document by document."""

    def __init__(self) -> None:
        self._of_document: dict[DocumentId, Counter[_Name]] = {}
        self._counts = Counter[_Name]()

    def note(self, document: DocumentId, mentions: Iterable[Mention]) -> bool:
        """Take over what is turned down in a document now, and tell whether that is anything new."""
        names = Counter(_name(mention) for mention in mentions if mention.status is MentionStatus.REJECTED)
        before = self._of_document.pop(document, Counter())
        if names:
            self._of_document[document] = names
        self._counts.subtract(before)
        self._counts += names  # drops what is at zero
        return names != before

    def weight(self, surface: str, label: str, entity: EntityId | None) -> float:
        """Return by what the score of a proposal is multiplied: 1 when nothing like it was turned down."""
        if not self._counts:
            return 1.0
        return float(_EACH ** self._counts[match_key(surface), label, entity])


def _name(mention: Mention) -> _Name:
    return match_key(mention.surface), mention.label, mention.link.entity if mention.link else None
