"""Gathers which things an act touches."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.core.history import Act, Changes
from annotator.core.ids import DocumentId, EntityId, MentionId


@dataclass(slots=True)
class Touched:
    """The things that an act (or its undoing) has touched so far."""

    documents: set[DocumentId] = field(default_factory=set)
    mentioned: set[DocumentId] = field(default_factory=set)
    mentions: set[MentionId] = field(default_factory=set)
    entities: set[EntityId] = field(default_factory=set)
    labels: bool = False
    annotators: bool = False

    def mention(self, mention: str, document: str) -> None:
        """Note a mention and the document it stands in."""
        self.mentions.add(MentionId(mention))
        self.mentioned.add(DocumentId(document))

    def document(self, document: str, *, mentioned: bool) -> None:
        """Note a document that came or went, and whether mentions came or went with it."""
        self.documents.add(DocumentId(document))
        if mentioned:
            self.mentioned.add(DocumentId(document))

    def absorb(self, later: Touched) -> None:
        """Add what was touched later."""
        self.documents |= later.documents
        self.mentioned |= later.mentioned
        self.mentions |= later.mentions
        self.entities |= later.entities
        self.labels |= later.labels
        self.annotators |= later.annotators

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
