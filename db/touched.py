"""Gathers which things an act touches."""

from __future__ import annotations

from annotator.core.history import Act, Changes
from annotator.core.ids import DocumentId, EntityId, MentionId


class Touched:
    """The documents, mentions and entities that an act (or its undoing) has touched so far."""

    def __init__(self) -> None:
        self.documents: set[DocumentId] = set()
        self.mentioned: set[DocumentId] = set()
        self.mentions: set[MentionId] = set()
        self.entities: set[EntityId] = set()
        self.labels = False
        self.annotators = False

    def mention(self, mention: str, document: str) -> None:
        """Note a mention and the document it stands in."""
        self.mentions.add(MentionId(mention))
        self.mentioned.add(DocumentId(document))

    def copy(self) -> Touched:
        """Return the same things, independent of what is touched later."""
        twin = Touched()
        twin.documents = self.documents.copy()
        twin.mentioned = self.mentioned.copy()
        twin.mentions = self.mentions.copy()
        twin.entities = self.entities.copy()
        twin.labels = self.labels
        twin.annotators = self.annotators
        return twin

    def changes(self, act: Act) -> Changes:
        """Return them as what the act changed."""
        return Changes(
            act=act,
            documents=frozenset(self.documents),
            mentioned=frozenset(self.mentioned),
            mentions=frozenset(self.mentions),
            entities=frozenset(self.entities),
            labels=self.labels,
            annotators=self.annotators,
        )
