"""What goes through the door: documents with their mentions as formats read and write them.

Inside the house a mention is a :class:`~annotator.core.mention.Mention`; on its way in or out it is a light
tuple, because hundreds of thousands pass at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from annotator.core.document import Direction, DocumentState


class MentionRecord(NamedTuple):
    """A mention as a format carries it. Offsets are code points of the document's text.

    ``entity`` is an entity id, ``"NIL"``, or None for "not linked yet". ``annotator`` is a name, not an id, or ""
    when the format does not say. ``id`` is "" when the format has none. ``status`` is a
    :class:`~annotator.core.mention.MentionStatus` value.
    """

    start: int
    end: int
    label: str
    entity: str | None = None
    value: str | None = None
    modifier: str | None = None
    calendar: str | None = None
    annotator: str = ""
    status: str = "accepted"
    score: float | None = None
    id: str = ""


@dataclass(slots=True)
class DocumentRecord:
    """A document as a format carries it. Empty strings stand for what the format did not say.

    ``line`` is the 1-based line of its file where it begins, for messages.
    """

    text: str
    mentions: Sequence[MentionRecord] = ()
    id: str = ""
    name: str = ""
    title: str = ""
    language: str = ""
    date: str | None = None
    direction: Direction = Direction.AUTO
    state: DocumentState | None = None
    source: str = ""
    encoding: str = ""
    paragraph_directions: Mapping[int, Direction] = field(default_factory=dict)
    line: int | None = None


UNTYPED: Final = "ENTITY"
"""The type of an entity of which a format does not say what it is."""


@dataclass(slots=True)
class EntityRecord:
    """An entity as a format carries it: names by language, the preferred one first."""

    id: str
    type: str
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    external: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    replaces: Sequence[str] = ()
    """Ids that stand for it, because entities that had them were merged into it."""
    not_same: Sequence[str] = ()
    """Entities that are known not to be the same thing."""
