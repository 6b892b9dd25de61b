"""What a workspace holds, as far as an import needs to know it, and what the import has added so far."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.labels import Label
from annotator.core.ports import Reader

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Known:
    """The documents, labels, annotators and entities that there are.

    Attributes:
        documents: The SHA-256 of every document's text.
        texts: The oldest document with each SHA-256.
        labels: The labels by name.
        annotators: The annotators by name.
        entities: The type of every entity that was asked for so far.
        mentions: The ids of mentions that came with one.
        has_mentions: Whether there may be others.
    """

    documents: MutableMapping[DocumentId, str]
    texts: MutableMapping[str, DocumentId]
    labels: MutableMapping[str, Label]
    annotators: MutableMapping[str, AnnotatorId]
    entities: MutableMapping[EntityId, str]
    mentions: set[MentionId] = field(default_factory=set)
    has_mentions: bool = False

    @classmethod
    def of(cls, reader: Reader) -> Known:
        """Ask a workspace what it holds."""
        rows = reader.documents()
        return cls(
            documents={row.id: row.sha256 for row in rows},
            texts={row.sha256: row.id for row in reversed(rows)},
            labels={label.name: label for label in reader.labels()},
            annotators={annotator.name: annotator.id for annotator in reader.annotators()},
            entities={},
            has_mentions=bool(rows),
        )

    def fork(self) -> Known:
        """Return a view of it that keeps additions to itself, so that they can be forgotten with a rejected file."""
        return Known(
            ChainMap({}, self.documents),
            ChainMap({}, self.texts),
            ChainMap({}, self.labels),
            ChainMap({}, self.annotators),
            ChainMap({}, self.entities),
            self.mentions,
            self.has_mentions,
        )

    def adopt(self, fork: Known) -> None:
        """Take over what was added to a fork."""
        self.documents.update(_additions(fork.documents))
        self.texts.update(_additions(fork.texts))
        self.labels.update(_additions(fork.labels))
        self.annotators.update(_additions(fork.annotators))
        self.entities.update(_additions(fork.entities))


def _additions(mapping: MutableMapping[_Key, _Value]) -> MutableMapping[_Key, _Value]:
    return mapping.maps[0] if isinstance(mapping, ChainMap) else mapping
