"""What goes through the door: documents with their mentions as formats read and write them.

Inside the house a mention is a :class:`~annotator.core.mention.Mention`; on its way in or out it is a light
tuple, or a cell in each of some columns, because hundreds of thousands pass at once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple, overload

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


@dataclass(frozen=True, slots=True, eq=False)
class Mentions(Sequence[MentionRecord]):  # noqa: PLW1641 - what equals a list has no hash
    """The mentions of a document field by field: a sequence of records for whoever wants them one by one.

    What is asked of a whole column is answered by the interpreter's own loops, in a fraction of the time that a look at
    each record takes; an import asks a dozen such things of hundreds of thousands of mentions. Each column holds
    what the field of :class:`MentionRecord` with its name holds, and all are equally long.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    labels: Sequence[str]
    entities: Sequence[str | None]
    values: Sequence[str | None]
    modifiers: Sequence[str | None]
    calendars: Sequence[str | None]
    annotators: Sequence[str]
    statuses: Sequence[str]
    scores: Sequence[float | None]
    ids: Sequence[str]

    @classmethod
    def of(cls, records: Sequence[MentionRecord]) -> Mentions:
        """Return these records as columns, or just them when they are so already."""
        if isinstance(records, cls):
            return records
        return cls(*zip(*records, strict=True)) if records else _NO_MENTIONS

    def at(self, places: Sequence[int]) -> Mentions:
        """Return the mentions at these places."""
        return Mentions(*map(picker(places), _columns_of(self)))

    def __len__(self) -> int:
        """Tell how many there are."""
        return len(self.starts)

    def __iter__(self) -> Iterator[MentionRecord]:
        """Yield each as a record."""
        return map(MentionRecord._make, zip(*_columns_of(self), strict=True))

    @overload
    def __getitem__(self, place: int) -> MentionRecord: ...
    @overload
    def __getitem__(self, place: slice) -> Mentions: ...
    def __getitem__(self, place: int | slice) -> MentionRecord | Mentions:
        """Return the one at a place as a record, or some of them."""
        cells = (column[place] for column in _columns_of(self))
        return Mentions(*cells) if isinstance(place, slice) else MentionRecord._make(cells)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other holds the same records, be it a list or another sequence."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))


_FIELDS: Final = tuple(each.name for each in fields(Mentions))
_columns_of: Final[Callable[[Mentions], tuple[Sequence[Any], ...]]] = operator.attrgetter(*_FIELDS)
_NO_MENTIONS: Final = Mentions(*[()] * len(_FIELDS))


def picker(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what picks the cells at some places out of a column."""
    if len(places) > 1:  # of one place, an itemgetter returns the cell itself
        return operator.itemgetter(*places)
    return lambda column: [column[place] for place in places]


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
